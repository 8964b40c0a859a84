"""The quick half of the reader: an address whose parts stand apart, read part by part.

Most addresses are written so: parts with commas or types between them, the commune before the district
before the province, or all of it the other way round. A part that was ever read is remembered, so
most of a row costs three look-ups. Whatever does not fit goes to the lattice; a law in the tests holds
that where both answer they agree.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from continuity.addresses.cut import MOST_KEPT, Cutter, Part
from continuity.addresses.index import COMMUNE, DISTRICT, NONE, PROVINCE, Index, Units
from continuity.addresses.mistakes import SHORTEST, apart
from continuity.addresses.near import Near
from continuity.addresses.text import is_end


class Quick(NamedTuple):
    """What was read: the units that fit equally well, and why it was no clean address."""

    units: Units
    how: tuple[str, ...]


class _Tail(NamedTuple):
    """What the last two parts say: the district, whether marks are written, what was odd."""

    above: int
    marked: bool
    how: tuple[str, ...]


Match = tuple[int, tuple[str, ...]]
Matching = Callable[[Part, int, "int | None", bool], list[Match]]


class QuickReader:
    """Reads addresses of a day; one reader remembers up to `most` parts of all of its texts."""

    def __init__(self, index: Index, most: int = MOST_KEPT) -> None:
        self.index, self.most = index, most
        self.cutter = Cutter(index, most)
        self.parts = self.cutter.parts
        self.tails: dict[str, _Tail | None] = {}
        self.near = Near(index)

    def read(self, text: str) -> Quick | None:
        """The reading of a text; None where the lattice has to look."""
        tail = last_three(text)
        return (self.clean(tail) if tail else None) or self.parted(text)

    def clean(self, tail: str) -> Quick | None:
        """Three parts between commas that name a commune, its district and its province exactly."""
        commune, _, pair = tail.partition(",")
        wider = self.tails[pair] if pair in self.tails else self._tail(pair)
        parts = self.parts(commune) if wider else ()
        return self._inside(parts[0], wider) if wider and len(parts) == 1 else None

    def uncut(self, tail: str) -> Quick | None:
        """The same of three parts that begin with their types, without commas."""
        parts = self.parts(tail)
        if len(parts) != 3 or not all(part.types for part in parts):
            return None
        wider = self._wider(parts[1], parts[2])
        return self._inside(parts[0], wider) if wider else None

    def _inside(self, part: Part, wider: _Tail) -> Quick | None:
        """The communes that a part names in a district."""
        if part.name is None or (part.marked and not wider.marked):
            return None
        units = self._exact(part, COMMUNE, wider.above, wider.marked)
        if not units:
            return None
        how = wider.how if part.types or "no-type" in wider.how else (*wider.how, "no-type")
        return Quick(tuple(units), how)

    def _tail(self, pair: str) -> _Tail | None:
        """What the last two parts of many addresses say, once."""
        district, _, province = pair.partition(",")
        parts = (*self.parts(district), *self.parts(province))
        tail = self._wider(*parts) if len(parts) == 2 else None
        if len(self.tails) < self.most:
            self.tails[pair] = tail
        return tail

    def _wider(self, district: Part, province: Part) -> _Tail | None:
        """A district in its province; None where either is written with a mistake."""
        marked = district.marked or province.marked
        tops = self._exact(province, PROVINCE, None, marked)
        if len(tops) != 1:
            return None
        above = self._exact(district, DISTRICT, tops[0], marked)
        if len(above) != 1:
            return None
        short = ("short-form",) if _short(province, tops[0]) else ()
        how = (*_said(province, marked), *short, *_said(district, marked))
        return _Tail(above[0], marked, tuple(dict.fromkeys(how)))

    def parted(self, text: str) -> Quick | None:
        """Any other address whose parts stand apart, by commas or else by dashes."""
        found = self._parted(text)
        if found is None and " - " in text:
            return self._parted(text.replace(" - ", ","))
        return found

    def _parted(self, text: str) -> Quick | None:
        raws = text.split(",")
        if len(worded := _worded(raws)) < len(raws):
            raws = worded
            found = self.clean(",".join(raws[-3:])) if len(raws) > 2 else None
            if found:
                return found
        parts: list[Part] = []
        taken = 0
        while raws and len(parts) < 3:
            parts[:0] = self.parts(raws.pop())
            taken += 1
        return self._fitting(parts, text, alone=taken == len(parts))

    def _fitting(self, parts: list[Part], text: str, *, alone: bool) -> Quick | None:
        """The reading of some parts in whatever order; `alone` says that no two share a stretch."""
        if len(parts) < 2:
            return None
        marked = any([part.marked for part in parts[-3:]])  # noqa: C419 - a list is faster
        if self._exact(parts[-1], PROVINCE, None, marked):
            found = self._usual(parts, marked, self._exactly)
            if found is None and alone:
                found = self._bare(parts, marked)
        else:
            found = self._crossed(parts, marked) or self._turned(text)
        return found or self._usual(parts, marked, self._match)

    def whole(self, tail: str) -> Quick | None:
        """Commune, district and province in whatever order and with mistakes, and nothing else."""
        parts = [part for raw in tail.split(",") for part in self.parts(raw)]
        found = self._fitting(parts, tail, alone=True) if len(parts) == 3 else None
        return None if found is None or "no-district" in found.how else found

    def pair(self, tail: str) -> Quick | None:
        """A commune by type and name, and its province."""
        parts = [part for raw in tail.split(",") for part in self.parts(raw)]
        if len(parts) != 2 or not parts[0].types:
            return None
        return self._usual(parts, parts[0].marked or parts[1].marked, self._exactly)

    def is_street(self, raw: str, tail: str) -> bool:
        """True for a stretch that says nothing about how the two behind it are read."""
        parts = self.parts(raw)
        unread = len(parts) == 1 and parts[0].name is None and not parts[0].types
        return unread and not (parts[0].marked and tail.isascii())

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

    def _bare(self, parts: list[Part], marked: bool) -> Quick | None:
        """A commune's name without its type before the province's, where neither is a district's."""
        commune, province = parts[-2].name, parts[-1].name
        if commune is None or province is None or parts[-2].types or parts[-2].plain.isdigit():
            return None
        tops = self._exactly(parts[-1], PROVINCE, None, marked)
        if len(tops) != 1 or province.all[DISTRICT] or (len(parts) > 2 and parts[-3].types):
            return None
        (top, how), levels = tops[0], self.index.levels
        inside = commune.inside.get(top, NONE)
        before = parts[-3].name if len(parts) > 2 else None
        if any(levels[unit] == DISTRICT for unit in inside) or (before and before.inside.get(top)):
            return None
        how = (*how, "no-district", "bare") if self.index.districts else (*how, "bare")
        found = self._exactly(parts[-2], COMMUNE, top, marked)
        return _all([(unit, (*how, *why)) for unit, why in found])

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
            parts += self.parts(raw)
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
        """The units one mistake away, of those types that are written."""
        index, plain = self.index, part.plain
        # Huế is the one province that is too short for a mistake, and its type leaves no doubt.
        shortest = 2 if level == PROVINCE and part.types else SHORTEST
        if part.name is not None or len(plain) < shortest or plain.isdigit():
            return []
        found: list[tuple[bool, int, tuple[str, ...]]] = []
        for unit in self.near.named(plain, level, above):
            if part.types and index.kinds[unit].isdisjoint(part.types):
                continue
            far = marked and min(apart(part.form, form) for form in index.toned[unit]) > 1
            found.append((far, unit, (*_said(part, marked), "one-edit")))
        least = min((far for far, _, _ in found), default=False)
        if not found and not part.types:
            how, word = (*_of_marks(marked), "one-edit"), part.form.partition(" ")[0]
            return [(unit, how) for unit in self.near.typed(plain, word, level, above)]
        return [(unit, how) for far, unit, how in found if far == least]


