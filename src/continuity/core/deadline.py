"""When something is due: working days and halves, calendar days, hours, months and years.

The day on which a matter comes in is not counted (Civil Code 2015, article 147; unverified). Every
kind of clock may be paused, and what is left of it is left when it runs on. Nothing in here knows an
agency or a place, so nothing that reorganises them can move a due day.
"""

from __future__ import annotations

import calendar as months
import math
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from continuity.core.procedure import Term, Unit
from continuity.core.workdays import DAY, Calendar

RUNS_ON = frozenset({Unit.CALENDAR_DAYS, Unit.MONTHS, Unit.YEARS})
"""Terms of these kinds that end on a day off end on the next working day (Civil Code 2015, article
148; unverified). One in working days never ends on a day off, and one in hours never waits for one."""

MOST_YEARS = 200


class Pause(NamedTuple):
    """A clock that stood still: the day it was stopped and the day it ran on, neither of them lost.

    The first day still counted and the last does not count yet, as the day of filing does not.
    `until` is None while it stands still.
    """

    since: date
    until: date | None
    reason: str

    def covers(self, day: date) -> bool:
        """True for a day that does not count."""
        return self.since < day and (self.until is None or day <= self.until)


def ends(
    term: Term, since: date | datetime, calendar: Calendar, zone: tzinfo | None = None
) -> date | datetime:
    """The last day of a term, or the last moment of one in hours, in the country's own zone.

    A moment counts from the local day that it lies in. Raises ValueError for an amount that the unit
    does not have, and where hours have no moment to run from; Unpublished for a year without holidays.
    """
    if term.unit is Unit.HOURS:
        if not isinstance(since, datetime):
            raise ValueError(f"Hours run from a moment, not from the day {since}.")
        end = _local(since, UTC) + timedelta(hours=sound(term).amount)
        return _local(end, zone)
    return due(term, since, calendar, zone)


def due(term: Term, filed: date | datetime, calendar: Calendar, zone: tzinfo | None = None) -> date:
    """The day by which something is due that was filed on a day, or at a moment.

    A term in hours gives the local day in which it ends; without a moment it runs from the first one
    of the day, which is the earliest that may be meant.
    """
    if term.unit is Unit.HOURS and isinstance(filed, datetime):
        end = ends(term, filed, calendar, zone)
        return end.date() if isinstance(end, datetime) else end
    day = _local(filed, zone).date() if isinstance(filed, datetime) else filed
    if term.unit is Unit.HOURS:
        return day + int(sound(term).amount // 24) * DAY
    if term.unit is Unit.WORKING_DAYS:
        return calendar.after(day, sound(term).amount)
    last_day = expires(term, day)
    return _worked(last_day, calendar) if term.unit in RUNS_ON else last_day


def expires(term: Term, since: date) -> date:
    """The last day of a term in calendar days, months or years, be it a day off or not.

    So end the days for which a paper is good or kept. A month or year ends on the day of the same
    number, or on the last one of a shorter month. Raises ValueError for terms of other kinds.
    """
    amount = int(sound(term).amount)
    match term.unit:
        case Unit.CALENDAR_DAYS:
            return since + amount * DAY
        case Unit.MONTHS:
            return _months(since, amount)
        case Unit.YEARS:
            return _months(since, amount * 12)
    raise ValueError(f"Expected calendar days, months or years, not {term.unit}.")


def resumed(due: date, paused_on: date, resumed_on: date, term: Term, calendar: Calendar) -> date:
    """The new due day of a clock that runs on, with as much time left as when it was stopped.

    Time is counted in working days where the term is, and in days otherwise; a day of which anything
    was left counts whole. Where nothing was left, it is due on the day on which the clock runs on, or on
    the next working one. Never before the old due day; a clock that was stopped after it keeps it.
    """
    if resumed_on < paused_on:
        raise ValueError(f"The clock ran on on {resumed_on}, before it was stopped on {paused_on}.")
    if paused_on > due:
        return due
    if term.unit is Unit.WORKING_DAYS:
        left = calendar.between(paused_on + DAY, due + DAY)
        return max(due, _worked(calendar.after(resumed_on, left), calendar))
    new = resumed_on + (due - paused_on)
    return max(due, _worked(new, calendar) if term.unit in RUNS_ON else new)


def carried(due: date, pauses: Iterable[Pause], term: Term, calendar: Calendar) -> date:
    """The due day after several pauses; one that still lasts has not moved it yet.

    Raises ValueError where two pauses share a day: a clock that stands still cannot be stopped.
    """
    ran_on = date.min
    for pause in sorted(pauses, key=lambda pause: pause.since):
        if pause.since < ran_on:
            raise ValueError(f"The clock was stopped on {pause.since} and stood still already.")
        ran_on = pause.until or date.max
        if pause.until:
            due = resumed(due, pause.since, pause.until, term, calendar)
    return due


def late(
    due: date,
    on: date,
    calendar: Calendar,
    *,
    paused: bool = False,
    pauses: Iterable[Pause] = (),
) -> float:
    """Working days, in halves, by which something is late on a day; none while its clock is stopped.

    The due day itself is in time. Days off are no lateness, nor are days on which the clock stood
    still. Raises Unpublished where days of an unknown year would have to be counted.
    """
    if paused or on <= due:
        return 0.0
    stops = list(pauses)
    after = (due + n * DAY for n in range(1, (on - due).days + 1))
    counted = (day for day in after if not any(pause.covers(day) for pause in stops))
    return sum(calendar.halves(day) for day in counted) / 2


def received(at: datetime, calendar: Calendar, zone: tzinfo, *, closes: time | None = None) -> date:
    """The day on which something counts as received: the local day of the moment.

    At a counter that `closes` at an hour, what comes at that hour or later, or on a day off, counts as
    received on the next working day.
    """
    local = _local(at, zone)
    if closes is None:
        return local.date()
    day = local.date() + (DAY if local.time() >= closes else timedelta())
    return _worked(day, calendar)


def sound(term: Term) -> Term:
    """The term itself; raises ValueError for an amount that its unit does not have."""
    parts = {Unit.WORKING_DAYS: 2, Unit.HOURS: 0}.get(term.unit, 1)
    whole = math.isfinite(term.amount) and (not parts or term.amount * parts % 1 == 0)
    hours = {Unit.HOURS: 1, Unit.MONTHS: 24 * 30, Unit.YEARS: 24 * 365}.get(term.unit, 24)
    if not whole or not 0 <= term.amount * hours <= MOST_YEARS * 365 * 24:
        raise ValueError(
            f"A term of {term.amount} {term.unit} cannot be counted; expected 0 or more, up to "
            f"{MOST_YEARS} years, in {'halves' if parts == 2 else 'whole numbers'} (hours in any part)."
        )
    return term


def _local(at: datetime, zone: tzinfo | None) -> datetime:
    if at.tzinfo is None or zone is None:
        raise ValueError(f"Expected a moment with its zone, and the zone of the country, not {at}.")
    return at.astimezone(zone)


def _worked(day: date, calendar: Calendar) -> date:
    """The day itself where it is worked, else the next one that is."""
    while not calendar.works(day):
        day += DAY
    return day


def _months(day: date, amount: int) -> date:
    month = day.month - 1 + amount
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, months.monthrange(year, month)[1]))
