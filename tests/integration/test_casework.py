"""Casework: filed anywhere, seen by whom it is a duty, moved by verbs alone; Mr Minh sees nothing.

The country is that of the unit tests. Officer Binh's Justice holds criminal records until 1 March
2025, Captain Dung's police from then on; Mr Minh works for the other province's Justice.
"""

from __future__ import annotations

import dataclasses
import json
import os
import signal
import string
import threading
import uuid
from contextlib import contextmanager
from datetime import date
from itertools import product

import psycopg
import pytest
from django.conf import settings as configured
from django.db import DatabaseError, connection, transaction

from continuity.accounts.people import end
from continuity.casework import cases, numbers, sealed, verbs
from continuity.casework.cases import Personal
from continuity.casework.purposes import JOBS
from continuity.casework.refused import WORDS, Refused
from continuity.casework.rotate import rotate
from continuity.casework.sight import present, reading, working
from continuity.casework.status import CLOSED, PHASES, Status, may_follow
from continuity.core.competent import competent
from continuity.core.number import checked
from continuity.journal.record import SYSTEM, Actor, record
from continuity.reform.check import check
from continuity.register.ask import is_agency
from continuity.register.load import load
from continuity.register.write import difference, hold, write
from tests.database import as_owner
from tests.people import THE_OPERATOR, seated
from tests.unit.country import JULY, KINDS, MARCH, country, text
from tests.world import small_world

LAN, BINH = Actor("p-lan", "Ms Lan"), Actor("p-binh", "Officer Binh")
DUNG, MINH = Actor("p-dung", "Captain Dung"), Actor("p-minh", "Mr Minh")
CLERK = Actor("p-clerk", "A clerk in Đông")
COUNTER, JUSTICE, POLICE = "vn.00001.commune-police", "vn.01.justice", "vn.01.police"
STRANGERS = "vn.02.justice"
HER = Personal("Nguyễn Thị Lan", "001 190 123 456", "0912 345 678")
FILED, LATER, MARCH_DAY = date(2025, 2, 20), date(2025, 2, 27), date(2025, 3, 1)
JULY_DAY = date(2025, 7, 1)
DUE = date(2025, 3, 6)
GROUND = "ground:00001"
HOLED = """\
decree: functions
effective: 2025-03-01
clauses:
  - {clause: 1, transfer: criminal-records, in: ["00002"], from: [justice], to: commune-police}
"""
FINISHED = MARCH.replace("to: police", "to: police, finishes: 2025-06-01")


@pytest.fixture
def land(db):
    """The register of the small country before any reform, and who sits where in it."""
    load(country(), "tests")
    seated(CLERK, ("officer", COUNTER))
    seated(BINH, ("officer", JUSTICE), ("inspector", JUSTICE))
    seated(DUNG, ("officer", POLICE))
    seated(MINH, ("officer", STRANGERS), ("inspector", STRANGERS))


def enacted(*written):
    """The world after some decrees, whose facts are written into the register as a reform does."""
    world = country()
    if not written:
        return world
    decrees = [text(one, f"decree-{n}") for n, one in enumerate(written)]
    told, findings = check(world, decrees, decrees[-1], KINDS)
    assert not findings
    after = told.stages[-1].after
    with transaction.atomic():
        head = hold()
        write(difference(world, after, head), record("register", "enact", SYSTEM, {}))
    return after


def hers(place=GROUND, key="k1", agency=COUNTER, actor=CLERK, personal=HER, filed=FILED):
    """Ms Lan's case, taken in at the counter of her commune, which is not competent for it."""
    return verbs.file(
        "criminal-records", place, filed, personal, actor=actor, key=key, agency=agency, due=DUE
    )


def seen(actor, agency, on, purpose="processing"):
    with reading(actor, agency, purpose, on):
        return everything()


def everything():
    """A query that forgets its filter."""
    with connection.cursor() as cursor:
        cursor.execute("select id from casework_case")
        return {row[0] for row in cursor.fetchall()}


@contextmanager
def refused(code):
    with pytest.raises(Refused) as error:
        yield
    assert error.value.code == code


def stream(case):
    with connection.cursor() as cursor:
        cursor.execute(
            "select actor, verb, purpose, content from journal_entry where stream = %s order by position",
            [f"case:{case}"],
        )
        return [(*row[:3], json.loads(row[3])) for row in cursor.fetchall()]


