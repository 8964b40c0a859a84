"""From written addresses of one day to the units of another: one text, a list, a table's column.

A converter remembers what each tail of an address meant: in real tables tails repeat, and a row then
costs a look-up. What it remembers is bounded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property, lru_cache

from continuity.addresses.answer import Answer, Row, cited_as
from continuity.addresses.cut import MOST_KEPT
from continuity.addresses.fate import Fates
from continuity.addresses.gazetteer import Gazetteer, kept, uncollected
from continuity.addresses.lists import Lists
from continuity.addresses.meaning import Meaning, place, unknown
from continuity.addresses.parts import Stretch, rest_of, stretches
from continuity.addresses.quick import Quick
from continuity.addresses.reader import NOTHING, Read, Reader, of_quick
from continuity.addresses.score import score
from continuity.addresses.text import is_end
from continuity.addresses.words import PROVINCE, from_commune, writes_district

LONGEST = 1000
# What is remembered of a table: full after some 500,000 rows, and level from there on, in 200 MiB.
MOST_TAILS = 60_000  # of 10,000 communes, each written in six ways
MOST_WHOLE = 20_000  # texts without a clean tail
MOST_ANSWERS = 20_000
MOST_OTHERS = 20_000  # parts that were read with the names of another day
DOUBTFUL = frozenset({"one-edit", "other-type", "other-marks", "words-between"})


class Converter:
    """Reads addresses of `old_on` and says in what units of `new_on` they are."""

    def __init__(
        self,
        old_on: date,
        new_on: date,
        *,
        gazetteer: Gazetteer | None = None,
        lists: Lists | None = None,
        remember: bool = True,
    ) -> None:
        self.old_on, self.new_on = old_on, new_on
        self.gazetteer = gazetteer or kept()
        self.lists = lists or Lists()
        self.remember = remember  # a server keeps nothing that people wrote
        self.reader = self._reader(old_on.toordinal(), MOST_KEPT)
        self.tails: dict[str, Row] = {}
        self.whole: dict[str, Row] = {}
        self.known: dict[tuple[Read, int], Answer] = {}
        self.units: dict[int, Row] = {}
        self.scores: dict[tuple[str, ...], float] = {}
        self.read_anew = 0  # tails and whole texts that were read, and not known already

    @cached_property
    def _fates(self) -> dict[int, Fates]:
        """The fates to the new day, by the day on which a unit was read."""
        new = self.new_on.toordinal()
        return {d: Fates(self.gazetteer, d, new) for d in (self.old_on.toordinal(), *self._days)}

    @cached_property
    def _days(self) -> list[int]:
        """Other days whose names an address may bear: the new one, and each side of a new map."""
        sides = (day for edge in self.gazetteer.edges for day in (edge - 1, edge))
        days = [self.new_on.toordinal(), *sides]
        return [d for d in dict.fromkeys(days) if d != self.old_on.toordinal()]

    @cached_property
    def _others(self) -> list[Reader]:
        return [self._reader(day, MOST_OTHERS) for day in self._days]

    def _reader(self, day: int, most: int) -> Reader:
        return Reader(self.gazetteer, day, most=most if self.remember else 0)

    def one(self, text: str | None) -> Answer:
        """What one address means, with what it says below the commune."""
        if wrong := fault(text):
            return wrong
        assert text is not None, "an empty cell is a fault"
        read, reader = self._read(text)
        answer = self._answer(read, reader.day)
        units = (*read.communes, *read.wide)
        rest = rest_of(reader, text, units) if units else ""
        answer = answer._replace(rest=rest)
        return self._listed(answer, read, rest)

    def stretches(self, text: str) -> list[Stretch]:
        """Which letters of a text name the units that it was read as; empty where it was not."""
        read, reader = self._read(text)
        units = (*read.communes, *read.wide)
        return stretches(reader, text, units) if units else []

    def rows(self, texts: Iterable[str | None]) -> list[Row]:
        """The answers as columns of a table, one for each text, in order."""
        with uncollected():
            return [self._row(text) for text in texts]

    def _row(self, text: str | None) -> Row:
        if text is None:
            return _EMPTY
        last = text.rfind(",")
        two = text.rfind(",", 0, last) if last > 0 else -1
        if two < 0:
            return self._uncut(text)
        tail = text[text.rfind(",", 0, two) + 1 :]
        row = self.tails.get(tail) or self.whole.get(text)
        if row is not None and len(text) <= LONGEST and "\x00" not in text:
            return row
        if is_end(text[last + 1 :]):
            return self._row(text[:last])
        quick = self.reader.quick
        row = self._tail(text, tail, quick.clean)
        if row is None and self.reader.index.districts:
            row = self._tail(text, tail, quick.whole) or self._pair(text, tail)
        return row or self._rare(text, clean=False)

    def _pair(self, text: str, tail: str) -> Row | None:
        """The row of a commune and its province behind a street, where no district is written."""
        street, _, pair = tail.partition(",")
        if not self.reader.quick.is_street(street, pair):
            return None
        return self.tails.get(pair) or self._tail(text, pair, self.reader.quick.pair)

    def _uncut(self, text: str) -> Row:
        """The row of a text without commas: its tail begins with the type of the commune."""
        tail = from_commune(text) if len(text) <= LONGEST else ""
        if not tail or tail == text:
            return self._rare(text)
        row = self.tails.get(tail)
        if row is not None and "\x00" not in text:
            return row
        return self._tail(text, tail, self.reader.quick.uncut) or self._rare(text)

    def _tail(self, text: str, tail: str, read: Callable[[str], Quick | None]) -> Row | None:
        """The row of a clean tail, remembered; None where the rest of the text matters too."""
        self.read_anew += 1
        quick = read(tail)
        if quick is None or len(text) > LONGEST or "\x00" in text:
            return None
        units, how = quick
        row = self._unit_row(units[0], how) if len(units) == 1 else self._plain_row(of_quick(quick))
        if row.status == "candidates" and self._lists_of(of_quick(quick)):
            return None
        if self.remember and len(self.tails) < MOST_TAILS:
            self.tails[tail] = row
        return row

    def _plain_row(self, read: Read) -> Row:
        """The row of a reading in names of the old day."""
        if len(read.communes) == 1 and not read.wide:
            return self._unit_row(read.communes[0], read.how)
        return self._answer(read, self.reader.day).row()

    def _unit_row(self, unit: int, how: tuple[str, ...]) -> Row:
        """The row of one unit: the same for all texts that name it, but for the score."""
        row = self.units.get(unit)
        if row is None:
            answer = self._row_of(unit)
            row = answer or self._answer(Read((unit,), (), how), self.reader.day).row()
            self.units[unit] = row
        sure = self.scores.get(how)
        if sure is None:
            sure = self.scores[how] = round(score(how), 3)
        if row.score == sure or row.status == "unknown":
            return row
        return Row(*row[:5], sure, row.evidence)

    def _row_of(self, unit: int) -> Row | None:
        """The row of a unit whose people all went to one by a clause, without the whole answer."""
        living = [h for h in self._fates[self.reader.day].of(unit) if h.residents]
        if len(living) != 1 or not living[0].instrument:
            return None
        heir = living[0]
        return Row("resolved", heir.code, heir.name, heir.province, "", 0.0, cited_as(heir))

    def _rare(self, text: str, *, clean: bool = True) -> Row:
        row = self.whole.get(text)
        if row is None:
            row = self._unremembered(text, clean)
            if self.remember and len(self.whole) < MOST_WHOLE and len(text) < LONGEST:
                self.whole[text] = row
        return row

    def _unremembered(self, text: str, clean: bool) -> Row:
        self.read_anew += 1
        if wrong := fault(text):
            return wrong.row()
        read, reader = self._read(text, clean=clean)
        if reader is self.reader and not self.lists.facts:
            return self._plain_row(read)
        answer = self._answer(read, reader.day)
        if answer.status == "candidates" and self._lists_of(read):
            answer = self._listed(answer, read, rest_of(reader, text, read.communes))
        return answer.row()

    def _read(self, text: str, *, clean: bool = True) -> tuple[Read, Reader]:
        """The reading of the old day; a clean one of another day where the old day has none."""
        read = self.reader.read(text, clean=clean)
        if whole := self._whole_of_another(text, read):
            return whole
        old = read.communes and "no-district" not in read.how and self.reader.index.districts
        if read.clean or old or (read.communes and not DOUBTFUL.intersection(read.how)):
            return read, self.reader  # a district says that the address is an old one
        lost = read == NOTHING or self._names_a_province_alone(read)
        # What writes a district is no misspelled address of a map without districts.
        mistakes = lost and not writes_district(text)
        for other in self._others:
            found = other.read(text, mistakes=mistakes)
            sure = found.clean if lost or "no-type" not in found.how else False
            typed = lost and bool(found.communes) and "no-type" not in found.how
            if sure or typed or (read == NOTHING and found != NOTHING):
                return found._replace(how=(*found.how, "other-day")), other
        return read, self.reader

    def _names_a_province_alone(self, read: Read) -> bool:
        """True where more than the province is written, and nothing of it is a name of the day."""
        levels = self.reader.index.levels
        unread = "more-text" in read.how or "unread-type" in read.how
        return unread and not read.communes and PROVINCE in [levels[unit] for unit in read.wide]

    def _whole_of_another(self, text: str, read: Read) -> tuple[Read, Reader] | None:
        """The reading with commune, district and province of an older map, on a day without districts.

        P. Phúc Xá, Ba Đình, Hà Nội names an old ward, though Ba Đình is a ward of today.
        """
        if "no-type" not in read.how or self.reader.index.districts:
            return None
        for other in self._others:
            if other.index.districts:
                found = other.read(text, mistakes=False)
                if found.clean and "no-district" not in found.how:
                    return found._replace(how=(*found.how, "other-day")), other
        return None

    def _answer(self, read: Read, day: int) -> Answer:
        key = (read, day)
        known = self.known.get(key)
        if known is None:
            known = Meaning(self.gazetteer, self._fates[day], read, day).answer()
            if len(self.known) < MOST_ANSWERS:
                self.known[key] = known
        return known

    def _lists_of(self, read: Read) -> bool:
        units = self.gazetteer.units
        return any(units[unit].code in self.lists.facts for unit in read.communes)

    def _listed(self, answer: Answer, read: Read, rest: str) -> Answer:
        """The answer, decided by a commune's own list where one of its lines fits."""
        if answer.status != "candidates" or not self.lists.facts or len(read.communes) != 1:
            return answer
        code = self.gazetteer.units[read.communes[0]].code
        fact = self.lists.decide(code, rest, self.new_on)
        heirs = tuple(h for h in answer.heirs if fact and h.code == fact.new_code and h.residents)
        if fact is None or not heirs:
            return answer
        facts = dict(answer.facts) | {
            "new": place(heirs[0]),
            "what": fact.name,
            "source": fact.source,
        }
        return answer._replace(
            status="resolved",
            heirs=heirs,
            reason="listed",
            facts=tuple(facts.items()),
            source=fact.source,
        )


def fault(text: str | None) -> Answer | None:
    """The answer to what is no address at all."""
    if text is None or not text.strip():
        return unknown("empty")
    if len(text) > LONGEST:
        return unknown("too-long", count=f"{len(text):,}".replace(",", "."), most=str(LONGEST))
    return unknown("no-text") if "\x00" in text else None


_EMPTY = unknown("empty").row()


@lru_cache(maxsize=8)
def converter(old_on: date, new_on: date) -> Converter:
    """The converter of two days over the pack, the same one each time that it is asked for."""
    return Converter(old_on, new_on)


def convert(text: str | None, *, old_on: date, new_on: date) -> Answer:
    """What an address written on one day means on another."""
    return converter(old_on, new_on).one(text)


def resolve(text: str | None, *, on: date) -> Answer:
    """What an address means on a day, whichever day's names it bears."""
    return converter(on, on).one(text)
