"""Every way to read a text, and what each costs: the slow and thorough half of the reader.

A *find* is a stretch of words that names units of one level. A *reading* picks at most one find of
each level so that the commune lies in the district and the district in the province. Each departure
from a clean address has a price: a missing level, a wrong type, missing marks, words between the
parts, an unusual order, a mistake in a letter. The cheapest reading wins; readings that cost the same
are the honest answer "one of these". The prices only order readings; how often a reading of each kind
is right is measured and stands in `score`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from continuity.addresses.finds import Find, Finds
from continuity.addresses.index import COMMUNE, DISTRICT, NONE, PROVINCE, Index, Units
from continuity.addresses.mistakes import apart
from continuity.addresses.text import Text
from continuity.addresses.words import Word

# Prices, beside those of `finds`; tables of messy addresses with known answers taught them.
WRONG_TYPE = 3.0
WRONG_MARKS = 1.8
SOME_MARKS = 0.3
SHORT_FORM = 0.2
MISTAKE_IN_MARKS = 0.6
NO_DISTRICT = 0.8
NO_PROVINCE = 1.0
NO_COMMUNE = 6.0
GAP, MOST_GAP = 0.7, 3.5
TRAILING, MOST_TRAILING = 0.7, 4.0
UNREAD_TYPE = 3.0
ANOTHER_NAME = 4.0
UNUSUAL_ORDER = 0.6
MOST_WHOLE, MOST_PARTIAL, MOST_WIDE = 9.0, 5.0, 9.0
SAME = 0.25  # readings whose prices differ by less are one as good as the other


Three = tuple[Find | None, Find | None, Find | None]


class Reading(NamedTuple):
    """One way to read a text: the unit it names, what that costs, and why it is no clean address."""

    price: float
    unit: int
    finds: Three
    how: tuple[str, ...]


class Lattice:
    """The readings that the finds of a text allow."""

    def __init__(self, index: Index, text: Text, *, mistakes: bool = False) -> None:
        self.index, self.text = index, text
        self.found = Finds(index, text, mistakes=mistakes)
        self._laid: tuple[Three, tuple[float, list[str]]] | None = None
        self.least = math.inf  # what the cheapest reading costs that was taken so far

    def readings(self) -> Iterator[Reading]:
        """All readings but those that cannot be as good as `least`, in no order."""
        for province in (*self.found.finds[PROVINCE], None):
            units = province.name.all[PROVINCE] if province else [None]
            for above in units:
                yield from self._within(province, above)

    def _within(self, province: Find | None, above: int | None) -> Iterator[Reading]:
        for district in (*self.found.finds[DISTRICT], None):
            if district and _overlap(district, province):
                continue
            for unit in self._choices(district, above, DISTRICT) if district else (above,):
                yield from self._communes(province, above, district, unit)

    def _choices(self, find: Find, above: int | None, level: int) -> Units | list[int]:
        """The units of a find that lie in another unit."""
        if above is None:
            return find.name.all[level]
        inside = find.name.inside.get(above, NONE)
        return [unit for unit in inside if self.index.levels[unit] == level]

    def _communes(
        self, province: Find | None, top: int | None, district: Find | None, above: int | None
    ) -> Iterator[Reading]:
        for commune in self.found.finds[COMMUNE]:
            if _overlap(commune, province) or _overlap(commune, district):
                continue
            bare = district is None and not commune.types
            if bare and province is None and self.found.number(commune):
                continue
            if bare and (commune.how or not self.found.alone(commune)):
                continue  # 12 Lê Lợi, Hà Nội: words of a street, or of a company's name
            units = self._choices(commune, above, COMMUNE)
            if units:
                finds = (commune, district, province)
                for unit in self._worth(finds, units):
                    yield self._reading(finds, (unit, above, top))
        if above is not None and self._stands(district, province):
            yield self._reading((None, district, province), (above, above, top))

    def _worth(self, finds: Three, units: Units | list[int]) -> Units | list[int]:
        """The units, or none where even the best of them costs too much."""
        least = self._layout(finds)[0] + sum(find.price for find in finds if find)
        return units if least < self.least + SAME else NONE

    def _stands(self, district: Find | None, province: Find | None) -> bool:
        """Whether a text may mean a wider unit: one bare name among other words is none."""
        only = district if province is None else province if district is None else None
        if only is not None and not only.types and self.found.number(only):
            return False
        at_end = only is not None and only.level == PROVINCE and only.end == len(self.text.words)
        return only is None or bool(only.types) or at_end or self.found.alone(only)

    def _reading(
        self,
        finds: Three,
        units: tuple[int, int | None, int | None],
    ) -> Reading:
        price, how = self._layout(finds)
        for find, unit in zip(finds, units, strict=True):
            if find is not None and unit is not None:
                more, why = self._part(find, unit)
                price, how = price + more, [*how, *why]
                if find.against and not _covered(find.start - 1, finds):
                    price += WRONG_TYPE
        return Reading(price, units[0], finds, tuple(dict.fromkeys(how)))

    def _part(self, find: Find, unit: int) -> tuple[float, list[str]]:
        price, how = find.price, list(find.how)
        if not find.types:
            how.append("no-type")
        elif self.index.kinds[unit].isdisjoint(find.types):
            price, how = price + WRONG_TYPE, [*how, "other-type"]
        if unit in find.name.short:
            return price + SHORT_FORM, [*how, "short-form"]
        more, why = self._marks(find, unit)
        return price + more, how + why

    def _marks(self, find: Find, unit: int) -> tuple[float, list[str]]:
        if not self.text.marked:
            return 0.0, ["no-marks"]
        words = self.text.words[find.start : find.end]
        form = " ".join(word.toned for word in words)
        forms = self.index.toned[unit]
        if form in forms:
            return 0.0, []
        if find.how:
            return self._mistaken_marks(form, forms)
        if any(_fits(words, other.split(" ")) for other in forms):
            return SOME_MARKS, ["some-marks"]
        return WRONG_MARKS, ["other-marks"]

    @staticmethod
    def _mistaken_marks(form: str, forms: tuple[str, ...]) -> tuple[float, list[str]]:
        near = any(apart(form, other) <= 1 for other in forms)
        return (0.0 if near else MISTAKE_IN_MARKS), []

    def _layout(self, finds: Three) -> tuple[float, list[str]]:
        """What missing levels, words between the parts and their order cost; reckoned once."""
        if self._laid is None or self._laid[0] is not finds:
            self._laid = finds, self._lay(finds)
        return self._laid[1]

    def _lay(self, finds: Three) -> tuple[float, list[str]]:
        commune, district, province = finds
        price, how = 0.0, []
        if commune is None:
            price, how = price + NO_COMMUNE, ["no-commune"]
        namesake = district is None and self._namesake(commune, province)
        if district is None and self.index.districts:
            price += NO_COMMUNE if namesake else NO_DISTRICT
            how += ["no-district"] + ["namesake"] * namesake
        elif namesake and province is None:
            price, how = price + NO_COMMUNE, ["namesake"]
        if province is None:
            price, how = price + NO_PROVINCE * (1 if district else 3), [*how, "no-province"]
            end = self.found.province_at_end
            price += UNREAD_TYPE * (end is not None and not _covered(end, finds))
        more, why = self._places(finds)
        if commune is None:
            before = min(find.begin for find in finds if find)
            why += ["unread-type"] * (self._unread(finds) > 0) + ["more-text"] * (before > 0)
        else:
            price += UNREAD_TYPE * self._unread(finds) + ANOTHER_NAME * self.found.goes_on(commune)
            why += ["bare"] * (district is None and not commune.types)
        return price + more, how + why

    def _places(self, finds: tuple[Find | None, ...]) -> tuple[float, list[str]]:
        """What the order of the parts costs, and the words that stand between and behind them."""
        placed = sorted((find.begin, find.end) for find in finds if find)
        usual = [find.begin for find in finds if find]
        if usual == sorted(usual):
            behind = len(self.text.words) - placed[-1][1]
            price, how = min(TRAILING * behind, MOST_TRAILING), []
        else:
            price, how = UNUSUAL_ORDER, ["order"]
        between = sum(max(0, later[0] - earlier[1]) for earlier, later in pairwise(placed))
        if between:
            price, how = price + min(GAP * between, MOST_GAP), [*how, "words-between"]
        return price, how

    def _unread(self, finds: tuple[Find | None, ...]) -> int:
        """How many types of a text a reading leaves unread: Quận 3 beside a ward of Quận 10."""
        read = {find.begin for find in finds if find}
        return sum(begin not in read and not _covered(begin, finds) for begin in self.weighty)

    @cached_property
    def weighty(self) -> list[int]:
        """The types that no reading may pass over, but one that names the district again.

        An island without communes is often written twice: Huyện Lý Sơn, Huyện Lý Sơn, Quảng Ngãi.
        """
        districts = {f.begin: f for f in self.found.finds[DISTRICT] if f.types and not f.how}
        once: dict[int, int] = {}
        for begin, find in sorted(districts.items()):
            once[id(find.name)] = begin
        kept = set(once.values())
        return [at for at in self.found.weighty if at not in districts or at in kept]

    def _namesake(self, commune: Find | None, province: Find | None) -> bool:
        """True where a bare name may as well be a wider unit's, whose commune is not written."""
        if commune is None or commune.types:
            return False
        name = commune.name
        if province is None:
            return bool(name.all[DISTRICT] or name.all[PROVINCE])
        inside = (u for top in province.name.all[PROVINCE] for u in name.inside.get(top, NONE))
        return any(self.index.levels[unit] == DISTRICT for unit in inside)


