"""Cut-over tables: what the check says of a table is what asking for every matter says of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuity.core.cutover import MOST_RULES, Rule, finisher, flaws
from continuity.core.finding import Flawed
from continuity.core.interval import ALWAYS, EVER, FOREVER, Interval

JULY = date(2025, 7, 1)
EDGES = [JULY + timedelta(days=n) for n in (0, 2, 4)]
DAYS = [JULY + timedelta(days=n) for n in range(-1, 6)]
KINDS = ("commune", "district")
AXES = ("received", "due", "on")
stretches = st.sets(st.sampled_from([EVER, *EDGES, FOREVER]), min_size=2, max_size=2).map(
    lambda edges: Interval(*sorted(edges))
)
loose = st.builds(
    Rule, st.uuids().map(lambda id: id.hex[:6]), st.just("heir"), st.just("centre"), st.just("7042"),
    stretches, stretches, stretches, st.lists(st.sampled_from(KINDS), unique=True).map(tuple),
)  # fmt: skip


@st.composite
def tables(draw: st.DrawFn) -> list[Rule]:
    """A table that is total and unambiguous: one row, cut again and again along some axis."""
    rules = [Rule("r", "heir", "centre", "7042")]
    for n in range(draw(st.integers(0, 6))):
        rule = rules.pop(draw(st.integers(0, len(rules) - 1)))
        axis = draw(st.sampled_from([*AXES, "takers"]))
        names = f"{rule.id}{n}a", f"{rule.id}{n}b"
        if axis == "takers" and not rule.takers:
            parts: list[object] = [(kind,) for kind in KINDS]
        else:
            axis = axis if axis != "takers" else "on"
            cut, days = draw(st.sampled_from(EDGES)), getattr(rule, axis)
            parts = [part for part in (days.before(cut), days.since(cut)) if part]
        rules += [
            replace(rule, id=id, **{axis: part}) for id, part in zip(names, parts, strict=False)
        ]
    return rules


mended = tables() | st.lists(loose, max_size=4)
damaged = st.one_of(
    mended,
    st.tuples(tables(), loose).map(lambda pair: [*pair[0], pair[1]]),
    tables().map(lambda rules: rules[1:]),
)


def by_asking(rules: list[Rule]) -> dict[tuple[str, frozenset[str]], set[tuple[date, date, date]]]:
    """For each kind, the sets of rows that are not one row, and all matters for which they speak."""
    found = defaultdict(set)
    for kind, received, due, on in product(KINDS, DAYS, DAYS, DAYS):
        if received > due or received > on:
            continue
        spoken = frozenset(
            rule.id
            for rule in rules
            if received in rule.received and due in rule.due and on in rule.on
            if kind in (rule.takers or KINDS)
        )
        if len(spoken) != 1:
            found[kind, spoken].add((received, due, on))
    return found


@given(damaged)
def test_the_check_tells_every_matter_without_exactly_one_row(rules: list[Rule]) -> None:
    expected = by_asking(rules)

    told = {}
    for finding in flaws(rules, KINDS):
        said = finding.values
        case = tuple(date.fromisoformat(said[axis]) for axis in AXES)
        several = frozenset(said["rules"].split(", ")) if "rules" in said else frozenset()
        told[said["taker"], several] = case
        assert "{" not in finding.say("vi") + finding.say("en")

    assert set(told) == set(expected)
    for key, (received, due, on) in told.items():
        assert received <= due
        assert received <= on
        if any(getattr(rule, axis) != ALWAYS for rule in rules for axis in AXES):
            # Where no row names a day, a matter of any day shows it.
            assert (received, due, on) in expected[key]


@given(tables(), st.sampled_from(KINDS), *[st.sampled_from(DAYS)] * 3)
def test_a_sound_table_has_one_answer_for_every_matter(
    rules: list[Rule], kind: str, received: date, due: date, on: date
) -> None:
    assert flaws(rules, KINDS) == []

    rule = finisher(rules, received=received, due=due, on=on, taken_in_by=kind)

    assert received in rule.received
    assert due in rule.due
    assert on in rule.on
    assert kind in (rule.takers or KINDS)


def test_nobody_is_guessed_where_no_row_or_two_speak() -> None:
    one = Rule("one", "heir", "centre", "7042", due=Interval(EVER, JULY))
    matter = {"received": JULY, "due": JULY, "on": JULY, "taken_in_by": "commune"}

    with pytest.raises(Flawed, match="No row says who finishes"):
        finisher([one], **matter)
    with pytest.raises(Flawed, match="one, two all speak"):
        finisher([replace(one, due=ALWAYS), replace(one, id="two", due=ALWAYS)], **matter)


def test_an_id_twice_and_a_kind_that_nobody_knows_are_told() -> None:
    rules = [
        Rule("r", "heir", "centre", "x", takers=("commune",)),
        Rule("r", "heir", "centre", "x", takers=("district", "ward")),
    ]

    assert [finding.code for finding in flaws(rules, KINDS)] == ["id-twice", "cutover-kind"]


def test_a_table_that_nobody_can_read_is_refused_before_it_is_searched() -> None:
    rules = [Rule(str(n), "heir", "centre", "x") for n in range(MOST_RULES + 1)]

    assert [finding.code for finding in flaws(rules, KINDS)] == ["cutover-too-long"]
