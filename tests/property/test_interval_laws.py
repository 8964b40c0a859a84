"""Days: an interval is a set of days, and every question about it is one about that set."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuity.core.interval import EVER, FOREVER, Interval, as_pair, between, eve
from tests.model.plain import as_set
from tests.property.strategies import DAYS, days, edges, intervals

WIDE = [EVER, *DAYS, DAYS[-1] + timedelta(days=1), FOREVER - timedelta(days=1)]


@given(intervals, days)
def test_before_and_since_share_out_every_day(interval: Interval, day: date) -> None:
    past, rest = as_set(interval.before(day), WIDE), as_set(interval.since(day), WIDE)

    assert past | rest == as_set(interval, WIDE)
    assert not past & rest
    assert all(d < day for d in past)
    assert all(d >= day for d in rest)


@given(intervals, intervals)
def test_the_meet_of_two_intervals_is_what_their_days_share(a: Interval, b: Interval) -> None:
    shared = as_set(a, WIDE) & as_set(b, WIDE)

    assert as_set(a.meet(b), WIDE) == shared
    assert a.overlaps(b) is (a.meet(b) is not None)
    assert a.meet(b) == b.meet(a)


@given(intervals)
def test_an_interval_holds_its_first_day_and_not_its_last(interval: Interval) -> None:
    assert interval.start in interval
    assert interval.end not in interval
    assert {day for day in WIDE if day in interval} == as_set(interval, WIDE)


@given(edges, edges)
def test_an_interval_is_never_empty(start: date, end: date) -> None:
    if start < end:
        assert between(start, end) == Interval(start, end)
    else:
        assert between(start, end) is None
        with pytest.raises(ValueError, match="is empty"):
            Interval(start, end)


@given(intervals)
def test_two_intervals_that_meet_share_an_edge_and_no_day(interval: Interval) -> None:
    inner = [day for day in as_set(interval, DAYS) if day > interval.start]
    for day in inner:
        first, second = interval.before(day), interval.since(day)
        assert first is not None
        assert second is not None
        assert first.end == second.start
        assert not first.overlaps(second)
        assert eve(day) in first


@given(st.one_of(intervals))
def test_a_pair_says_none_for_an_open_end(interval: Interval) -> None:
    start, end = as_pair(interval)

    assert (start is None) is (interval.start == EVER)
    assert (end is None) is (interval.end == FOREVER)
