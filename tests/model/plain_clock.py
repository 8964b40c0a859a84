"""Clocks as somebody with a wall calendar and a finger keeps them: one day after the other."""

from __future__ import annotations

from datetime import date, timedelta

DAY = timedelta(days=1)
Listed = dict[date, str]
Stops = list[tuple[date, date]]


def halves(listed: Listed, day: date) -> int:
    """How many half days are worked on a day, case by case."""
    if listed.get(day) in ("holiday", "swap-off"):
        return 0
    if listed.get(day) == "half":
        return 1
    if listed.get(day) == "swap-work":
        return 2
    return 0 if day.isoweekday() in (6, 7) else 2


def on_to_work(listed: Listed, day: date) -> date:
    """The day, or the next one that is worked."""
    while not halves(listed, day):
        day += DAY
    return day


def after_working(listed: Listed, day: date, needed: int) -> date:
    """Where the finger stands when so many half days have passed under it."""
    while needed > 0:
        day += DAY
        needed -= halves(listed, day)
    return day


def after_months(day: date, months: int) -> date:
    """The finger turns pages, and stops on the same number, or on the last one of the page."""
    number = day.day
    for _ in range(months):
        page = day.month
        while day.month == page:
            day += DAY
    first = day.replace(day=1) if not months else day
    finger = first
    while finger.day < number and (finger + DAY).month == first.month:
        finger += DAY
    return finger


def after_stops(listed: Listed, filed: date, needed: int, stops: Stops) -> date:
    """The due day of a clock that stands still from the evening of one day to that of another.

    Days are whole here. Where nothing was left and it runs on on a day off, one day's work is given.
    """
    day = filed
    while True:
        if needed <= 0:
            ran_on = [until for since, until in stops if since == day and until > day]
            if not ran_on:
                return day
            day = ran_on[0]
            if halves(listed, day):
                continue
            needed = 2
        day += DAY
        if not any(since < day <= until for since, until in stops):
            needed -= halves(listed, day)
