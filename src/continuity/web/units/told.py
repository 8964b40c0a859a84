"""All that the page of a unit, of ground, or of an agency says."""

from __future__ import annotations

from datetime import date
from typing import Any

from continuity.core.interval import Interval, eve
from continuity.core.lineage import Area
from continuity.packs.answers import Json, areas_json, unit_json
from continuity.packs.names import english, sort_key
from continuity.packs.things import agency_json, ground_json
from continuity.pages.lineage import Picture
from continuity.pages.words import language, t
from continuity.web.known import Known
from continuity.web.units import around
from continuity.web.units.days import life, nearest, state
from continuity.web.units.drawn import Link, moves, picture

LEVELS = {
    "province": ("Tỉnh, thành phố", "Province"),
    "district": ("Cấp huyện", "District"),
    "commune": ("Cấp xã", "Commune"),
}


def unit(here: Known, key: str, on: date, link: Link) -> dict[str, Any]:
    """A unit: its name, its life, its lineage, what is around it, who serves it."""
    area, starts = here.world.lineage.areas[key], here.world.starts
    shown = nearest(area.valid, on)
    thing = areas_json(here, [key], on)["units"][0]
    inner = around.inside(here, key, shown, on)
    serving, others = around.serving(here, key, shown)
    return {
        **_life(area.valid, on, starts),
        "thing": thing,
        "name": thing["name"],
        "english": english(thing["name"]) if language() == "en" else "",
        "level": t(*LEVELS.get(area.level, (area.level, area.level))),
        "province": around.named(here, _province(here, key, shown), shown),
        "names": [(name["name"], life(_days(name), starts)) for name in thing["names"]],
        "alike": _alike(here, key),
        "above": around.above(here, key),
        "inner": inner,
        "lies": _lies(here, area, on),
        "kinds": around.kinds(inner),
        "ground": around.ground(here, key, shown),
        "serving": serving,
        "others": others,
        "duties": around.duties(here, key, on) if on >= starts else [],
        "picture": unit_picture(here, key, on, link),
    }


def _lies(here: Known, area: Area, on: date) -> list[around.Named]:
    """The communes among which the ground of a district lies that has ended: its heir, the province,
    tells nobody where to go; nothing for other units."""
    if area.level != "district" or area.valid.end > on:
        return []
    lineage, last = here.world.lineage, eve(area.valid.end)
    homes = {lineage.home(leaf, on) for leaf in lineage.leaves_of(area.id, last)} - {""}
    return sorted((around.named(here, one, on) for one in homes), key=lambda n: sort_key(n.name))


def unit_picture(here: Known, key: str, on: date, link: Link) -> Picture:
    """A unit between its predecessors and its heirs."""
    valid = here.world.lineage.areas[key].valid
    thing = areas_json(here, [key], on)["units"][0]
    told = state(valid, on, here.world.starts)
    return picture(here, thing, name=thing["name"], state=told, valid=valid, link=link)


def agency(here: Known, key: str, on: date, link: Link) -> dict[str, Any]:
    """An agency: its life, its lineage, and what it must do where on the day."""
    body, starts = here.world.agencies[key], here.world.starts
    shown = nearest(body.valid, on)
    thing = agency_json(here, key, on)
    held = [_held(here, mandate, shown) for mandate in thing["mandates"]]
    return {
        **_life(body.valid, on, starts),
        "thing": thing,
        "name": around.named(here, key, shown).name,
        "english": thing["name"] if language() == "en" else "",
        "seat": around.named(here, body.seat, shown) if body.seat else None,
        "above": [
            around.Stretch(
                life(w.valid, starts), [around.named(here, w.parent, w.valid.start)], w.cite
            )
            for w in here.world.under.get(key, ())
        ],
        "now": [row for row in held if row["now"]],
        "then": [row for row in held if not row["now"]],
        "picture": agency_picture(here, key, on, link),
    }


def agency_picture(here: Known, key: str, on: date, link: Link) -> Picture:
    """An agency between those that it continues and the one that continues it."""
    valid = here.world.agencies[key].valid
    thing, told = agency_json(here, key, on), state(valid, on, here.world.starts)
    name = around.named(here, key, nearest(valid, on)).name
    return picture(here, thing, name=name, state=told, valid=valid, link=link)


def ground(here: Known, key: str, on: date, link: Link) -> dict[str, Any]:
    """A piece of ground or a site: in which units it lay when, and who must do what there."""
    starts = here.world.starts
    name, thing = around.ground_name(here, key), ground_json(here, key, on)
    serving, others = around.serving(here, key, max(on, starts))
    return {
        **_life(Interval(starts, date.max), on, starts),
        "thing": thing,
        "name": name,
        "home": unit_json(here, home, on) if (home := here.world.lineage.home(key, on)) else None,
        "above": around.above(here, key),
        "pieces": _pieces(here, thing["of"], key),
        "serving": serving,
        "others": others,
        "duties": around.duties(here, key, on) if on >= starts else [],
        "picture": ground_picture(here, key, on, link),
    }


def ground_picture(here: Known, key: str, on: date, link: Link) -> Picture:
    """Ground between the units in which it lay and those in which it lies."""
    return moves(
        here, ground_json(here, key, on), on, name=around.ground_name(here, key), link=link
    )


def _life(valid: Interval, on: date, starts: date) -> dict[str, Any]:
    return {
        "state": state(valid, on, starts),
        "shown": nearest(valid, on),
        "life": life(valid, starts),
        "valid": valid,
        "last": nearest(valid, date.max),
        "starts": starts,
    }


def _days(pair: Json) -> Interval:
    start, end = (date.fromisoformat(day) if day else None for day in pair["valid"])
    return Interval(start or date.min, end or date.max)


def _province(here: Known, key: str, shown: date) -> str:
    return here.world.lineage.at_level(key, "province", shown) or key


def _alike(here: Known, key: str) -> list[tuple[around.Named, str]]:
    """The other units that bore, bear or will bear the same code."""
    area, starts = here.world.lineage.areas[key], here.world.starts
    others = [other for other in here.world.lineage.coded(area.code) if other.id != key]
    return [(around.named(here, o.id, o.valid.start), life(o.valid, starts)) for o in others]


def _pieces(here: Known, of: str | None, key: str) -> list[around.Named]:
    found = here.world.lineage.pieces(of) if of else []
    return [around.Named(leaf, around.ground_name(here, leaf)) for leaf in found if leaf != key]


def _held(here: Known, mandate: Json, shown: date) -> dict[str, Any]:
    valid, intake = _days(mandate), _days({"valid": mandate["intake"]})
    return {
        **mandate,
        "label": around.function_name(here, mandate["function"]),
        "days": life(valid, here.world.starts),
        "filed": "" if intake == Interval(date.min, date.max) else _filed(intake),
        "now": shown in valid,
    }


def _filed(intake: Interval) -> str:
    days = life(intake, date.min)
    return t(f"hồ sơ nộp {days}", f"matters filed {days}")