# The stories


def test_ms_lan_files_at_any_counter_and_officer_binh_reads(land):
    receipt = hers()

    with reading(BINH, JUSTICE, "processing", LATER):
        case = cases.one(receipt.case)
        name = cases.personal(receipt.case, ["name"])

    assert (case.status, case.filed, case.due) == (Status.RECEIVED, FILED, DUE)
    assert case.number == receipt.number == checked(receipt.number.replace("-", " "))
    assert name == {"name": "Nguyễn Thị Lan"}
    told = {"agency": JUSTICE, "fields": ["name"], "on": "2025-02-27"}
    assert stream(receipt.case)[-1] == ("p-binh", "read", "processing", told)


def test_the_counter_that_took_it_in_sees_it_and_may_do_nothing_more(land):
    receipt = hers()

    assert seen(CLERK, COUNTER, LATER) == {receipt.case}
    with refused("not-competent"):
        verbs.pause(receipt.case, "payment", actor=CLERK, agency=COUNTER, on=LATER, key="k")


def test_ms_lan_files_alone_and_sees_her_own_and_nobody_elses(land):
    other = hers(personal=dataclasses.replace(HER, identity="999"), key="k2").case
    own = hers(agency="", actor=LAN, key="k3").case

    with reading(LAN, "", "applicant", LATER, identity="001190123456"):
        assert everything() == {own}
        assert cases.one(own).status is Status.REGISTERED
        assert cases.personal(own) == dataclasses.asdict(HER)
        with refused("no-such-case"):
            cases.personal(other)


def test_captain_dung_sees_the_case_from_the_day_of_the_handover_without_a_write_to_it(land):
    case = hers().case
    before = version(case)
    # Who asked for a day before the decree was enacted has another answer for that day after it.
    assert seen(BINH, JUSTICE, MARCH_DAY) == {case}
    assert seen(DUNG, POLICE, MARCH_DAY) == set()

    enacted(MARCH)

    assert version(case) == before
    assert seen(BINH, JUSTICE, LATER) == {case}
    assert seen(DUNG, POLICE, LATER) == set()
    assert seen(DUNG, POLICE, MARCH_DAY) == {case}
    assert seen(BINH, JUSTICE, MARCH_DAY) == set()


def version(case):
    with working("backup", FILED), connection.cursor() as cursor:
        cursor.execute("select xmin::text, ctid::text from casework_case where id = %s", [case])
        return cursor.fetchone()


def test_officer_binh_who_acted_still_sees_but_may_not_act_after_the_handover(land):
    case = hers().case
    verbs.pause(case, "supplement", actor=BINH, agency=JUSTICE, on=LATER, key="p")
    enacted(MARCH)

    assert seen(BINH, JUSTICE, MARCH_DAY) == {case}
    with refused("not-competent"):
        verbs.resume(case, DUE, actor=BINH, agency=JUSTICE, on=MARCH_DAY, key="r")
    verbs.resume(case, DUE, actor=DUNG, agency=POLICE, on=MARCH_DAY, key="r")
    verbs.close(case, "delivered", actor=DUNG, agency=POLICE, on=DUE, key="c")
    assert [entry[:2] for entry in stream(case)] == [
        ("p-clerk", "file"), ("p-binh", "pause"), ("p-dung", "resume"), ("p-dung", "close"),
    ]  # fmt: skip


def test_while_the_giver_finishes_what_it_took_in_each_sees_its_own(land):
    old, new = hers(key="old").case, hers(key="new", filed=MARCH_DAY).case
    enacted(FINISHED)

    assert seen(BINH, JUSTICE, MARCH_DAY) == {old}
    assert seen(DUNG, POLICE, MARCH_DAY) == {new}
    with refused("no-such-case"):
        verbs.close(old, "stopped", actor=DUNG, agency=POLICE, on=MARCH_DAY, key="c")
    assert seen(DUNG, POLICE, date(2025, 6, 1)) == {old, new}


