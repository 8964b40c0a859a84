"""Days, and stretches of days.

An interval holds its first day and not its last: `[start, end)`. Two intervals that meet
therefore share an edge and no day, which is what a decree means when one agency stops
and another starts "from 1 March".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

FOREVER = date.max
EVER = date.min


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """A stretch of days that is never empty; open ends are `EVER` and `FOREVER`."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError(f"Interval is empty: {self.start} is not before {self.end}.")

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    def before(self, day: date) -> Interval | None:
        """The part before a day, or None when nothing lies before it."""
        return between(self.start, min(self.end, day))

    def since(self, day: date) -> Interval | None:
        """The part from a day on, or None when nothing is left by then."""
        return between(max(self.start, day), self.end)

    def meet(self, other: Interval) -> Interval | None:
        """The days that both hold, or None when they only touch or lie apart."""
        return between(max(self.start, other.start), min(self.end, other.end))

    def overlaps(self, other: Interval) -> bool:
        """True when the two share a day; touching edges share none."""
        return self.start < other.end and other.start < self.end


ALWAYS = Interval(EVER, FOREVER)


def between(start: date, end: date) -> Interval | None:
    """The interval of two edges, or None when it would be empty."""
    return Interval(start, end) if start < end else None


def starting(day: date) -> Interval:
    """All days from a day on."""
    return Interval(day, FOREVER)


def until(day: date) -> Interval:
    """All days before a day."""
    return Interval(EVER, day)


def eve(day: date) -> date:
    """The day before."""
    return day - timedelta(days=1)


def as_pair(interval: Interval) -> list[str | None]:
    """`[first day, first day after]` in ISO form, with None for an open end."""
    start = None if interval.start == EVER else interval.start.isoformat()
    return [start, None if interval.end == FOREVER else interval.end.isoformat()]
