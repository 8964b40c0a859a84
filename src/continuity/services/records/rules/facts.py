"""What a register knows of a person: judgments, what became of each penalty, bans, open cases.

A fact that nobody has told is None, never a likely value; an empty list says that there is nothing.
A penalty's length is the one *imposed*, in months, a day over counting as one more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Weight(StrEnum):
    """How grave an offence is, by the bracket that the law threatens and not by the sentence."""

    LESS = "less-serious"
    SERIOUS = "serious"
    VERY = "very-serious"
    EXTREMELY = "extremely-serious"


class Main(StrEnum):
    """The main penalty; NONE where the court exempted from punishment, MEASURE for a judicial one."""

    NONE = "exempt"
    MEASURE = "measure"
    WARNING = "warning"
    FINE = "fine"
    NON_CUSTODIAL = "non-custodial"
    SUSPENDED = "suspended"
    PRISON = "prison"
    LIFE = "life"
    DEATH = "death"


LIGHT = frozenset({Main.WARNING, Main.FINE, Main.NON_CUSTODIAL, Main.SUSPENDED})
"""Penalties of the shortest period, whatever their length."""


class Served(StrEnum):
    """What is known of the execution of a penalty or an order."""

    DONE = "done"
    RUNNING = "running"
    NEVER = "never"
    FLED = "fled"
    UNKNOWN = "unknown"


class How(StrEnum):
    """How a main penalty came to its end; all of them count as completion."""

    SERVED = "served"
    REDUCED = "reduced"
    EXEMPT = "exempt-remainder"
    SPECIAL_AMNESTY = "special-amnesty"
    PROBATION = "probation"
    TRIAL = "conditional-release"


@dataclass(frozen=True, slots=True)
class Offence:
    """One offence of a judgment; `chapter` is that of the Penal Code of 2015, a Roman number.

    `article` is the clause that the judgment applied, as it cites it.
    """

    on: date | None
    chapter: str | None = None
    weight: Weight | None = None
    intent: bool | None = None
    age: int | None = None
    title: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True)
class Penalty:
    """The main penalty as imposed, and its end: for a suspended one that of the probation.

    `ended` may lie ahead: then it is the day on which it is planned to end.
    """

    kind: Main
    months: int = 0
    ended: date | None = None
    state: Served = Served.DONE
    how: How = How.SERVED


class Lasting(StrEnum):
    """An additional penalty that lasts, and so may outlast the period (art. 70.2)."""

    SUPERVISION = "supervision"
    RESIDENCE_BAN = "residence-ban"
    OFFICE_BAN = "office-ban"
    PRACTICE_BAN = "practice-ban"
    CIVIC_RIGHTS = "civic-rights"
    ANY = "lasting"


class Extra(NamedTuple):
    """An additional penalty and its last day, None where nobody has told it."""

    kind: Lasting
    until: date | None


class Due(StrEnum):
    """What else a judgment orders."""

    DAMAGES = "damages"
    COURT_FEES = "court-fees"
    CONFISCATION = "confiscation"
    FINE = "additional-fine"
    OTHER = "other"


class Order(NamedTuple):
    """Another order of a judgment and the day on which it was complete."""

    kind: Due
    done: date | None
    state: Served = Served.DONE


class Petition(NamedTuple):
    """A court's answer to a request for expungement, on the day on which it takes effect."""

    on: date
    granted: bool


@dataclass(frozen=True, slots=True)
class Judgment:
    """One effective conviction: its offences, one main penalty for all of them, and what followed.

    `merged` says whether the court joined it with the penalty of another judgment; `merit` the day on
    which merit, progress and a proposal were all there. `extras` and `orders` are None where nobody
    knows whether there are any.
    """

    key: str
    effective: date
    offences: tuple[Offence, ...]
    penalty: Penalty
    extras: tuple[Extra, ...] | None = ()
    orders: tuple[Order, ...] | None = ()
    petitions: tuple[Petition, ...] = ()
    merit: date | None = None
    amnesty: date | None = None
    merged: bool | None = None
    number: str = ""
    court: str = ""


class Pending(NamedTuple):
    """A case that is open since a day: an accusation, and no conviction yet."""

    since: date
    offence: date | None
    closed: date | None = None


class Ban(NamedTuple):
    """A ban on founding or managing enterprises after a bankruptcy; `until` is its last day, if any.

    `clause` is that of the law on bankruptcy, and `court` who decided.
    """

    decision: str
    since: date
    until: date | None
    post: str = ""
    clause: str = "breach"
    court: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """All that is known of one person, or of a commercial legal person."""

    judgments: tuple[Judgment, ...] = ()
    pending: tuple[Pending, ...] = ()
    bans: tuple[Ban, ...] = ()
    legal: bool = False