def test_every_act_says_under_which_mandate_it_was_done(land):
    case = hers().case
    enacted(MARCH)
    verbs.close(case, "stopped", actor=DUNG, agency=POLICE, on=MARCH_DAY, key="c")

    with working("backup", FILED), connection.cursor() as cursor:
        cursor.execute(
            "select a.agency, verb, m.agency, m.function from casework_act a "
            "left join register_mandate m on m.key = a.mandate order by a.at"
        )
        assert cursor.fetchall() == [
            (COUNTER, "file", None, None),
            (POLICE, "close", POLICE, "criminal-records"),
        ]


# Mr Minh


def test_mr_minh_sees_nothing_even_by_a_query_that_forgets_its_filter(land):
    case = hers().case

    for purpose in ("intake", "processing", "appeal", "inspection", "statistics"):
        assert seen(MINH, STRANGERS, LATER, purpose) == set()
    with reading(MINH, "", "applicant", LATER, identity="002"):
        assert everything() == set()
    for question in (cases.one, cases.personal, cases.locked):
        with refused("no-such-case"), reading(MINH, STRANGERS, "processing", LATER):
            question(case)
    assert [entry[1] for entry in stream(case)] == ["file"]


@pytest.mark.parametrize("purpose", ["intake", "processing", "appeal", "inspection", "statistics"])
def test_mr_minh_acts_for_no_agency_in_which_he_holds_no_seat(land, purpose):
    hers()

    with refused("not-appointed"), reading(MINH, JUSTICE, purpose, LATER):
        pytest.fail("he reads")  # pragma: no cover


def test_a_seat_opens_what_it_is_for_and_only_while_it_is_held(land):
    hers()
    for actor, purpose in ((CLERK, "inspection"), (DUNG, "inspection")):
        with refused("not-appointed"), reading(actor, COUNTER, purpose, LATER):
            pytest.fail("no inspector")
    assert len(seen(BINH, JUSTICE, LATER)) == 1
    end("binh", JUSTICE, LATER, actor=THE_OPERATOR)
    with refused("not-appointed"):
        seen(BINH, JUSTICE, LATER)


def test_mr_minh_is_refused_by_every_verb_in_words_that_do_not_say_that_the_case_exists(land):
    case, told = hers().case, set()

    for one in (case, uuid.uuid4()):
        for verb, value in (
            (verbs.pause, "payment"),
            (verbs.resume, DUE),
            (verbs.close, "stopped"),
        ):
            with pytest.raises(Refused) as error:
                verb(one, value, actor=MINH, agency=STRANGERS, on=LATER, key="k")
            told.add((error.value.code, error.value.vi, error.value.en))

    assert len(told) == 1
    assert told.pop()[0] == "no-such-case"


def test_without_a_reader_nothing_is_seen_nor_changed(land):
    hers()

    assert everything() == set()
    with connection.cursor() as cursor:
        cursor.execute("update casework_case set paused = true")
        assert cursor.rowcount == 0
        cursor.execute("select count(*) from casework_act")
        assert cursor.fetchone() == (0,)
    for question in (lambda: cases.one(uuid.uuid4()), cases.desk, present):
        with refused("no-reader"):
            question()


def test_a_reader_is_gone_with_the_transaction_and_with_the_block(land):
    hers()

    with transaction.atomic():
        with reading(BINH, JUSTICE, "processing", LATER):
            assert len(everything()) == 1
            with reading(MINH, STRANGERS, "processing", LATER):
                assert everything() == set()
            assert len(everything()) == 1
        assert everything() == set()
    with pytest.raises(ZeroDivisionError), reading(BINH, JUSTICE, "processing", LATER):
        raise ZeroDivisionError
    assert everything() == set()


def test_what_the_application_may_not_do_it_cannot(land):
    case = hers().case
    for attempt in (
        "delete from casework_case",
        "truncate casework_case",
        "update casework_case set place = 'ground:00003'",
        "update casework_case set function = 'residence'",
        "update casework_case set number = '0000-0000-0001-00'",
        "update casework_act set agency = 'x'",
        "delete from casework_act",
        "delete from casework_verb_key",
        "insert into casework_slot select duty, function, place, intake, mandate from casework_slot",
        "insert into casework_duty (agency, day, head) values ('x', '2025-02-27', 0)",
        "alter table casework_case no force row level security",
        "drop policy casework_case_by_duty on casework_case",
    ):
        with (
            pytest.raises(DatabaseError, match=r"permission denied|must be owner"),
            reading(BINH, JUSTICE, "processing", LATER),
        ):
            connection.cursor().execute(attempt)
    assert seen(BINH, JUSTICE, LATER) == {case}


