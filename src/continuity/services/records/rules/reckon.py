"""The engine under every jurisdiction: marks with a day, a reason and an article; the latest wins.

A law looks at each conviction alone and then at all of them together, and leaves two days for each:
up to `least` it is a record by every reading of the law and the facts, after `most` by none. Between
the two somebody must find out what is missing or decide what is open, so the answer is `manual`; no
day is ever guessed. Both days only move later as facts are added, which is why bounds are enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import NamedTuple, Protocol, TypeVar

from continuity.core.deadline import expires
from continuity.core.interval import EVER, FOREVER
from continuity.core.procedure import Basis, Term, Unit

T = TypeVar("T")
T_contra = TypeVar("T_contra", contravariant=True)
DAY = timedelta(days=1)

Values = tuple[tuple[str, str], ...]
"""What fills the words of a reason, by name."""


class Mark(NamedTuple):
    """One reason: what happened or begins, on which day, by which article; None has no day (yet)."""

    code: str
    on: date | None
    basis: Basis
    values: Values = ()


class Way(StrEnum):
    """How a conviction ceases to be a record, where it does."""

    NOT_DEEMED = "not-deemed"
    TERM = "term"
    COURT = "court"
    GRANTED = "granted"
    AMNESTY = "amnesty"
    NEVER = "never"


class Status(StrEnum):
    """What a conviction is on a day."""

    NOT_DEEMED = "not-deemed"
    ACTIVE = "active"
    PETITION = "petition-possible"
    EXPUNGED = "expunged"
    BY_COURT = "expunged-by-court"
    AMNESTY = "amnesty"
    MANUAL = "manual"


OVER = {
    Way.NOT_DEEMED: Status.NOT_DEEMED,
    Way.AMNESTY: Status.AMNESTY,
    Way.GRANTED: Status.BY_COURT,
}
"""What a conviction is once it is no longer a record; of every other way it is expunged."""
RECORD = frozenset({Status.ACTIVE, Status.PETITION})


class Clock(NamedTuple):
    """A period of so many months from a start, never over before what it waits for.

    By the milder reading it waits for `waits` and `orders`, by the stricter one it only begins once
    the orders are complete. `low` are the months of the milder reading where they are open too; a
    `loose` clock waits for nothing by the milder reading, one that is `unsure` has a fact missing. A
    start of EVER is one that nobody has told, FOREVER one that has not come.
    """

    months: int
    basis: Basis
    start: date
    waits: tuple[Mark, ...] = ()
    orders: tuple[Mark, ...] = ()
    low: int | None = None
    loose: bool = False
    unsure: bool = False

    def ends(self, start: date) -> tuple[date, date]:
        """The last day of the period by the milder and by the stricter reading."""
        if start == EVER:
            return EVER, FOREVER
        waited = _last(self.waits)
        complete = _last(self.orders)
        milder = later(start, self.months if self.low is None else self.low)
        if not self.loose:
            milder = max(milder, waited, complete)
        if self.unsure:
            return milder, FOREVER
        return milder, max(milder, waited, later(max(start, complete), self.months))


def _last(marks: tuple[Mark, ...]) -> date:
    return max((mark.on or FOREVER for mark in marks), default=EVER) if marks else EVER


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What the law says of one conviction, on every day: its bounds, its reasons, what is open.

    `missing` are facts that nobody has told, `open` questions that the law leaves; `older` is the last
    day on which an earlier law, since replaced, would still have called it a record; `petition` the
    first day on which a court may be asked, `early` the same for an early decision on merit.
    """

    key: str
    effective: date
    way: Way
    least: date
    most: date
    marks: tuple[Mark, ...]
    missing: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    clock: Clock | None = None
    older: date = EVER
    petition: date | None = None
    early: date | None = None

    def status(self, on: date) -> Status:
        """What it is on a day; the last day of a period still belongs to it."""
        if on > max(self.most, self.older):
            return OVER.get(self.way, Status.EXPUNGED)
        if on > self.least or self.least == EVER:
            return Status.MANUAL
        asked = self.petition is not None and on >= self.petition
        return Status.PETITION if asked else Status.ACTIVE

    def within(self, day: date) -> bool | None:
        """True where it is still a record on a day, None where that is open."""
        if day > max(self.most, self.older):
            return False
        return True if day <= self.least and self.least != EVER else None

    def with_(
        self, *marks: Mark, missing: Iterable[str] = (), open: Iterable[str] = ()
    ) -> Conclusion:
        """The same with more reasons and more that is open, nothing of it twice."""
        return replace(
            self,
            marks=joined(self.marks, marks),
            missing=joined(self.missing, missing),
            open=joined(self.open, open),
        )


class Standing(StrEnum):
    """What may be said of a person on a day: no record, a record, or that somebody must look first."""

    CLEAR = "clear"
    RECORD = "record"
    MANUAL = "manual"


class Answer(NamedTuple):
    """A person on a day: each conviction known by then, in the order of its day, and the whole."""

    on: date
    conclusions: tuple[Conclusion, ...]

    def statuses(self) -> tuple[Status, ...]:
        """What each conviction is on that day."""
        return tuple(one.status(self.on) for one in self.conclusions)

    @property
    def standing(self) -> Standing:
        """One that is open leaves the whole open: a certificate would say too much or too little."""
        found = self.statuses()
        if Status.MANUAL in found:
            return Standing.MANUAL
        return Standing.RECORD if RECORD.intersection(found) else Standing.CLEAR


class Jurisdiction(Protocol[T_contra]):
    """What a country says: of all that is known of a person on a day, one conclusion for each."""

    def __call__(self, person: T_contra, on: date) -> Sequence[Conclusion]: ...


def answer(person: T_contra, law: Jurisdiction[T_contra], on: date) -> Answer:
    """What a law says of a person on a day; the order in which facts were told does not matter."""
    found = sorted(law(person, on), key=lambda one: (one.effective, one.key))
    return Answer(on, tuple(found))


def changed(person: T_contra, law: Jurisdiction[T_contra], on: date) -> tuple[Standing, Standing]:
    """How a person stood on the day before, and stands on a day."""
    return answer(person, law, on - DAY).standing, answer(person, law, on).standing


@cache
def _term(months: int) -> Term:
    return Term(months, Unit.MONTHS)


def later(day: date, months: int) -> date:
    """The last day of a period in months; days that there is no calendar for stay what they are."""
    if day in (EVER, FOREVER):
        return day
    return expires(_term(months), day) if day.year < 9700 else FOREVER


def joined(first: tuple[T, ...], more: Iterable[T]) -> tuple[T, ...]:
    """Two lists as one, each thing once."""
    return (*first, *(one for one in dict.fromkeys(more) if one not in first))
