"""A place as people write it, for `who` and `unit`: a name first, a whole address where that fails.

Names are the finder's (`packs.places`), and what it finds alone it keeps. Where it finds nothing, or
several units of which the address names the province of one, the reader of addresses is asked, with
the names of the day and then with those of the other maps; what it read is told to whoever asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple, Protocol

from continuity.addresses.answer import Answer, Reading, odd
from continuity.addresses.convert import DOUBTFUL, fault
from continuity.addresses.fate import Fates
from continuity.addresses.gazetteer import Gazetteer, uncollected
from continuity.addresses.meaning import Meaning
from continuity.addresses.parts import rest_of
from continuity.addresses.reader import Reader
from continuity.core.directory import Directory
from continuity.packs.answers import Json, Known, areas_json, who_json
from continuity.packs.names import Language
from continuity.packs.places import Places

SURE = 0.99  # a reading that is this good, or leaves out nothing, needs no other map
UNREAD = frozenset({"words-between", "unread-type", "more-text"})
ABOUT = 0.03  # what the names of another day cost a reading, and a little more
MOST_NAMED = 4


class Meant(NamedTuple):
    """The units that a text means, and how it was read; no readings where its name sufficed."""

    units: tuple[str, ...]
    readings: tuple[Reading, ...] = ()
    rest: str = ""

    def place(self, text: str) -> str:
        """The one unit's key, for whoever takes any text; the text where it means several or none."""
        return self.units[0] if len(self.units) == 1 else text

    def said(self, language: Language) -> str:
        """What was read and what was odd about it, in one line; '' where a name sufficed."""
        if not self.readings:
            return ""
        shown = [reading.name for reading in self.readings[:MOST_NAMED]]
        names = "; ".join([*shown, "…"] if len(self.readings) > MOST_NAMED else shown)
        oddities = dict.fromkeys(how for reading in self.readings for how in reading.how)
        odds = ", ".join(odd(how, language) for how in oddities)
        return f"{names} ({odds})" if odds else names

    def json(self, language: Language) -> Json | None:
        """What was read: a contract, documented in docs/cli.md; None where a name sufficed."""
        if not self.readings:
            return None
        return {
            "units": [{"key": one.unit, "name": one.name} for one in self.readings],
            "how": list(dict.fromkeys(how for one in self.readings for how in one.how)),
            "rest": self.rest,
            "said": self.said(language),
        }


@dataclass(frozen=True)
class Written:
    """Reads what people write over one world; it keeps what it learns of a map, and no text."""

    places: Places
    aliases: tuple[tuple[str, str, str], ...] = ()
    ready: Gazetteer | None = None
    readers: dict[int, Reader] = field(default_factory=dict)
    fates: dict[tuple[int, int], Fates] = field(default_factory=dict)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The units of the world, with those that a later decree founded."""
        if self.ready is not None:
            return self.ready
        with uncollected():
            return Gazetteer.of(self.places.world, self.aliases)

    @cached_property
    def maps(self) -> list[int]:
        """The days from which on names or borders were others, in order."""
        units = self.gazetteer.units
        spans = (span for unit in units for span in (*unit.names, *unit.parents))
        return sorted({span[1] for span in spans} | {unit.start for unit in units})

    def meant(self, text: str, on: date | None) -> Meant:
        """The units that a text means on a day; of all days for None, where every name counts."""
        found = self.places.listed(text) if on is None else self.places.find(text, on)
        if len(found) == 1 or (found and on is None):
            return Meant(tuple(found))
        read = self._read(text, date.max if on is None else on)
        if found and not _narrows(read, found):
            return Meant(tuple(found))
        return read

    def _read(self, text: str, on: date) -> Meant:
        """The reading of the day, or of another map if the day's leaves out more of the text."""
        if fault(text) or not self.maps:
            return Meant(())
        best: Answer | None = None
        for day in self._days(on):
            answer = self._answer(text, day, self._map(on))
            if best is None or _better(answer, best):
                best = answer
            if _enough(best):
                break
        return _meant(best) if best else Meant(())

    def _days(self, on: date) -> Iterator[int]:
        """The map of the day, those before it from the latest, those after it."""
        here = self._map(on)
        yield here
        yield from sorted((day for day in self.maps if day < here), reverse=True)
        yield from (day for day in self.maps if day > here)

    def _map(self, on: date) -> int:
        before = [day for day in self.maps if day <= on.toordinal()]
        return before[-1] if before else self.maps[0]

    def _answer(self, text: str, day: int, on: int) -> Answer:
        reader = self.readers.setdefault(day, Reader(self.gazetteer, day, most=0))
        fates = self.fates.setdefault((day, on), Fates(self.gazetteer, day, on))
        read = reader.read(text)
        if day != on and read.communes + read.wide:
            read = read._replace(how=(*read.how, "other-day"))
        answer = Meaning(self.gazetteer, fates, read, day).answer()
        return answer._replace(rest=rest_of(reader, text, (*read.communes, *read.wide)))


def _better(other: Answer, best: Answer) -> bool:
    """True for an answer where there was none, for one without doubt, for one that leaves out less."""
    if other.status == "unknown" or best.status == "unknown":
        return other.status != "unknown"
    if _doubt(other) != _doubt(best):
        return _doubt(other) < _doubt(best)
    return other.score > best.score - ABOUT and len(other.rest) < len(best.rest)


def _doubt(answer: Answer) -> int:
    """0 where the text says what was read, 1 where it is misspelled, 2 where words were not read."""
    hows = {how for reading in answer.readings for how in reading.how}
    return 2 if hows & UNREAD else 1 if hows & DOUBTFUL else 0


def _enough(answer: Answer) -> bool:
    """True for an answer beside which no other map needs to be looked at."""
    known = answer.status != "unknown" and not _doubt(answer)
    return known and (answer.score >= SURE or not answer.rest)


def _meant(answer: Answer) -> Meant:
    """The units of an answer; of readings that are all one unit now, that unit."""
    if answer.status == "unknown":
        return Meant(())
    one = answer.status == "resolved" and len(answer.readings) > 1
    units = [answer.heirs[0].unit] if one else [reading.unit for reading in answer.readings]
    return Meant(tuple(dict.fromkeys(units)), answer.readings, answer.rest)


def _narrows(read: Meant, found: Iterable[str]) -> bool:
    """True where an address with its province names one of several: a bare name never decides."""
    bare = any("no-province" in reading.how for reading in read.readings)
    return len(read.units) == 1 and read.units[0] in found and not bare


class Here(Known, Protocol):
    """What an answer about a written place is made from."""

    @property
    def written(self) -> Written:
        """The reader of what people write."""


def who_read(
    here: Here,
    function: str,
    text: str,
    on: date,
    filed: date,
    directory: Directory | None = None,
) -> tuple[Json, str]:
    """The JSON of `who` for a place as people write it, and the place for whoever asks on."""
    meant = here.written.meant(text, on)
    answer = who_json(here, function, text, on, filed, directory, found=meant.units)
    answer["place"]["read"] = meant.json(here.language)
    return answer, meant.place(text)


def units_read(here: Here, text: str, on: date | None) -> Json:
    """The JSON of `unit` for a name, a code or an address; `read` says what an address was read as."""
    meant = here.written.meant(text, on)
    return {**areas_json(here, list(meant.units), on), "read": meant.json(here.language)}