@pytest.mark.parametrize("verb", ["file", "pause"])
@pytest.mark.parametrize("agency", [STRANGERS, JUSTICE])
def test_mr_minh_cannot_write_himself_an_act_that_would_show_him_the_case(land, agency, verb):
    case = hers().case
    insert = (
        "insert into casework_act (case_id, agency, verb, mandate, day) select %s, %s, %s, "
        "key, '2025-02-27' from register_mandate where function = 'criminal-records' limit 1"
    )

    for purpose in ("intake", "processing"):
        with (
            pytest.raises(DatabaseError, match="row-level security"),
            reading(MINH, STRANGERS, purpose, LATER),
        ):
            connection.cursor().execute(insert, [case, agency, verb])


def test_nobody_files_under_anothers_identity_nor_without_a_reader(land):
    insert = (
        "insert into casework_case (id, function, place, filed, number, status, seeker, sealed_name, "
        "sealed_identity, sealed_contact) values (gen_random_uuid(), 'residence', 'ground:00001', "
        "'2025-02-20', '0000-0000-0001-94', 'registered', %s, '', '', '')"
    )
    own, others = (sealed.blind(configured.CONTINUITY_BLIND_KEY, one) for one in ("002", "001"))

    with (
        pytest.raises(DatabaseError, match="row-level security"),
        reading(MINH, "", "applicant", LATER, identity="002"),
    ):
        connection.cursor().execute(insert, [others])
    for purpose in ("processing", "inspection"):
        with (
            pytest.raises(DatabaseError, match="row-level security"),
            reading(BINH, JUSTICE, purpose, LATER),
        ):
            connection.cursor().execute(insert, [others])
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        connection.cursor().execute(insert, [others])
    with reading(MINH, "", "applicant", LATER, identity="002"):
        connection.cursor().execute(insert, [own])
        assert len(everything()) == 1


def test_not_even_a_competent_agency_writes_that_it_took_a_case_in(land):
    case = hers().case

    with (
        pytest.raises(DatabaseError, match="row-level security"),
        reading(BINH, JUSTICE, "processing", LATER),
    ):
        connection.cursor().execute(
            "insert into casework_act (case_id, agency, verb, mandate, day) select %s, %s, 'file', "
            "mandate, '2025-02-27' from casework_slot where duty = casework_duty() limit 1",
            [case, JUSTICE],
        )


def test_not_even_the_owner_sees_a_case_by_mistake(land):
    hers()

    with as_owner() as owner:
        owner.execute("select count(*) from casework_case")
        assert owner.fetchone() == (0,)


def test_a_backup_says_that_it_is_one_and_sees_all(land):
    """As `pg_dump --enable-row-security` does with the purpose in PGOPTIONS."""
    hers()

    with as_owner() as owner:
        owner.execute("set continuity.purpose = 'system:backup'")
        owner.execute("select count(*) from casework_case")
        assert owner.fetchone() == (1,)


# Sight and the register


@pytest.mark.parametrize("written", [(), (MARCH,), (JULY,), (MARCH, JULY), (HOLED,), (FINISHED,)])
def test_the_slots_are_those_of_the_registers_own_answer_everywhere(land, written):
    """For each agency, function, place and day: slots against register_holders over the leaves."""
    world = enacted(*written)
    places = [place for place in (*world.lineage.areas, *wholes(world)) if grounded(world, place)]

    for on, filed in product((FILED, MARCH_DAY, date(2025, 6, 30), JULY_DAY), (FILED, MARCH_DAY)):
        found = {agency: slots(agency, on, filed) for agency in world.agencies}
        assert found == expected(world, places, on, filed), on
        assert any(found.values())


def wholes(world):
    """All leaves, and all that they were cut from."""
    parts = [leaf.split(">") for leaf in world.lineage.leaves]
    return {">".join(part[:n]) for part in parts for n in range(1, len(part) + 1)}


