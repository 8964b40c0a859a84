"""The units that an address may name, with their days, spellings and fates.

It is what a world says about places and nothing more, small enough to be read in a few hundredths of a
second: the pack's own is kept beside this module, made from the folded decrees by
`tools/build_addresses.py`; a test holds the two equal. `Gazetteer.of` makes one from any world.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import normalize

from continuity.addresses.words import LEVELS, key
from continuity.core.interval import Interval
from continuity.core.lineage import NOWHERE, Cite
from continuity.packs.names import TYPES

if TYPE_CHECKING:
    from continuity.core.world import World  # which needs most of the core

KEPT = Path(__file__).parent / "vn.json"
NEVER = -1


# What holds from a day's ordinal to the one before another: [name or number, start, end, citation].
# Plain lists, as the file has them: a single question is not to wait for 40,000 tuples.
Spans = list[list[Any]]


class Unit(NamedTuple):
    """A unit from its founding to its end, by numbers: its place in the list is its own."""

    id: str
    level: int
    code: str
    start: int
    end: int
    names: Spans
    parents: Spans
    aliases: list[str]
    ended: int = NEVER  # the citation by which the whole went to its heir


class Ground(NamedTuple):
    """A piece of ground that was never cut: who lives there, and in which unit it lay when."""

    residents: bool
    territory: bool
    homes: Spans


def at(spans: Spans, day: int) -> list[Any] | None:
    """The span that holds a day, or None."""
    for span in spans:
        if span[1] <= day < span[2]:
            return span
    return None


@dataclass(frozen=True)
class Gazetteer:
    """All units of all days, the ground below them, and the citations that both refer to."""

    units: list[Unit]
    ground: list[Ground]
    cites: list[tuple[str, str]]
    spelled: dict[str, list[str]]

    __hash__ = object.__hash__  # what is made of one is kept by which one it is

    @classmethod
    def of(cls, world: World, aliases: Iterable[tuple[str, str, str]] = ()) -> Gazetteer:
        """The gazetteer of a world; `aliases` are other spellings, as the pack lists them."""
        return _Making(world, aliases).made()

    @classmethod
    def read(cls, rows: dict[str, Any]) -> Gazetteer:
        """The gazetteer of `rows`; raises KeyError, TypeError or ValueError for other content."""
        units = [Unit(*row) for row in rows["units"]]
        ground = [Ground(*row) for row in rows["ground"]]
        cites = [(instrument, clause) for instrument, clause in rows["cites"]]
        return cls(units, ground, cites, dict(rows["spelled"]))

    def rows(self) -> dict[str, Any]:
        """The same as lists, strings and numbers, for a file."""
        plain = {"units": self.units, "ground": self.ground, "cites": self.cites}
        return {**plain, "spelled": self.spelled}

    @cached_property
    def below(self) -> dict[int, list[int]]:
        """The numbers of the pieces of ground that ever lay directly in a unit."""
        made: dict[int, list[int]] = {}
        for number, piece in enumerate(self.ground):
            for home in {span[0] for span in piece.homes}:
                made.setdefault(home, []).append(number)
        return made

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each unit by its id."""
        return {unit.id: number for number, unit in enumerate(self.units)}

    @cached_property
    def edges(self) -> list[int]:
        """The days on which units ended and others began: each is the first of a new map."""
        first, never = min(unit.start for unit in self.units), date.max.toordinal()
        edges = {edge for unit in self.units for edge in (unit.start, unit.end)}
        return sorted(edge for edge in edges if first < edge < never)

    @cached_property
    def _codes(self) -> dict[str, list[int]]:
        made: dict[str, list[int]] = {}
        for number, unit in enumerate(self.units):
            made.setdefault(unit.code, []).append(number)
        return made

    def coded(self, code: str) -> list[int]:
        """The numbers of the units that ever bore a code."""
        return self._codes.get(code, [])

    def living(self, day: int) -> list[int]:
        """The numbers of the units that exist on a day."""
        return [n for n, unit in enumerate(self.units) if unit.start <= day < unit.end]

    def name(self, unit: int, day: int) -> str:
        """What a unit is called on a day; of another day than its own, its nearest name."""
        names = self.units[unit].names
        found = at(names, day) or (names[0] if day < names[0][1] else names[-1])
        return str(found[0])

    def line(self, unit: int, day: int) -> list[int]:
        """The unit and all that contains it on a day, smallest first."""
        found = [unit]
        while parent := at(self.units[found[-1]].parents, day):
            found.append(parent[0])
        return found

    def full_name(self, unit: int, day: int) -> str:
        """The name with those of all that contains it: Phường Bến Nghé, Quận 1, Thành phố …"""
        return ", ".join(self.name(thing, day) for thing in self.line(unit, day))

    def cite(self, number: int) -> tuple[str, str]:
        """Instrument and clause; two empty texts where nothing is cited."""
        return self.cites[number] if number != NEVER else ("", "")


