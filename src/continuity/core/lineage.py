"""Places, and what became of them.

Every place lies in another one for a stretch of days. At the bottom are the leaves: a leaf is the
largest piece of ground that no known decree has ever cut, so each leaf lies in exactly one commune
on each day and history is no more than a list of parents. Codes and names are labels; the identity
of an area is the day it was founded.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from continuity.core.interval import Interval, eve


class Cite(NamedTuple):
    """Where a fact comes from: instrument and clause; decree and line say where we read it."""

    instrument: str = ""
    clause: str = ""
    decree: str = ""
    line: int = 0


NOWHERE = Cite()


@dataclass(frozen=True, slots=True)
class Area:
    """An administrative unit from its founding to its end; `code` is its official label."""

    id: str
    level: str
    code: str
    valid: Interval


@dataclass(frozen=True, slots=True)
class Leaf:
    """A piece of ground, or a site on one; the id of a cut leaf is `whole>taker`."""

    id: str
    residents: bool = True
    territory: bool = True
    site: str = ""

    @property
    def of(self) -> str:
        """The leaf that it was cut from, or '' for one that was never cut."""
        return self.id.rpartition(">")[0]


class Within(NamedTuple):
    """One thing lies in (or under) another for a stretch of days, by a clause."""

    parent: str
    valid: Interval
    cite: Cite = NOWHERE


class Heir(NamedTuple):
    """What continues an ended area or agency, from which day, by which clause."""

    heir: str
    on: date
    cite: Cite


class Step(NamedTuple):
    """A stretch of days during which a thing's chain of containing areas stays the same."""

    valid: Interval
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lineage:
    """All areas and leaves, and in what each lay when."""

    areas: dict[str, Area]
    leaves: dict[str, Leaf]
    within: dict[str, tuple[Within, ...]]
    heirs: dict[str, Heir]
    _lines: dict[str, tuple[Step, ...]] = field(default_factory=dict, compare=False, repr=False)
    _below: dict[str, list[str]] = field(default_factory=dict, compare=False, repr=False)
    _ever: dict[str, list[str]] = field(default_factory=dict, compare=False, repr=False)
    _coded: dict[str, list[Area]] = field(default_factory=dict, compare=False, repr=False)
    _pieces: dict[str, list[str]] = field(default_factory=dict, compare=False, repr=False)
    _heir_of: dict[str, list[str]] = field(default_factory=dict, compare=False, repr=False)

    def line(self, thing: str) -> tuple[Step, ...]:
        """The history of a thing's path, itself first, in order of days."""
        known = self._lines.get(thing)
        if known is None:
            known = self._lines[thing] = tuple(self._steps(thing))
        return known

    def _steps(self, thing: str) -> list[Step]:
        area = self.areas.get(thing)
        alone = area.valid if area else None  # days on which an area is at the top of the map
        steps = []
        for parent, valid, _ in self.within.get(thing, ()):
            if alone and (top := alone.before(valid.start)):
                steps.append(Step(top, (thing,)))
            alone = alone.since(valid.end) if alone else None
            for step in self.line(parent):
                if shared := valid.meet(step.valid):
                    steps.append(Step(shared, (thing, *step.path)))
        return [*steps, Step(alone, (thing,))] if alone else steps

    def path(self, thing: str, on: date) -> tuple[str, ...]:
        """The thing and all that contains it on a day, smallest first; empty if it is not there."""
        for step in self.line(thing):
            if on in step.valid:
                return step.path
        return ()

    def parent(self, thing: str, on: date) -> Within | None:
        """What directly contains a thing on a day, with its clause; None where nothing does."""
        for membership in self.within.get(thing, ()):
            if on in membership.valid:
                return membership
        return None

    def home(self, leaf: str, on: date) -> str:
        """The area that directly holds a leaf on a day (a commune, as a rule), or ''."""
        path = self.path(leaf, on)
        for place in path:
            if place in self.areas:
                return place
        return ""

    def at_level(self, thing: str, level: str, on: date) -> str:
        """The area of a level that contains a thing on a day, or '' when that level has none."""
        for place in self.path(thing, on):
            area = self.areas.get(place)
            if area is not None and area.level == level:
                return place
        return ""

    def leaves_of(self, place: str, on: date) -> list[str]:
        """The leaves of a place on a day; of an ended or future one, those of its nearest day."""
        area = self.areas.get(place)
        if area is None:
            return [place] if place in self.leaves else self.pieces(place)
        day = min(max(on, area.valid.start), eve(area.valid.end))
        return [leaf for leaf in self.ever_in(place) if place in self.path(leaf, day)]

    def ever_in(self, place: str) -> list[str]:
        """The leaves that lay, lie or will lie in an area."""
        if place in self._ever:
            return self._ever[place]
        found, below = [], list(self._ever_below(place))
        for thing in below:
            if thing in self.leaves:
                found.append(thing)
            else:
                below += self._ever_below(thing)
        # A child that came or went takes leaves along only for the days on which it was here.
        once = dict.fromkeys(found)
        here = [leaf for leaf in once if any(place in step.path for step in self.line(leaf))]
        self._ever[place] = here
        return here

    def inside(self, place: str, on: date) -> list[str]:
        """What lies directly in a place on a day: areas, or leaves where it holds ground itself."""
        memberships = ((thing, self.parent(thing, on)) for thing in self._ever_below(place))
        return [thing for thing, found in memberships if found and found.parent == place]

    def _ever_below(self, place: str) -> list[str]:
        if not self._below:
            made: dict[str, list[str]] = {}
            for thing, history in self.within.items():
                for parent in {membership.parent for membership in history}:
                    made.setdefault(parent, []).append(thing)
            self._below.update(made)  # at once: another thread must see all of it or nothing
        return self._below.get(place, [])

    def pieces(self, leaf: str) -> list[str]:
        """The leaves that a former leaf was cut into since; empty if it was never one."""
        if not self._pieces:
            made: dict[str, list[str]] = {}
            for piece in self.leaves.values():
                whole = piece.of
                while whole:
                    made.setdefault(whole, []).append(piece.id)
                    whole = whole.rpartition(">")[0]
            self._pieces.update(made)
        return self._pieces.get(leaf, [])

    def heir_of(self, thing: str) -> list[str]:
        """The areas or agencies that a thing continues as their one heir."""
        if not self._heir_of:
            made: dict[str, list[str]] = {}
            for old, heir in self.heirs.items():
                made.setdefault(heir.heir, []).append(old)
            self._heir_of.update(made)
        return self._heir_of.get(thing, [])

    def coded(self, code: str) -> list[Area]:
        """Every area that ever bore a code, in order of founding."""
        if not self._coded:
            made: dict[str, list[Area]] = {}
            for area in sorted(self.areas.values(), key=lambda a: a.valid.start):
                made.setdefault(area.code, []).append(area)
            self._coded.update(made)
        return self._coded.get(code, [])

    def living(self, code: str, on: date) -> Area | None:
        """The area that bears a code on a day, or None."""
        return next((area for area in self.coded(code) if on in area.valid), None)

    def successor(self, thing: str, on: date) -> str:
        """The thing itself, or whatever continues it on a day through all that ended before."""
        while (heir := self.heirs.get(thing)) and heir.on <= on:
            thing = heir.heir
        return thing

    def continuing(self, place: str, on: date) -> str:
        """What continues a place on a day; a leaf that was cut goes with the unit it was cut in."""
        whole = place not in self.areas and place not in self.leaves
        return self.together(self.pieces(place), on) if whole else self.successor(place, on)

    def together(self, pieces: Collection[str], on: date) -> str:
        """What continues on a day the unit in which some leaves last lay together."""
        return self.successor(self._last_unit(pieces), on)

    def _last_unit(self, pieces: Collection[str]) -> str:
        unit = ""
        for day in sorted({step.valid.start for piece in pieces for step in self.line(piece)}):
            homes = {self.home(piece, day) for piece in pieces}
            if len(homes) > 1:
                break
            unit = homes.pop()
        return unit

    def has_ground(self, place: str, on: date) -> bool:
        """True for an area that holds leaves directly on a day: a commune, or an island district."""
        return any(self.home(leaf, on) == place for leaf in self.leaves_of(place, on))
