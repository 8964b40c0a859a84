"""From the names of a resolution to the units that bear them on the eve of its day.

The units are those of the province that the resolution is about, with every province that goes into
it on the same day. A name that fits several is told apart by what the law itself says: the district
in brackets behind it or behind its neighbours in the list, the clause that "the rest" cites, and that
what another clause takes whole is not there to be taken. What stays ambiguous is told.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from continuity.core.interval import eve
from continuity.core.lineage import Area
from continuity.packs.names import folded, split_type, toned
from continuity.packs.places import Places
from continuity.reform.law.phrases import Named

_LEVELS = {"Huyện": "district", "Quận": "district", "Thị xã": "district", "Thành phố": "district"}
_MOST_ALIKE = 5
_SIGNS = str.maketrans("’‘ʼ`´–—", "'" * 5 + "--")


def level_of(kind: str) -> str:
    """The level of a type within a province."""
    return _LEVELS.get(kind, "province" if kind == "Tỉnh" else "commune")


@dataclass(frozen=True)
class Units:
    """The units of a province on the eve of a day; `province` is its id on the day itself."""

    places: Places
    on: date
    province: str
    _found: dict[tuple[str, tuple[str, ...]], list[str]] = field(default_factory=dict)

    @property
    def eve(self) -> date:
        """The day before."""
        return eve(self.on)

    @cached_property
    def scope(self) -> set[str]:
        """The province on the eve, or all that go into it."""
        lineage = self.places.world.lineage
        return {
            area.id
            for area in lineage.areas.values()
            if area.level == "province"
            and self.eve in area.valid
            and lineage.successor(area.id, self.on) == self.province
        }

    @cached_property
    def communes(self) -> list[Area]:
        """All communes of the province on the eve, and what else holds ground itself."""
        lineage = self.places.world.lineage
        return [area for area in lineage.areas.values() if self._here(area) and self._lowest(area)]

    def _lowest(self, area: Area) -> bool:
        if area.level != "district":
            return area.level == "commune"
        return self.places.world.lineage.has_ground(area.id, self.eve)

    def _here(self, area: Area) -> bool:
        if area.level not in ("commune", "district") or self.eve not in area.valid:
            return False
        return bool(self.scope & set(self.places.world.lineage.path(area.id, self.eve)))

    def name(self, unit: str) -> str:
        """What a unit is called on the eve."""
        label = self.places.world.name(unit, self.eve)
        return label.vi if label else unit

    def code(self, unit: str) -> str:
        """The code of a unit."""
        return self.places.world.lineage.areas[unit].code

    def path(self, unit: str) -> tuple[str, ...]:
        """A unit and all that contains it on the eve."""
        return self.places.world.lineage.path(unit, self.eve)

    def inside(self, unit: str) -> list[str]:
        """The communes of a district; the unit itself where it has none, or is none."""
        areas, lineage = self.places.world.lineage.areas, self.places.world.lineage
        if areas[unit].level != "district":
            return [unit]
        inner = [thing for thing in lineage.inside(unit, self.eve) if thing in areas]
        return sorted(inner, key=self.code) or [unit]

    def told(self, unit: str) -> str:
        """A unit with its district and its code: 'Xã A (Huyện B) [00001]'."""
        path = self.places.world.lineage.path(unit, self.eve)
        around = f" ({self.name(path[1])})" if len(path) > 1 else ""
        return f"{self.name(unit)}{around} [{self.code(unit)}]"

    def candidates(self, named: Named) -> list[str]:
        """All units that a name with its brackets may mean."""
        key = (toned(named.full), named.around)
        if key not in self._found:
            self._found[key] = self._candidates(named)
        return self._found[key]

    def _candidates(self, named: Named) -> list[str]:
        areas = self.places.world.lineage.areas
        level = level_of(named.kind)
        here = [
            thing
            for thing in self.places.every(named.full)
            if thing in areas
            and areas[thing].level == level
            and self._here(areas[thing])
            # a unit's former and later names are not what it is called on the eve
            and folded(self.name(thing)) == folded(named.full)
        ]
        here = here or self._otherwise(named, level)
        exact = [thing for thing in here if self.exact(thing, named)]
        return [thing for thing in exact or here if self.lies_in(thing, named.around)]

    def _otherwise(self, named: Named, level: str) -> list[str]:
        """Units of another spelling that the pack knows of, if they are of the type."""
        areas = self.places.world.lineage.areas
        return [
            thing
            for thing in self.places.every(named.full)
            if thing in areas and areas[thing].level == level and self._here(areas[thing])
            and split_type(self.name(thing))[0] == named.kind
        ]  # fmt: skip

    def exact(self, unit: str, named: Named) -> bool:
        """True for a unit that is written with the very marks of the text."""
        return _spelled(self.name(unit)) == _spelled(named.full)

    def lies_in(self, unit: str, around: tuple[str, ...]) -> bool:
        """True for a unit that lies in everything that is named."""
        path = self.places.world.lineage.path(unit, self.eve)
        names = {folded(self.name(area)) for area in path[1:]}
        return all(folded(one) in names for one in around)

    def alike(self, named: Named) -> list[str]:
        """Units of the province with the same name but another type, or in another district."""
        areas = self.places.world.lineage.areas
        found = [thing for thing in self.places.every(named.name) if thing in areas]
        here = [thing for thing in found if self._here(areas[thing])]
        return [self.told(thing) for thing in here[:_MOST_ALIKE]]


def _spelled(name: str) -> str:
    """A name with its marks; which apostrophe and which dash a text has says nothing."""
    return toned(name.translate(_SIGNS))


def province_called(places: Places, written: str, on: date) -> str:
    """The province of a name or a code on a day, or ''."""
    areas = places.world.lineage.areas
    if coded := places.world.lineage.living(written, on):
        return coded.id if coded.level == "province" else ""
    found = [thing for thing in places.every(written) if thing in areas] if written else []
    found = [t for t in found if areas[t].level == "province" and on in areas[t].valid]
    label = {thing: places.world.name(thing, on) for thing in found}
    named = [t for t in found if (now := label[t]) and folded(written) in _calls(now.vi)]
    return named[0] if len(named) == 1 else ""


def _calls(name: str) -> set[str]:
    return {folded(name), folded(split_type(name)[1])}
