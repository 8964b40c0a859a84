"""Readiness: green is evidence that is still good, and nothing else is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuity.core.procedure import Words
from continuity.handover.readiness.judge import Evidence, Held, State, Why, judged
from continuity.handover.readiness.requirements import (
    Bound,
    Requirement,
    Source,
    Unit,
    requirements,
    requirements_of,
)
from continuity.packs import vn
from continuity.packs.text import parse

FIRST = date(2025, 3, 1)
UNIT = Unit("vn.01.police", "vn.01.police", functions=frozenset({"criminal-records"}))
NO = Words("", "")
days = st.integers(0, 40).map(lambda n: FIRST + timedelta(n))
ends = st.none() | days
people = st.sampled_from(["lan/desk 1", "binh/desk 1", "binh/desk 2"])
needs = st.builds(
    Requirement, st.just("x"), st.just(NO), st.just(NO), st.just("X"),
    st.frozensets(st.sampled_from(Source), min_size=1), st.integers(0, 20),
    st.sampled_from(Bound), st.booleans(), st.integers(0, 2),
)  # fmt: skip
shown = st.builds(
    Evidence, st.just(UNIT.id), st.just("x"), days, ends, st.sampled_from(Source), st.just("1"),
    people, st.integers(0, 3),
)  # fmt: skip
stretches = st.lists(days, min_size=2, max_size=6, unique=True).map(sorted)
seats = st.lists(st.builds(lambda to, d: Held(to, d[0], d[1]), people, stretches), max_size=4)


@given(needs, st.lists(shown), seats, days)
def test_green_is_evidence_of_a_day_that_is_still_good(need, told, held, on):
    found = judged(need, UNIT, told, held, on)

    if found.state is State.GREEN:
        assert found.by
        assert found.until is None or on < found.until
        for one in found.by:
            assert one in told
            assert one.day <= on
            assert one.until is None or on < one.until
            assert not need.days or on < one.day + timedelta(need.days)
            assert one.source in need.sources
            assert one.quantity >= need.least
            assert not need.bound or any(h.to == one.to and h.on(on) for h in held)


@given(needs, seats, days)
def test_without_evidence_nothing_is_green(need, held, on):
    assert judged(need, UNIT, [], held, on).state is State.RED


@given(needs, st.lists(shown), seats, days)
def test_a_green_cell_is_red_on_the_day_that_it_names_unless_something_new_is_shown(
    need, told, held, on
):
    found = judged(need, UNIT, told, held, on)
    if found.state is State.RED or found.until is None or need.each:
        return
    old = [one for one in told if one.day <= on]
    still = [one for one in held if one.since <= on]

    assert judged(need, UNIT, old, still, found.until).state is State.RED


@given(needs, st.lists(shown), shown, seats, days)
def test_more_evidence_never_makes_anything_worse(need, told, more, held, on):
    before, after = (judged(need, UNIT, every, held, on) for every in (told, [*told, more]))

    if before.state is State.GREEN:
        assert after.state is State.GREEN
        assert (after.until or date.max) >= (before.until or date.max)


@given(days, st.integers(1, 30))
def test_who_is_rotated_away_takes_the_training_along_and_does_not_bring_it_back(day, later):
    need = Requirement("training", NO, NO, "H", frozenset({Source.ENTERED}), 365, Bound.SEAT)
    told = [Evidence(UNIT.id, "training", day, None, Source.ENTERED, "1", "lan/desk 1")]
    away = day + timedelta(later)
    lan, binh = Held("lan/desk 1", day, away), Held("binh/desk 1", away, None)

    assert judged(need, UNIT, told, [lan, binh], away - timedelta(1)).state is State.GREEN
    gone = judged(need, UNIT, told, [lan, binh], away)
    assert (gone.state, gone.why) == (State.RED, Why.ROTATED)
    assert gone.lacking == (binh,)
    again = Held("lan/desk 1", away + timedelta(5), None)
    assert judged(need, UNIT, told, [lan, again], away + timedelta(6)).state is State.RED
    elsewhere = Held("lan/desk 2", away, None)
    assert judged(need, UNIT, told, [lan, elsewhere], away).state is State.RED


def test_where_each_seat_needs_its_own_one_that_lacks_it_is_named():
    need = Requirement("staff", NO, NO, "N", frozenset({Source.JOURNAL}), 30, Bound.SEAT, each=True)
    lan, binh = Held("lan/desk 1", FIRST, None), Held("binh/desk 2", FIRST, None)
    told = [Evidence(UNIT.id, "staff", FIRST, None, Source.JOURNAL, "7", lan.to)]

    found = judged(need, UNIT, told, [lan, binh], FIRST)
    assert (found.state, found.why, found.lacking) == (State.RED, Why.SOME, (binh,))
    told.append(told[0]._replace(to=binh.to))
    assert judged(need, UNIT, told, [lan, binh], FIRST).state is State.GREEN
    assert judged(replace(need, each=False), UNIT, told[:1], [lan, binh], FIRST).lacking == (binh,)


@pytest.mark.parametrize(
    ("unit", "grey"),
    [
        (UNIT, set()),
        (replace(UNIT, functions=frozenset({"residence"})), {"stock"}),
        (replace(UNIT, functions=frozenset()), {"training", "stock", "intake", "walk"}),
        (replace(UNIT, id="vn.01.police/branch", sub="branch"),
         {"signature", "account", "treasury", "intake", "walk", "notices"}),
    ],
)  # fmt: skip
def test_what_a_unit_does_not_need_is_grey(unit, grey):
    known = requirements(FIRST)

    assert len(known) == 11
    assert len({one.mark for one in known.values()}) == 11
    found = {id for id, one in known.items()
             if judged(one, unit, [], [], FIRST).state is State.GREY}  # fmt: skip
    assert found == grey


def test_what_is_wrong_in_the_list_is_told():
    text = parse(b"requirements:\n  - {id: seal, since: never, mark: D}\n")

    assert requirements_of(text)[1]
    text = parse((vn.DATA / "readiness.yaml").read_bytes().replace(b"[test]", b"[belief]"))
    [wrong] = requirements_of(text)[1]
    assert wrong.values["got"] == "belief"
    assert requirements(date(2024, 12, 31)) == {}
