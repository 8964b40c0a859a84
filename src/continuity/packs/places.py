"""From what a person writes to the units that it may mean on a day.

A name is compared as folded, with or without its type; further parts after a comma are the district
and the province. The day decides: a unit that lives on the day comes before one that has ended, and
one that has ended before one that is yet to be founded. A name written with its marks means units of
those marks if there are any (Hải Dương, not Hải Đường); a bare name that is a province's means the
province; where it fits a unit and others inside it, the outermost. Whatever else fits several units
is ambiguous, with all of them listed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from continuity.core.interval import eve
from continuity.core.lineage import Area
from continuity.core.world import World
from continuity.packs.names import folded, split_type, toned, unabbreviated

CODE = "code:"
AROUND = " \t\n\"'“”‘’«»"  # what people copy along with a name
WIDEST_FIRST = ("province", "district", "commune")


@dataclass(frozen=True)
class Places:
    """A finder of places; `aliases` are other spellings, by code and side of the reform."""

    world: World
    aliases: tuple[tuple[str, str, str], ...] = ()
    ready: dict[str, list[str]] | None = None

    @cached_property
    def index(self) -> dict[str, list[str]]:
        """Everything that a folded name fits; `ready` is one that was made before."""
        if self.ready is not None:
            return self.ready
        index: dict[str, dict[str, None]] = {}
        for thing, name in self._spellings():
            kind, proper = split_type(name)
            for spelled in (name, proper) if kind else (name,):
                index.setdefault(folded(spelled), {})[thing] = None
        return {key: list(found) for key, found in index.items()}

    @cached_property
    def syllables(self) -> frozenset[str]:
        """The words of which names are made."""
        return frozenset(word for name in self.index for word in name.split())

    def _spellings(self) -> Iterable[tuple[str, str]]:
        lineage = self.world.lineage
        for thing, labels in self.world.labels.items():
            if thing in lineage.areas or thing in lineage.leaves:
                for label in labels:
                    yield thing, label.vi
                    if label.en:
                        yield thing, label.en
        for code, side, name in self.aliases:
            for area in lineage.coded(code):
                if (area.valid.start == self.world.starts) == (side == "old"):
                    yield area.id, name

    def find(self, text: str, on: date) -> list[str]:
        """The areas or sites that a text may mean on a day: none, one, or several."""
        text = text.strip(AROUND)
        if known := self._keyed(text):
            return [known]
        coded = self._coded(text)
        if coded is not None:
            return [area.id for area in self._nearest(coded, on)][:1]
        things = self._marked(text, self._nearest_ids(self._named(text), on))
        provinces = [thing for thing in things if self._level(thing) == "province"]
        return provinces if len(provinces) == 1 else self._outermost(things, on)

    def _level(self, thing: str) -> str:
        area = self.world.lineage.areas.get(thing)
        return area.level if area else ""

    def _marked(self, text: str, things: list[str]) -> list[str]:
        """Those that are spelled with the very marks of the text, or all where none is."""
        first = text.strip(AROUND).partition(",")[0]
        written = {toned(first), toned(unabbreviated(first))}
        if all(name == folded(name) for name in written):
            return things
        exact = [
            thing
            for thing in things
            for label in self.world.labels.get(thing, ())
            if written & {toned(label.vi), toned(split_type(label.vi)[1])}
        ]
        return list(dict.fromkeys(exact)) or things

    def _keyed(self, text: str) -> str:
        """The area or leaf whose key a text is, in whatever case, or ''."""
        lineage = self.world.lineage
        if text in lineage.areas or text in lineage.leaves:
            return text
        return self._lowered.get(text.lower(), "") if ":" in text else ""

    @cached_property
    def _lowered(self) -> dict[str, str]:
        return {leaf.lower(): leaf for leaf in self.world.lineage.leaves}

    def _coded(self, text: str) -> list[Area] | None:
        """The areas that ever bore a code; None for a text that is no code."""
        called = text[: len(CODE)].lower() == CODE
        code = (text[len(CODE) :] if called else text).strip()
        found = self.world.lineage.coded(code) if called or code.isdigit() else []
        return found if found or called else None

    def every(self, text: str) -> list[str]:
        """All areas and sites of any day that a text fits."""
        text = text.strip(AROUND)
        coded = self._coded(text)
        return self._named(text) if coded is None else [area.id for area in coded]

    def _named(self, text: str) -> list[str]:
        first, *context = [part for part in text.split(",") if folded(part)] or [""]
        around = [self._spelled(part) for part in context]
        return [thing for thing in self._spelled(first) if self._lies_in(thing, around)]

    def _spelled(self, part: str) -> list[str]:
        """What a part of an address names as it stands, else with its abbreviations written out."""
        return self.index.get(folded(part)) or self.index.get(folded(unabbreviated(part)), [])

    def listed(self, text: str) -> list[str]:
        """All areas and sites of any day that bear the name as it is written, the widest first."""
        return sorted(self._marked(text, self.every(text)), key=self._width)

    def _width(self, thing: str) -> int:
        level = self._level(thing)
        return WIDEST_FIRST.index(level) if level in WIDEST_FIRST else len(WIDEST_FIRST)

    def _lies_in(self, thing: str, around: list[list[str]]) -> bool:
        """True when something of each further part ever contained the thing."""
        containing = {area for step in self.world.lineage.line(thing) for area in step.path[1:]}
        return all(containing & set(named) for named in around)

    def _nearest_ids(self, things: list[str], on: date) -> list[str]:
        areas = self.world.lineage.areas
        units = self._nearest([areas[thing] for thing in things if thing in areas], on)
        return [area.id for area in units] + [thing for thing in things if thing not in areas]

    @staticmethod
    def _nearest(areas: list[Area], on: date) -> list[Area]:
        """Those that live on a day; else the last to have ended; else the first to come."""
        if living := [area for area in areas if on in area.valid]:
            return living
        if ended := [area for area in areas if area.valid.end <= on]:
            last = max(area.valid.end for area in ended)
            return [area for area in ended if area.valid.end == last]
        first = min((area.valid.start for area in areas), default=on)
        return [area for area in areas if area.valid.start == first]

    def _outermost(self, things: list[str], on: date) -> list[str]:
        if len(things) < 2:
            return things
        chosen = set(things)
        inner = {thing for thing in things if chosen & set(self._above(thing, on))}
        outer = [thing for thing in things if thing not in inner]
        return outer if len(outer) == 1 else things

    def _above(self, thing: str, on: date) -> tuple[str, ...]:
        area = self.world.lineage.areas.get(thing)
        day = min(max(on, area.valid.start), eve(area.valid.end)) if area else on
        return self.world.lineage.path(thing, day)[1:]