def _fits(words: list[Word], form: list[str]) -> bool:
    """True when each word that was written with marks is the one of the form."""
    return len(words) == len(form) and all(
        not word.marked or word.toned == other for word, other in zip(words, form, strict=True)
    )


def _covered(word: int, finds: tuple[Find | None, ...]) -> bool:
    """True for a word that is part of a name: the phuong of Gia Phuong is no type."""
    return any(find is not None and find.start <= word < find.end for find in finds)


def _overlap(one: Find, other: Find | None) -> bool:
    return other is not None and one.begin < other.end and other.begin < one.end


def best(lattice: Lattice) -> list[Reading]:
    """The cheapest reading and those that are as good, one for each unit; empty where none is."""
    cheapest: dict[int, Reading] = {}
    for reading in lattice.readings():
        if reading.price > _most(reading, lattice.index):
            continue
        known = cheapest.get(reading.unit)
        if known is None or reading.price < known.price:
            cheapest[reading.unit] = reading
            lattice.least = min(lattice.least, reading.price)
    if not cheapest:
        return []
    close = [r for r in cheapest.values() if r.price < lattice.least + SAME]
    close = [r for r in close if not any(_longer(other, r) for other in close)]
    return sorted(close, key=lambda r: (r.price, r.unit))


def _most(reading: Reading, index: Index) -> float:
    """What a reading may cost at most: with a level left out, the others have to be clean."""
    if reading.finds[COMMUNE] is None:
        return MOST_WIDE
    whole = reading.finds[DISTRICT] or not index.districts
    if "namesake" in reading.how:
        return MOST_PARTIAL + NO_COMMUNE - NO_DISTRICT
    return MOST_WHOLE if whole and reading.finds[PROVINCE] else MOST_PARTIAL


def _longer(one: Reading, other: Reading) -> bool:
    """True when a reading takes more words for the commune from the same word on."""
    a, b = one.finds[COMMUNE], other.finds[COMMUNE]
    return a is not None and b is not None and a.start == b.start and a.end > b.end
