"""The quick half of the reader: an address whose parts stand apart, read part by part.

Most addresses are written so: parts with commas or types between them, the commune before the district
before the province, or all of it the other way round. A part that was ever read is remembered, so
most of a row costs three look-ups. Whatever does not fit goes to the lattice; a law in the tests holds
that where both answer they agree.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from continuity.addresses.index import COMMUNE, DISTRICT, PROVINCE, Index, Name, Units
from continuity.addresses.mistakes import SHORTEST, apart
from continuity.addresses.near import Near
from continuity.addresses.text import COUNTRY_ENDS, without_country
from continuity.addresses.words import TYPE_LEVELS, TYPE_STARTS, Word, typed, words_of

MOST_KEPT = 400_000  # parts of a table that are remembered; some 100 MB
LONGEST_KEPT = 60


class Part(NamedTuple):
    """A stretch of an address that may name one unit."""

    types: tuple[str, ...]
    levels: tuple[int, ...]
    plain: str
    form: str
    marked: bool
    name: Name | None


class Quick(NamedTuple):
    """What was read: the units that fit equally well, and why it was no clean address."""

    units: Units
    how: tuple[str, ...]


class _Tail(NamedTuple):
    """What the last two parts say: the district, whether marks are written, what was odd."""

    above: int
    marked: bool
    how: tuple[str, ...]


ANY = (COMMUNE, DISTRICT, PROVINCE)
Match = tuple[int, tuple[str, ...]]
Matching = Callable[[Part, int, "int | None", bool], list[Match]]


class QuickReader:
    """Reads addresses of a day; one reader remembers up to `most` parts of all of its texts."""

    def __init__(self, index: Index, most: int = MOST_KEPT) -> None:
        self.index, self.most = index, most
        self.kept: dict[str, tuple[Part, ...]] = {}
        self.tails: dict[tuple[str, str], _Tail | None] = {}
        self.near = Near(index)

    def read(self, text: str) -> Quick | None:
        """The reading of a text; None where the lattice has to look."""
        raws = text.rsplit(",", 3)
        if len(raws) > 2:
            found = self.clean(raws[-3], raws[-2], raws[-1])
            if found:
                return found
        return self.parted(text)

    def clean(self, commune: str, district: str, province: str) -> Quick | None:
        """Three parts that name a commune, its district and its province without a mistake."""
        key = district.strip().lower(), province.strip().lower()
        tail = self.tails[key] if key in self.tails else self._tail(key)
        if tail is None:
            return None
        parts = self._parts(commune)
        if len(parts) != 1 or parts[0].name is None or (parts[0].marked and not tail.marked):
            return None
        part = parts[0]
        units = self._exact(part, COMMUNE, tail.above, tail.marked)
        if not units:
            return None
        how = tail.how if part.types or "no-type" in tail.how else (*tail.how, "no-type")
        return Quick(tuple(units), how)

    def _tail(self, key: tuple[str, str]) -> _Tail | None:
        """What the last two parts of many addresses say, once."""
        parts = (*self._parts(key[0]), *self._parts(key[1]))
        tail = None
        if len(parts) == 2:
            marked = parts[0].marked or parts[1].marked
            tops = self._exact(parts[1], PROVINCE, None, marked)
            if len(tops) == 1:
                above = self._exact(parts[0], DISTRICT, tops[0], marked)
                short = ("short-form",) if _short(parts[1], tops[0]) else ()
                how = (*_said(parts[1], marked), *short, *_said(parts[0], marked))
                if len(above) == 1:
                    tail = _Tail(above[0], marked, tuple(dict.fromkeys(how)))
        if len(self.tails) < self.most:
            self.tails[key] = tail
        return tail

    def parted(self, text: str) -> Quick | None:
        """Any other address whose parts stand apart."""
        raws = text.split(",")
        parts: list[Part] = []
        while raws and len(parts) < 3:
            parts[:0] = self._parts(raws.pop())
        if len(parts) < 2:
            return None
        marked = any([part.marked for part in parts[-3:]])  # noqa: C419 - a list is faster
        if self._exact(parts[-1], PROVINCE, None, marked):
            found = self._usual(parts, marked, self._exactly)
        else:
            found = self._crossed(parts, marked) or self._turned(text)
        return found or self._usual(parts, marked, self._match)

    def _parts(self, raw: str) -> tuple[Part, ...]:
        """The parts of a stretch between commas, cut where a type stands."""
        raw = raw.strip().lower()
        known = self.kept.get(raw)
        if known is not None:
            return known
        words = words_of(raw)
        if words and (words[-1].folded in COUNTRY_ENDS or words[-1].folded.isdigit()):
            words = without_country(words)
        marked = True in [marked for _, _, marked in words]
        plain = [folded for folded, _, _ in words]
        parts: tuple[Part, ...]
        if TYPE_STARTS.isdisjoint(plain[1:]):
            parts = (self._part(words, plain, marked),) if words else ()
        else:
            cuts = [0, *self._cuts(words, marked), len(words)]
            stretches = [(a, b) for a, b in pairwise(cuts) if a < b]
            parts = tuple([self._part(words[a:b], plain[a:b], marked) for a, b in stretches])
        if len(raw) <= LONGEST_KEPT and len(self.kept) < self.most:
            self.kept[raw] = parts
        return parts

    @staticmethod
    def _cuts(words: list[Word], marked: bool) -> list[int]:
        """Where within a stretch another type begins, with a name behind it."""
        cuts, behind = [], typed(words, 0, marked=marked)[0]
        for at, word in enumerate(words):
            # What follows a type at once is its name: Huyện Quan Sơn, and the Xã of Thị xã.
            if at > behind and word.folded in TYPE_STARTS:
                length = typed(words, at, marked=marked)[0]
                if length and at + length < len(words):
                    cuts.append(at)
                    behind = at + length
        return cuts

    def _part(self, words: list[Word], folded: list[str], marked: bool) -> Part:
        names = self.index.names
        types: tuple[str, ...] = ()
        plain = " ".join(folded)
        if folded[0] in TYPE_STARTS:
            length, types = typed(words, 0, marked=marked)
            if length == len(words) or (length and plain in names):
                types = ()
            elif length:
                words, plain = words[length:], " ".join(folded[length:])
        form = " ".join([toned for _, toned, _ in words])
        return Part(types, _levels(types), plain, form, marked, names.get(plain))

    def _usual(self, parts: list[Part], marked: bool, match: Matching) -> Quick | None:
        """The commune before the district before the province, or straight before the province."""
        provinces = match(parts[-1], PROVINCE, None, marked)
        if len(provinces) != 1:
            return None
        province, how = provinces[0]
        if len(parts) > 2 and self.index.districts:
            found = [
                (unit, (*how, *why, *more))
                for above, why in match(parts[-2], DISTRICT, province, marked)
                for unit, more in match(parts[-3], COMMUNE, above, marked)
            ]
            if found:
                return _all(found)
        return self._new_style(province, how, parts, marked, match)

    def _new_style(
        self,
        province: int,
        how: tuple[str, ...],
        parts: list[Part],
        marked: bool,
        match: Matching,
    ) -> Quick | None:
        """A typed commune straight before the province, with no district on the other side."""
        commune = parts[-2]
        if commune.levels != (COMMUNE,) and (commune.types or match == self._exactly):
            return None
        if len(parts) > 2 and self.index.districts:
            other = parts[-3]
            if other.name and self._exact(other, DISTRICT, province, marked):
                return self._ordered((province,), other, commune, (*how, "order"), marked)
            if DISTRICT in other.levels and other.types:
                return None
        found = match(commune, COMMUNE, province, marked)
        if self.index.districts:
            how = (*how, "no-district")
        return _all([(unit, (*how, *why)) for unit, why in found if "no-type" not in why])

    def _crossed(self, parts: list[Part], marked: bool) -> Quick | None:
        """The commune, then the province, then the district."""
        if len(parts) < 3 or not parts[-2].types or not parts[-1].types:
            return None
        provinces = tuple(self._exact(parts[-2], PROVINCE, None, marked))
        how = (*_said(parts[-2], marked), "order")
        return self._ordered(provinces, parts[-1], parts[-3], how, marked)

    def _turned(self, text: str) -> Quick | None:
        """The province first, then the district, then the commune."""
        parts: list[Part] = []
        for raw in text.split(",", 4)[:4]:
            parts += self._parts(raw)
        if len(parts) < 3 or parts[0].name is None or not self.index.districts:
            return None
        marked = any(part.marked for part in parts[:3])
        provinces = tuple(self._exact(parts[0], PROVINCE, None, marked))
        how = (*_said(parts[0], marked), "order")
        return self._ordered(provinces, parts[1], parts[2], how, marked)

    def _ordered(
        self,
        provinces: Units,
        district: Part,
        commune: Part,
        how: tuple[str, ...],
        marked: bool,
    ) -> Quick | None:
        """A commune in a district in the one province, wherever the parts stood."""
        if len(provinces) != 1:
            return None
        said = (*how, *_said(district, marked), *_said(commune, marked))
        found = [
            (unit, said)
            for above in self._exact(district, DISTRICT, provinces[0], marked)
            for unit in self._exact(commune, COMMUNE, above, marked)
        ]
        return _all(found)

    def _exactly(self, part: Part, level: int, above: int | None, marked: bool) -> list[Match]:
        """The units of a level that a part names without a mistake."""
        exact = self._exact(part, level, above, marked)
        if not exact:
            return []
        how = _said(part, marked)
        if level == PROVINCE and _short(part, exact[0]):
            how = (*how, "short-form")
        return [(unit, how) for unit in exact]

    def _match(self, part: Part, level: int, above: int | None, marked: bool) -> list[Match]:
        """The units of a level that a part names, exactly or else by one mistake."""
        if level not in part.levels:
            return []
        return self._exactly(part, level, above, marked) or self._mistaken(
            part, level, above, marked
        )

    def _exact(self, part: Part, level: int, above: int | None, marked: bool) -> list[int]:
        name, types, index = part.name, part.types, self.index
        if name is None or level not in part.levels:
            return []
        units = name.all[level] if above is None else name.inside.get(above)
        if not units:
            return []
        levels, kinds, toned, form = index.levels, index.kinds, index.toned, part.form
        found = []
        for unit in units:
            if levels[unit] != level or (types and kinds[unit].isdisjoint(types)):
                continue
            if not marked or form in toned[unit] or unit in name.short:
                found.append(unit)
        return found

    def _mistaken(self, part: Part, level: int, above: int | None, marked: bool) -> list[Match]:
        """The units one mistake away; none where the type is in doubt too."""
        index, plain = self.index, part.plain
        # Huế is the one province that is too short for a mistake, and its type leaves no doubt.
        shortest = 2 if level == PROVINCE and part.types else SHORTEST
        if part.name is not None or len(plain) < shortest or plain.isdigit():
            return []
        found: list[tuple[bool, int, tuple[str, ...]]] = []
        for unit in self.near.named(plain, level, above):
            if part.types and index.kinds[unit].isdisjoint(part.types):
                return []
            far = marked and min(apart(part.form, form) for form in index.toned[unit]) > 1
            found.append((far, unit, (*_said(part, marked), "one-edit")))
        least = min((far for far, _, _ in found), default=False)
        if not found and not part.types:
            how, word = (*_of_marks(marked), "one-edit"), part.form.partition(" ")[0]
            return [(unit, how) for unit in self.near.typed(plain, word, level, above)]
        return [(unit, how) for far, unit, how in found if far == least]


@cache
def _levels(types: tuple[str, ...]) -> tuple[int, ...]:
    return tuple({level for kind in types for level in TYPE_LEVELS[kind]}) or ANY


def _short(part: Part, unit: int) -> bool:
    return part.name is not None and unit in part.name.short


def _said(part: Part, marked: bool) -> tuple[str, ...]:
    """What is worth telling of a part: that its type or the marks of the text were not written."""
    return _of_marks(marked) if part.types else ("no-type", *_of_marks(marked))


def _of_marks(marked: bool) -> tuple[str, ...]:
    return () if marked else ("no-marks",)


def _all(found: list[Match]) -> Quick | None:
    """All units that were found, with everything that was odd about any of them."""
    if not found:
        return None
    units = tuple(dict.fromkeys(unit for unit, _ in found))
    if len(found) > 1 and any("one-edit" in how for _, how in found):
        return None  # let the thorough half compare them
    return Quick(units, tuple(dict.fromkeys(why for _, how in found for why in how)))