def last_three(text: str) -> str:
    """The last three parts of a text between commas; '' where it has less."""
    last = text.rfind(",")
    two = text.rfind(",", 0, last) if last > 0 else -1
    return text[text.rfind(",", 0, two) + 1 :] if two >= 0 else ""


def _worded(raws: list[str]) -> list[str]:
    """The stretches that say something, without country and postcode at the end."""
    found = [raw for raw in raws if raw and not raw.isspace()]
    while found and is_end(found[-1]):
        found.pop()
    return found


def _short(part: Part, unit: int) -> bool:
    return part.name is not None and unit in part.name.short


def _said(part: Part, marked: bool) -> tuple[str, ...]:
    """What is worth telling of a part: that its type or the marks of the text were not written."""
    return _of_marks(marked) if part.types else ("no-type", *_of_marks(marked))


def _of_marks(marked: bool) -> tuple[str, ...]:
    return () if marked else ("no-marks",)


def _all(found: list[Match]) -> Quick | None:
    """The units that were found with the fewest mistakes, and what was odd about any of them."""
    if not found:
        return None
    if len(found) > 1:
        least = min([how.count("one-edit") for _, how in found])
        found = [match for match in found if match[1].count("one-edit") == least]
    units = tuple(dict.fromkeys([unit for unit, _ in found]))
    return Quick(units, tuple(dict.fromkeys([why for _, how in found for why in how])))
