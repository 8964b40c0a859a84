"""The register: the same answers as the pure world, now and as of any entry; facts are never edited."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from continuity.core.competent import competent as pure
from continuity.core.competent import who
from continuity.core.coverage import flaws
from continuity.core.fold import fold
from continuity.journal.record import Actor, record
from continuity.journal.verify import verify
from continuity.reform.history import history as told
from continuity.register.ask import answer, areas_of, history, may_issue, missing
from continuity.register.load import NotEmpty, load
from continuity.register.read import entry_of, head, world
from continuity.register.write import Outrun, difference, write
from tests.property.strategies import DAYS, STARTS, reforms
from tests.unit.country import JULY, KINDS, MARCH, country, key, text

# Each example writes a register: few of them, and none made smaller.
ON_A_SERVER = settings(
    max_examples=25,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
HOA = Actor("hoa", "Ms Hoa")
SEEN = [day for day in DAYS if day >= STARTS]


def changed(before, after, verb="enact"):
    """Writes the difference of two worlds under one entry; gives back its number."""
    change = difference(before, after, head().entry)
    with transaction.atomic():
        entry = record("register", verb, HOA, {"writes": change.writes})
        write(change, entry)
    return entry


@pytest.fixture
def enacted(db):
    """The small country with both decrees; the worlds, and the entries that made them."""
    start = country()
    stages = told(start, [text(MARCH, "a"), text(JULY, "b")], KINDS).stages
    entries = [load(start, "the small country")]
    entries += [changed(stage.before, stage.after) for stage in stages]
    return [start, *(stage.after for stage in stages)], entries


def test_the_world_is_the_fold_and_each_entry_remembers_its_own(enacted):
    worlds, entries = enacted

    assert world() == worlds[-1]
    for known, entry in zip(worlds, entries, strict=True):
        assert world(entry) == known
    assert verify().holds


def test_a_start_is_loaded_once(enacted):
    with pytest.raises(NotEmpty):
        load(country(), "again")


def test_an_empty_register_says_so(db):
    with pytest.raises(LookupError, match="empty"):
        world()
    assert head() is None


@settings(ON_A_SERVER)
@given(reform=reforms(whole=True), data=st.data())
def test_who_must_act_is_what_the_pure_world_says(server, db, reform, data):
    server.empty()
    after = fold(reform.world, reform.decrees).world
    # Nobody enacts what is flawed, and the database would refuse some of it.
    assume(not flaws(after))
    first = load(reform.world, "a drawn world")
    changed(reform.world, after)
    places = [*after.lineage.areas, *after.lineage.leaves, *reform.world.lineage.leaves]
    for _ in range(12):
        function = data.draw(st.sampled_from(sorted(after.functions)))
        place = data.draw(st.sampled_from(sorted(places)))
        on, filed = sorted(data.draw(st.lists(st.sampled_from(SEEN), min_size=2, max_size=2)))[::-1]
        asked = {"on": on, "filed": filed}
        assert answer(function, place, **asked) == who(after, function, place, **asked)
        assert answer(function, place, known=first, **asked) == who(
            reform.world, function, place, **asked
        )


@settings(ON_A_SERVER)
@given(reform=reforms(whole=True), data=st.data())
def test_the_holders_of_a_leaf_are_those_of_the_pure_world_in_sql_too(server, db, reform, data):
    server.empty()
    after = fold(reform.world, reform.decrees).world
    # Nobody enacts what is flawed, and the database would refuse some of it.
    assume(not flaws(after))
    first = load(reform.world, "a drawn world")
    changed(reform.world, after)
    for _ in range(12):
        function = data.draw(st.sampled_from(sorted(after.functions)))
        leaf = data.draw(st.sampled_from(sorted(after.lineage.leaves)))
        on, filed = sorted(data.draw(st.lists(st.sampled_from(SEEN), min_size=2, max_size=2)))[::-1]
        assert in_sql(function, leaf, on, filed, None) == at(after, function, leaf, on, filed)
        if leaf in reform.world.lineage.leaves:
            was = at(reform.world, function, leaf, on, filed)
            assert in_sql(function, leaf, on, filed, first) == was


def in_sql(function, leaf, on, filed, known):
    with connection.cursor() as cursor:
        asked = [function, leaf, on, filed, known]
        cursor.execute("select agency from register_holders(%s, %s, %s, %s, %s)", asked)
        return sorted(row[0] for row in cursor.fetchall())


def at(world, function, leaf, on, filed):
    from continuity.core.competent import at_leaf

    ruling = at_leaf(world, function, leaf, on=on, filed=filed)
    return sorted(mandate.agency for mandate in ruling.holders)


def test_a_late_correction_answers_who_was_competent_and_who_we_believed_was(enacted):
    worlds, entries = enacted
    late = MARCH.replace("2025-03-01", "2025-03-10")
    corrected = told(country(), [text(late, "a"), text(JULY, "b")], KINDS).world
    day = date(2025, 3, 3)

    changed(worlds[-1], corrected, verb="correct")

    asked = {"on": day, "filed": day}
    now = answer("criminal-records", key("01"), **asked).ruling.agency
    believed = answer("criminal-records", key("01"), known=entries[-1], **asked).ruling.agency
    assert (now, believed) == ("vn.01.justice", "vn.01.police")
    assert pure(corrected, "criminal-records", key("01"), **asked).agency == now


def test_two_planners_at_once_and_one_must_plan_again(enacted):
    worlds, _ = enacted
    late = MARCH.replace("2025-03-01", "2025-03-10")
    other = told(country(), [text(late, "a"), text(JULY, "b")], KINDS).world
    mine = difference(worlds[-1], other, head().entry)
    changed(worlds[-1], other)

    with pytest.raises(Outrun), transaction.atomic():
        write(mine, record("register", "enact", HOA, {}))

    assert world() == other
    assert verify().holds


def test_facts_are_retracted_and_never_edited(enacted):
    for attempt in (
        "update register_area set code = '99'",
        "update register_mandate set agency = 'vn.99.police'",
        "delete from register_within",
        "truncate register_label",
    ):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(attempt)
    for attempt in (
        "update register_area set known = int8range(0, 1)",
        "update register_area set known = int8range(lower(known), null)",
    ):
        with pytest.raises(DatabaseError, match="never edited"), transaction.atomic():
            connection.cursor().execute(attempt)


def test_two_who_must_for_one_place_and_day_are_refused_by_the_database(enacted):
    worlds, _ = enacted
    held = next(m for m in worlds[-1].mandates if m.function == "residence")
    from dataclasses import replace

    double = replace(
        worlds[-1], mandates=(*worlds[-1].mandates, replace(held, agency="vn.02.police"))
    )

    with pytest.raises(DatabaseError, match="register_mandate_alone"):
        changed(worlds[-1], double)


def test_an_agency_knows_its_areas_and_a_thing_its_history(enacted):
    _, entries = enacted
    july = date(2025, 7, 1)

    assert {m.area for m in areas_of("vn.01.police@2025-07-01", july)} == {"01@2025-07-01"}
    assert areas_of("vn.01.police@2025-07-01", date(2025, 6, 30)) == []
    said = history(key("01"))
    assert [fact.stated for fact in said] == sorted(fact.stated for fact in said)
    assert {"area", "heir", "label"} <= {fact.table for fact in said}
    assert next(fact for fact in said if fact.table == "heir").stated == entries[2]


def test_a_unit_without_a_seal_may_not_issue(enacted):
    june = date(2025, 6, 29)
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into register_means values ('vn.01.police', 'seal', 'No 7', "
            "daterange('2025-03-01', '2025-06-30'), gen_random_uuid(), int8range(1, null))"
        )

    assert missing("vn.01.police", june) == ["signature"]
    assert may_issue("vn.01.police", june, ["seal"])
    assert not may_issue("vn.01.police", date(2025, 6, 30), ["seal"])


def test_a_local_day_ends_at_its_own_midnight(enacted):
    _, entries = enacted
    with connection.cursor() as cursor:
        cursor.execute("select at from journal_entry order by number desc limit 1")
        at = cursor.fetchone()[0]
    from zoneinfo import ZoneInfo

    today = at.astimezone(ZoneInfo("Asia/Ho_Chi_Minh")).date()
    assert entry_of(today, "Asia/Ho_Chi_Minh") == entries[-1]
    assert entry_of(date(2020, 1, 1), "Asia/Ho_Chi_Minh") == 0
