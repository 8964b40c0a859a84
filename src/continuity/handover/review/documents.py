"""Documents, whom they were issued by and for which ground; what of a reform touches them. Pure.

A document for a unit that is no more lives on in that unit's old ground until it is repealed, at the
latest until its sunset. One that guides another ends with it, unless it is kept; what rests on a dead
one is found by following the links, however far.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from continuity.core.interval import FOREVER, Interval, eve
from continuity.core.lineage import Lineage
from continuity.core.world import World


class Reason(StrEnum):
    """Why a reform touches a document."""

    BODY = "body-ended"
    TERRITORY = "territory-changed"
    COMPETENCE = "competence-moved"
    BASIS = "basis-gone"


class Document(NamedTuple):
    """One document; `territory` is the key of a unit, '' for the whole country.

    `guides` is the document that it carries out, `bases` are others that it rests on; `functions` are the
    tasks that it speaks of; `kept` is true where somebody has said that it outlives what it guides.
    """

    id: str
    number: str
    title: str
    adopted: date
    issuer: str
    territory: str
    valid: Interval
    guides: str = ""
    bases: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    articles: str = ""
    kept: bool = False
    source: str = ""


Sunset = Mapping[str, date]
"""The first day without it, by the level of the unit that is no more."""


def ends(one: Document, known: Mapping[str, Document], lineage: Lineage, sunset: Sunset) -> date:
    """The first day on which a document holds no longer: its own, its unit's sunset, or its parent's."""
    return _ends(one, known, lineage, sunset, frozenset())


def _ends(
    one: Document, known: Mapping[str, Document], lineage: Lineage, sunset: Sunset,
    seen: frozenset[str],
) -> date:  # fmt: skip
    last = one.valid.end
    area = lineage.areas.get(one.territory)
    if area is not None and area.valid.end < FOREVER:
        last = min(last, max(sunset.get(area.level, FOREVER), area.valid.end))
    parent = known.get(one.guides)
    if parent is not None and not one.kept and parent.id not in seen | {one.id}:
        last = min(last, _ends(parent, known, lineage, sunset, seen | {one.id}))
    return last


def bare(
    known: Mapping[str, Document], lineage: Lineage, sunset: Sunset, on: date
) -> dict[str, tuple[str, ...]]:
    """The documents that rest on something dead on a day, each with the way to it, the nearest first."""
    ways: dict[str, tuple[str, ...]] = {
        id: () for id, one in known.items() if ends(one, known, lineage, sunset) <= on
    }
    edge = set(ways)
    while edge:
        new: dict[str, tuple[str, ...]] = {}
        for id, one in known.items():
            hit = next((basis for basis in (one.guides, *one.bases) if basis in edge), "")
            if hit and id not in ways:
                new[id] = (hit, *ways[hit])
        ways |= new
        edge = set(new)
    return {id: way for id, way in ways.items() if way}


def affected(
    known: Mapping[str, Document], world: World, day: date, sunset: Sunset
) -> dict[str, frozenset[Reason]]:
    """The documents in force on the eve that a reform of a day touches, and why."""
    lineage = world.lineage
    moved = _moved(world, day)
    resting = bare(known, lineage, sunset, day)
    made = {}
    for id, one in known.items():
        if one.valid.start >= day or ends(one, known, lineage, sunset) < day:
            continue
        reasons = set()
        heir = lineage.heirs.get(one.issuer)
        if heir is not None and heir.on == day:
            reasons.add(Reason.BODY)
        if _touched(lineage, one.territory, day):
            reasons.add(Reason.TERRITORY)
        if any((function, one.issuer) in moved for function in one.functions):
            reasons.add(Reason.COMPETENCE)
        if id in resting or (one.guides and _died(known, one.guides, lineage, sunset, day)):
            reasons.add(Reason.BASIS)
        if reasons:
            made[id] = frozenset(reasons)
    return made


def _died(
    known: Mapping[str, Document], id: str, lineage: Lineage, sunset: Sunset, day: date
) -> bool:
    return id in known and ends(known[id], known, lineage, sunset) <= day


def _touched(lineage: Lineage, territory: str, day: date) -> bool:
    area = lineage.areas.get(territory)
    return area is not None and area.valid.end == day


def _moved(world: World, day: date) -> set[tuple[str, str]]:
    """The tasks that a body holds on the eve and not on the day."""

    def held(on: date) -> set[tuple[str, str]]:
        return {(m.function, m.agency) for m in world.mandates if on in m.valid and on in m.intake}

    return held(eve(day)) - held(day)


class Applies(NamedTuple):
    """A document that holds somewhere, on all of that ground or a part, until when if that is known."""

    document: Document
    whole: bool
    until: date | None
    old: bool


def applying(
    documents: Iterable[Document],
    lineage: Lineage,
    leaves: Collection[str],
    on: date,
    sunset: Sunset,
) -> list[Applies]:
    """Which documents hold on a day on some ground: those of the country, of what it lies in, and of what
    it lay in when that ended."""
    known = {one.id: one for one in documents}
    above = {area for leaf in leaves for step in lineage.line(leaf) for area in step.path} | {""}
    made = []
    for one in known.values():
        if one.territory not in above or not one.valid.start <= on:
            continue
        under = [
            leaf for leaf in leaves if not one.territory or _in(lineage, leaf, one.territory, on)
        ]
        if under and on < (last := ends(one, known, lineage, sunset)):
            area = lineage.areas.get(one.territory)
            old = area is not None and area.valid.end <= on
            until = None if last == FOREVER else last
            made.append(Applies(one, len(under) == len(set(leaves)), until, old))
    return sorted(
        made, key=lambda it: (it.document.territory != "", it.document.adopted, it.document.id)
    )


def _in(lineage: Lineage, leaf: str, territory: str, on: date) -> bool:
    area = lineage.areas.get(territory)
    if area is None or on < area.valid.start:
        return False
    return territory in lineage.path(leaf, min(on, eve(area.valid.end)))
