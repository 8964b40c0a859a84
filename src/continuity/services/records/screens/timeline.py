"""An answer as a drawing: a lane for each conviction, its stretches of days, and its reasons as dots.

Pure: an answer in, places in percent out. The list beside the drawing says the same in words, under
the same numbers.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from continuity.core.interval import EVER, FOREVER
from continuity.services.records.rules.changes import changes
from continuity.services.records.rules.reckon import Answer, Conclusion, Mark, Status

MARGIN = timedelta(days=200)


class Stretch(NamedTuple):
    """Days of one kind: a record, open, or clear."""

    kind: str
    x: str
    width: str


class Dot(NamedTuple):
    """A reason with a day, under its number in the list."""

    number: int
    x: str


class Lane(NamedTuple):
    """One conviction: what it is on the day, drawn and told."""

    key: str
    status: Status
    one: Conclusion
    stretches: tuple[Stretch, ...]
    dots: tuple[Dot, ...]
    marks: tuple[tuple[int, Mark], ...]
    changes: tuple[Mark, ...]


class Timeline(NamedTuple):
    """All lanes on one scale; years are `(x, year)`, `on` the place of the day asked about."""

    lanes: tuple[Lane, ...]
    years: tuple[tuple[str, int], ...]
    on: str


class Scale(NamedTuple):
    """From which day to which the drawing goes."""

    first: date
    last: date

    def share(self, day: date) -> float:
        """Where a day lies, in percent, never outside."""
        whole = (self.last - self.first).days
        return min(100.0, max(0.0, (day - self.first).days / whole * 100))

    def x(self, day: date) -> str:
        """The same as an attribute."""
        return f"{self.share(day):.2f}%"


def drawn(told: Answer) -> Timeline:
    """The drawing of an answer that has a conviction at least."""
    scale = _scale(told)
    lanes = tuple(_lane(one, told.on, scale) for one in told.conclusions)
    span = scale.last.year - scale.first.year
    step = max(1, -(-span // 6))
    years = range(scale.first.year + 1, scale.last.year + 1, step)
    return Timeline(
        lanes, tuple((scale.x(date(year, 1, 1)), year) for year in years), scale.x(told.on)
    )


def _scale(told: Answer) -> Scale:
    days = [told.on]
    for one in told.conclusions:
        days += [one.effective, one.least, one.most, *(mark.on or EVER for mark in one.marks)]
    real = [day for day in days if date(1900, 1, 1) < day < date(2200, 1, 1)]
    return Scale(min(real) - MARGIN, max(real) + MARGIN)


def _lane(one: Conclusion, on: date, scale: Scale) -> Lane:
    marks = sorted(one.marks, key=lambda mark: mark.on or FOREVER)
    numbered = tuple(enumerate(marks, 1))
    dots = tuple(Dot(n, scale.x(mark.on)) for n, mark in numbered if mark.on)
    return Lane(
        one.key,
        one.status(on),
        one,
        tuple(_stretches(one, scale)),
        dots,
        numbered,
        changes(one, on),
    )


def _stretches(one: Conclusion, scale: Scale) -> list[Stretch]:
    """A record up to one day, open up to another, clear from then on."""
    most = max(one.most, one.older)
    edges = [
        ("record", one.effective, max(one.least, one.effective)),
        ("open", max(one.least, one.effective), max(most, one.effective)),
        ("clear", max(most, one.effective), scale.last),
    ]
    found = []
    for kind, since, until in edges:
        left, right = scale.share(since), scale.share(min(until, scale.last))
        if right > left:
            found.append(Stretch(kind, f"{left:.2f}%", f"{right - left:.2f}%"))
    return found
