"""Deadlines: each agrees with a finger on a wall calendar, and no pause takes time away."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from continuity.core.deadline import Pause, carried, due, ends, expires, late, received, resumed
from continuity.core.procedure import Term, Unit
from continuity.core.workdays import Calendar, Kind
from tests.model.plain_clock import (
    DAY,
    after_months,
    after_stops,
    after_working,
    halves,
    on_to_work,
)

JUNE, AUGUST = date(2025, 6, 1), date(2025, 8, 1)
in_summer = st.dates(JUNE, AUGUST)
until_autumn = st.dates(JUNE, date(2025, 10, 31))
listed = st.dictionaries(until_autumn, st.sampled_from(list(Kind)), max_size=9)
whole_days = st.dictionaries(
    until_autumn, st.sampled_from([kind for kind in Kind if kind is not Kind.HALF]), max_size=9
)
ZONES = [ZoneInfo(name) for name in ("Asia/Ho_Chi_Minh", "Europe/Berlin", "Pacific/Kiritimati")]


def known(days: dict[date, Kind]) -> Calendar:
    """A calendar of two years with some days listed."""
    return Calendar(days, frozenset({2025, 2026}))


@given(listed, in_summer, st.integers(0, 40))
def test_working_days_end_where_a_finger_stops(
    days: dict[date, Kind], filed: date, needed: int
) -> None:
    term = Term(needed / 2, Unit.WORKING_DAYS)

    assert due(term, filed, known(days)) == after_working(days, filed, needed)


@given(listed, in_summer, st.integers(0, 60))
def test_calendar_days_end_on_a_day_that_is_worked(
    days: dict[date, Kind], filed: date, amount: int
) -> None:
    finger = filed
    for _ in range(amount):
        finger += DAY

    assert expires(Term(amount, Unit.CALENDAR_DAYS), filed) == finger
    assert due(Term(amount, Unit.CALENDAR_DAYS), filed, known(days)) == on_to_work(days, finger)


@given(listed, st.dates(date(2023, 1, 1), date(2025, 12, 31)), st.integers(0, 26))
def test_months_end_on_the_same_number_or_on_the_last_one_of_the_page(
    days: dict[date, Kind], since: date, amount: int
) -> None:
    finger = after_months(since, amount)

    assert expires(Term(amount, Unit.MONTHS), since) == finger
    if amount % 12 == 0:
        assert expires(Term(amount // 12, Unit.YEARS), since) == finger
    if finger.year in (2025, 2026) and finger < date(2026, 12, 20):
        assert due(Term(amount, Unit.MONTHS), since, known(days)) == on_to_work(days, finger)


@given(
    listed,
    st.datetimes(datetime(2025, 3, 1), datetime(2025, 11, 30), timezones=st.sampled_from(ZONES)),  # noqa: DTZ001
    st.integers(0, 400),
    st.sampled_from(ZONES),
)
def test_hours_pass_on_every_day_alike(
    days: dict[date, Kind], at: datetime, quarters: int, zone: ZoneInfo
) -> None:
    end = ends(Term(quarters / 4, Unit.HOURS), at, known(days), zone)

    assert isinstance(end, datetime)
    assert end.astimezone(UTC) - at.astimezone(UTC) == timedelta(minutes=15 * quarters)
    assert due(Term(quarters / 4, Unit.HOURS), at, known(days), zone) == end.date()
    assert end.utcoffset() == end.astimezone(zone).utcoffset()


@given(listed, in_summer, st.integers(1, 20), st.integers(0, 30), st.integers(0, 30))
def test_what_was_left_of_the_working_days_is_left_afterwards(
    days: dict[date, Kind], filed: date, needed: int, ran: int, stood: int
) -> None:
    term = Term(needed / 2, Unit.WORKING_DAYS)
    before = after_working(days, filed, needed)
    stopped = filed + ran * DAY
    ran_on = stopped + stood * DAY
    left, finger = 0, stopped
    while finger < before:
        finger += DAY
        left += halves(days, finger)

    expected = max(before, on_to_work(days, after_working(days, ran_on, left)))
    if stopped > before:
        expected = before
    assert resumed(before, stopped, ran_on, term, known(days)) == expected


@given(listed, in_summer, st.sampled_from(list(Unit)), *[st.integers(0, 30)] * 3)
def test_who_waits_longer_is_never_due_earlier(
    days: dict[date, Kind], before: date, unit: Unit, stopped: int, stood: int, longer: int
) -> None:
    term, paused = Term(1, unit), before - timedelta(days=15) + stopped * DAY

    sooner = resumed(before, paused, paused + stood * DAY, term, known(days))
    later = resumed(before, paused, paused + (stood + longer) * DAY, term, known(days))

    assert before <= sooner <= later


@given(in_summer, st.integers(0, 20), st.integers(0, 30), st.sampled_from(list(Unit)), listed)
def test_days_that_are_left_are_counted_as_the_term_counts_them(
    stopped: date, left: int, stood: int, unit: Unit, days: dict[date, Kind]
) -> None:
    before, ran_on = stopped + left * DAY, stopped + stood * DAY

    new = resumed(before, stopped, ran_on, Term(1, unit), known(days))

    if unit is Unit.HOURS:
        assert new == ran_on + left * DAY
    elif unit is not Unit.WORKING_DAYS:
        assert new == max(before, on_to_work(days, ran_on + left * DAY))


@st.composite
def stops(draw: st.DrawFn, since: date) -> list[tuple[date, date]]:
    """Up to three stretches in which a clock stands still, none within another."""
    found, day = [], since
    for _ in range(draw(st.integers(0, 3))):
        first = day + draw(st.integers(0, 6)) * DAY
        day = first + draw(st.integers(1, 9)) * DAY
        found.append((first, day))
    return found


@given(whole_days, in_summer, st.integers(1, 15), st.data())
def test_only_the_days_on_which_the_clock_ran_are_used_up(
    days: dict[date, Kind], filed: date, amount: int, data: st.DataObject
) -> None:
    stood = data.draw(stops(filed))
    term = Term(amount, Unit.WORKING_DAYS)
    pauses = [Pause(since, until, "supplement") for since, until in stood]

    new = carried(due(term, filed, known(days)), pauses[::-1], term, known(days))

    assert new == after_stops(days, filed, amount * 2, stood)


@given(listed, in_summer, st.integers(-5, 40), st.data())
def test_lateness_is_the_work_on_days_that_counted(
    days: dict[date, Kind], before: date, since_then: int, data: st.DataObject
) -> None:
    stood, on = data.draw(stops(before - 3 * DAY)), before + since_then * DAY
    pauses = [Pause(since, until, "survey") for since, until in stood]
    missed, finger = 0, before
    while finger < on:
        finger += DAY
        missed += 0 if any(a < finger <= b for a, b in stood) else halves(days, finger)

    assert late(before, on, known(days), pauses=pauses) == missed / 2
    assert late(before, on, known(days), paused=True) == 0
    open_end = [Pause(before, None, "survey")]
    assert late(before, on, known(days), pauses=open_end) == 0


@given(listed, st.datetimes(datetime(2025, 6, 1), datetime(2025, 8, 1)), st.integers(0, 23))  # noqa: DTZ001
def test_after_the_counter_has_closed_it_is_the_next_working_day(
    days: dict[date, Kind], wall: datetime, hour: int
) -> None:
    at, zone = wall.replace(tzinfo=ZONES[0]), ZONES[0]
    day = wall.date()
    finger = day + DAY if (wall.hour, wall.minute) >= (hour, 0) else day

    assert received(at.astimezone(UTC), known(days), zone) == day
    shut = received(at, known(days), zone, closes=time(hour))
    assert shut == on_to_work(days, finger)
