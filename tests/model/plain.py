"""The plainest reading of a world: look at every mandate, on every day, for every filing day.

Nothing here is quick or clever, and nothing is shared with the core but its values: days are
compared one by one, containing areas are climbed one by one. What these loops say is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from continuity.core.interval import Interval
from continuity.core.lineage import Leaf
from continuity.core.mandate import Function, Mandate
from continuity.core.world import World


class Spot(NamedTuple):
    """One function at one leaf, on one day, for one filing day."""

    function: str
    leaf: str
    on: date
    filed: date


def window(first: date, length: int) -> list[date]:
    """Some days in a row."""
    return [first + timedelta(days=n) for n in range(length)]


def as_set(interval: Interval | None, days: Iterable[date]) -> set[date]:
    """The days of an interval, among some days."""
    if interval is None:
        return set()
    return {day for day in days if interval.start <= day and day < interval.end}


def parent(world: World, thing: str, on: date) -> str:
    """What directly contains a thing on a day, or ''."""
    for membership in world.lineage.within.get(thing, ()):
        if membership.valid.start <= on and on < membership.valid.end:
            return membership.parent
    return ""


def climb(world: World, thing: str, on: date) -> list[str]:
    """A thing and all that contains it on a day, smallest first."""
    path = []
    while thing:
        assert thing not in path, f"{thing} lies in itself on {on}"
        path.append(thing)
        thing = parent(world, thing, on)
    return path


def reaches(mandate: Mandate, path: list[str], on: date, filed: date) -> bool:
    """True when a mandate counts at the bottom of a path, for a day and a filing day."""
    if on < mandate.valid.start or on >= mandate.valid.end:
        return False
    if filed < mandate.intake.start or filed >= mandate.intake.end:
        return False
    for place in path:
        if place == mandate.area:
            return True
        if place in mandate.holes:
            return False
    return False


def is_owed(function: Function, leaf: Leaf) -> bool:
    """True where somebody must hold the function."""
    if function.owed == "everywhere":
        flag = leaf.residents if function.follows == "residents" else leaf.territory
        return flag and not leaf.site
    return leaf.site == function.owed


def holders(world: World, spot: Spot) -> list[str]:
    """The agency of every must-mandate that counts at a spot; one that is named twice is double."""
    path = climb(world, spot.leaf, spot.on)
    return sorted(
        mandate.agency
        for mandate in world.mandates
        if mandate.function == spot.function
        and mandate.mode == "must"
        and reaches(mandate, path, spot.on, spot.filed)
    )


def settled(world: World, spot: Spot) -> list[str]:
    """The holders that nobody disputes; a disputed one alone holds nothing."""
    undisputed = tuple(mandate for mandate in world.mandates if not mandate.disputed)
    return holders(replace(world, mandates=undisputed, _held={}), spot)


def spots(world: World, days: list[date]) -> Iterator[Spot]:
    """Every owed function at every leaf, on every day, for every filing day up to it."""
    for function in world.functions.values():
        for leaf in world.lineage.leaves.values():
            if is_owed(function, leaf):
                for on in days:
                    for filed in days:
                        if world.starts <= on and filed <= on:
                            yield Spot(function.id, leaf.id, on, filed)


def wrong(world: World, days: list[date]) -> dict[Spot, list[str]]:
    """Every spot that has no holder, or several."""
    found = {spot: holders(world, spot) for spot in spots(world, days)}
    return {
        spot: held
        for spot, held in found.items()
        if len(held) != 1 or len(settled(world, spot)) != 1
    }


def leaves_in(world: World, place: str, on: date) -> set[str]:
    """The leaves that lie in a place on a day."""
    return {leaf for leaf in world.lineage.leaves if place in climb(world, leaf, on)}


def nearest_leaves(world: World, place: str, on: date) -> set[str]:
    """The leaves of a place that exists on a day; else those of its first day, or its last."""
    area = world.lineage.areas.get(place)
    if area is None:
        if place in world.lineage.leaves:
            return {place}
        return {leaf for leaf in world.lineage.leaves if leaf.startswith(f"{place}>")}
    if on < area.valid.start:
        on = area.valid.start
    if on >= area.valid.end:
        on = area.valid.end - timedelta(days=1)
    return leaves_in(world, place, on)


def who(world: World, function: str, place: str, on: date, filed: date) -> tuple[str, set[str]]:
    """The status as to the agency, and all agencies that hold the function in a place."""
    if on < world.starts or function not in world.functions:
        return "unknown", set()
    if place not in world.lineage.areas and not nearest_leaves(world, place, on):
        return "unknown", set()
    asked = [
        Spot(function, leaf, on, filed)
        for leaf in nearest_leaves(world, place, on)
        if is_owed(world.functions[function], world.lineage.leaves[leaf])
    ]
    held = [holders(world, spot) for spot in asked]
    agencies = {agency for at_leaf in held for agency in at_leaf}
    if not held:
        return "not-owed", agencies
    if any(not settled(world, spot) for spot in asked):
        return "gap", agencies
    if any(len(at_leaf) > 1 for at_leaf in held):
        return "overlap", agencies
    return ("resolved" if len(agencies) == 1 else "undetermined"), agencies
