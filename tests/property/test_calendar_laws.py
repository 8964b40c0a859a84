"""Working days and values of law: counting agrees with a finger that goes from day to day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuity.core.dated import Dated, NotInForce, Value
from continuity.core.workdays import Calendar, Kind, calendar

JUNE, AUGUST = date(2025, 6, 1), date(2025, 8, 1)
in_summer = st.dates(JUNE, AUGUST)
listed = st.dictionaries(
    st.dates(JUNE, date(2025, 10, 31)), st.sampled_from(list(Kind)), max_size=9
)


def halves(days: dict[date, Kind], day: date) -> int:
    """How many half days are worked on a day, case by case."""
    if day in days and days[day] in ("holiday", "swap-off"):
        return 0
    if day in days and days[day] == "half":
        return 1
    if day in days and days[day] == "swap-work":
        return 2
    return 0 if day.isoweekday() in (6, 7) else 2


def known(days: dict[date, Kind]) -> Calendar:
    """A calendar of 2025 with some days listed."""
    return Calendar(days, frozenset({2025}))


@given(listed, in_summer, st.integers(0, 40))
def test_a_term_ends_where_a_finger_stops_counting(
    days: dict[date, Kind], day: date, needed: int
) -> None:
    finger, counted = day, 0
    while counted < needed:
        finger += timedelta(days=1)
        counted += halves(days, finger)

    assert known(days).after(day, needed / 2) == finger


@given(listed, in_summer, in_summer)
def test_the_days_between_are_counted_one_by_one(
    days: dict[date, Kind], start: date, end: date
) -> None:
    counted, finger = 0, start
    while finger < end:
        counted += halves(days, finger)
        finger += timedelta(days=1)

    assert known(days).between(start, end) == counted / 2


@given(listed, in_summer, st.integers(1, 40))
def test_after_and_between_agree(days: dict[date, Kind], day: date, needed: int) -> None:
    year, tomorrow = known(days), day + timedelta(days=1)

    end = year.after(day, needed / 2)

    assert year.between(tomorrow, end) < needed / 2
    assert year.between(tomorrow, end + timedelta(days=1)) >= needed / 2
    assert year.works(end)


def test_eight_working_days_from_4_july_2025_end_on_16_july() -> None:
    assert known({}).after(date(2025, 7, 4), 8) == date(2025, 7, 16)


def test_a_worked_saturday_brings_the_day_forward() -> None:
    days = {date(2025, 7, 11): Kind.SWAP_OFF, date(2025, 7, 12): Kind.SWAP_WORK}

    assert known(days).after(date(2025, 7, 4), 6) == date(2025, 7, 14)
    assert known(days).after(date(2025, 7, 4), 5) == date(2025, 7, 12)


@given(listed, in_summer)
def test_a_year_that_nobody_has_published_is_not_guessed(days: dict[date, Kind], day: date) -> None:
    year = known(days)

    with pytest.raises(ValueError, match="2026 is not known"):
        year.halves(day.replace(year=2026))
    with pytest.raises(ValueError, match="halves"):
        year.after(day, 0.25)
    with pytest.raises(ValueError, match="halves"):
        year.after(day, -1)
    assert calendar(days.items()).years == {d.year for d in days}


values = st.dictionaries(in_summer, st.integers(), max_size=6)


def in_force(since: dict[date, int], day: date) -> int | None:
    """What is in force on a day, or None where the answer is that nothing is."""
    try:
        return Dated([Value(start, value) for start, value in since.items()]).on(day).value
    except NotInForce:
        return None


@given(values, in_summer)
def test_a_value_of_law_is_the_last_one_that_began(since: dict[date, int], day: date) -> None:
    finger = day
    while finger not in since and finger >= JUNE:
        finger -= timedelta(days=1)

    assert in_force(since, day) == since.get(finger)


@given(values)
def test_two_values_of_one_day_are_refused(since: dict[date, int]) -> None:
    twice = [Value(start, 0) for start in since] * 2

    if twice:
        with pytest.raises(ValueError, match="same day"):
            Dated(twice)
