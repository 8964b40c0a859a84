"""Which units must be ready on the day of a reform: founded by it, or given a function. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from continuity.core.mandate import Mode
from continuity.core.world import World
from continuity.handover.owed import owed
from continuity.handover.readiness.requirements import Unit


def units(world: World, day: date) -> tuple[dict[str, Unit], frozenset[str]]:
    """The units of a day by id, and all bodies that the reform concerns, givers among them."""
    passed = owed(world, day)
    founded = {id for id, body in world.agencies.items() if body.valid.start == day}
    founded = founded if day > world.starts else set()
    held: dict[str, set[str]] = defaultdict(set)
    for one in world.mandates:
        if day in one.valid and one.mode is Mode.MUST:
            held[one.agency].add(one.function)
    ready = founded | {one.receiver for one in passed}
    made = {id: Unit(id, id, "", frozenset(held[id])) for id in sorted(ready)}
    return made, frozenset(ready | {one.giver for one in passed})


def with_parts(found: dict[str, Unit], parts: Iterable[tuple[str, str]]) -> dict[str, Unit]:
    """The units, each followed by those of its parts that have people of their own."""
    below: dict[str, set[str]] = defaultdict(set)
    for agency, part in parts:
        if part:
            below[agency].add(part)
    made: dict[str, Unit] = {}
    for id, unit in found.items():
        made[id] = unit
        for part in sorted(below[id]):
            key = f"{id}/{part}"
            made[key] = Unit(key, id, part, unit.functions)
    return made