def test_the_slots_respect_what_a_function_follows_and_where_it_is_owed(db):
    """In the world of the stories nobody lives on an islet, and one leaf is an airport."""
    world = small_world()
    load(world, "tests")
    places = [p for p in (*world.lineage.areas, *world.lineage.leaves) if grounded(world, p)]

    found = {agency: slots(agency, LATER, FILED) for agency in world.agencies}

    assert found == expected(world, places, LATER, FILED)
    assert ("criminal-records", "gach.islet") not in found["dong.justice"]
    assert ("seals", "gach.islet") in found["dong.police"]
    assert found["airports"] == {("aviation-security", "airport"), ("aviation-security", "da")}


def grounded(world, place):
    leaves = world.lineage.leaves
    return place in leaves or any(
        w.parent == place for leaf in leaves for w in world.lineage.within[leaf]
    ) or bool(world.lineage.pieces(place))  # fmt: skip


def slots(agency, on, filed):
    with connection.cursor() as cursor:
        cursor.execute("select casework_reckon(%s, %s)", [agency, on])
        cursor.execute(
            "select function, place from casework_slot where duty = %s and intake @> %s",
            [*cursor.fetchone(), filed],
        )
        return set(cursor.fetchall())


def expected(world, places, on, filed):
    found = {agency: set() for agency in world.agencies}
    for place in places:
        area = world.lineage.areas.get(place)
        leaves = [] if area and area.valid.start > on else world.lineage.leaves_of(place, on)
        for function, leaf in product(world.functions.values(), leaves):
            if function.owed_at(world.lineage.leaves[leaf]):
                for agency in holders(function.id, leaf, on, filed):
                    found[agency].add((function.id, place))
    return found


def holders(function, leaf, on, filed):
    with connection.cursor() as cursor:
        asked = [function, leaf, on, filed]
        cursor.execute("select agency from register_holders(%s, %s, %s, %s)", asked)
        return [row[0] for row in cursor.fetchall()]


def test_a_case_of_a_ward_that_was_split_is_seen_by_the_police_of_every_piece(land):
    ward = "00002@2025-01-01"
    verbs.file("residence", ward, FILED, HER, actor=BINH, key="k", agency=JUSTICE)
    new = enacted(JULY)

    for agency in new.agencies.keys() - {POLICE}:
        if is_agency(agency, JULY_DAY):
            seated(DUNG, ("officer", agency), since=JULY_DAY)
    there = [agency for agency in new.agencies if is_agency(agency, JULY_DAY)]
    police = {agency for agency in there if seen(DUNG, agency, JULY_DAY)} - {JUSTICE}

    assert police == {place_police(new, leaf) for leaf in new.lineage.pieces("ground:00002")}
    assert len(police) == 2
    assert not seen(MINH, STRANGERS, JULY_DAY)


def place_police(world, leaf):
    return competent(world, "residence", leaf, on=JULY_DAY, filed=FILED).agency


def test_what_was_reckoned_is_kept_for_a_day_and_then_forgotten(land):
    seen(BINH, JUSTICE, LATER)
    with connection.cursor() as cursor:
        cursor.execute("select casework_forget('0 days')")
        assert cursor.fetchone() == (0,)
    with as_owner() as owner:
        owner.execute("update casework_duty set at = at - interval '2 days'")
    with connection.cursor() as cursor:
        cursor.execute("select casework_forget('0 days')")
        assert cursor.fetchone() == (1,)


def test_the_desk_lists_the_most_urgent_first_by_either_way(land, monkeypatch):
    made = [hers(key=f"k{n}").case for n in range(4)]
    for case, day in zip(made[:2], (20, 10), strict=True):
        verbs.pause(case, "payment", actor=BINH, agency=JUSTICE, on=LATER, key=f"p{day}")
        due = date(2025, 3, day)
        verbs.resume(case, due, actor=BINH, agency=JUSTICE, on=LATER, key=f"r{day}")
    verbs.close(made[3], "stopped", actor=BINH, agency=JUSTICE, on=LATER, key="c")

    for many in (300, 0):
        monkeypatch.setattr(cases, "MANY_SLOTS", many)
        with reading(BINH, JUSTICE, "processing", LATER):
            assert [case.id for case in cases.desk()] == [made[2], made[1], made[0]]
            assert [case.id for case in cases.desk(1)] == [made[2]]
        with reading(CLERK, COUNTER, "processing", LATER):
            assert cases.desk() == []


