"""Crosswalks: which unit of one day is which unit of another, in either direction.

Both are read off the leaves: two units are the same ground as far as they share leaves.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from continuity.core.interval import eve
from continuity.core.lineage import NOWHERE, Cite, Lineage


class Edge(NamedTuple):
    """One unit of a day and one of another that share ground, residents or both."""

    origin: str
    target: str
    full: bool
    residents: bool
    territory: bool
    cite: Cite

    @property
    def extent(self) -> str:
        """`full` where the whole unit went to one, else `partial`."""
        return "full" if self.full else "partial"


def crosswalk(lineage: Lineage, start: date, end: date) -> list[Edge]:
    """One edge for each pair of lowest units of two days that share a leaf, in order of codes."""
    return edges(lineage, lineage.leaves, start, end)


def edges(lineage: Lineage, leaves: Iterable[str], start: date, end: date) -> list[Edge]:
    """The edges that some leaves make between two days; sites make none."""
    flags: dict[tuple[str, str], tuple[bool, bool]] = {}
    cites: dict[tuple[str, str], Cite] = {}
    for id in leaves:
        leaf = lineage.leaves[id]
        if leaf.site:
            continue
        pair = (lineage.home(id, start), lineage.home(id, end))
        residents, territory = flags.get(pair, (False, False))
        flags[pair] = (residents or leaf.residents, territory or leaf.territory)
        cites.setdefault(pair, _cite(lineage, id, pair, start, end))
    targets: dict[str, int] = {}
    for origin, _ in flags:
        targets[origin] = targets.get(origin, 0) + 1
    return sorted(
        Edge(origin, target, targets[origin] == 1, *flags[origin, target], cites[origin, target])
        for origin, target in flags
        if origin and target
    )


def _cite(lineage: Lineage, leaf: str, pair: tuple[str, str], start: date, end: date) -> Cite:
    """The clause of the change between two days: of the leaf's own, or of its unit's, move."""
    later = max(start, end)
    moved = lineage.parent(leaf if pair[0] != pair[1] else pair[0], later)
    return moved.cite if moved and moved.valid.start > min(start, end) else NOWHERE


def heirs(lineage: Lineage, unit: str) -> list[Edge]:
    """What became of an ended unit on the day it ended; empty while it lives."""
    area = lineage.areas[unit]
    if area.valid.end == date.max:
        return []
    last = eve(area.valid.end)
    made = edges(lineage, _ground(lineage, unit, last), last, area.valid.end)
    found = [edge for edge in made if edge.origin == unit]
    return found or _whole(lineage, unit, lineage.heirs[unit].heir, lineage.heirs[unit].cite)


def _whole(lineage: Lineage, unit: str, heir: str, cite: Cite) -> list[Edge]:
    """A unit without ground of its own goes to its one heir."""
    return [Edge(unit, heir, True, True, True, cite)]


def predecessors(lineage: Lineage, unit: str) -> list[Edge]:
    """What a unit was made of on the day it was founded, also parts of units that live on."""
    first = lineage.areas[unit].valid.start
    if first == date.min:
        return []
    last = eve(first)
    found: list[Edge] = []
    origins = {lineage.home(leaf, last) for leaf in _ground(lineage, unit, first)}
    for origin in sorted(origins - {"", unit}):
        made = edges(lineage, _ground(lineage, origin, last), last, first)
        found += [edge for edge in made if edge.target == unit]
    known = {edge.origin for edge in found}
    for old in lineage.heir_of(unit):
        area = lineage.areas.get(old)
        alike = area is not None and area.level == lineage.areas[unit].level
        if lineage.heirs[old].on == first and alike and old not in known:
            found += [edge for edge in heirs(lineage, old) if edge.target == unit]
    return sorted(found)


def _ground(lineage: Lineage, unit: str, on: date) -> list[str]:
    return [leaf for leaf in lineage.leaves_of(unit, on) if not lineage.leaves[leaf].site]
