"""Who finishes a case that the reform of 1 July finds under way, by name, and where it comes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from continuity.core.cutover import Rule
from continuity.core.directory import Directory
from continuity.core.interval import Interval, starting
from continuity.packs.inflight import Matter, flight, flights
from continuity.packs.vn.law import cutover_table
from continuity.reform.check import check
from tests.unit.country import JULY, KINDS, MARCH, country, key, text
from tests.unit.test_points import POINT

TABLE = cutover_table()._replace(areas=("01",))
FILED, BEFORE, CUT, AFTER = (
    date(2025, 6, 20), date(2025, 6, 27), date(2025, 7, 1), date(2025, 7, 2),
)  # fmt: skip
POLICE, XA_A = "vn.00001.commune-police", "00001@2025-07-01"
HERS = Matter("residence", "ground:00001", FILED, date(2025, 7, 10), date(2025, 7, 10), POLICE)
OLD = POINT._replace(
    id="old", unit=key("00001"), functions=("residence",), serves=(key("00001"),),
    valid=Interval(date(2025, 1, 1), CUT),
)  # fmt: skip
NEW = OLD._replace(id="new", unit=XA_A, serves=(XA_A,), valid=starting(CUT))


def after(*written):
    world = country()
    decrees = [text(one, f"decree-{n}") for n, one in enumerate(written)]
    told, findings = check(world, decrees, decrees[-1], KINDS)
    assert not findings
    return Directory(told.stages[-1].after)


@pytest.fixture(scope="module")
def july():
    return after(JULY)


def asked(directory, matter=HERS, on=BEFORE, table=TABLE, points=(OLD, NEW)):
    def here(function, day):
        return [one for one in points if function in one.functions and day in one.valid]

    return flights(directory, table, here, matter, on)


def test_before_the_reform_the_taker_has_it_and_from_that_day_its_heir_at_the_new_centre(july):
    now, then = asked(july)

    assert (now.rule.id, now.finisher, now.unit, now.points) == (
        "under-way",
        POLICE,
        POLICE,
        (OLD,),
    )
    assert (then.on, then.rule.id) == (CUT, "open-commune")
    assert july.world.agencies[then.finisher].seat == XA_A
    assert (then.unit, then.points, then.sure, then.differs) == (XA_A, (NEW,), True, False)
    assert [one.on for one in asked(july, on=AFTER)] == [AFTER]


@pytest.mark.parametrize(
    ("change", "on"),
    [
        ({"until": date(2025, 6, 30)}, BEFORE),  # given back before the reform
        ({"filed": CUT}, AFTER),  # filed on its first day
    ],
)
def test_a_case_that_no_reform_crosses_is_not_in_flight(july, change, on):
    assert asked(july, HERS._replace(**change), on) == []


def test_a_reform_that_nobody_has_enacted_is_not_told():
    assert asked(Directory(country())) == []


def test_a_counter_without_an_address_is_named_by_its_commune(july):
    then = asked(july, points=(OLD,))[-1]

    assert (then.unit, then.points, then.sure) == (XA_A, (), True)


def test_where_no_table_was_written_the_register_says_who_and_nobody_knows_the_counter(july):
    for table, matter in (
        (TABLE._replace(areas=("56",)), HERS),
        (TABLE, HERS._replace(taker="vn.01.justice")),
        (TABLE, HERS._replace(taker="")),
    ):
        then = asked(july, matter, AFTER, table)[-1]
        assert (then.rule, then.sure, then.unit) == (None, False, "")
        assert july.world.agencies[then.finisher].seat == XA_A
        assert then.finisher == then.acting
        assert then.points == (NEW,)


def test_a_taker_that_was_but_a_counter_does_not_become_the_one_who_decides(july):
    records = HERS._replace(function="criminal-records")
    now, then = asked(july, records, points=())

    assert now.finisher == "vn.01.justice"
    assert july.world.agencies[then.finisher].kind == "justice"
    assert then.unit == XA_A


def test_the_one_door_of_a_former_district_is_not_known_and_said_so(july):
    rows = (rule for rule in TABLE.rules if "commune" not in rule.takers)
    # Read for the level of the bodies that this country has.
    districts = tuple(replace(one, takers=("commune",) if one.takers else ()) for one in rows)
    then = asked(july, table=TABLE._replace(rules=districts))[-1]

    assert (then.rule.counter, then.unit, then.sure) == ("one-door", "", False)
    assert then.points == (NEW,)


def test_a_taker_that_is_gone_finishes_nothing_although_the_table_says_so(july):
    always = Rule("always", "taker", "taker", "x")
    then = asked(july, table=TABLE._replace(rules=(always,)))[-1]

    assert (then.finisher, then.unit, then.sure) == ("", "", False)
    assert july.world.agencies[then.acting].seat == XA_A


def test_table_and_register_that_name_two_bodies_are_both_told():
    moved = MARCH.replace("criminal-records, in: {every: province}", 'residence, in: ["00001"]')
    told = after(moved.replace("[justice]", "[commune-police]"))
    day = date(2025, 3, 3)
    matter = HERS._replace(filed=date(2025, 2, 20), due=day, until=day)
    now = asked(told, matter, day)[-1]

    assert (now.finisher, now.acting, now.differs) == (POLICE, "vn.01.police", True)


def test_what_holds_on_a_day_is_told_without_a_reform_too(july):
    fresh = HERS._replace(filed=AFTER, taker=july.world.lineage.successor(POLICE, AFTER))
    now = flight(july, TABLE, lambda function, on: [NEW], fresh, AFTER)

    assert (now.rule.id, now.finisher, now.points) == ("received-after", fresh.taker, (NEW,))