def test_a_case_is_found_by_its_number_and_a_slip_of_the_pen_is_named(land):
    receipt = hers()
    digits = receipt.number.replace("-", " ")

    with reading(BINH, JUSTICE, "processing", LATER):
        assert cases.by_number(digits).id == receipt.case
        with refused("wrong-number"):
            cases.by_number(digits[:-1] + str((int(digits[-1]) + 1) % 10))
    with refused("no-such-case"), reading(MINH, STRANGERS, "processing", LATER):
        cases.by_number(digits)


# Purposes


def test_a_purpose_is_of_the_closed_list_and_fits_who_reads(land):
    for agency, purpose, identity in (
        (JUSTICE, "curiosity", ""),
        (JUSTICE, "system:backup", ""),
        (JUSTICE, "applicant", ""),
        (JUSTICE, "applicant", "001"),
        ("", "processing", ""),
        ("", "processing", "001"),
    ):
        with pytest.raises(Refused), reading(MINH, agency, purpose, LATER, identity=identity):
            pass
    with refused("no-purpose"), working("curiosity", LATER):
        pass


def test_statistics_and_jobs_see_rows_and_open_no_person(land):
    case = hers().case

    with refused("not-for-purpose"), reading(BINH, JUSTICE, "statistics", LATER):
        cases.personal(case)
    for job in JOBS:
        with working(job, LATER):
            assert everything() == {case}
            with refused("not-for-purpose"):
                cases.personal(case)
    with refused("unknown-field"), reading(BINH, JUSTICE, "processing", LATER):
        cases.personal(case, ["id, seeker"])


def test_personal_data_are_in_no_column_and_in_no_entry_in_clear(land):
    case = hers().case
    with reading(BINH, JUSTICE, "processing", LATER):
        cases.personal(case)

    with working("backup", LATER), connection.cursor() as cursor:
        for table in ("casework_case", "casework_act", "casework_verb_key", "journal_entry"):
            cursor.execute(f"select t::text from {table} t")
            told = "\n".join(row[0] for row in cursor.fetchall())
            for word in (HER.name, HER.identity, HER.contact):
                assert word not in told
                assert word.encode().hex() not in told


# Verbs


def test_a_verb_asked_for_twice_is_done_once(land):
    one, two = hers(), hers()
    for _ in range(2):
        verbs.pause(one.case, "payment", actor=BINH, agency=JUSTICE, on=LATER, key="p")

    assert one == two
    assert [entry[1] for entry in stream(one.case)] == ["file", "pause"]
    assert len(seen(BINH, JUSTICE, LATER)) == 1


def test_a_key_that_was_used_for_something_else_is_refused(land):
    case = hers().case
    for other in (
        lambda: hers(personal=dataclasses.replace(HER, name="Lê Thị Lan")),
        lambda: hers(place="ground:00002"),
        lambda: verbs.pause(case, "payment", actor=CLERK, agency=COUNTER, on=LATER, key="k1"),
    ):
        with refused("key-reused"):
            other()

    assert hers(actor=BINH, agency=JUSTICE).case != case


def test_a_verb_that_was_refused_leaves_its_key_free(land):
    case = hers().case
    with refused("not-paused"):
        verbs.resume(case, DUE, actor=BINH, agency=JUSTICE, on=LATER, key="k")

    verbs.pause(case, "payment", actor=BINH, agency=JUSTICE, on=LATER, key="p")
    verbs.resume(case, DUE, actor=BINH, agency=JUSTICE, on=LATER, key="k")
    with reading(BINH, JUSTICE, "processing", LATER):
        assert cases.one(case).status is Status.PROCESSING


def test_two_at_once_with_one_key_make_one_case(land):
    found, gate = [], threading.Barrier(6)

    def ask():
        gate.wait()
        found.append(hers())
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 6
    assert len(set(found)) == 1
    assert seen(BINH, JUSTICE, LATER) == {found[0].case}


