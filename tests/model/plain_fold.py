"""The plainest fold of decrees: who holds what, for every unit, day and filing day.

On top of the plain map there is one cell for each function, unit, day and filing day: who holds it
there, and which places each holder leaves to others. A clause goes through all cells from its day on
and changes them; there are no intervals, no rectangles and no keys.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from continuity.core.plan import Attach, Clause, Decree, Delegate, Deputise, Redraw, Transfer
from continuity.core.world import World
from tests.model.plain_map import PlainMap

Holders = dict[str, set[str]]
"""Each holder, with the places that it leaves to others."""


class PlainFold(PlainMap):
    """A world as tables of days; `enact` changes it."""

    def __init__(self, world: World, days: list[date]) -> None:
        super().__init__(world, days)
        self.functions = list(world.functions)
        self.held: dict[tuple[str, str, date, date], Holders] = {}
        for mandate in world.mandates:
            for on, filed in self.cells(days[0]):
                if mandate.valid.start <= on and mandate.intake.start <= filed:
                    cell = self.cell(mandate.function, mandate.area, on, filed)
                    cell.setdefault(mandate.agency, set()).update(mandate.holes)

    def cells(self, since: date) -> Iterator[tuple[date, date]]:
        """Every day from one on, with every filing day up to it."""
        for on in self.days:
            for filed in self.days:
                if since <= on and filed <= on:
                    yield on, filed

    def cell(self, function: str, place: str, on: date, filed: date) -> Holders:
        """The holders at one unit, to be read or changed."""
        return self.held.setdefault((function, place, on, filed), {})

    def holders(self, function: str, atom: str, on: date, filed: date) -> list[str]:
        """Who holds a function at an atom; who holds it at two heights is named twice."""
        found, path = [], self.climb(atom, on)
        for height, place in enumerate(path):
            for holder, holes in self.held.get((function, place, on, filed), {}).items():
                if not holes & set(path[:height]):
                    found.append(holder)
        return sorted(found)

    def enact(self, decree: Decree) -> None:
        """Change the tables of a decree's day and of every day after it."""
        self.begin(decree.effective)
        for clause in decree.clauses:
            self.apply(clause)
        self.close()

    def begin(self, on: date) -> None:
        """A decree of a day begins."""
        super().begin(on)
        self.said: set[tuple[str, str, date, date]] = set()

    def apply(self, clause: Clause) -> None:
        """One clause."""
        match clause:
            case Redraw():
                self.redraw(clause)
                for unit in self.ended:
                    self._inherit(unit)
            case Transfer(function, area, receiver, _, finishes):
                self._hand_on(function, area, receiver)
                self._say(function, area, receiver, until=None, finishes=finishes)
            case Delegate(function, area, actor, until) | Deputise(function, area, actor, until):
                self._say(function, area, actor, until=until, finishes=None)
            case Attach():
                self.attach(clause)

    def close(self) -> None:
        """The end of a decree: what has ended passes on."""
        super().close()
        if not self.gone:
            return
        for place, cell in self.held_from_now():
            self.held[place] = {}
            for holder, holes in cell.items():
                self.held[place].setdefault(self.body(holder), set()).update(holes)

    def held_from_now(self) -> list[tuple[tuple[str, str, date, date], Holders]]:
        """The cells of the decree's day and of all days after it."""
        return [(place, cell) for place, cell in self.held.items() if place[2] >= self.on]

    def _hand_on(self, function: str, area: str, receiver: str) -> None:
        """What the holders in an area keep for the function goes to the receiver."""
        inside = self.inside(area)
        givers = {
            holder
            for (what, place, _, _), cell in self.held_from_now()
            if what == function and place in inside
            for holder in cell
        }
        for charge, keeper in self.keepers_now.items():
            if keeper in givers and self.charges[charge].function == function:
                self.keepers_now[charge] = receiver

    def _say(
        self, function: str, area: str, holder: str, *, until: date | None, finishes: date | None
    ) -> None:
        path, inside = self.path_now(area), self.inside(area)
        for on, filed in self.cells(self.on):
            if until is not None and on >= until:
                continue
            finishing = finishes is not None and on < finishes and filed < self.on
            released = self._release(function, path, on, filed)
            if finishing:
                here = self.cell(function, area, on, filed)
                for other, holes in released:
                    here.setdefault(other, set()).update(holes)
            else:
                for place in inside:
                    self.held.pop((function, place, on, filed), None)
                self.held[function, area, on, filed] = {holder: set()}
            if self.held.get((function, area, on, filed)):
                self.said.add((function, area, on, filed))

    def _release(
        self, function: str, path: list[str], on: date, filed: date
    ) -> list[tuple[str, set[str]]]:
        """Whoever holds a path's first unit from above lets go of it; gives back who, and their
        other holes."""
        released = []
        for height, place in enumerate(path[1:], start=1):
            for holder, holes in self.held.get((function, place, on, filed), {}).items():
                if not holes & set(path[:height]):
                    released.append((holder, set(holes)))
                    holes.add(path[0])
        return released

    def _inherit(self, ended: str) -> None:
        """What an ended unit held is its heir's; what was left to it is left to the heir."""
        heir = self.heirs[ended]
        above = self.path_now(heir)
        for (function, place, on, filed), cell in self.held_from_now():
            for holes in cell.values():
                if ended in holes:
                    holes.remove(ended)
                    holes.add(heir)
            if place == ended:
                del self.held[function, place, on, filed]
                if not any((function, area, on, filed) in self.said for area in above):
                    there = self.cell(function, heir, on, filed)
                    for holder, holes in cell.items():
                        there.setdefault(holder, set()).update(holes)
