"""What stands around a place on a day: above it, inside it, who serves it, who must do what there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from continuity.core.competent import Ruling, Status, who
from continuity.core.crosswalk import heirs
from continuity.core.lineage import Cite
from continuity.core.mandate import Mode
from continuity.packs.functions import labels
from continuity.packs.names import sort_key, split_type
from continuity.pages.words import language, number, t
from continuity.web.known import Known
from continuity.web.units.days import life, nearest


class Named(NamedTuple):
    """A thing with its name and key."""

    key: str
    name: str


class Stretch(NamedTuple):
    """Some days, what contained a thing on them, and why."""

    days: str
    path: list[Named]
    cite: Cite


@dataclass
class Inner:
    """One thing that lies in a place: its code and days, and what became of it since."""

    key: str
    name: str
    code: str = ""
    days: str = ""
    count: int = 0
    now: list[Named] = field(default_factory=list)


class Serving(NamedTuple):
    """An agency, its days, and what it must do at a place."""

    agency: Named
    days: str
    duties: list[str]


class Duty(NamedTuple):
    """A function, who must do it at a place, or why no one agency does; and where to ask further."""

    name: str
    agency: Named | None
    said: str
    url: str


def named(here: Known, key: str, on: date) -> Named:
    """A thing under its name of a day; an agency in the language of the page."""
    tongue = language() if key in here.world.agencies else "vi"
    return Named(key, here.names.of(key, on, tongue))


def function_name(here: Known, id: str) -> str:
    """What a function is called in the language of the page."""
    if id not in here.pack.functions:
        return here.names.of(id, here.world.starts, language())
    return labels(here.pack, id)[1 if language() == "en" else 0]


def above(here: Known, thing: str) -> list[Stretch]:
    """In what a thing lay, lies and will lie; the smallest first."""
    lineage, starts = here.world.lineage, here.world.starts
    told = []
    for step in lineage.line(thing):
        stay = lineage.parent(thing, step.valid.start)
        path = [named(here, place, step.valid.start) for place in step.path[1:]]
        told.append(Stretch(life(step.valid, starts), path, stay.cite if stay else Cite()))
    return [stretch for stretch in told if stretch.path]


def inside(here: Known, place: str, shown: date, on: date) -> list[Inner]:
    """The units that lie directly in a place, in the order of a dictionary."""
    lineage = here.world.lineage
    found = [
        _unit(here, key, shown, on) for key in lineage.inside(place, shown) if key in lineage.areas
    ]
    return sorted(found, key=lambda unit: sort_key(split_type(unit.name)[1]))


def _unit(here: Known, key: str, shown: date, on: date) -> Inner:
    lineage = here.world.lineage
    area = lineage.areas[key]
    below = [inner for inner in lineage.inside(key, shown) if inner in lineage.areas]
    over = area.level == "commune" and area.valid.end <= on
    now = [named(here, e.target, area.valid.end) for e in heirs(lineage, key)] if over else []
    days = life(area.valid, here.world.starts)
    return Inner(key, here.names.of(key, shown), area.code, days, len(below), now)


def kinds(units: list[Inner]) -> str:
    """How many units of each type: 54 Phường · 113 Xã · 1 Đặc khu."""
    counted = Counter(split_type(unit.name)[0] for unit in units)
    several = ((number(count), kind.lower()) for kind, count in counted.most_common() if kind)
    return " · ".join(" ".join(pair) for pair in several)


def ground(here: Known, place: str, shown: date) -> list[Inner]:
    """The pieces of ground and the sites that lie directly in a place."""
    leaves = here.world.lineage.leaves
    found = [key for key in here.world.lineage.inside(place, shown) if key in leaves]
    return [Inner(key, ground_name(here, key)) for key in sorted(found)]


def ground_name(here: Known, leaf: str) -> str:
    """What a leaf is called: a site by its name, ground by the unit that it was of at the start."""
    starts = here.world.starts
    if here.world.lineage.leaves[leaf].site or leaf in here.world.labels:
        return here.names.of(leaf, starts)
    old = here.names.of(leaf, starts)
    if ">" in leaf:
        return t(f"Một phần địa bàn cũ của {old}", f"A part of the old ground of {old}")
    return t(f"Địa bàn cũ của {old}", f"The old ground of {old}")


def serving(here: Known, place: str, shown: date) -> tuple[list[Serving], list[Serving]]:
    """The agencies that serve a place on a day, and those that did before or will later."""
    world = here.world
    duties: dict[str, list[str]] = {}
    for id in world.functions:
        for mandate in world.held(id, place):
            if shown in mandate.valid and mandate.mode is Mode.MUST:
                duties.setdefault(mandate.agency, []).append(function_name(here, id))
    seated = {key: world.agencies[key] for key in (*world.seated(place), *duties)}
    now: list[Serving] = []
    other: list[Serving] = []
    for key, body in seated.items():
        agency = named(here, key, nearest(body.valid, shown))
        told = sorted(set(duties.get(key, ())), key=sort_key)
        row = Serving(agency, life(body.valid, world.starts), told)
        (now if shown in body.valid else other).append(row)
    return sorted(now, key=_order), sorted(other, key=_order)


def _order(row: Serving) -> tuple[bool, str]:
    return not row.duties, sort_key(row.agency.name)


def duties(here: Known, place: str, on: date) -> list[Duty]:
    """Who must do each function at a place on a day, for what is filed on it; the owed ones first."""
    told = []
    for id in here.world.functions:
        ruling = who(here.world, id, place, on=on, filed=on).ruling
        agency = named(here, ruling.agency, on) if ruling.agency else None
        query = urlencode({"function": id, "place": place, "on": on.isoformat()})
        url = f"{reverse('web:who')}?{query}"
        told.append(Duty(function_name(here, id), agency, "" if agency else _open(ruling), url))
    return sorted(told, key=lambda duty: (duty.agency is None, sort_key(duty.name)))


def _open(ruling: Ruling) -> str:
    """Why no one agency is named."""
    count = number(len({mandate.agency for mandate in ruling.holders}))
    return {
        Status.NOT_OWED: t("không đặt ra ở đây", "not owed here"),
        Status.UNDETERMINED: t(
            f"{count} cơ quan, mỗi nơi một cơ quan", f"{count} agencies, each in a part"
        ),
        Status.OVERLAP: t(f"chồng chéo: {count} cơ quan", f"overlap: {count} agencies"),
        Status.GAP: t("không cơ quan nào", "no agency"),
    }.get(ruling.status, t("chưa có dữ liệu cho ngày này", "no data for this day"))