def test_of_two_officers_who_close_at_once_one_is_told_that_it_is_closed(land):
    case, told, gate = hers().case, [], threading.Barrier(2)

    def end(key):
        gate.wait()
        try:
            verbs.close(case, "delivered", actor=BINH, agency=JUSTICE, on=LATER, key=key)
            told.append("done")
        except Refused as error:
            told.append(error.code)
        connection.close()

    threads = [threading.Thread(target=end, args=(key,)) for key in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(told) == ["done", "illegal-move"]
    assert [entry[1] for entry in stream(case)] == ["file", "close"]


def test_nobody_sees_what_another_asked_for(land):
    hers()

    for actor, agency, keys in ((CLERK, COUNTER, 1), (MINH, STRANGERS, 0)):
        with reading(actor, agency, "processing", LATER), connection.cursor() as cursor:
            cursor.execute("select count(*) from casework_verb_key")
            assert cursor.fetchone() == (keys,)


def test_a_due_day_before_the_filing_day_is_refused(land):
    with refused("due-earlier"):
        hers(filed=date(2025, 3, 7))


def test_nothing_is_done_before_the_filing_day(land):
    case = hers(filed=LATER).case

    with refused("too-early"):
        verbs.close(case, "stopped", actor=BINH, agency=JUSTICE, on=FILED, key="c")


def test_people_without_an_identity_number_are_not_found_together(land):
    nobody = dataclasses.replace(HER, identity="")
    made = [hers(personal=nobody, key=f"k{n}").case for n in range(2)]

    for identity in (" ", "-", "–"):
        with refused("no-identity"), reading(MINH, "", "applicant", LATER, identity=identity):
            everything()
    with refused("no-identity"):
        hers(personal=dataclasses.replace(HER, identity="-"), key="k3")
    with refused("not-for-purpose"):
        hers(personal=nobody, key="k4", agency="", actor=LAN)
    assert seen(BINH, JUSTICE, LATER) == set(made)


def test_a_paused_case_is_not_paused_again_nor_closed_and_never_due_earlier(land):
    case, by = hers().case, {"actor": BINH, "agency": JUSTICE, "on": LATER}
    verbs.pause(case, "verification", key="1", **by)

    with refused("paused"):
        verbs.pause(case, "payment", key="2", **by)
    with refused("paused"):
        verbs.close(case, "stopped", key="3", **by)
    with refused("due-earlier"):
        verbs.resume(case, date(2025, 3, 5), key="4", **by)


def test_a_closed_case_stays_closed(land):
    case, by = hers().case, {"actor": BINH, "agency": JUSTICE, "on": LATER}
    verbs.close(case, "delivered", key="1", **by)

    with refused("illegal-move"):
        verbs.close(case, "stopped", key="2", **by)
    with refused("illegal-move"):
        verbs.pause(case, "payment", key="3", **by)
    with refused("illegal-move"):
        verbs.close(hers(key="k2").case, "done", key="4", **by)


def test_a_reorganisation_is_no_reason_for_a_pause(land):
    case = hers().case

    with refused("no-reason"):
        verbs.pause(case, "reorganisation", actor=BINH, agency=JUSTICE, on=LATER, key="p")


def test_a_place_is_ground_and_a_function_is_known(land):
    for place in ("01@2025-01-01", "vn.01.justice", "nowhere", ""):
        with refused("unknown-place"):
            hers(place=place)
    with refused("unknown-function"):
        verbs.file("tarot", GROUND, FILED, HER, actor=CLERK, key="k", agency=COUNTER)
    assert hers(place="00001@2025-01-01")


def test_a_status_never_goes_back_in_python():
    for status, following in product(Status, Status):
        if may_follow(status, following):
            assert PHASES[following] >= PHASES[status]
            assert status not in CLOSED


def test_a_status_never_goes_back_in_the_database(land):
    """Also where a later program forgets to ask: the table itself refuses, and only what is wrong."""
    hers()
    with as_owner() as owner:
        owner.execute("alter table casework_case no force row level security")
        for status, following in product(Status, Status):
            back = PHASES[following] < PHASES[status]
            reopened = status in CLOSED and following is not status
            assert moved(owner, status, following) is not (back or reopened), (status, following)
        owner.connection.rollback()


def moved(owner, *statuses):
    """True where the only case goes through some statuses; it is brought to the first by force."""
    with owner.connection.transaction(force_rollback=True):
        for status, trigger in zip(statuses, ("disable", "enable"), strict=True):
            owner.execute(f"alter table casework_case {trigger} trigger casework_case_forward")
            closed = DUE if status in CLOSED else None
            try:
                owner.execute("update casework_case set status = %s, closed = %s", (status, closed))
            except psycopg.errors.CheckViolation as error:
                if "never goes back" not in str(error):
                    raise
                return False
    return True


# Keys


def test_a_ciphertext_moved_to_another_row_or_column_does_not_open(land):
    one, two = hers(key="1").case, hers(key="2").case
    with as_owner() as owner:
        owner.execute("alter table casework_case no force row level security")
        owner.execute(
            "update casework_case set sealed_name = "
            "(select sealed_name from casework_case where id = %s) where id = %s",
            (one, two),
        )
        owner.execute(
            "update casework_case set sealed_contact = sealed_identity where id = %s", (one,)
        )

    with reading(BINH, JUSTICE, "processing", LATER):
        assert cases.personal(one, ["name"]) == {"name": HER.name}
        for case, field in ((two, "name"), (one, "contact")):
            with refused("unreadable"), transaction.atomic():
                cases.personal(case, [field])


def test_rotation_seals_all_under_the_new_key_and_the_old_one_can_go(land, monkeypatch):
    made = [hers(key=f"k{n}").case for n in range(5)]
    old = configured.CONTINUITY_KEYS
    monkeypatch.setattr(configured, "CONTINUITY_KEYS", {"new": bytes(range(32)), **old})

    with reading(BINH, JUSTICE, "processing", LATER):
        assert cases.personal(made[0])["name"] == HER.name
    assert rotate(LATER, batch=2) == 5
    assert rotate(LATER) == 0

    monkeypatch.setattr(configured, "CONTINUITY_KEYS", {"new": bytes(range(32))})
    with reading(BINH, JUSTICE, "processing", LATER):
        assert all(cases.personal(case) == dataclasses.asdict(HER) for case in made)
    monkeypatch.setattr(configured, "CONTINUITY_KEYS", old)
    with refused("unreadable"), reading(BINH, JUSTICE, "processing", LATER):
        cases.personal(made[0])


# Numbers


def test_no_number_is_given_twice_by_many_threads_and_rollbacks(land):
    found = []

    def draw():
        for n in range(60):
            try:
                with transaction.atomic():
                    found.append(numbers.next_number())
                    if n % 3 == 0:
                        raise ZeroDivisionError
            except ZeroDivisionError:
                continue
        connection.close()

    threads = [threading.Thread(target=draw) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == len(set(found)) == 480
    with connection.cursor() as cursor:
        cursor.execute("select array_agg(first order by first) from casework_number_block")
        assert cursor.fetchone()[0] == [1, 101, 201, 301, 401]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_no_number_is_given_twice_by_processes_one_of_which_is_killed(land):
    """Children inherit a block that their parent has begun; one dies with numbers in its hand."""
    own = [numbers.next_number() for _ in range(5)]
    connection.close()
    pipes = [drawn(250, killed=child == 0) for child in range(4)]
    own += [numbers.next_number() for _ in range(250)]

    given = [pipe.read().split() for pipe in pipes]

    assert [len(some) for some in given] == [30, 250, 250, 250]
    everything_given = [*own, *(number for some in given for number in some)]
    assert len(set(everything_given)) == len(everything_given) == 1035


def drawn(many, *, killed):
    """What a child draws, as a pipe to read; one that is killed falls after thirty."""
    read, write_end = os.pipe()
    if os.fork():
        os.close(write_end)
        return os.fdopen(read)
    for n in range(many):
        os.write(write_end, f"{numbers.next_number()}\n".encode())
        if killed and n == 29:
            break
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("unreachable")


def test_a_refusal_speaks_both_languages_and_leaves_no_blank():
    for code, (vi, en) in WORDS.items():
        names = {name for _, name, _, _ in string.Formatter().parse(vi) if name}
        assert names == {name for _, name, _, _ in string.Formatter().parse(en) if name}, code
        assert not vi.isascii()


def test_a_key_ring_without_a_key_refuses_to_seal():
    with refused("no-key"):
        sealed.sealed({}, uuid.uuid4(), "name", "x")