@contextmanager
def uncollected() -> Iterator[None]:
    """A stretch without garbage collection: half a million lists are made here and none is dropped.

    At its end all that was made counts as old, so that it is not looked through at once.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()


@cache
def kept() -> Gazetteer:
    """The pack's gazetteer, from the file beside this module."""
    with uncollected():
        return Gazetteer.read(json.loads(KEPT.read_bytes()))


def typed_name(name: str) -> tuple[str, str]:
    """The type and the proper part of a name, in whatever case a source writes the type."""
    small = name.lower()
    for kind in TYPES:
        if small.startswith(f"{kind.lower()} "):
            return kind, name[len(kind) + 1 :]
    return "", name


class _Making:
    """A gazetteer being made from a world."""

    def __init__(self, world: World, aliases: Iterable[tuple[str, str, str]]) -> None:
        self.world = world
        self.cites: dict[Cite, int] = {}
        known = [a for a in world.lineage.areas.values() if a.level in LEVELS]
        self.areas = sorted(known, key=lambda a: (-LEVELS.index(a.level), a.id))
        self.number = {area.id: n for n, area in enumerate(self.areas)}
        self.aliases: dict[str, list[str]] = {}
        for code, side, name in aliases:
            for area in world.lineage.coded(code):
                if (area.valid.start == world.starts) == (side == "old"):
                    self.aliases.setdefault(area.id, []).append(name)

    def made(self) -> Gazetteer:
        units = [
            Unit(
                area.id,
                LEVELS.index(area.level),
                area.code,
                area.valid.start.toordinal(),
                area.valid.end.toordinal(),
                self._names(area.id),
                self._parents(area.id),
                self.aliases.get(area.id, []),
                self._ended(area.id),
            )
            for area in self.areas
        ]
        ground = [
            Ground(leaf.residents, leaf.territory, self._parents(leaf.id))
            for leaf in sorted(self.world.lineage.leaves.values(), key=lambda leaf: leaf.id)
            if not leaf.site
        ]
        cites = [(cite.instrument, cite.clause) for cite in self.cites]
        return Gazetteer(units, ground, cites, self._spelled(units))

    @staticmethod
    def _spelled(units: list[Unit]) -> dict[str, list[str]]:
        """Type, folded and toned form of every spelling: 80 ms that no question has to wait for."""
        made = {}
        for unit in units:
            for name in [*(span[0] for span in unit.names), *unit.aliases]:
                kind, proper = typed_name(" ".join(normalize("NFC", name).split()))
                again, more = typed_name(proper)  # a source writes Phường Phường 4
                made[name] = [kind, *key(more if again == kind else proper)]
        return made

    def _cite(self, cite: Cite) -> int:
        if cite == NOWHERE or not cite.instrument:
            return NEVER
        plain = Cite(cite.instrument, cite.clause)
        return self.cites.setdefault(plain, len(self.cites))

    def _ended(self, thing: str) -> int:
        heir = self.world.lineage.heirs.get(thing)
        return self._cite(heir.cite) if heir else NEVER

    def _names(self, thing: str) -> Spans:
        labels = self.world.labels[thing]
        return [[label.vi, *_days(label.valid), self._cite(label.cite)] for label in labels]

    def _parents(self, thing: str) -> Spans:
        within = [w for w in self.world.lineage.within.get(thing, ()) if w.parent in self.number]
        return [[self.number[w.parent], *_days(w.valid), self._cite(w.cite)] for w in within]


def _days(valid: Interval) -> tuple[int, int]:
    return valid.start.toordinal(), valid.end.toordinal()
