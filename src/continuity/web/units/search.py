"""Units as people look for them: by an old or a new name, by a code, by what a name contains."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from continuity.packs.names import folded, sort_key, split_type, unabbreviated
from continuity.packs.near import near
from continuity.web.known import Known
from continuity.web.units.around import ground_name
from continuity.web.units.days import life, nearest, state
from continuity.web.units.keys import Kind, meant

MOST = 200
FEWEST_LETTERS = 3


class Found(NamedTuple):
    """A unit, agency or site that fits: what it is called, where it lay, its days, its state."""

    key: str
    name: str
    code: str
    province: str
    days: str
    state: str


class Province(NamedTuple):
    """A province of a day, and how many lowest units lie in it."""

    key: str
    name: str
    code: str
    days: str
    total: int


class Result(NamedTuple):
    """What a search found, how much there is in all, whether names only contain the text, what an
    address was read as, and whether nothing was found but names that are nearly the text."""

    rows: list[Found]
    total: int
    alike: bool
    read: str = ""
    near: bool = False


def found(here: Known, text: str, on: date) -> Result:
    """All that bears a name, a code or a key, or all whose name contains the text, or an
    address; where there is nothing, all whose name is nearly the text."""
    exact = here.places.listed(text)
    named = meant(here, text.strip())
    keys = exact or (list(named.keys) if named.kind is not Kind.NOTHING else [])
    # With a comma it is an address, and a street may have the name of a unit elsewhere.
    alike = [] if keys or "," in text else _containing(here, text)
    if not keys and not alike:
        read = here.written.meant(text, on)
        if read.units:
            said = read.said(here.language)
            return Result(rows(here, read.units[:MOST], on), len(read.units), False, said)
        alike = _containing(here, text)
    if not keys and not alike:
        return Result(
            rows(here, maybe := near(here.places, text), on), len(maybe), False, near=True
        )
    every = keys or alike
    return Result(rows(here, every[:MOST], on), len(every), bool(alike))


def _containing(here: Known, text: str) -> list[str]:
    part = folded(unabbreviated(text.partition(",")[0]))
    if len(part) < FEWEST_LETTERS:
        return []
    hits = (keys for name, keys in here.places.index.items() if part in name)
    return list(dict.fromkeys(key for keys in hits for key in keys))


def rows(here: Known, keys: Iterable[str], on: date) -> list[Found]:
    """Some things in a table."""
    return [_row(here, key, on) for key in keys]


def _row(here: Known, key: str, on: date) -> Found:
    world, starts = here.world, here.world.starts
    thing = world.lineage.areas.get(key) or world.agencies.get(key)
    if thing is None:
        home = world.lineage.at_level(key, "province", max(on, starts))
        return Found(
            key, ground_name(here, key), "", here.names.of(home, on) if home else "", "", ""
        )
    shown = nearest(thing.valid, on)
    seat = getattr(thing, "seat", key)
    province = world.lineage.at_level(seat, "province", shown)
    return Found(
        key,
        here.names.of(key, shown),
        getattr(thing, "code", ""),
        here.names.of(province, shown) if province and province != key else "",
        life(thing.valid, starts),
        state(thing.valid, on, starts),
    )


def provinces(here: Known, on: date) -> list[Province]:
    """The provinces of a day, of the first known one where it lies before; as in a dictionary."""
    lineage, shown = here.world.lineage, max(on, here.world.starts)
    listed = [
        Province(
            a.id,
            here.names.of(a.id, shown),
            a.code,
            life(a.valid, here.world.starts),
            _lowest(here, a.id, shown),
        )
        for a in lineage.areas.values()
        if a.level == "province" and shown in a.valid
    ]
    return sorted(listed, key=lambda one: sort_key(split_type(one.name)[1]))


def _lowest(here: Known, place: str, on: date) -> int:
    """How many units without units of their own lie in a place."""
    lineage = here.world.lineage
    inner = [key for key in lineage.inside(place, on) if key in lineage.areas]
    return sum(_lowest(here, key, on) for key in inner) or 1
