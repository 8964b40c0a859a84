"""The state of one cell on a day, pure: a requirement of a unit, its evidence, and who holds what there.

Green needs evidence with a day, that is still good. What is bound lapses with what it is bound to: a
person who is rotated away takes the training along, and a new key has signed nothing yet.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from continuity.handover.readiness.requirements import Requirement, Source, Unit


class State(StrEnum):
    """Of a cell; a tick is none of them."""

    GREEN = "green"
    RED = "red"
    GREY = "grey"


class Why(StrEnum):
    """Why a cell is red: nobody showed anything, it is no longer good, or its holder has changed."""

    NOTHING = "nothing"
    EXPIRED = "expired"
    ROTATED = "rotated"
    SOME = "some"
    GOOD = "good"
    ELSEWHERE = "not-needed"


class Evidence(NamedTuple):
    """What shows that something is there: since when, for how long, from where, by what reference.

    `to` is the holding that it is bound to, `quantity` what was counted by serial numbers.
    """

    unit: str
    requirement: str
    day: date
    until: date | None
    source: Source
    reference: str
    to: str = ""
    quantity: int = 0
    id: str = ""


class Held(NamedTuple):
    """Who sits in a seat, or which key a unit signs with, on the days [since, until)."""

    to: str
    since: date
    until: date | None
    name: str = ""

    def on(self, day: date) -> bool:
        """True on its days."""
        return self.since <= day and (self.until is None or day < self.until)


class Verdict(NamedTuple):
    """A state, why, the evidence that makes it green or was last, the first day on which that is no
    longer good, and the holdings that still lack theirs."""

    state: State
    why: Why
    by: tuple[Evidence, ...] = ()
    until: date | None = None
    lacking: tuple[Held, ...] = ()


def judged(
    requirement: Requirement,
    unit: Unit,
    evidence: Iterable[Evidence],
    held: Collection[Held],
    on: date,
) -> Verdict:
    """The state of a unit's cell on a day, from the evidence for it and all holdings that it ever had."""
    if not requirement.applies(unit):
        return Verdict(State.GREY, Why.ELSEWHERE)
    told = [one for one in evidence if one.day <= on and one.source in requirement.sources]
    told = [one for one in told if one.quantity >= requirement.least]
    if not requirement.bound:
        return _verdict(_best(requirement, told, None, on), told, on)
    now = [one for one in held if one.on(on)]
    found = {one: _best(requirement, _of(told, one, held), one, on) for one in now}
    lacking = tuple(one for one, best in found.items() if best is None)
    good = [best for best in found.values() if best is not None]
    if not good or (requirement.each and lacking):
        why = Why.SOME if good else _why(told, now, held, on)
        return Verdict(State.RED, why, tuple(told[-1:]), None, lacking)
    if requirement.each:
        ends = [until for _, until in good if until]
        return Verdict(
            State.GREEN, Why.GOOD, tuple(one for one, _ in good), min(ends, default=None)
        )
    return _verdict(max(good, key=_last), told, on)._replace(lacking=lacking)


def _of(told: list[Evidence], holding: Held, held: Collection[Held]) -> list[Evidence]:
    """The evidence of a holding: none that is older than a break in it."""
    breaks = [
        one.until
        for one in held
        if one.to == holding.to and one.until is not None and one.until < holding.since
    ]
    last = max(breaks, default=date.min)
    return [one for one in told if one.to == holding.to and one.day >= last]


Best = tuple[Evidence, date | None]


def _best(
    requirement: Requirement, told: list[Evidence], holding: Held | None, on: date
) -> Best | None:
    """The evidence that stays good longest, and until when; None where none is."""
    found = [(one, _until(requirement, one, holding)) for one in told]
    good = [(one, until) for one, until in found if until is None or on < until]
    return max(good, key=_last) if good else None


def _until(requirement: Requirement, one: Evidence, holding: Held | None) -> date | None:
    """The first day on which evidence is good no longer; None where nobody knows of an end."""
    ends = [one.until, holding.until if holding else None]
    if requirement.days:
        ends.append(one.day + timedelta(requirement.days))
    return min((end for end in ends if end), default=None)


def _last(best: Best) -> tuple[date, date]:
    return best[1] or date.max, best[0].day


def _verdict(best: Best | None, told: list[Evidence], on: date) -> Verdict:
    if best is None:
        last = sorted(told, key=lambda one: one.day)[-1:]
        return Verdict(State.RED, Why.EXPIRED if last else Why.NOTHING, tuple(last))
    return Verdict(State.GREEN, Why.GOOD, (best[0],), best[1])


def _why(told: list[Evidence], now: list[Held], held: Collection[Held], on: date) -> Why:
    if not told:
        return Why.NOTHING
    sits = {one.to for one in now}
    return Why.EXPIRED if any(one.to in sits for one in told) else Why.ROTATED
