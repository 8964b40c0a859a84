"""Notices as they were published, and what one would say today: reading, for whoever asks."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from continuity.core.world import World
from continuity.handover.notice.changing import Changes
from continuity.handover.notice.content import Content, Told, content
from continuity.packs.functions import labels
from continuity.packs.names import Names
from continuity.packs.points import Point, serving
from continuity.packs.text import Text
from continuity.packs.vn import pack
from continuity.reform.shelf import stands, text_of
from continuity.register import points, read

CURRENT = """
select distinct on (n.decree, n.unit) n.decree, n.unit, n.id::text, n.digest, n.content, n.place,
    n.day, n.name, n.agency
from handover_notice n where n.decree = %s and n.unit = %s and n.against is null and not exists (
    select from handover_notice b where b.decree = n.decree and b.unit = n.unit and b.against = n.id)
order by n.decree, n.unit, n.at desc, n.id desc
"""
STANDING = """
select distinct on (n.decree, n.unit) n.decree, n.unit, n.digest, n.place, n.day,
    n.content->'name'->>0, n.content->'name'->>1
from handover_notice n where {which} and n.against is null and not exists (
    select from handover_notice b where b.decree = n.decree and b.unit = n.unit and b.against = n.id)
order by n.decree, n.unit, n.at desc, n.id desc
"""
TEXTS = """
select distinct on (language) language, said, translator, checker, reference, day, name, digest
from handover_notice_text where decree = %s and unit = %s order by language, at desc, id desc
"""
_last: list[tuple[World, Changes]] = []


class Notice(NamedTuple):
    """A notice that stands as it was published: where, when, by whom."""

    decree: str
    unit: str
    id: str
    digest: str
    content: Content
    place: str
    day: date
    name: str
    agency: str


class Standing(NamedTuple):
    """A notice that stands, without what it says: of whom, where, since when; for lists of thousands."""

    decree: str
    unit: str
    digest: str
    place: str
    day: date
    vi: str
    en: str


class Translation(NamedTuple):
    """The text of a notice in another language: by whom, who checked it, and of which notice."""

    language: str
    said: str
    translator: str
    checker: str
    reference: str
    day: date
    name: str
    digest: str


def standing(decree: str, units: Iterable[str] | None = None) -> list[Standing]:
    """The notices of a reform that stand, of some bodies or of all, in order of their ids."""
    which, told = "n.decree = %s", [decree]
    more: list[Any] = [] if units is None else [list(units)]
    which += " and n.unit = any(%s)" if more else ""
    with connection.cursor() as cursor:
        cursor.execute(STANDING.format(which=which), [*told, *more])
        return [Standing(*row) for row in cursor.fetchall()]


def notice(decree: str, unit: str) -> Notice | None:
    """The notice of a body that stands; None where it published none or withdrew it."""
    with connection.cursor() as cursor:
        cursor.execute(CURRENT, [decree, unit])
        row = cursor.fetchone()
    if row is None:
        return None
    content = json.loads(row[4]) if isinstance(row[4], str) else row[4]
    return Notice(*row)._replace(content=content)


def reforms() -> dict[str, int]:
    """For how many bodies a notice stands, by reform."""
    query = f"select decree, count(*) from ({STANDING.format(which='true')}) s group by decree"
    with connection.cursor() as cursor:
        cursor.execute(query)
        return dict(cursor.fetchall())


def translations(decree: str, unit: str) -> dict[str, Translation]:
    """The last text in each language, of this notice or of an older one."""
    with connection.cursor() as cursor:
        cursor.execute(TEXTS, [decree, unit])
        return {row[0]: Translation(*row) for row in cursor.fetchall()}


def changes(day: date, world: World | None = None) -> Changes:
    """What the register says of a day now, or a world that was read; kept while it stands as it is."""
    world = world or read.present()
    for kept, made in _last:
        if kept is world and made.day == day:
            return made
    found = Changes(world, day)
    # All days of one world, since a page may ask of each reform in force; of others none.
    _last[:] = [(world, found), *(pair for pair in _last[:15] if pair[0] is world)]
    return found


def drafted(decree: str, unit: str) -> tuple[Content, str]:
    """What a body's notice says today, and its digest; raises KeyError where there is none to write."""
    found, text = stands(decree), text_of(decree)
    if found is None or text is None:
        raise KeyError(decree)
    day = found[0]
    here = changes(day)
    change, source = here.of(unit), pack()
    held = [one.function for one in change.takes]
    names = Names(here.world, source.kinds)
    called = {id: labels(source, id) for id in held if id in source.functions}
    counters = tuple(_counters(here.world, unit, held, day))
    told = Told(names, called, counters, tuple(_instruments(text)))
    return content(decree, change, told), change.digest


def _counters(world: World, unit: str, functions: list[str], on: date) -> list[Point]:
    ground = world.lineage.leaves_of(world.agencies[unit].seat, on)
    found: dict[str, Point] = {}
    for function in functions:
        near = serving(points.points(function, on), world.lineage, function, ground, on)
        found |= {one.point.id: one.point for one in near if one.point.id not in found}
    return list(found.values())


def _instruments(text: Text) -> list[str]:
    tree: Any = text.tree if isinstance(text.tree, dict) else {}
    listed = tree.get("instruments") or []
    return [str(one["number"]) for one in listed if isinstance(one, dict) and one.get("number")]
