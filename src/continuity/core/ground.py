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
from continuity.core.plan import Founding, Redraw, Share, Take, heirs_by_taking

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
        self.cuts: dict[str, list[tuple[str, Take, Cite]]] = {}
        self.divided: dict[str, None] = {}
        self.ended: list[str] = []

    def frozen(self) -> Lineage:
        """The map as a value."""
        within = {thing: tuple(history) for thing, history in self.within.items() if history}
        return Lineage(self.areas, self.leaves, within, self.heirs)

    def alive(self, place: str) -> bool:
        """True for an area or a site that has not ended."""
        return self.stands(place) or bool(place in self.leaves and self.site(place))

    def stands(self, unit: str) -> bool:
        """True for an area that has not ended."""
        area = self.areas.get(unit)
        return area is not None and area.valid.end == date.max

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

    def found(self, founding: Founding, on: date, cite: Cite) -> bool:
        """A new area begins; False when it cannot."""
        if founding.parent and not self.stands(founding.parent):
            self.report("unknown-unit", cite, thing=founding.parent, on=on)
            return False
        area = Area(founding.id, founding.level, founding.code, starting(on))
        self.areas[founding.id] = area
        if founding.parent:
            self.move(founding.id, founding.parent, on, cite)
        return True

    def take(self, clause: Redraw, take: Take, on: date) -> None:
        """One unit gives land and residents to the unit of the clause."""
        if not self._may_take(clause, take, on):
            return
        unit = take.place
        if any(child in self.areas for child in self.children.get(unit, ())):
            self._take_whole(clause, take, on)
            return
        if take.land is take.residents is Share.ALL:
            self.end(unit, clause.into, on, clause.cite)
            return
        earlier = self.cuts.setdefault(unit, [])
        cut = [self._cut(leaf, clause, take, on) for leaf in self.ground(unit)]
        if not any(cut):
            self.report("takes-nothing", clause.cite, thing=unit, into=clause.into)
        earlier.append((clause.into, take, clause.cite))
        if take.land in (Share.ALL, Share.REST):
            for site in [c for c in self.children.get(unit, ()) if c in self.leaves]:
                if self.site(site):
                    self.move(site, clause.into, on, clause.cite)
        if not self.ground(unit):
            self.end(unit, self._heir(clause, unit, on), on, clause.cite)

    def _heir(self, clause: Redraw, unit: str, on: date) -> str:
        """Who continues a unit that has nothing left, by what was really taken."""
        taken = [Redraw(into, takes=(take,)) for into, take, _ in self.cuts[unit]]
        heir = heirs_by_taking(taken).get(unit, clause.into)
        if self.stands(heir):
            return heir
        self.report("no-heir", clause.cite, thing=unit, on=on, why=f"{heir} has ended too")
        return clause.into

    def _may_take(self, clause: Redraw, take: Take, on: date) -> bool:
        unit, cite = take.place, clause.cite
        if unit in self.areas and not self.stands(unit):
            report_ended(self.report, cite, unit, self.heirs[unit], on)
        elif not self.existed(unit, on):
            self.report("unknown-unit", cite, thing=unit, on=eve(on))
        elif unit == clause.into or not self.stands(clause.into):
            code = "takes-itself" if unit == clause.into else "unknown-unit"
            self.report(code, cite, thing=clause.into, on=on)
        elif unit in self.path(clause.into):
            self.report("in-a-circle", cite, thing=unit)
        else:
            return self._ledger_allows(take, cite)
        return False

    def _ledger_allows(self, take: Take, cite: Cite) -> bool:
        earlier = self.cuts.get(take.place, [])
        if Share.REST in (take.land, take.residents) and not earlier:
            self.report("rest-of-uncut", cite, thing=take.place)
            return False
        for what in ("land", "residents"):
            by = [c for _, t, c in earlier if getattr(t, what) is not Share.NONE]
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

    def _cut(self, leaf: str, clause: Redraw, take: Take, on: date) -> bool:
        """A piece of a leaf goes to the taker; what nobody took yet stays under the old id.

        False where the leaf has nothing of what is taken: no residents, or no land.
        """
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
        if not piece.territory and not piece.residents:
            return False
        gone = not left.territory and not left.residents
        if gone and leaf not in self.divided:
            self.move(leaf, clause.into, on, clause.cite)
            return True
        self.leaves[leaf] = left
        self.divided[leaf] = None
        self._piece(leaf, piece)
        self.move(piece.id, clause.into, on, clause.cite)
        if gone:
            self._drop(leaf)
        return True

    def _piece(self, leaf: str, piece: Leaf) -> None:
        """A piece with its leaf's history; a taker that comes twice has one piece of both."""
        if twin := self.leaves.get(piece.id):
            people, land = (twin.residents or piece.residents), (twin.territory or piece.territory)
            piece = replace(piece, residents=people, territory=land)
        else:
            self.within[piece.id] = list(self.within[leaf])
            self.children[self.within[leaf][-1].parent][piece.id] = None
        self.leaves[piece.id] = piece

    def _drop(self, leaf: str) -> None:
        del self.leaves[leaf]
        del self.children[self.within.pop(leaf)[-1].parent][leaf]

    def end(self, thing: str, heir: str, on: date, cite: Cite) -> None:
        """An area ends; what still lies in it falls to its heir."""
        for child in list(self.children.get(thing, ())):
            self.move(child, heir, on, cite)
        area = self.areas[thing]
        self.areas[thing] = replace(area, valid=Interval(area.valid.start, on))
        self.leave(thing, on)
        self.heirs[thing] = Heir(heir, on, cite)
        self.ended.append(thing)

    def close(self, on: date) -> None:
        """After the last clause: what is left of a divided leaf is a leaf of its own."""
        for unit, takes in self.cuts.items():
            left = self.ground(unit)
            took_land = any(take.land is not Share.NONE for _, take, _ in takes)
            if left and took_land and not any(self.leaves[leaf].territory for leaf in left):
                self.report("residents-left", takes[-1][2], thing=unit)
        for leaf in self.divided:
            if leaf in self.leaves:
                keeper = self.within[leaf][-1].parent
                self._piece(leaf, replace(self.leaves[leaf], id=f"{leaf}>{keeper}"))
                self._drop(leaf)
        for unit in self.ended:
            if not self.stands(self.heirs[unit].heir):
                why = f"{self.heirs[unit].heir} has ended too"
                self.report("no-heir", self.heirs[unit].cite, thing=unit, on=on, why=why)


def report_ended(report: Report, cite: Cite, thing: str, heir: Heir, on: date) -> None:
    """Says that something has ended: by another clause of the decree, or long before it."""
    earlier = spoken(heir.cite)
    if heir.on < on:
        report("ended-already", cite, thing=thing, earlier=earlier, ended=heir.on, heir=heir.heir)
    else:
        report("ended-twice", cite, thing=thing, earlier=earlier)


def spoken(cite: Cite) -> str:
    """A citation in short: instrument and clause, or the decree."""
    clause = f" ({cite.clause})" if cite.clause else ""
    return f"{cite.instrument or cite.decree}{clause}"
