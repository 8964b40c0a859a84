"""Working days of a country: weekends, public holidays, swap days and half days.

The calendar knows the years that it was given and refuses the others: a count over days that nobody
has published would be a guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

DAY = timedelta(days=1)


class Unpublished(ValueError):
    """Days of a year were asked for whose holidays are not known."""


class Kind(StrEnum):
    """What a listed day is: off, off in exchange, worked in exchange, or worked for half a day."""

    HOLIDAY = "holiday"
    SWAP_OFF = "swap-off"
    SWAP_WORK = "swap-work"
    HALF = "half"


class Calendar(NamedTuple):
    """Listed days, the years that they are known for, and the days of the week that are off."""

    days: Mapping[date, Kind]
    years: frozenset[int]
    weekend: frozenset[int] = frozenset({5, 6})

    def halves(self, day: date) -> int:
        """Working half days of a day: 2, 1 or 0; raises Unpublished for a year that is not known."""
        if day.year not in self.years:
            raise Unpublished(
                f"The calendar of {day.year} is not known; expected {sorted(self.years)}. "
                "Add its holidays to the pack."
            )
        kind = self.days.get(day)
        if kind in (Kind.HOLIDAY, Kind.SWAP_OFF):
            return 0
        if kind is Kind.HALF:
            return 1
        return 2 if kind is Kind.SWAP_WORK or day.weekday() not in self.weekend else 0

    def works(self, day: date) -> bool:
        """True when at least half of a day is worked."""
        return self.halves(day) > 0

    def after(self, day: date, working_days: float) -> date:
        """The day on which a term ends; the first day of the term is the next working one.

        Counts in halves, so that 0.5 is half a working day; raises ValueError for other fractions.
        """
        needed = int(working_days * 2)
        if needed != working_days * 2 or needed < 0:
            raise ValueError(f"Expected working days in halves, 0 or more, not {working_days}.")
        while needed > 0:
            day += DAY
            needed -= self.halves(day)
        return day

    def between(self, start: date, end: date) -> float:
        """Working days in `[start, end)`, in halves."""
        span = (end - start).days
        return sum(self.halves(start + n * DAY) for n in range(max(span, 0))) / 2


def calendar(listed: Iterable[tuple[date, Kind]]) -> Calendar:
    """A calendar of listed days; the years that it knows are those with at least one of them."""
    days = dict(listed)
    return Calendar(days, frozenset(day.year for day in days))
