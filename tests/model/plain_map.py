"""The plainest map and the plainest bodies: one table for every day, changed by hand.

For each day of a small window it writes down what lies in what, who lives, who stands under whom and
who keeps what. Land and residents are two sets of atoms. A clause changes today's tables; the end of
a decree copies them to its day and to every day after it. It is for decrees that are valid, and
takes no notice of wrong ones.
"""

from __future__ import annotations

from datetime import date

from continuity.core.plan import Attach, Ending, Founding, Redraw, Share, Take
from continuity.core.world import World
from tests.model.plain import parent


class PlainMap:
    """Places, bodies and charges as tables of days."""

    def __init__(self, world: World, days: list[date]) -> None:
        self.days = days
        self.atoms = set(world.lineage.leaves)
        self.land = {leaf.id for leaf in world.lineage.leaves.values() if leaf.territory}
        self.people = {leaf.id for leaf in world.lineage.leaves.values() if leaf.residents}
        self.sites = {leaf.id for leaf in world.lineage.leaves.values() if leaf.site}
        things = [*world.lineage.areas, *world.lineage.leaves]
        self.lies = {day: {thing: parent(world, thing, day) for thing in things} for day in days}
        self.bodies = {day: set(world.agencies) for day in days}
        above = {body: history[0].parent for body, history in world.under.items()}
        self.under = {day: dict(above) for day in days}
        self.charges = world.charges
        kept = {charge.id: charge.agency for charge in world.charges.values()}
        self.keepers = {day: dict(kept) for day in days}
        self.heirs: dict[str, str] = {}

    def climb(self, thing: str, on: date) -> list[str]:
        """A thing and all that contains it on a day, smallest first."""
        path = []
        while thing:
            path.append(thing)
            thing = self.lies[on].get(thing, "")
        return path

    def living(self, on: date) -> set[str]:
        """The areas that are there on a day."""
        return set(self.lies[on]) - self.atoms

    def path_now(self, thing: str) -> list[str]:
        """A thing and all that contains it now, smallest first."""
        path = []
        while thing:
            path.append(thing)
            thing = self.today.get(thing, "")
        return path

    def inside(self, area: str) -> list[str]:
        """An area and all that lies in it now."""
        found = [area]
        for place in found:
            found += [thing for thing, above in self.today.items() if above == place]
        return found

    def begin(self, on: date) -> None:
        """A decree of a day begins."""
        self.on = on
        self.today, self.under_now = dict(self.lies[on]), dict(self.under[on])
        self.keepers_now = dict(self.keepers[on])
        self.takes: dict[str, list[tuple[str, Take]]] = {}
        self.divided: set[str] = set()
        self.ended: list[str] = []
        self.gone: dict[str, str] = {}

    def redraw(self, clause: Redraw) -> None:
        """One clause of the map; `ended` says which units it has ended."""
        self.ended = []
        for founding in clause.founds:
            self._found(founding)
        for take in clause.takes:
            self._take(clause.into, take)
        for keeping in clause.keeps:
            self.today[keeping.thing] = keeping.parent
        for ending in clause.ends:
            self._end(ending)

    def attach(self, clause: Attach) -> None:
        """A body stands under another one from now on."""
        self.under_now[clause.institution] = clause.parent

    def close(self) -> None:
        """The end of a decree: what is left gets its name, bodies that end hand on what they have."""
        for atom in sorted(self.divided & self.atoms):
            self._piece(atom, self.today[atom], self._owned(atom), set())
        for body in self.gone:
            self.under_now.pop(body, None)
        self.under_now = {body: self.body(above) for body, above in self.under_now.items()}
        for day in self.from_now():
            self.lies[day], self.under[day] = dict(self.today), dict(self.under_now)
            self.keepers[day] = {c: self.body(keeper) for c, keeper in self.keepers_now.items()}
            self.bodies[day] -= set(self.gone)
        self.heirs.update(self.gone)

    def body(self, agency: str) -> str:
        """A body, or the one that continues it at the end of the decree."""
        while agency in self.gone:
            agency = self.gone[agency]
        return agency

    def top(self, body: str, on: date) -> str:
        """The body at the top of a line on a day."""
        while body in self.under[on]:
            body = self.under[on][body]
        return body

    def from_now(self) -> list[date]:
        """The decree's day and all days after it."""
        return [day for day in self.days if day >= self.on]

    def _found(self, founding: Founding) -> None:
        if not founding.kind:
            self.today[founding.id] = founding.parent
            return
        for day in self.from_now():
            self.bodies[day].add(founding.id)
        if founding.parent:
            self.under_now[founding.id] = founding.parent

    def _take(self, into: str, take: Take) -> None:
        unit = take.place
        if any(self.today[thing] == unit for thing in set(self.today) - self.atoms):
            self._end(Ending(unit, into))
            return
        self.takes.setdefault(unit, []).append((into, take))
        for atom in self.ground(unit):
            gives, keeps = self._split(atom, take)
            if gives and not keeps and atom not in self.divided:
                self.today[atom] = into
            elif gives:
                self._piece(atom, into, gives, keeps)
        if take.land in (Share.ALL, Share.REST):
            for site in [s for s in self.sites if self.today.get(s) == unit]:
                self.today[site] = into
        if not self.ground(unit):
            self._end(Ending(unit, self._heir(unit, into)))

    def ground(self, unit: str) -> list[str]:
        """The atoms of land and residents that lie directly in a unit now, without its sites."""
        return sorted(a for a in self.atoms - self.sites if self.today.get(a) == unit)

    def _split(self, atom: str, take: Take) -> tuple[set[str], set[str]]:
        gives, keeps = set(), set()
        for what, owned, share in (
            ("land", self.land, take.land),
            ("people", self.people, take.residents),
        ):
            if atom in owned and share is not Share.NONE:
                gives.add(what)
            if atom in owned and share in (Share.NONE, Share.PART):
                keeps.add(what)
        return gives, keeps

    def _piece(self, atom: str, into: str, gives: set[str], keeps: set[str]) -> None:
        self.divided.add(atom)
        self._like(atom, f"{atom}>{into}", into)
        for what, owned in (("land", self.land), ("people", self.people)):
            if what in gives:
                owned.add(f"{atom}>{into}")
            if what not in keeps:
                owned.discard(atom)
        if not keeps:
            self._forget(atom)

    def _owned(self, atom: str) -> set[str]:
        owned = (("land", self.land), ("people", self.people))
        return {what for what, atoms in owned if atom in atoms}

    def _like(self, old: str, new: str, place: str) -> None:
        """A new atom, which lay where the old one lay until now."""
        self.atoms.add(new)
        for table in self.lies.values():
            if old in table:
                table[new] = table[old]
        self.today[new] = place

    def _forget(self, atom: str) -> None:
        self.atoms.discard(atom)
        for table in [*self.lies.values(), self.today]:
            table.pop(atom, None)

    def _heir(self, unit: str, last: str) -> str:
        all_or_rest = (Share.ALL, Share.REST)
        people = [into for into, take in self.takes[unit] if take.residents in all_or_rest]
        land = [into for into, take in self.takes[unit] if take.land in all_or_rest]
        return [*people, *reversed(land), last][0]

    def _end(self, ending: Ending) -> None:
        if ending.thing not in self.today:
            self.gone[ending.thing] = ending.heir
            return
        for thing, place in self.today.items():
            if place == ending.thing:
                self.today[thing] = ending.heir
        del self.today[ending.thing]
        self.heirs[ending.thing] = ending.heir
        self.ended.append(ending.thing)
