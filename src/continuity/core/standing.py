"""The mandates while a decree is being applied.

Every clause about functions does one of two things: it carves a place out of the mandates that reach
it, for a stretch of days, and it states a new mandate there. What a decree forgets falls to the
heir: a mandate passes on when its area ends, and at the end of the decree when its agency does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from continuity.core.ground import Ground
from continuity.core.interval import Interval, starting
from continuity.core.lineage import Cite
from continuity.core.mandate import Mandate, Mode


class Standing:
    """Mandates that can be changed; `frozen()` gives them back in order of their natural keys."""

    def __init__(self, mandates: Iterable[Mandate]) -> None:
        self.held: dict[str, dict[str, list[Mandate]]] = {}
        self.said: dict[tuple[str, str], list[Rectangle]] = {}
        self.holed: dict[str, dict[tuple[str, str], None]] = {}
        for mandate in mandates:
            self.state(mandate)

    def frozen(self) -> tuple[Mandate, ...]:
        """All mandates, sorted; the same statement made twice is there once."""
        every = {mandate.key: mandate for mandate in self}
        return tuple(every[key] for key in sorted(every))

    def __iter__(self) -> Iterator[Mandate]:
        return (m for areas in self.held.values() for held in areas.values() for m in held)

    def state(self, mandate: Mandate) -> None:
        """One more mandate stands."""
        areas = self.held.setdefault(mandate.function, {})
        areas.setdefault(mandate.area, []).append(mandate)
        for hole in mandate.holes:
            self.holed.setdefault(hole, {})[mandate.function, mandate.area] = None

    def say(self, mandate: Mandate) -> None:
        """The decree itself says who holds a function at a place, for these days and filings."""
        rectangle = (mandate.valid, mandate.intake)
        self.said.setdefault((mandate.function, mandate.area), []).append(rectangle)
        self.state(mandate)

    def reaching(
        self, ground: Ground, function: str, place: str, days: Interval, mode: Mode = Mode.MUST
    ) -> list[Mandate]:
        """The mandates of a mode that a stretch of days and a place touch: here, above or below."""
        path, held = tuple(ground.path(place)), self.held.get(function, {})
        within = [area for area in (place, *ground.below(place)) if area in held]
        found = [mandate for area in within for mandate in held[area]]
        for area in path[1:]:
            found += [mandate for mandate in held.get(area, ()) if not mandate.released(path)]
        return [m for m in found if m.mode is mode and m.valid.overlaps(days)]

    def at(self, function: str, area: str) -> list[Mandate]:
        """The mandates of a function at one area."""
        return self.held.get(function, {}).get(area, [])

    def carve(
        self, ground: Ground, function: str, place: str, days: Interval, mode: Mode = Mode.MUST
    ) -> tuple[list[Mandate], list[Mandate]]:
        """Nobody reaches a place for some days; gives back what stood here or below, and above."""
        above = set(ground.path(place)[1:])
        here, over = [], []
        for mandate in self.reaching(ground, function, place, days, mode):
            self.held[function][mandate.area].remove(mandate)
            shared = mandate.valid.meet(days)
            assert shared is not None, "reaching() gives only mandates that share a day"
            for kept in (mandate.valid.before(days.start), mandate.valid.since(days.end)):
                if kept:
                    self.state(replace(mandate, valid=kept))
            if mandate.area in above:
                self.state(replace(mandate, valid=shared, holes=mandate.holes | {place}))
                over.append(replace(mandate, valid=shared))
            else:
                here.append(replace(mandate, valid=shared))
        return here, over

    def inherit(self, ground: Ground, ended: str, on: date) -> None:
        """What stands at an ended area, or leaves a hole for it, is from now on about its heir."""
        _, _, cite = heir = ground.heirs[ended]
        for function in list(self.held):
            said = self.said_of(ground, function, heir.heir)
            there = [m for m in self.at(function, ended) if m.valid.end > on]
            for mandate in self._stopped(there, on):
                here = replace(mandate, area=heir.heir, cite=cite)
                for valid, intake in without([(mandate.valid, mandate.intake)], said):
                    self.join(replace(here, valid=valid, intake=intake))
        for function, area in list(self.holed.get(ended, ())):
            around = [m for m in self.at(function, area) if ended in m.holes and m.valid.end > on]
            for mandate in self._stopped(around, on):
                self.join(replace(mandate, holes=mandate.holes - {ended} | {heir.heir}))

    def pass_on(self, agencies: dict[str, str], on: date, cites: Cites) -> None:
        """Every mandate of an ended agency continues with its heir."""
        passing = [m for m in self if m.valid.end > on and m.agency in agencies]
        for mandate in self._stopped(passing, on):
            heir = agencies[mandate.agency]
            self.join(replace(mandate, agency=heir, cite=cites[mandate.agency]))

    def _stopped(self, mandates: list[Mandate], on: date) -> list[Mandate]:
        """Mandates stop before a day; gives back what they would have been from that day on."""
        for mandate in mandates:
            self.held[mandate.function][mandate.area].remove(mandate)
            if past := mandate.valid.before(on):
                self.state(replace(mandate, valid=past))
        return [replace(m, valid=days) for m in mandates if (days := m.valid.since(on))]

    def said_of(self, ground: Ground, function: str, place: str) -> list[Rectangle]:
        """The days and filings for which the decree itself says who holds a place, here or above."""
        return [r for area in ground.path(place) for r in self.said.get((function, area), ())]

    def join(self, heir: Mandate) -> None:
        """An inherited mandate stands; where the agency holds the area already, the two are one.

        The holes of both count then: each lies in only one of the areas that have become one. Who
        holds one of them for good is no deputy in the whole.
        """
        for other in self.at(heir.function, heir.area):
            shared = _shared((heir.valid, heir.intake), (other.valid, other.intake))
            if shared is None or _manner(heir) != _manner(other):
                continue
            both = replace(
                other, holes=other.holes | heir.holes, interim=other.interim and heir.interim
            )
            if both != other:
                self.held[heir.function][heir.area].remove(other)
                for valid, intake in without([(other.valid, other.intake)], [shared]):
                    self.state(replace(other, valid=valid, intake=intake))
                self.state(replace(both, valid=shared[0], intake=shared[1]))
            for valid, intake in without([(heir.valid, heir.intake)], [shared]):
                self.join(replace(heir, valid=valid, intake=intake))
            return
        self.state(heir)

    def holders(self, ground: Ground, function: str, place: str, days: Interval) -> set[str]:
        """The agencies that reach a place on some of these days."""
        return {m.agency for m in self.reaching(ground, function, place, days)}


Cites = dict[str, Cite]
Rectangle = tuple[Interval, Interval]
"""Days on which to act × days of filing."""


def _shared(one: Rectangle, other: Rectangle) -> Rectangle | None:
    days, filings = one[0].meet(other[0]), one[1].meet(other[1])
    return (days, filings) if days and filings else None


def without(rectangles: list[Rectangle], taken: Iterable[Rectangle]) -> list[Rectangle]:
    """What is left of some rectangles when others are cut out of them."""
    for hole in taken:
        left: list[Rectangle] = []
        for days, filings in rectangles:
            shared = _shared((days, filings), hole)
            if shared is None:
                left.append((days, filings))
                continue
            sides = (days.before(shared[0].start), days.since(shared[0].end))
            ends = (filings.before(shared[1].start), filings.since(shared[1].end))
            left += [(side, filings) for side in sides if side]
            left += [(shared[0], end) for end in ends if end]
        rectangles = left
    return rectangles


def _manner(mandate: Mandate) -> tuple[str, Mode, bool]:
    return (mandate.agency, mandate.mode, mandate.disputed)


def rectangles(on: date, finishes: date | None) -> list[Rectangle]:
    """The receiver's days × filing days: all of them, or without what the giver finishes."""
    if finishes is None:
        return [(starting(on), Interval(date.min, date.max))]
    return [(starting(on), starting(on)), (starting(finishes), Interval(date.min, on))]
