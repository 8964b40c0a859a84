"""Where everybody ends whose body ends or whose seat moves: pure.

A person who sat there on the eve has an appointment on the day at a body that exists, or leaves under a
regime by a decision, or there is a question with a name and a day. Whatever else is said settles nobody:
an appointment that a decision promises counts once it is in the register.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class End(StrEnum):
    """How it ends for somebody; `nothing` is the alarm."""

    APPOINTED = "appointed"
    LEAVES = "leaves"
    QUESTION = "question"
    NOTHING = "nothing"


class Sits(NamedTuple):
    """Somebody in seats of a body, for the days [since, until)."""

    person: str
    body: str
    seat: str
    since: date
    until: date | None

    def on(self, day: date) -> bool:
        """True on its days."""
        return self.since <= day and (self.until is None or day < self.until)


class Outcome(NamedTuple):
    """What was entered of somebody: the last one of a person and body counts.

    `decision` is the number of a paper and `decided` its day; a question has an `owner` and is `due`.
    """

    id: str
    person: str
    body: str
    end: End
    category: str = ""
    pay: str = ""
    regime: str = ""
    decision: str = ""
    decided: date | None = None
    question: str = ""
    owner: str = ""
    due: date | None = None


class Settled(NamedTuple):
    """How it ends for one person of one body, by what, and whether that is late or says two things."""

    person: str
    body: str
    seats: tuple[str, ...]
    end: End
    to: tuple[Sits, ...]
    outcome: Outcome | None
    late: bool = False
    twice: bool = False

    @property
    def alarm(self) -> bool:
        """True where somebody has to act now."""
        return self.end is End.NOTHING or self.late or self.twice


def settled(
    holders: Iterable[Sits],
    held: Iterable[Sits],
    outcomes: Iterable[Outcome],
    exists: Callable[[str], bool],
    *,
    day: date,
    on: date,
) -> list[Settled]:
    """Everybody of `holders` once a body, in order; `exists` says which bodies there are on the day.

    `outcomes` come in the order in which they were entered.
    """
    seats: dict[tuple[str, str], list[str]] = {}
    for one in holders:
        seats.setdefault((one.person, one.body), []).append(one.seat)
    now: dict[str, list[Sits]] = {}
    for one in held:
        if one.on(day) and exists(one.body):
            now.setdefault(one.person, []).append(one)
    last = {(one.person, one.body): one for one in outcomes}
    return [
        _one(key, tuple(sorted(set(at))), tuple(now.get(key[0], ())), last.get(key), on)
        for key, at in sorted(seats.items())
    ]


def _one(
    key: tuple[str, str],
    seats: tuple[str, ...],
    to: tuple[Sits, ...],
    said: Outcome | None,
    on: date,
) -> Settled:
    person, body = key
    leaves = said is not None and said.end is End.LEAVES
    if to:
        return Settled(person, body, seats, End.APPOINTED, to, said, twice=leaves)
    if said is None or said.end in (End.APPOINTED, End.NOTHING):
        return Settled(person, body, seats, End.NOTHING, (), said)
    late = said.end is End.QUESTION and said.due is not None and said.due < on
    return Settled(person, body, seats, said.end, (), said, late)


def counts(found: Iterable[Settled]) -> Counter[End]:
    """How many end how; together they are all who sat there."""
    return Counter(one.end for one in found)
