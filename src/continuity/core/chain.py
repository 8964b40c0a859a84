"""The chain: everyone who was, is and will be competent for one matter, in order of days."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from continuity.core.competent import Ruling, competent
from continuity.core.directory import Directory
from continuity.core.interval import FOREVER, Interval
from continuity.core.world import World


class Link(NamedTuple):
    """One stretch of days with the same ruling."""

    valid: Interval
    ruling: Ruling


def chain(world: World, function: str, place: str, *, filed: date) -> list[Link]:
    """The rulings for a matter from the day it was filed, or the world's first day, for ever."""
    days = _edges(world, function, place)

    def ruling(on: date) -> Ruling:
        return competent(world, function, place, on=on, filed=filed)

    return _links(max(filed, world.starts), days, ruling)


def listed(directory: Directory, function: str, place: str, *, filed: date) -> list[Link]:
    """The same chain from the tables of a directory, for whoever asks often."""

    def ruling(on: date) -> Ruling:
        return directory.who([function], [place], [on], [filed])[0].ruling

    return _links(max(filed, directory.world.starts), directory.days(function), ruling)


def _links(first: date, edges: Iterable[date], ruling: Callable[[date], Ruling]) -> list[Link]:
    days = sorted({first} | {day for day in edges if day > first})
    links: list[Link] = []
    for day, after in zip(days, [*days[1:], FOREVER], strict=True):
        here = ruling(day)
        if links and _same(links[-1].ruling, here):
            links[-1] = Link(Interval(links[-1].valid.start, after), links[-1].ruling)
        else:
            links.append(Link(Interval(day, after), here))
    return links


def _same(one: Ruling, other: Ruling) -> bool:
    agencies = [[mandate.agency for mandate in ruling.holders] for ruling in (one, other)]
    alike = one.status is other.status and one.acting == other.acting
    return alike and agencies[0] == agencies[1]


def _edges(world: World, function: str, place: str) -> set[date]:
    """The days on which the answer for a place may change."""
    lineage, leaves = world.lineage, set(world.lineage.leaves_of(place, date.min))
    days: set[date] = set()
    # The heirs count too: while a place is open, they act.
    ends, owed = _ends(world), tuple(leaves)
    heirs = {lineage.continuing(place, day) for day in ends}
    heirs |= {lineage.together(owed, day) for day in ends}
    for heir in {place, *heirs}:
        if area := lineage.areas.get(heir):
            days |= {area.valid.start, area.valid.end}
            leaves |= set(lineage.ever_in(heir))
    for leaf in leaves:
        for step in lineage.line(leaf):
            days |= {step.valid.start, step.valid.end}
            for above in step.path:
                for mandate in world.held(function, above):
                    days |= {mandate.valid.start, mandate.valid.end}
    return days - {FOREVER}


def _ends(world: World) -> set[date]:
    return {heir.on for heir in world.lineage.heirs.values()} | {world.starts}
