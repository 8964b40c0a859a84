"""What became of a unit between two days: the units that its people and its land are in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple

from continuity.addresses.gazetteer import NEVER, Gazetteer, Ground, at
from continuity.addresses.words import COMMUNE, PROVINCE


class Heir(NamedTuple):
    """A unit that took over residents, land or both of another one, by a clause.

    `residents` is False where only land came along: nobody's address moved there.
    """

    unit: str
    code: str
    name: str
    province: str
    residents: bool
    instrument: str
    clause: str


Moved = tuple[Ground, list[Any]]
MANY = 200


class Fates:
    """The heirs of units between two days; each unit is followed once."""

    def __init__(self, gazetteer: Gazetteer, old: int, new: int) -> None:
        self.gazetteer, self.old, self.new = gazetteer, old, new
        self.first = min(old, new)
        self.known: dict[int, tuple[Heir, ...]] = {}
        self.places: dict[int, tuple[str, str, str, str]] = {}

    def of(self, unit: int) -> tuple[Heir, ...]:
        """The heirs of a unit, those with residents first; a wider unit follows all of its ground."""
        found = self.known.get(unit)
        if found is None:
            found = self.known[unit] = tuple(self._follow(unit))
        return found

    def _follow(self, unit: int) -> list[Heir]:
        level = self.gazetteer.units[unit].level
        residents: dict[int, bool] = {}
        cites: dict[int, int] = {}
        ground = list(self._ground(unit, level))
        if level == COMMUNE and len(ground) == 1:  # nearly all of them
            piece, home = ground[0]
            return [self._heir(home[0], piece.residents, self._moved_by(unit, home))]
        for piece, home in ground:
            target = home[0] if level == COMMUNE else self._at_level(home[0], level)
            if target not in residents:
                residents[target] = piece.residents
                cites[target] = (
                    self._moved_by(unit, home)
                    if level == COMMUNE
                    else self._cite(unit, target, home)
                )
            elif piece.residents:
                residents[target] = True
        heirs = [self._heir(t, lives, cites[t]) for t, lives in residents.items()]
        return heirs if len(heirs) < 2 else sorted(heirs, key=_order)

    def _ground(self, unit: int, level: int) -> Iterable[Moved]:
        """The pieces of ground that lay in a unit on the old day, with their homes on the new one."""
        if level == COMMUNE:
            # A table asks for thousands of units, and all at once are found in one walk.
            return self._all.get(unit, ()) if len(self.known) > MANY else self._moved(unit)
        return chain.from_iterable(
            self._moved(place) for place in (unit, *self._inside.get(unit, ()))
        )

    def _moved(self, place: int) -> Iterator[Moved]:
        for number in self.gazetteer.below.get(place, ()):
            piece = self.gazetteer.ground[number]
            here, there = at(piece.homes, self.old), at(piece.homes, self.new)
            if here is not None and here[0] == place and there is not None:
                yield piece, there

    @cached_property
    def _all(self) -> dict[int, list[Moved]]:
        """The same for every unit that held ground on the old day."""
        made: dict[int, list[Moved]] = {}
        for piece in self.gazetteer.ground:
            here, there = at(piece.homes, self.old), at(piece.homes, self.new)
            if here is not None and there is not None:
                made.setdefault(here[0], []).append((piece, there))
        return made

    @cached_property
    def _inside(self) -> dict[int, list[int]]:
        """The units inside each unit on the old day."""
        made: dict[int, list[int]] = {}
        for unit in self.gazetteer.living(self.old):
            for place in self.gazetteer.line(unit, self.old)[1:]:
                made.setdefault(place, []).append(unit)
        return made

    def _at_level(self, home: int, level: int) -> int:
        """The unit of a level around a home; the home where that level is no more (a district)."""
        if self.gazetteer.units[home].level == level:
            return home
        line = self.gazetteer.line(home, self.new)
        return next((u for u in line if self.gazetteer.units[u].level == level), home)

    def _moved_by(self, unit: int, home: list[Any]) -> int:
        """The clause by which a piece of a commune's ground came to where it lies."""
        target, start, _, cite = home
        if target != unit and start > self.first:
            return int(cite)
        return self._cite(unit, target, home)

    def _cite(self, unit: int, target: int, home: list[Any]) -> int:
        """The clause of the change: of the ground's own move, of the unit's, or of its new name."""
        first, last = self.first, max(self.old, self.new)
        spans = [home] if unit != target else []
        this = self.gazetteer.units[unit]
        if this.level == PROVINCE and this.end <= last and this.ended != NEVER:
            return this.ended
        if unit == target:
            spans = [span for span in (at(this.parents, last), at(this.names, last)) if span]
        for _, start, _, cite in spans:
            if start > first and cite != NEVER:
                return int(cite)
        return NEVER

    def _heir(self, target: int, residents: bool, cite: int) -> Heir:
        place = self.places.get(target)
        if place is None:
            line, unit = self.gazetteer.line(target, self.new), self.gazetteer.units[target]
            name, province = (self.gazetteer.name(u, self.new) for u in (target, line[-1]))
            place = self.places[target] = (unit.id, unit.code, name, province)
        return Heir(*place, residents, *self.gazetteer.cite(cite))


def _order(heir: Heir) -> tuple[bool, str]:
    return not heir.residents, heir.code
