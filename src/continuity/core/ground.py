"""The map while a decree is being applied: areas, leaves, and who lies in whom.

Each unit has two ledgers, one of land and one of residents. A taking moves both or one; what is left
of a unit after all takings is the unit itself, and a unit with nothing left has ended.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from continuity.core.interval import Interval, eve, starting
from continuity.core.lineage import Area, Cite, Heir, Leaf, Lineage, Within
from continuity.core.plan import Founding, Redraw, Share, Take

Report = Callable[..., None]


class Ground:
    """A lineage that can be changed; `frozen()` gives it back as a value."""

    def __init__(self, lineage: Lineage, report: Report) -> None:
        self.areas = dict(lineage.areas)
        self.leaves = dict(lineage.leaves)
        self.within = {thing: list(history) for thing, history in lineage.within.items()}
        self.heirs = dict(lineage.heirs)
        self.report = report
        self.children: dict[str, dict[str, None]] = {}
        for thing, history in self.within.items():
            if history[-1].valid.end == date.max:
                self.children.setdefault(history[-1].parent, {})[thing] = None
        self.cuts: dict[str, list[tuple[Take, Cite]]] = {}
        self.heirs_today: dict[str, str] = {}

    def frozen(self) -> Lineage:
        """The map as a value."""
        within = {thing: tuple(history) for thing, history in self.within.items() if history}
        return Lineage(self.areas, self.leaves, within, self.heirs)

    def alive(self, place: str) -> bool:
        """True for an area or a site that has not ended."""
        area = self.areas.get(place)
        return area.valid.end == date.max if area else place in self.leaves

    def existed(self, place: str, on: date) -> bool:
        """True for an area that was there the day before."""
        area = self.areas.get(place)
        return area is not None and eve(on) in area.valid

    def path(self, place: str) -> list[str]:
        """A place and all that contains it now, smallest first."""
        path = [place]
        while (history := self.within.get(path[-1])) and history[-1].valid.end == date.max:
            path.append(history[-1].parent)
        return path

    def below(self, place: str) -> list[str]:
        """Everything that lies in a place now, at any depth."""
        found = list(self.children.get(place, ()))
        for child in found:
            found.extend(self.children.get(child, ()))
        return found

    def ground(self, unit: str) -> list[str]:
        """The leaves of ground that lie directly in a unit now."""
        return [c for c in self.children.get(unit, ()) if c in self.leaves and not self.site(c)]

    def site(self, leaf: str) -> str:
        """The kind of site that a leaf is, or ''."""
        return self.leaves[leaf].site

    def move(self, thing: str, parent: str, on: date, cite: Cite) -> None:
        """From a day on a thing lies in another parent."""
        self.leave(thing, on)
        self.within.setdefault(thing, []).append(Within(parent, starting(on), cite))
        self.children.setdefault(parent, {})[thing] = None

    def leave(self, thing: str, on: date) -> None:
        """A thing's present membership stops; one of the same day never was."""
        history = self.within.get(thing)
        if not history or history[-1].valid.end != date.max:
            return
        last = history.pop()
        self.children[last.parent].pop(thing, None)
        if kept := last.valid.before(on):
            history.append(last._replace(valid=kept))

    def found(self, founding: Founding, on: date, cite: Cite) -> None:
        """A new area begins; refused when one of that id is there."""
        if founding.id in self.areas:
            self.report("founded-twice", cite, thing=founding.id)
            return
        if founding.parent and not self.alive(founding.parent):
            self.report("unknown-unit", cite, thing=founding.parent, on=on)
            return
        area = Area(founding.id, founding.level, founding.code, starting(on))
        self.areas[founding.id] = area
        if founding.parent:
            self.move(founding.id, founding.parent, on, cite)

    def take(self, clause: Redraw, take: Take, on: date) -> None:
        """One unit gives land and residents to the unit of the clause."""
        if not self._may_take(clause, take, on):
            return
        unit = take.place
        if any(child in self.areas for child in self.children.get(unit, ())):
            self._take_whole(clause, take, on)
            return
        if take.land is take.residents is Share.ALL:
            self.end(unit, self.heirs_today.get(unit, clause.into), on, clause.cite, clause.into)
            return
        earlier = self.cuts.setdefault(unit, [])
        for leaf in self.ground(unit):
            self._cut(leaf, clause, take, on)
        earlier.append((take, clause.cite))
        if take.land in (Share.ALL, Share.REST):
            for site in [c for c in self.children.get(unit, ()) if c in self.leaves]:
                if self.site(site):
                    self.move(site, clause.into, on, clause.cite)
        if not self.ground(unit):
            self.end(unit, self.heirs_today.get(unit, clause.into), on, clause.cite)

    def _may_take(self, clause: Redraw, take: Take, on: date) -> bool:
        unit, cite = take.place, clause.cite
        if unit in self.areas and not self.alive(unit):
            earlier = self.heirs[unit].cite
            self.report("ended-twice", cite, thing=unit, earlier=spoken(earlier))
        elif not self.existed(unit, on):
            self.report("unknown-unit", cite, thing=unit, on=eve(on))
        elif unit == clause.into or not self.alive(clause.into):
            code = "takes-itself" if unit == clause.into else "unknown-unit"
            self.report(code, cite, thing=clause.into, on=on)
        else:
            return self._ledger_allows(take, cite)
        return False

    def _ledger_allows(self, take: Take, cite: Cite) -> bool:
        earlier = self.cuts.get(take.place, [])
        if Share.REST in (take.land, take.residents) and not earlier:
            self.report("rest-of-uncut", cite, thing=take.place)
            return False
        for what in ("land", "residents"):
            by = [c for t, c in earlier if getattr(t, what) is not Share.NONE]
            if getattr(take, what) is Share.ALL and by:
                self.report("all-of-cut", cite, thing=take.place, what=what, earlier=spoken(by[0]))
                return False
        return True

    def _take_whole(self, clause: Redraw, take: Take, on: date) -> None:
        if take.land is not Share.ALL or take.residents is not Share.ALL:
            level = self.areas[take.place].level
            self.report("cannot-cut", clause.cite, thing=take.place, level=level)
            return
        self.end(take.place, clause.into, on, clause.cite)

    def _cut(self, leaf: str, clause: Redraw, take: Take, on: date) -> None:
        """A piece of a leaf goes to the taker; what nobody took yet stays under the old id."""
        left = self.leaves[leaf]
        piece = replace(
            left,
            id=f"{leaf}>{clause.into}",
            residents=left.residents and take.residents is not Share.NONE,
            territory=left.territory and take.land is not Share.NONE,
        )
        left = replace(
            left,
            residents=left.residents and take.residents not in (Share.ALL, Share.REST),
            territory=left.territory and take.land not in (Share.ALL, Share.REST),
        )
        if not left.territory and not left.residents:
            self._rename(leaf, piece)
            self.move(piece.id, clause.into, on, clause.cite)
        elif piece.residents or piece.territory:
            self.leaves[leaf] = left
            self.leaves[piece.id] = piece
            self.within[piece.id] = list(self.within[leaf])
            self.children[self.within[leaf][-1].parent][piece.id] = None
            self.move(piece.id, clause.into, on, clause.cite)

    def _rename(self, leaf: str, piece: Leaf) -> None:
        del self.leaves[leaf]
        self.leaves[piece.id] = piece
        history = self.within[piece.id] = self.within.pop(leaf)
        inside = self.children[history[-1].parent]
        del inside[leaf]
        inside[piece.id] = None

    def end(self, thing: str, heir: str, on: date, cite: Cite, taker: str = "") -> None:
        """An area ends; what still lies in it falls to its heir, or to the one that takes it."""
        for child in list(self.children.get(thing, ())):
            self.move(child, taker or heir, on, cite)
        area = self.areas[thing]
        self.areas[thing] = replace(area, valid=Interval(area.valid.start, on))
        self.leave(thing, on)
        self.heirs[thing] = Heir(heir, on, cite)

    def close(self, on: date) -> None:
        """After the last clause: what is left of a cut unit is a leaf of its own, if it may be."""
        for unit, takes in self.cuts.items():
            left = self.ground(unit)
            if left and not any(self.leaves[leaf].territory for leaf in left):
                self.report("residents-left", takes[-1][1], thing=unit)
            for leaf in left:
                self._rename(leaf, replace(self.leaves[leaf], id=f"{leaf}>{unit}"))
        for unit, area in self.areas.items():
            if area.valid.end == on and not self.alive(self.heirs[unit].heir):
                why = f"{self.heirs[unit].heir} has ended too"
                self.report("no-heir", self.heirs[unit].cite, thing=unit, on=on, why=why)


def spoken(cite: Cite) -> str:
    """A citation in short: instrument and clause, or the decree."""
    clause = f" ({cite.clause})" if cite.clause else ""
    return f"{cite.instrument or cite.decree}{clause}"
