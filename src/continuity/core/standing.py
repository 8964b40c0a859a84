"""The mandates while a decree is being applied.

Every clause about functions does one of two things: it carves a place out of the mandates that reach
it, for a stretch of days, and it states a new mandate there. What a decree forgets falls to the
heir: at the end each mandate of an ended area or agency passes on as the areas and agencies did.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from continuity.core.ground import Ground
from continuity.core.interval import Interval, eve, starting
from continuity.core.lineage import Cite
from continuity.core.mandate import Mandate, Mode


class Standing:
    """Mandates that can be changed; `frozen()` gives them back in order of their natural keys."""

    def __init__(self, mandates: Iterable[Mandate]) -> None:
        self.held: dict[str, dict[str, list[Mandate]]] = {}
        self.stated: set[tuple[str, str]] = set()
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

    def reaching(self, ground: Ground, function: str, place: str, days: Interval) -> list[Mandate]:
        """The must-mandates that a stretch of days and a place touch: here, above or below."""
        path, held = tuple(ground.path(place)), self.held.get(function, {})
        within = [area for area in (place, *ground.below(place)) if area in held]
        found = [mandate for area in within for mandate in held[area]]
        for area in path[1:]:
            found += [mandate for mandate in held.get(area, ()) if not mandate.released(path)]
        return [m for m in found if m.mode is Mode.MUST and m.valid.overlaps(days)]

    def at(self, function: str, area: str) -> list[Mandate]:
        """The mandates of a function at one area."""
        return self.held.get(function, {}).get(area, [])

    def carve(
        self, ground: Ground, function: str, place: str, days: Interval
    ) -> tuple[list[Mandate], list[Mandate]]:
        """Nobody reaches a place for some days; gives back what stood here or below, and above."""
        above = set(ground.path(place)[1:])
        here, over = [], []
        for mandate in self.reaching(ground, function, place, days):
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

    def pass_on(self, ground: Ground, agencies: dict[str, str], on: date, cites: Cites) -> None:
        """Every mandate of an ended area or agency continues with the heirs of both."""
        gone = agencies.keys() | {place for place, heir in ground.heirs.items() if heir.on == on}
        for mandate in [m for m in self if m.valid.end > on and _touched(m, gone)]:
            area, agency = _living(ground, mandate.area, on), agencies.get(mandate.agency)
            holes = frozenset(_living(ground, hole, on) for hole in mandate.holes)
            self.held[mandate.function][mandate.area].remove(mandate)
            if past := mandate.valid.before(on):
                self.state(replace(mandate, valid=past))
            if area != mandate.area and self.covered(ground, mandate.function, area):
                continue
            future = mandate.valid.since(on)
            assert future is not None, "only mandates that reach beyond the day are looked at"
            self._continue(mandate, future, area, agency or mandate.agency, holes, cites)

    def _continue(
        self,
        mandate: Mandate,
        valid: Interval,
        area: str,
        agency: str,
        holes: frozenset[str],
        cites: Cites,
    ) -> None:
        cite = cites.get(mandate.area) or cites.get(mandate.agency) or mandate.cite
        heir = replace(mandate, valid=valid, area=area, agency=agency, holes=holes, cite=cite)
        if all(heir.key != other.key for other in self.at(heir.function, area)):
            self.state(heir)

    def covered(self, ground: Ground, function: str, place: str) -> bool:
        """True when this decree itself has said who holds a function at a place or above it."""
        return any((function, area) in self.stated for area in ground.path(place))

    def holders(self, ground: Ground, function: str, place: str, on: date) -> set[str]:
        """The agencies that reach a place the day before a decree takes effect, or on the day."""
        days = Interval(eve(on), date.max)
        return {m.agency for m in self.reaching(ground, function, place, days)}


Cites = dict[str, Cite]


def _touched(mandate: Mandate, gone: set[str]) -> bool:
    return mandate.area in gone or mandate.agency in gone or not gone.isdisjoint(mandate.holes)


def _living(ground: Ground, place: str, on: date) -> str:
    while (heir := ground.heirs.get(place)) and heir.on <= on:
        place = heir.heir
    return place


def rectangles(on: date, finishes: date | None) -> list[tuple[Interval, Interval]]:
    """The receiver's days × filing days: all of them, or without what the giver finishes."""
    if finishes is None:
        return [(starting(on), Interval(date.min, date.max))]
    return [(starting(on), starting(on)), (starting(finishes), Interval(date.min, on))]
