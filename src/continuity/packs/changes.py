"""What changes for somebody: an address as it was and as it is, the papers they hold, who and where now.

Whatever is typed becomes the key of a unit before anything is answered, so that an answer's address
holds a unit, some kinds of paper and a day, and never what a person wrote.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from continuity.core.competent import Status, placed
from continuity.core.interval import FOREVER, eve
from continuity.core.lineage import Area, Cite
from continuity.core.mandate import Function
from continuity.packs.answers import Json, Known, unit_json, who_json
from continuity.packs.names import split_type
from continuity.packs.near import near
from continuity.packs.papers import Both, Paper, Rule, common, papers, special

Where = Callable[[str, str], list[Json]]
"""The counters for a function at a place, by their keys."""

# People move with the residents of a unit that was cut, not with its land.
ADDRESS = Function("address", "residents")
MOST_PARTS, MOST_NAMESAKES = 8, 4


def meant(state: Known, text: str) -> list[str]:
    """The lowest units of any day that a written address may mean; the street before them is skipped."""
    return _first(state, text, state.places.listed)


def meant_nearly(state: Known, text: str) -> list[str]:
    """The lowest units that an address may have been meant for which names none, as it is spelled."""
    return _first(state, text, lambda part: near(state.places, part))


def _first(state: Known, text: str, find: Callable[[str], list[str]]) -> list[str]:
    parts = [part for part in text.split(",") if part.strip()][-MOST_PARTS:]
    for n in range(len(parts)):
        if found := _lowest(state, find(", ".join(parts[n:]))):
            return found
    return []


def nearly(state: Known, text: str) -> list[Json]:
    """What a place may have been meant for that is none as it is spelled: units to choose from."""
    areas = state.world.lineage.areas
    return [choice(state, one) for one in near(state.places, text) if one in areas]


def _lowest(state: Known, found: Iterable[str]) -> list[str]:
    """The lowest units among some things, and those of a district: who writes it lived in one of them."""
    lineage = state.world.lineage
    areas = [area for id in found for area in _with_communes(state, id)]
    return list(dict.fromkeys(a.id for a in areas if lineage.has_ground(a.id, a.valid.start)))


def _with_communes(state: Known, id: str) -> list[Area]:
    lineage = state.world.lineage
    area = lineage.areas.get(id)
    if area is None or area.level != "district":
        return [area] if area else []
    below = (lineage.areas.get(one) for one in lineage.inside(id, eve(area.valid.end)))
    return [area, *(one for one in below if one)]


def is_unit(state: Known, key: str) -> bool:
    """True for the key of a lowest unit of some day."""
    area = state.world.lineage.areas.get(key)
    return area is not None and state.world.lineage.has_ground(key, area.valid.start)


def choice(state: Known, unit: str) -> Json:
    """One of several units that a text may mean: its whole address, and the days on which it lived."""
    valid = state.world.lineage.areas[unit].valid
    first = valid.start if valid.start > state.world.starts else None
    last = eve(valid.end) if valid.end < FOREVER else None
    return {
        **unit_json(state, unit, valid.start),
        "line": line(state, unit, eve(valid.end) if last else valid.start),
        "first": first.isoformat() if first else None,
        "last": last.isoformat() if last else None,
    }


def namesakes(state: Known, text: str, unit: Json | None, on: date) -> list[Json]:
    """Whatever else bore a name and has ended, the widest first; nothing that goes on as that unit.

    Who writes "Hải Dương" after the reform may mean the ward of today, the city or the province.
    """
    lineage, found = state.world.lineage, []
    if unit is None:
        return []
    for thing in state.places.listed(text):
        area = lineage.areas.get(thing)
        if area is None or area.valid.end > on or lineage.successor(thing, on) == unit["key"]:
            continue
        found.append(choice(state, thing))
    return found[:MOST_NAMESAKES]


def line(state: Known, unit: str, on: date) -> str:
    """An address as it is written on a day: commune, district, province."""
    areas = state.world.lineage.areas
    return ", ".join(
        state.names.of(a, on) for a in state.world.lineage.path(unit, on) if a in areas
    )


def address_json(state: Known, unit: str, chosen: str, on: date) -> Json:
    """The address of a unit before and on a day, and by which clause; candidates where it was cut.

    `chosen` is the candidate that somebody says is theirs, or ''.
    """
    placement = placed(state.world, ADDRESS, unit, on)
    cites = {found.area: found.cite for found in placement.candidates if found.area}
    resolved = placement.status is Status.RESOLVED
    now = placement.unit if resolved else chosen if chosen in cites else ""
    starts, valid = state.world.starts, state.world.lineage.areas[unit].valid
    before = line(state, unit, eve(valid.end) if valid.end <= on else valid.start)
    after = line(state, now, on) if now else ""
    since, cite = _change(state, unit, now, cites.get(now, Cite()), on)
    return {
        "unit": unit,
        "now": now or None,
        "chosen": bool(now) and not resolved,
        "before": before,
        "after": after or None,
        "changed": after != before,
        "since": since.isoformat() if since else None,
        "instrument": cite.instrument or None,
        "clause": cite.clause or None,
        "candidates": [] if now else [_candidate(state, *found, on) for found in cites.items()],
        "founded": valid.start.isoformat() if starts <= on < valid.start else None,
        "known_from": starts.isoformat() if on < starts else None,
        "to_come": valid.end.isoformat() if on < valid.end < FOREVER else None,
    }


def _candidate(state: Known, area: str, cite: Cite, on: date) -> Json:
    told = {"instrument": cite.instrument or None, "clause": cite.clause or None}
    return {**unit_json(state, area, on), "line": line(state, area, on), **told}


def _change(state: Known, unit: str, now: str, cite: Cite, on: date) -> tuple[date | None, Cite]:
    """On which day, and by what, an address became what it is."""
    life = state.world.lineage.areas[unit].valid
    if now != unit:
        return (life.end if life.end <= on else None), cite
    # A unit that lives on may lie in another one; it, or what it lies in, may be called otherwise.
    path = state.world.lineage.path(unit, on)
    told = [state.world.lineage.parent(unit, on), *(state.world.name(area, on) for area in path)]
    later = [(one.valid.start, one.cite) for one in told if one and one.valid.start > life.start]
    return max(later, key=lambda one: one[0], default=(None, Cite()))


def changes_json(
    state: Known, unit: str, chosen: str, held: list[str], on: date, where: Where
) -> Json:
    """The whole answer to "what changes for me"."""
    address = address_json(state, unit, chosen, on)
    place = address["now"] or unit
    return {
        "on": on.isoformat(),
        "address": address,
        "rules": [_rule(rule) for rule in common(on, held)],
        "papers": [_paper(state, papers()[id], place, on, where) for id in held],
    }


def _paper(state: Known, paper: Paper, place: str, on: date, where: Where) -> Json:
    asked = paper.function in state.world.functions and on >= state.world.starts
    who = who_json(state, paper.function, place, on, on) if asked else None
    return {
        "id": paper.id,
        "name": paper.label.vi,
        "name_en": paper.label.en,
        "function": paper.function or None,
        "rules": [_rule(rule) for rule in special(on, paper.id)],
        "agency": who["agency"] if who else None,
        "holders": who["holders"] if who else [],
        "office": None if who else _office(state, paper.office, place, on),
        "points": where(paper.function, place) if who else [],
    }


def _office(state: Known, office: Both, place: str, on: date) -> Json:
    """Whose a paper is, in words, where the register has no function for it; never sure."""
    units = _certain(state, place, on)
    found = []
    for n, text in enumerate(office):
        unknown = ("nơi ở mới của bạn", "your new commune")[n]
        parts = {"commune": unknown, "province": unknown}
        parts |= {level: _running(state.names.both(unit, on)[n]) for level, unit in units.items()}
        found.append(text.format_map(parts))
    return {"text": found[0], "text_en": found[1]}


def _certain(state: Known, place: str, on: date) -> dict[str, str]:
    """The commune and the province of a place, each where all of its ground lies in one."""
    lineage, found = state.world.lineage, {}
    ground = [
        leaf for leaf in lineage.leaves_of(place, on) if ADDRESS.owed_at(lineage.leaves[leaf])
    ]
    homes = {lineage.home(leaf, on) for leaf in ground}
    provinces = {lineage.at_level(leaf, "province", on) for leaf in ground}
    for level, units in (("commune", homes), ("province", provinces)):
        if len(units) == 1 and (only := units.pop()):
            found[level] = only
    return found


def _running(name: str) -> str:
    """A unit's name inside a sentence: "phường Sài Gòn"."""
    kind, proper = split_type(name)
    return f"{kind.lower()} {proper}" if kind else name


def _rule(rule: Rule) -> Json:
    until = rule.valid.end
    return {
        "id": rule.id,
        "kind": rule.kind,
        "text": rule.text.vi,
        "text_en": rule.text.en,
        "source": rule.source.vi,
        "source_en": rule.source.en,
        "sure": rule.sure,
        "until": None if until == FOREVER else until.isoformat(),
    }
