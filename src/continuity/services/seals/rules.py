"""The law of seals as functions: what may be registered, given out and used, and what a reform asks.

A seal is what was done with it, in order: registered, delivered, handed in, lost. Everything else is
derived from that. Each ground of a refusal has its article in `BASES`; a body keeps its seal through
every reform that leaves it its identity and its name, whatever becomes of the map around it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from continuity.core.interval import Interval, starting
from continuity.core.procedure import Basis
from continuity.services.seals.procedure import DECREE


class Kind(StrEnum):
    """The four kinds; only a wet seal makes a paper valid, so it alone is counted."""

    WET = "wet"
    EMBOSSED = "embossed"
    MINI = "mini"
    WAX = "wax"


class Act(StrEnum):
    """What is done with a seal."""

    REGISTERED = "registered"
    DELIVERED = "delivered"
    HANDED_IN = "handed-in"
    GIVEN_BACK = "given-back"
    REPORTED = "reported-lost"
    LOST = "lost"
    VOID = "void"
    DESTROYED = "destroyed"


OUT = frozenset({Act.DELIVERED, Act.GIVEN_BACK})
"""After these the seal lies with its body."""

FOLLOWS: dict[Act | None, frozenset[Act]] = {
    None: frozenset({Act.REGISTERED}),
    Act.REGISTERED: frozenset({Act.DELIVERED, Act.VOID, Act.DESTROYED}),
    Act.DELIVERED: frozenset({Act.HANDED_IN, Act.REPORTED, Act.VOID}),
    Act.GIVEN_BACK: frozenset({Act.HANDED_IN, Act.REPORTED, Act.VOID}),
    # Confirmed by a second person, or taken back; or the seal turns up before anybody has looked.
    Act.REPORTED: frozenset({Act.LOST, Act.GIVEN_BACK, Act.HANDED_IN}),
    Act.HANDED_IN: frozenset({Act.GIVEN_BACK, Act.VOID, Act.DESTROYED}),
    # One that turns up again is destroyed and never used: its number stands on the public list.
    Act.LOST: frozenset({Act.VOID, Act.DESTROYED}),
    Act.VOID: frozenset({Act.DESTROYED}),
    Act.DESTROYED: frozenset(),
}

SECOND = frozenset(Act) - {Act.HANDED_IN, Act.REPORTED}
"""What nobody does alone: one asks for it, and another does it."""

BASES = {
    "not-registered": Basis(DECREE, "5", verified=True),
    "not-delivered": Basis(DECREE, "5", verified=True),
    "one-wet-seal": Basis(DECREE, "5", verified=True),
    "handed-in": Basis(DECREE, "18", verified=False),
    "reported-lost": Basis(DECREE, "18", verified=False),
    "lost": Basis(DECREE, "18", verified=False),
    "void": Basis(DECREE, "18", verified=False),
    "destroyed": Basis(DECREE, "18", verified=False),
    "hand-in-first": Basis(DECREE, "18", verified=False),
}
"""On what each ground stands."""


class Done(NamedTuple):
    """One act, and the day of law on which it was done."""

    act: Act
    on: date


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal of the register: whose it is, which specimen, and what was done with it, in order."""

    body: str
    kind: Kind
    version: int
    certificate: str
    done: tuple[Done, ...] = ()

    @property
    def state(self) -> Act | None:
        """What was done with it last; None for a specimen that is only prepared."""
        return self.done[-1].act if self.done else None

    @property
    def out(self) -> bool:
        """True while it lies with its body."""
        return self.state in OUT

    @property
    def due(self) -> bool:
        """True while it must still come in: it is out, or nobody has confirmed yet that it is lost."""
        return self.out or self.state is Act.REPORTED


def follows(last: Act | None, act: Act) -> bool:
    """True where an act may come next."""
    return act in FOLLOWS[last]


def in_use(seal: Seal) -> tuple[Interval, ...]:
    """The days on which a seal may stand under a paper: from its delivery until it is gone.

    The day on which it is handed in or lost is no longer one of them; nor is anything after a seal
    was lost or void, even if it turns up again.
    """
    days: list[Interval] = []
    for act, on in seal.done:
        if act in OUT:
            days.append(starting(on))
        elif days and (kept := days.pop().before(on)):
            days.append(kept)
    return tuple(days)


def may_use(seal: Seal, on: date) -> str:
    """'' where a seal may be used on a day, else the ground on which it may not."""
    acts = [done.act for done in seal.done if done.on <= on]
    if Act.REGISTERED not in acts:
        return "not-registered"
    if acts[-1] is Act.REGISTERED:
        return "not-delivered"
    return "" if acts[-1] in OUT else acts[-1].value


def may_register(
    kind: Kind, held: Iterable[Seal], *, allowed: bool, replaces: Seal | None = None
) -> str:
    """'' where a body may register one more specimen, else the ground.

    One wet seal a body, and a second one only by a decision that allows it; the other kinds a body
    decides itself. What the new one replaces does not count, nor does what is gone.
    """
    here = (None, Act.REGISTERED, Act.REPORTED, *OUT)
    others = [seal for seal in held if seal != replaces and seal.state in here]
    wet = kind is Kind.WET and any(seal.kind is Kind.WET for seal in others)
    return "one-wet-seal" if wet and not allowed else ""


def in_place(old: Seal, held: Iterable[Seal]) -> bool:
    """True where a new wet seal for an old one leaves a body with as many as it had with that.

    So it is until another has come since the old one went: that one has its place already.
    """
    if old.kind is not Kind.WET or not old.done:
        return False
    if old.state is Act.REGISTERED or old.due:
        return True
    others = [one for one in held if one.kind is Kind.WET and one != old and one.done]
    return all(one.done[0].on < old.done[-1].on for one in others)


def may_deliver(seal: Seal, old: Iterable[Seal], *, allowed: bool) -> str:
    """'' where a new seal may be given out, else the ground.

    Registered first; and what it replaces is handed in, lost or void, unless the decision on the
    reform allows that both are out.
    """
    if seal.state is not Act.REGISTERED:
        return "not-registered" if seal.state is None else "not-delivered"
    return "hand-in-first" if not allowed and any(one.due for one in old) else ""


class Duty(StrEnum):
    """What a reform asks of a body's seal."""

    REVOKE = "revoke"
    REGISTER = "register"
    RENEW = "renew"


def duty(*, before: str, after: str) -> Duty | None:
    """What is due by what a body is called on the eve and on the day, '' where it does not exist.

    A body that ends hands in; one that is founded registers; one that is renamed stays itself and
    registers anew; one that keeps its name keeps its seal, though its ground or its tasks change.
    """
    if before and not after:
        return Duty.REVOKE
    if after and not before:
        return Duty.REGISTER
    return Duty.RENEW if before != after else None
