"""The units of one day by their names: nationwide, inside each other, and by names with one mistake.

A *name* is found by its folded words without the type. Under it lie the units of each level, also by
the unit that contains them, because that is how an address is narrowed: of 60 communes called Tân Phú
one lies in a given district.
"""

from __future__ import annotations

from functools import cache, cached_property, lru_cache

from continuity.addresses.gazetteer import Gazetteer, at, uncollected
from continuity.addresses.mistakes import Mistakes, both_spellings
from continuity.addresses.words import COMMUNE, DISTRICT, LEVELS, PROVINCE

Units = tuple[int, ...]
NONE: Units = ()

# What people call provinces. Initials mean the first that is listed here, and only that.
SHORT = {
    "79": ("hcm", "hcmc", "sai gon", "saigon", "sg", "tphcm", "hochiminh"),
    "01": ("hn", "ha noi city"),
    "77": ("brvt", "br vt", "vung tau ba ria"),
    "46": ("thua thien hue", "tt hue", "tth", "t t hue", "thua thien"),
    "48": ("dn", "dna"),
    "31": ("hp",),
    "92": ("ct",),
    "66": ("dac lac", "daklak", "dl"),
    "67": ("dac nong", "daknong"),
    "52": ("qui nhon binh dinh",),
}


class Name:
    """The units that bear a name on a day, by level and by what contains them."""

    __slots__ = ("all", "inside", "short")

    def __init__(self) -> None:
        self.all: tuple[list[int], list[int], list[int]] = ([], [], [])
        self.inside: dict[int, Units] = {}
        self.short: set[int] = set()  # those for which the name is an everyday short form

    def add(self, unit: int, level: int, above: list[int], *, short: bool = False) -> None:
        if unit in self.all[level]:
            return
        self.all[level].append(unit)
        if short:
            self.short.add(unit)
        for place in above:
            self.inside[place] = (*self.inside.get(place, NONE), unit)


@cache
def _kinds(kinds: tuple[str, ...]) -> frozenset[str]:
    return frozenset(kinds)


class Index:
    """All names of a day. `kinds` and `toned` say how each unit is spelled."""

    def __init__(self, gazetteer: Gazetteer, day: int) -> None:
        self.gazetteer, self.day = gazetteer, day
        self.names: dict[str, Name] = {}
        self.starts: set[str] = set()
        self.toned: dict[int, tuple[str, ...]] = {}
        self.kinds: dict[int, frozenset[str]] = {}
        self.levels: dict[int, int] = {}
        self.above: dict[int, list[int]] = {}
        with uncollected():
            for unit in gazetteer.living(day):
                self._add(unit)
        self._shorten()

    def _add(self, unit: int) -> None:
        this = self.gazetteer.units[unit]
        parent = at(this.parents, self.day)
        # The widest units come first, so what contains the parent is known.
        above = self.above[unit] = [parent[0], *self.above[parent[0]]] if parent else []
        spelled = [self.gazetteer.spelled[name] for name in self._spellings(unit)]
        for _, plain, _ in spelled:
            self._name(plain).add(unit, this.level, above)
        self.levels[unit] = this.level
        self.kinds[unit] = _kinds(tuple([kind for kind, _, _ in spelled]))
        self.toned[unit] = tuple([form for _, _, form in spelled])

    def plains(self, unit: int) -> list[str]:
        """The folded spellings of a unit, each also with the y that convention writes for i."""
        spelled = [self.gazetteer.spelled[name] for name in self._spellings(unit)]
        return [form for _, plain, _ in spelled for form in both_spellings(plain)]

    def _spellings(self, unit: int) -> list[str]:
        """The name of the day first, then names of other days and other sources."""
        this = self.gazetteer.units[unit]
        if len(this.names) == 1 and not this.aliases:
            return [this.names[0][0]]
        today = at(this.names, self.day)
        first = [today[0]] if today else []
        return list(dict.fromkeys([*first, *(span[0] for span in this.names), *this.aliases]))

    def _name(self, plain: str) -> Name:
        found = self.names.get(plain)
        if found is None:
            found = self.names[plain] = Name()
            words = plain.split(" ")
            self.starts.update(" ".join(words[:n]) for n in range(1, len(words)))
        return found

    def _shorten(self) -> None:
        coded = {self.gazetteer.units[u].code: u for u in self.provinces}
        for code, names in SHORT.items():
            if code in coded:
                unit = coded[code]
                for name in names:
                    self._name(name).add(unit, PROVINCE, [], short=True)

    @cached_property
    def dashed(self) -> frozenset[str]:
        """The folded names that are written with a dash."""
        spelled = self.gazetteer.spelled
        return frozenset(plain for name, (_, plain, _) in spelled.items() if " - " in name)

    @cached_property
    def provinces(self) -> list[int]:
        """The numbers of the provinces of the day."""
        return [u for u in self.above if self.levels[u] == PROVINCE]

    def inside(self, above: int | None) -> list[int]:
        """The numbers of all units in a unit; of the provinces where none is given."""
        return self.provinces if above is None else self._children.get(above, [])

    @cached_property
    def _children(self) -> dict[int, list[int]]:
        made: dict[int, list[int]] = {}
        for unit, above in self.above.items():
            for place in above:
                made.setdefault(place, []).append(unit)
        return made

    @cached_property
    def districts(self) -> bool:
        """True on a day that has districts."""
        return any(self.levels[u] == DISTRICT for u in self.above)

    @cached_property
    def mistakes(self) -> Mistakes:
        """The names again, for a word with one mistake; made when the first mistake is met."""
        return Mistakes(self.names)


@lru_cache(maxsize=8)
def index_of(gazetteer: Gazetteer, day: int) -> Index:
    """The index of a day, made once; it holds names of units and nothing that anybody wrote."""
    return Index(gazetteer, day)


__all__ = [
    "COMMUNE",
    "DISTRICT",
    "LEVELS",
    "NONE",
    "PROVINCE",
    "Index",
    "Name",
    "Units",
    "index_of",
]
