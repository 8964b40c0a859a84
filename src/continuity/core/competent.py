"""Who must act: the answer to *what*, *where*, *when* and *filed when*.

Agency and place are two answers. A ward that was split among several heirs has no one place any
more, but when all of them lie under one agency the agency is certain, and the candidates are listed
beside it. Nothing is guessed: while the place is open, the heir acts, and the answer says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from continuity.core.lineage import NOWHERE, Cite
from continuity.core.mandate import Function, Mandate, Mode
from continuity.core.world import World


class Status(StrEnum):
    """What an answer is worth; hyphenated as it is printed."""

    RESOLVED = "resolved"
    UNDETERMINED = "undetermined"
    OVERLAP = "overlap"
    GAP = "gap"
    NOT_OWED = "not-owed"
    UNKNOWN = "unknown"


class Candidate(NamedTuple):
    """A unit that may be the place, with the clause that made it so."""

    area: str
    cite: Cite


@dataclass(frozen=True, slots=True)
class Placement:
    """The unit in which a place lies on a day, or the candidates among which it is open."""

    status: Status
    unit: str = ""
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Ruling:
    """The holders of a function at a place; `meanwhile` acts while the place is open."""

    status: Status
    holders: tuple[Mandate, ...] = ()
    meanwhile: Mandate | None = None

    @property
    def agency(self) -> str:
        """The one competent agency, or ''."""
        return self.holders[0].agency if self.status is Status.RESOLVED else ""

    @property
    def acting(self) -> str:
        """The competent agency, or the one that acts meanwhile; '' where nobody does."""
        return self.agency or (self.meanwhile.agency if self.meanwhile else "")


class Answer(NamedTuple):
    """Both answers: as to the agency, and as to the place."""

    ruling: Ruling
    placement: Placement


NO_PLACE = Placement(Status.UNKNOWN)
NO_RULING = Ruling(Status.UNKNOWN)


def who(world: World, function: str, place: str, *, on: date, filed: date) -> Answer:
    """Who must act on a day for a matter filed on a day; unknown before the world's first day.

    Raises ValueError when the matter would be filed after the day that is asked about.
    """
    if filed > on:
        raise ValueError(f"A matter filed on {filed} does not exist yet on {on}.")
    known = function in world.functions
    if on < world.starts or not known or not there(world, place):
        return Answer(NO_RULING, NO_PLACE)
    ruling = competent(world, function, place, on=on, filed=filed)
    return Answer(ruling, placed(world, world.functions[function], place, on))


def there(world: World, place: str) -> bool:
    """True for an area or a leaf that the world knows, on whatever day."""
    lineage = world.lineage
    return place in lineage.areas or place in lineage.leaves or bool(lineage.pieces(place))


def competent(world: World, function: str, place: str, *, on: date, filed: date) -> Ruling:
    """The holders of a function at a place on a day; not-owed where nobody need hold it."""
    leaves = world.lineage.leaves
    duty = world.functions[function]
    owed = [leaf for leaf in world.lineage.leaves_of(place, on) if duty.owed_at(leaves[leaf])]
    ruling = together(at_leaf(world, function, leaf, on=on, filed=filed) for leaf in owed)
    if ruling.status is not Status.UNDETERMINED:
        return ruling
    # What continues a place for its residents may have none of its land, and the other way round.
    for heir in (world.lineage.continuing(place, on), world.lineage.together(owed, on)):
        if heir in ("", place):
            continue
        acting = competent(world, function, heir, on=on, filed=filed)
        if acting.status is not Status.NOT_OWED:
            break
    else:
        return ruling
    return Ruling(ruling.status, ruling.holders, acting.holders[0] if acting.agency else None)


def at_leaf(world: World, function: str, leaf: str, *, on: date, filed: date) -> Ruling:
    """The holders at one leaf: one is resolved, none a gap, several an overlap."""
    path = world.lineage.path(leaf, on)
    holders = [
        mandate
        for area in path
        for mandate in world.held(function, area)
        if mandate.mode is Mode.MUST and mandate.covers(path, on=on, filed=filed)
    ]
    ordered = tuple(sorted(holders, key=lambda m: m.key)) if len(holders) > 1 else tuple(holders)
    return Ruling(verdict(holders), ordered)


def verdict(holders: list[Mandate]) -> Status:
    """What some holders at one leaf mean; one that is disputed holds nothing by itself."""
    if all(mandate.disputed for mandate in holders):
        return Status.GAP
    return Status.RESOLVED if len(holders) == 1 else Status.OVERLAP


def together(rulings: Iterable[Ruling]) -> Ruling:
    """One ruling for several leaves: their common one, else the worst that any of them has."""
    several = list(rulings)
    if not several:
        return Ruling(Status.NOT_OWED)
    distinct = dict.fromkeys(several) if len(several) > 1 else several
    if len(distinct) == 1:
        return several[0]
    mandates = {m.key: m for ruling in distinct for m in ruling.holders}
    holders = tuple(mandates[key] for key in sorted(mandates))
    statuses = {ruling.status for ruling in distinct}
    for flawed in (Status.GAP, Status.OVERLAP):
        if flawed in statuses:
            return Ruling(flawed, holders)
    agencies = {mandate.agency for mandate in holders}
    return Ruling(Status.RESOLVED if len(agencies) == 1 else Status.UNDETERMINED, holders)


def placed(world: World, function: Function, place: str, on: date) -> Placement:
    """Where a place lies on a day; heirs of land only are no candidates where residents count."""
    lineage = world.lineage
    area = lineage.areas.get(place)
    if area and on in area.valid:
        return Placement(Status.RESOLVED, place)
    found = lineage.leaves_of(place, on)
    owed = [leaf for leaf in found if function.owed_at(lineage.leaves[leaf])]
    candidates: dict[str, Candidate] = {}
    for leaf in owed or found:
        candidate = _candidate(world, leaf, place, area.level if area else "", on)
        candidates.setdefault(candidate.area, candidate)
    if len(candidates) == 1:
        only = next(iter(candidates.values()))
        return Placement(Status.RESOLVED, only.area, (only,) if only.area != place else ())
    ranked = tuple(sorted(candidates.values()))
    return Placement(Status.UNDETERMINED if ranked else Status.UNKNOWN, "", ranked)


def _candidate(world: World, leaf: str, place: str, level: str, on: date) -> Candidate:
    """The unit of the same level in which a leaf lies, else the one that holds it directly."""
    lineage = world.lineage
    same = lineage.at_level(leaf, level, on) if level else ""
    home = lineage.home(leaf, on)
    if same and same != home:
        heir = lineage.heirs.get(place)
        return Candidate(same, heir.cite if heir else NOWHERE)
    membership = lineage.parent(leaf, on)
    return Candidate(home, membership.cite if membership else NOWHERE)
