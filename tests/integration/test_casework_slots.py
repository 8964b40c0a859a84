"""Slots: what an agency must do on a day, as the register itself would answer."""

from __future__ import annotations

import dataclasses
from datetime import date
from itertools import product

import pytest
from django.db import connection, transaction

from continuity.casework import verbs
from continuity.casework.places import is_owed
from continuity.casework.refused import Refused
from continuity.core.competent import competent
from continuity.journal.record import SYSTEM, record
from continuity.reform.check import check
from continuity.register.ask import is_agency
from continuity.register.load import load
from continuity.register.write import difference, hold, write
from tests.database import as_owner
from tests.integration.casework import (
    BINH,
    DUNG,
    FILED,
    FINISHED,
    HER,
    HOLED,
    JULY_DAY,
    JUSTICE,
    LATER,
    MARCH_DAY,
    MINH,
    POLICE,
    STRANGERS,
    enacted,
    seen,
)
from tests.people import seated
from tests.unit.country import JULY, KINDS, MARCH, country, key, text
from tests.world import small_world


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
    seen_by_somebody = set().union(*found.values())
    for function, place in product(world.functions, places):
        assert is_owed(function, place) == ((function, place) in seen_by_somebody), (
            function,
            place,
        )


def test_a_case_that_nobody_would_ever_see_is_refused_when_it_is_filed(db):
    """On the islet of Gách nobody lives, so nobody answers for criminal records there."""
    load(small_world(), "tests")
    seated(BINH, ("officer", "song.justice"))
    who = {"actor": BINH, "agency": "song.justice"}

    with pytest.raises(Refused) as told:
        verbs.lodge("criminal-records", "gach.islet", FILED, HER, key="islet", **who)

    assert told.value.code == "nobody-acts"
    assert told.value.vi.startswith("Ở gach không cơ quan nào phải giải quyết việc này")
    assert told.value.en.startswith("At gach this is nobody's duty: nobody lives there")
    assert verbs.lodge("seals", "gach.islet", FILED, HER, key="seal", **who)


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
    verbs.lodge("residence", ward, FILED, HER, actor=BINH, key="k", agency=JUSTICE)
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


def test_a_new_name_reckons_nothing_anew_and_a_new_mandate_or_map_does(land):
    def duty():
        with connection.cursor() as cursor:
            cursor.execute("select casework_reckon(%s, %s)", [POLICE, MARCH_DAY])
            return cursor.fetchone()[0]

    def changed(before, after):
        with transaction.atomic():
            head = hold()
            write(difference(before, after, head), record("register", "correct", SYSTEM, {}))
        return after

    first, world = duty(), country()
    label = world.labels[key("01")][0]._replace(vi="Tỉnh có tên khác")
    labels = {**world.labels, key("01"): (label,)}
    named = changed(world, dataclasses.replace(world, labels=labels))
    assert duty() == first
    after = changed(named, check(named, [], text(MARCH), KINDS)[0].stages[-1].after)
    second = duty()
    assert second != first
    changed(after, check(after, [], text(JULY), KINDS)[0].stages[-1].after)
    assert duty() not in (first, second)


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
