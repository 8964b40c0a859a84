"""What holds of every balance, every account of forms and every line, however it was written."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuity.handover.account import Account
from continuity.handover.annexes import Kind, annexes
from continuity.handover.balance import (
    Flag,
    Reason,
    Settlement,
    splits,
    worse,
)
from continuity.handover.counted.differ import differences
from continuity.handover.counted.item import Item
from continuity.handover.counted.tally import Tally
from continuity.handover.figures import figures
from continuity.handover.lines import Line, line
from continuity.handover.serials import Fault, Stretch, Use, flaws, sums
from continuity.handover.things import NONE, Thing

DAY = date(2025, 3, 1)
ANNEXES = annexes(DAY)

quantities = st.integers(0, 50)
counted = st.dictionaries(st.sampled_from([("assets", f"a{n}") for n in range(8)]), quantities)
listed = counted.map(lambda told: [Line(*name, quantity) for name, quantity in told.items()])
settled = st.lists(
    st.builds(
        Settlement,
        st.just("assets"),
        st.sampled_from([f"a{n}" for n in range(8)]),
        st.integers(-50, 50),
        st.sampled_from(Reason),
    ),
    max_size=5,
)


def account(lines, got, why=()):
    """The account of what was listed, what the receiver counted, and what was said of differences."""
    there = {(one.annex, one.number): one for one in lines}
    names = sorted(there.keys() | got.keys() | {(one.annex, one.number) for one in why})
    things = []
    for name in names:
        one = there.get(name)
        told = (one.quantity if one else None, NONE, None, NONE, got.get(name), NONE)
        things.append(Thing(*name, *told, one.unit if one else "", one.part_of if one else ""))
    return Account(UUID(int=0), ANNEXES, things, list(why), b"")


def balances(lines, got, why=()):
    return account(lines, got, why).balances


@given(listed, counted, settled)
def test_listed_and_explained_and_open_add_up_to_counted_line_by_line_and_in_all(lines, got, why):
    found = balances(lines, got, why)

    assert set(found) == {(x.annex, x.number) for x in lines} | set(got) | {
        (x.annex, x.number) for x in why
    }
    totals = account(lines, got, why).totals
    for one in [*found.values(), *totals.values()]:
        assert one.listed + one.explained + one.open == one.counted
        assert (one.flag in (Flag.EVEN, Flag.EXPLAINED)) == (one.open == 0)
    whole = sum(one.counted for one in totals.values())
    assert whole == sum(got.values())


@given(listed, st.data())
def test_one_line_that_is_counted_otherwise_is_the_only_one_that_is_flagged(lines, data):
    got = {(one.annex, one.number): one.quantity for one in lines}
    assert {one.flag for one in balances(lines, got).values()} <= {Flag.EVEN}
    name = data.draw(st.sampled_from([*got, ("assets", "that nobody listed")]))
    by = data.draw(st.integers(-3, 3).filter(bool))
    got[name] = got.get(name, 0) + by

    flagged = {name: one.flag for name, one in balances(lines, got).items() if one.open}
    explained = balances(lines, got, [Settlement(*name, by, Reason.MISCOUNTED)])

    assert flagged == {name: Flag.SHORT if by < 0 else Flag.OVER}
    assert {one.flag for one in explained.values()} <= {Flag.EVEN, Flag.EXPLAINED}


@given(counted, counted, settled)
def test_an_explanation_that_leads_away_from_zero_is_known(lines, got, why):
    found = balances([Line(*name, n) for name, n in lines.items()], got, why)

    for one in found.values():
        between = min(0, one.difference) <= one.explained <= max(0, one.difference)
        assert worse(one) != between


stretches = st.lists(
    st.builds(
        lambda series, first, more, use: Stretch(series, first, first + more, use),
        st.sampled_from(["A/3", "B/3"]),
        st.integers(0, 20),
        st.integers(0, 12),
        st.sampled_from(Use),
    ),
    max_size=7,
)


@given(stretches)
def test_every_serial_that_is_not_in_stock_once_and_accounted_for_once_is_told(there):
    stock, told = Counter(), Counter()
    for one in there:
        count = stock if one.use is Use.STOCK else told
        count.update((one.series, n) for n in range(one.first, one.last + 1))
    plain = {}
    for name in stock | told:
        if stock[name] > 1 or told[name] > 1:
            plain[name] = Fault.OVERLAP
        elif stock[name] != told[name]:
            plain[name] = Fault.GAP if stock[name] else Fault.STRAY

    found = flaws(there)

    spread = {(f.series, n): f.fault for f in found for n in range(f.first, f.last + 1)}
    assert spread == plain
    for one, after in pairwise(found):
        meet = (one.series, one.last + 1) == (after.series, after.first)
        assert not meet or one.fault != after.fault, "one flaw, told as two"


@given(stretches)
def test_in_an_account_without_flaws_the_stock_is_the_sum_of_the_others(there):
    found = sums(there)

    if not flaws(there):
        assert found[Use.STOCK] == found[Use.USED] + found[Use.VOID] + found[Use.REMAINING]


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(0, 10**12), st.booleans())
def test_a_day_and_an_amount_are_the_same_however_they_are_written(day, amount, true):
    annex = ANNEXES["cases"]
    days = (
        day.isoformat(), f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}", f"{day}T00:00:00"
    )  # fmt: skip
    amounts = [f"{amount:,}".replace(",", mark) for mark in ("", ".", ",", " ")] + [f"{amount}.0"]

    made = [
        line(annex, {"code": "1", "due": told, "paid": paid}) for told in days for paid in amounts
    ]

    assert {tuple(sorted(one.values.items())) for one, _ in made} == {
        (("code", "1"), ("due", day.isoformat()), ("paid", str(amount)))
    }


BY_KIND = {
    Kind.TEXT: st.text("abc đỗ", min_size=1).filter(str.strip),
    Kind.DAY: st.dates().map(str),
    Kind.WHOLE: st.integers(0, 999).map(str),
    Kind.MONEY: st.integers(0, 10**9).map(str),
    Kind.BALANCE: st.integers(-(10**9), 10**9).map(str),
    Kind.TRUTH: st.sampled_from(["x", "", "có", "no"]),
    Kind.LIST: st.lists(st.sampled_from("ab"), min_size=1).map("; ".join),
}


@given(st.sampled_from(sorted(ANNEXES)), st.data())
def test_what_was_read_is_read_again_as_the_same_line(annex, data):
    told = {}
    for column in ANNEXES[annex].columns:
        words = BY_KIND.get(
            column.kind, st.sampled_from([w for two in column.of.values() for w in two])
        )
        if column.required or data.draw(st.booleans()):
            told[column.id] = data.draw(words)

    once, problems = line(ANNEXES[annex], told)
    again, _ = line(ANNEXES[annex], once.values)

    assert problems == []
    assert again == once
    assert again.values == once.values


FIGURES = figures()


def given_side(changed=None):
    rows = [one if n != changed else None for n, one in enumerate(FIGURES)]
    return [
        one.line if one else Line(x.line.annex, x.line.number, x.line.quantity + 1, x.line.values)
        for one, x in zip(rows, FIGURES, strict=True)
        if x.side == "giver"
    ]


def test_the_published_splits_add_up_and_the_archives_of_dien_bien_do_not():
    found = splits(given_side())
    got = {(x.line.annex, x.line.number): x.line.quantity for x in FIGURES if x.side == "receiver"}
    archives = balances([x for x in given_side() if x.annex == "archives"], got)
    sums = account(given_side(), {}).totals

    assert {
        one.line.number: (one.line.quantity, [x.quantity for x in one.parts]) for one in found
    } == {
        "learners": (705_105, [340_483, 364_622]),
        "home-affairs": (206, [161, 45]),
        "home-affairs-district": (161, [129, 32]),
        "moved": (2_718, [1_470, 1_248]),
    }
    assert {one.flag for one in found} == {Flag.EVEN}
    (one,) = archives.values()
    assert (one.listed, one.counted, one.difference, one.flag) == (12_000, 145, -11_855, Flag.SHORT)
    assert sums["cases", ""].listed == 705_105, "a part is in its whole and not counted again"
    assert sums["archives", "metre"].listed == 12_000
    assert all(one.source.startswith("https://") for one in FIGURES)


@pytest.mark.parametrize("row", [n for n, one in enumerate(FIGURES) if one.side == "giver"])
def test_one_altered_figure_is_found(row):
    altered = FIGURES[row].line

    flagged = {one.line.number for one in splits(given_side(row)) if one.flag is not Flag.EVEN}
    found = differences(*(
        Tally([Item(one.annex, one.number, quantity=one.quantity) for one in lines],
              secret=bytes(32), handover="figures", side="giver")
        for lines in (given_side(), given_side(row))
    ))  # fmt: skip

    wholes = {one.line.part_of for one in FIGURES}
    expected = {name for name in (altered.part_of, altered.number) if name and name in wholes}
    assert flagged == expected
    assert [one.number for one in found] == [altered.number]
