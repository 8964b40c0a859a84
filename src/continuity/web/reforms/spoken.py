"""Findings as a page says them: units and bodies by name, days as people write them.

The command keeps keys and days as they stand in files; whoever reads a page never meets either.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from continuity.core.finding import Finding
from continuity.core.interval import eve
from continuity.packs.names import Language, Names
from continuity.packs.text import Text
from continuity.pages.words import day, t
from continuity.reform.reading import as_day
from continuity.reform.told import decree_json

Saying = Callable[[str], str]

RAW = {"id", "at", "bodies", "known", "written", "field", "value", "expected", "thing"}
"""Values that are compared or sent on, or that repeat what somebody typed."""

ISO = re.compile(r"(?<![\w@/.>-])\d{4}-\d\d-\d\d(?![\w-])")
DAYS = re.compile(r"\[(\d{4}-\d\d-\d\d), (\d{4}-\d\d-\d\d|…)\)")
TOKEN = re.compile(r"[\w.:>@/-]+")


def titled(text: Text) -> str:
    """What a decree is called in the language of the page; its key where it has no title."""
    about = decree_json(text, 0)
    return str(t(about["title"], about["title_en"]))


def dated(finding: Finding) -> Finding:
    """A finding whose days are written as people write them."""
    return _each(finding, _days, RAW - {"thing"})


def named(
    finding: Finding, names: Names, language: Language, decrees: Mapping[str, str]
) -> Finding:
    """A finding with names for the keys of a world, and titles for those of decrees."""
    on = as_day(finding.values.get("on", "")) or names.world.starts

    def name(token: re.Match[str]) -> str:
        key = token[0].rstrip(".:/-")
        said = decrees.get(key) or _name(names, key, on, language)
        return said + token[0][len(key) :]

    called = _each(finding, lambda text: TOKEN.sub(name, text), RAW)
    thing = finding.values.get("thing", "")
    if _known(names, thing):
        called = replace(
            called, values={**called.values, "thing": _name(names, thing, on, language)}
        )
    return dated(called)


def _each(finding: Finding, say: Saying, spared: set[str]) -> Finding:
    told = {key: said if key in spared else say(said) for key, said in finding.values.items()}
    return replace(finding, values=told)


def _days(text: str) -> str:
    def stretch(found: re.Match[str]) -> str:
        first, after = found.groups()
        if after == "…":
            return t(f"{day(first)} trở đi", f"the days from {day(first)} on")
        last = day(eve(date.fromisoformat(after)))
        return t(f"{day(first)} đến hết {last}", f"the days from {day(first)} to {last}")

    return ISO.sub(_day, DAYS.sub(stretch, text))


def _day(found: re.Match[str]) -> str:
    return day(found[0]) if as_day(found[0]) else found[0]


def _known(names: Names, key: str) -> bool:
    world = names.world
    lines = world.lineage
    return (
        key in world.agencies or key in world.functions or key in lines.areas or key in lines.leaves
    )


def _name(names: Names, key: str, on: date, language: Language) -> str:
    """What a key is called; a unit or a piece of ground with the unit at the top that it lies in."""
    if not _known(names, key):
        return key
    said, lines = names.of(key, on, language), names.world.lineage
    place = lines.home(key, on) if key in lines.leaves else key
    if place not in lines.areas:
        return said
    while above := lines.parent(place, on):
        place = above.parent
    top = names.of(place, on, language)
    return said if top == said else f"{said} ({top})"
