"""Who finishes a case that a reform finds under way, by name, and at which counter it comes back.

The cut-over table speaks of kinds: the taker, its heir, the centre of the new commune. Here they become
bodies and counters of the register, day by day. What the register or the table does not tell stays
blank and says why; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from continuity.core import cutover
from continuity.core.chain import listed
from continuity.core.cutover import Rule
from continuity.core.directory import Directory
from continuity.core.lineage import Heir
from continuity.core.world import World
from continuity.packs.points import Point, serving
from continuity.packs.vn.law import Table

Points = Callable[[str, date], Iterable[Point]]
"""The counters that take a function on a day."""


class Matter(NamedTuple):
    """What must be known of a case: never whose it is. `until` is the day promised last."""

    function: str
    place: str
    filed: date
    due: date
    until: date
    taker: str


class Flight(NamedTuple):
    """What holds of a case from a day on.

    `rule` is None where no table was written for the place or the body that took it in. `finisher` is
    '' where it cannot be told; `acting` is the body that must act by the register, '' where open.
    `sure` says that the table names the counter, which `unit` (a body or a commune) and `points` are.
    """

    on: date
    rule: Rule | None
    finisher: str
    acting: str
    unit: str = ""
    points: tuple[Point, ...] = ()
    sure: bool = False

    @property
    def differs(self) -> bool:
        """True where table and register name two bodies."""
        return bool(self.finisher and self.acting) and self.finisher != self.acting


def flights(
    directory: Directory, table: Table, points: Points, matter: Matter, on: date
) -> list[Flight]:
    """What holds on a day, and from each later cut until the promised day; nothing without a cut.

    A cut is a day after the filing day on which another body must act, or the taker is continued.
    """
    last = max(on, matter.until)
    days = [day for day in _cuts(directory, matter) if matter.filed < day <= last]
    if not days:
        return []
    asked = [on, *(day for day in days if day > on)]
    return [flight(directory, table, points, matter, day) for day in asked]


def _cuts(directory: Directory, matter: Matter) -> list[date]:
    chain = listed(directory, matter.function, matter.place, filed=matter.filed)
    ends = [heir.on for heir in _heirs(directory.world, matter.taker)]
    return sorted({link.valid.start for link in chain[1:]} | set(ends))


def _heirs(world: World, thing: str) -> Iterator[Heir]:
    while heir := world.lineage.heirs.get(thing):
        yield heir
        thing = heir.heir


def flight(directory: Directory, table: Table, points: Points, matter: Matter, on: date) -> Flight:
    """What holds of a case on one day, whether a reform lies before it or not."""
    world = directory.world
    day = max(on, matter.filed)
    asked = [matter.function], [matter.place], [day], [matter.filed]
    acting = directory.who(*asked)[0].ruling.acting
    rule = _rule(world, table, matter, day)
    there = list(points(matter.function, day))
    if rule is None:
        return Flight(on, None, acting, acting, "", _near(world, matter, there, day))
    finisher = _finisher(directory, matter, rule, acting, day)
    unit = _unit(world, matter, rule, day)
    if not unit:
        return Flight(on, rule, finisher, acting, "", _near(world, matter, there, day))
    seat = unit if unit in world.lineage.areas else world.agencies[unit].seat
    found = tuple(point for point in there if point.unit == seat)
    return Flight(on, rule, finisher, acting, unit, found, True)


def _rule(world: World, table: Table, matter: Matter, on: date) -> Rule | None:
    """The row of the table, if it was written for the place and the kind of body that took it in."""
    taker, lineage = world.agencies.get(matter.taker), world.lineage
    seat = lineage.areas.get(taker.seat) if taker else None
    province = lineage.areas.get(lineage.at_level(matter.place, "province", matter.filed))
    if seat is None or seat.level not in table.kinds or not province:
        return None
    if province.code not in table.areas:
        return None
    days = {"received": matter.filed, "due": matter.due, "on": on}
    return cutover.finisher(table.rules, **days, taken_in_by=seat.level)


def _finisher(directory: Directory, matter: Matter, rule: Rule, acting: str, on: date) -> str:
    """The body of the table's word.

    The table speaks of bodies that took a case in to decide it (our reading). Where the taker was but
    a counter, whoever is competent finishes.
    """
    asked = [matter.function], [matter.place], [matter.filed], [matter.filed]
    decides = directory.who(*asked)[0].ruling.acting == matter.taker
    if rule.finisher == "competent" or not decides:
        return acting
    heir = directory.world.lineage.successor(matter.taker, on)
    return heir if rule.finisher == "heir" or heir == matter.taker else ""


def _unit(world: World, matter: Matter, rule: Rule, on: date) -> str:
    """The body or the commune whose counter is meant; '' where the table's word names none."""
    lineage, seat = world.lineage, world.agencies[matter.taker].seat
    if rule.counter == "taker":
        return matter.taker if lineage.successor(matter.taker, on) == matter.taker else ""
    if rule.counter != "commune-centre":
        return ""
    commune = lineage.successor(seat, on)
    return commune if lineage.areas[commune].level == "commune" else ""


def _near(world: World, matter: Matter, there: list[Point], on: date) -> tuple[Point, ...]:
    """The counters that take the function for the place: where to ask, as none is named."""
    ground = world.lineage.leaves_of(matter.place, on)
    found = serving(there, world.lineage, matter.function, ground, on)
    return tuple(one.point for one in found)
