"""Decrees, and the five things that a clause can do.

A decree is an ordered program: clauses apply one after the other, and "the rest of B" means what the
clauses before it left. A decree may speak through many instruments, so number and clause stand on
the clause.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from continuity.core.lineage import NOWHERE, Cite


class Share(StrEnum):
    """How much of a unit's land, or of its residents, a clause takes."""

    ALL = "all"
    PART = "part"
    REST = "rest"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Take:
    """One unit gives some of its land and some of its residents to the unit of the clause."""

    place: str
    land: Share = Share.ALL
    residents: Share = Share.ALL


@dataclass(frozen=True, slots=True)
class Founding:
    """A new area (with a code and a level) or a new body (with a kind and a seat)."""

    id: str
    level: str = ""
    code: str = ""
    parent: str = ""
    kind: str = ""
    seat: str = ""
    vi: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class Ending:
    """An area or body ends; exactly one heir continues it."""

    thing: str
    heir: str


@dataclass(frozen=True, slots=True)
class Keeping:
    """A unit stays what it is; `parent` is where it lies from now on."""

    thing: str
    parent: str


@dataclass(frozen=True, slots=True)
class Naming:
    """The same area or body gets another name."""

    thing: str
    vi: str
    en: str = ""


@dataclass(frozen=True, slots=True)
class Redraw:
    """One clause of a new map: founds, takes into `into`, ends with one heir each, keeps, renames."""

    into: str = ""
    founds: tuple[Founding, ...] = ()
    takes: tuple[Take, ...] = ()
    ends: tuple[Ending, ...] = ()
    keeps: tuple[Keeping, ...] = ()
    renames: tuple[Naming, ...] = ()
    cite: Cite = NOWHERE


@dataclass(frozen=True, slots=True)
class Transfer:
    """A function in an area passes from its givers (whoever holds it, if none) to a receiver.

    With `finishes`, the givers act until that day on what was filed before the effective day.
    """

    function: str
    area: str
    receiver: str
    givers: tuple[str, ...] = ()
    finishes: date | None = None
    cite: Cite = NOWHERE


@dataclass(frozen=True, slots=True)
class Attach:
    """An institution gets a new parent, with all that it holds."""

    institution: str
    parent: str
    cite: Cite = NOWHERE


@dataclass(frozen=True, slots=True)
class Delegate:
    """A function in an area is exercised by another; the delegator still answers for it.

    Without `until` it is permanent; with it, the function falls back on that day.
    """

    function: str
    area: str
    delegate: str
    until: date | None = None
    cite: Cite = NOWHERE


@dataclass(frozen=True, slots=True)
class Deputise:
    """Somebody acts in the meantime, until a day; without `until` it is an open question."""

    function: str
    area: str
    deputy: str
    until: date | None = None
    cite: Cite = NOWHERE


Clause = Redraw | Transfer | Attach | Delegate | Deputise


@dataclass(frozen=True, slots=True)
class Instrument:
    """A legal text and its days: adopted, in force, and the day from which it operates."""

    number: str
    adopted: date | None = None
    in_force: date | None = None
    operates: date | None = None
    title_vi: str = ""
    title_en: str = ""
    verified: bool = False


@dataclass(frozen=True, slots=True)
class Decree:
    """What takes effect on one day, in order of its clauses."""

    id: str
    effective: date
    clauses: tuple[Clause, ...]
    instruments: dict[str, Instrument] = field(default_factory=dict)
    title_vi: str = ""
    title_en: str = ""

    @property
    def order(self) -> tuple[date, str]:
        """The place of a decree in the fold: by effective day, then by number."""
        return (self.effective, self.id)


def in_order(decrees: list[Decree]) -> list[Decree]:
    """Decrees as the fold takes them, whatever the order in which they were enacted."""
    return sorted(decrees, key=lambda decree: decree.order)


def heirs_by_taking(clauses: list[Redraw]) -> dict[str, str]:
    """Each unit that is taken up, with its heir: the taker of the rest, or of all.

    Where the rest carries no residents, the taker of all residents is the heir. The convention is
    ours; the texts name no heir of a split unit.
    """
    heirs: dict[str, str] = {}
    people: dict[str, str] = {}
    for clause in clauses:
        for take in clause.takes:
            if take.residents is Share.ALL or (
                take.residents is Share.REST and take.place not in people
            ):
                people[take.place] = clause.into
            if take.land in (Share.ALL, Share.REST) or take.residents is Share.REST:
                heirs[take.place] = clause.into
    return {unit: people.get(unit, heir) for unit, heir in heirs.items()}
