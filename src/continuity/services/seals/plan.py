"""The night of a reform, worked out: whose seal must come and go, and who comes when to which point.

Pure: a world and a day in, values out. A reform asks nothing of a body that keeps its name; all
seals of one body come at once, in one slot of one point.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from continuity.core.interval import eve
from continuity.core.world import World
from continuity.packs.names import Names
from continuity.services.seals.procedure import FUNCTION
from continuity.services.seals.rules import Duty, duty


class Owed(NamedTuple):
    """What a reform asks of one body; names are (Vietnamese, English), ('', '') where it is not."""

    duty: Duty
    body: str
    heir: str
    seat: str
    before: tuple[str, str]
    after: tuple[str, str]

    @property
    def name(self) -> tuple[str, str]:
        """What people call it in that night: as before, or as it will be where it is new."""
        return self.before if self.before[0] else self.after


def owed(names: Names, day: date, area: str = "") -> list[Owed]:
    """What a day asks of every body in an area ('' is everywhere), in order of places and names.

    A body that ends belongs to where its heir sits.
    """
    found = [one for body in names.world.agencies for one in _owed(names, body, day)]
    if area:
        found = [one for one in found if area in _above(names.world, one.heir, day)]
    return sorted(found, key=lambda one: (one.heir, one.seat, one.body))


def _owed(names: Names, body: str, day: date) -> Iterator[Owed]:
    world, agency = names.world, names.world.agencies[body]
    last = eve(day)
    before = names.both(body, last) if last in agency.valid else ("", "")
    after = names.both(body, day) if day in agency.valid else ("", "")
    if found := duty(before=before[0], after=after[0]):
        heir = world.lineage.successor(body, day)
        yield Owed(found, body, heir, agency.seat, before, after)


def _above(world: World, body: str, day: date) -> tuple[str, ...]:
    seat = world.agencies[body].seat if body in world.agencies else ""
    return world.lineage.path(seat, day) if seat else ()


def registrars(world: World, tasks: Iterable[Owed], day: date) -> list[str]:
    """Who registers the seals of these bodies: on the eve, and from the day on."""
    found = set()
    for on in (eve(day), day):
        for seat in {one.seat for one in tasks}:
            for area in world.lineage.path(seat, on):
                found |= {m.agency for m in world.held(FUNCTION, area) if on in m.valid}
    return sorted(found)


class Room(NamedTuple):
    """What a collection point can take: so many slots, so many bodies in each.

    It is meant for the bodies of one area, or with '' for all; those who do not fit go elsewhere.
    """

    id: str
    area: str
    slots: int
    capacity: int

    @property
    def places(self) -> int:
        """How many bodies it can take in all."""
        return self.slots * self.capacity


class Place(NamedTuple):
    """When a body comes where."""

    point: str
    slot: int


def spread(
    bodies: Sequence[tuple[str, Iterable[str]]], rooms: Sequence[Room]
) -> dict[str, Place] | None:
    """A place for each body, or None where there are not enough.

    `bodies` are pairs of a body and the areas in which it lies. Neighbours come near each other;
    each point fills as evenly as the others, and so does each of its slots.
    """
    if len(bodies) > sum(room.places for room in rooms):
        return None
    chosen: dict[str, list[str]] = {room.id: [] for room in rooms}
    for body, areas in bodies:
        inside = set(areas)
        free = [room for room in rooms if len(chosen[room.id]) < room.places]
        meant = [room for room in free if not room.area or room.area in inside]
        least = min(meant or free, key=lambda room: (len(chosen[room.id]) + 1) / room.places)
        chosen[least.id].append(body)
    return {
        body: Place(room.id, n * room.slots // len(chosen[room.id]))
        for room in rooms
        for n, body in enumerate(chosen[room.id])
    }
