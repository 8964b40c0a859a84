"""Fees: the best ground counts, the tariff of the day of filing counts, and nothing is invented."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuity.core.dated import Dated, Value
from continuity.core.fee import Charged, Reduction, Tariff, charged, flaws
from continuity.core.finding import Flawed
from continuity.core.procedure import Basis, Words

START = date(2025, 1, 1)
GROUNDS = ("child", "poor", "student")
days = st.dates(START, date(2025, 1, 9))


@st.composite
def tariffs(draw: st.DrawFn) -> Tariff:
    """A tariff that is well made."""
    full = draw(st.integers(0, 9))
    named = draw(st.lists(st.sampled_from(GROUNDS), unique=True))
    paid = [(id, draw(st.integers(0, full))) for id in named]
    reductions = tuple(
        Reduction(id, Words(id, id), n, Basis(f"on {id}", "", id == "poor")) for id, n in paid
    )
    return Tariff(full, reductions, draw(st.integers(1, 3)), draw(st.integers(0, 3)))


dated = st.dictionaries(days, tariffs(), min_size=1, max_size=4)


def in_force(listed: dict[date, Tariff], on: date) -> tuple[date, Tariff] | None:
    """The tariff of a day: a finger goes back until it finds one."""
    while on not in listed and on >= START:
        on -= timedelta(days=1)
    return (on, listed[on]) if on in listed else None


@given(dated, days, st.sets(st.sampled_from(GROUNDS)), st.integers(1, 5))
def test_everybody_pays_the_least_that_a_ground_of_theirs_allows(
    listed: dict[date, Tariff], on: date, grounds: set[str], copies: int
) -> None:
    held = in_force(listed, on)
    if held is None or not grounds <= {one.id for one in held[1].reductions}:
        return
    since, tariff = held
    least = min([tariff.amount, *(one.amount for one in tariff.reductions if one.id in grounds)])
    exempt = least == 0 and least < tariff.amount
    more = 0 if exempt else sum(tariff.a_copy for _ in range(copies - tariff.copies))
    book = {"seals": Dated([Value(day, one, "law", True) for day, one in listed.items()])}

    paid = charged("seals", on=on, exemptions=sorted(grounds), tariffs=book, copies=copies)

    assert (paid.amount, paid.tariff, paid.since) == (least + more, "seals", since)
    assert bool(paid.exemption) == (least < tariff.amount)
    assert paid.source == (f"on {paid.exemption}" if paid.exemption else "law")
    assert paid.verified == (paid.exemption in ("", "poor"))
    assert flaws(tariff) == []


@given(dated, days)
def test_a_ground_or_a_tariff_that_there_is_not_is_refused(
    listed: dict[date, Tariff], on: date
) -> None:
    book = {"seals": Dated([Value(day, one) for day, one in listed.items()])}
    held = in_force(listed, on)

    assert charged("", on=on, tariffs={}) == Charged(0)
    with pytest.raises(Flawed, match="no tariff cards"):
        charged("cards", on=on, tariffs=book)
    if held:
        with pytest.raises(Flawed) as refused:
            charged("seals", on=on, exemptions=["king", "queen"], tariffs=book)
        assert [f.values["thing"] for f in refused.value.findings] == ["king", "queen"]


def test_a_tariff_that_is_badly_made_is_told() -> None:
    child = Reduction("child", Words("Trẻ em", "Child"), 9, Basis("x"))

    told = flaws(Tariff(5, (child, child._replace(amount=-1)), a_copy=-2))

    assert [(f.code, f.values["thing"]) for f in told] == [
        ("fee-amount", "a_copy"), ("fee-amount", "child"), ("fee-amount", "child"), ("id-twice", "child"),
    ]  # fmt: skip
    assert all("{" not in finding.say("vi") + finding.say("en") for finding in told)
