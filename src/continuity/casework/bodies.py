"""A body that an answer names: people write its name, and the case keeps the key of the register.

A name counts as it was on any day, for papers bear old ones. Of several bodies that bore it, the one
that stands on the day is meant, else the one that is founded next. What still means several, or none,
is never guessed: whoever files is told at once which bodies it may be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from continuity.core.finding import Finding
from continuity.core.form import asked, meaning, shown
from continuity.core.messages import MESSAGES
from continuity.core.procedure import Field, Kind, Procedure
from continuity.core.world import World
from continuity.packs.names import Names, folded
from continuity.packs.vn import pack
from continuity.register.read import present

MOST = 6
"""So many bodies are offered; more of them help nobody to choose."""
SHORT = {"tp": "thanh pho", "ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan"}


class Named(NamedTuple):
    """Answers in which bodies stand by their keys, and what is wrong with those that name none."""

    answers: dict[str, str]
    findings: list[Finding]


def named(procedure: Procedure, answers: Mapping[str, str], on: date) -> Named:
    """The answers of a form with each body by its key; where one cannot be told, why not."""
    read, found = dict(answers), []
    for field in asked(procedure, answers):
        text = meaning(field, answers.get(field.id, "")) if field.kind is Kind.AGENCY else ""
        if not text:
            continue  # another field, or one of which the form itself says what is wrong
        keys = meant(text, on)
        if len(keys) == 1:
            read[field.id] = keys[0]
        else:
            found.append(_told(field, text, keys, on))
    return Named(read, found)


def meant(text: str, on: date) -> list[str]:
    """The keys of the bodies that a text may mean on a day: a key, a name, a name with its place."""
    world = present()
    written = re.search(r"\(([^()\s]+)\)\s*$", text)
    for key in (text.strip(), written[1] if written else ""):
        if key in world.agencies:
            return [key]
    names = _names(world)
    if found := names.get(_plain(text)):
        return _standing(world, found, on)
    name, _, place = text.rpartition(",")
    near = [key for key in names.get(_plain(name), ()) if _lies(world, key, _plain(place), on)]
    return _standing(world, near, on)


def _standing(world: World, keys: Iterable[str], on: date) -> list[str]:
    """Those that stand on a day; else those that are founded later, else those that have ended."""
    agencies = [world.agencies[key] for key in keys]
    now = [one.id for one in agencies if on in one.valid]
    return now or [one.id for one in agencies if on < one.valid.start] or [a.id for a in agencies]


def _lies(world: World, key: str, place: str, on: date) -> bool:
    """True where a body sits within a unit of a name, with or without the type of the unit."""
    above = {folded(name) for name in _above(world, key, on)}
    return bool(place) and any(one == place or one.endswith(f" {place}") for one in above)


def _above(world: World, key: str, on: date) -> list[str]:
    agency = world.agencies[key]
    last = date.fromordinal(agency.valid.end.toordinal() - 1)
    day = min(max(on, agency.valid.start), last)
    names = Names(world, pack().kinds)
    path = world.lineage.path(agency.seat, day) if agency.seat in world.lineage.areas else ()
    return [names.of(area, day) for area in path]


_kept: tuple[World, dict[str, list[str]]] | None = None


def _names(world: World) -> dict[str, list[str]]:
    """The bodies by every name that they bore; kept until the register changes."""
    global _kept
    kept = _kept
    if kept is None or kept[0] is not world:
        made: dict[str, list[str]] = {}
        names = Names(world, pack().kinds)
        for key, agency in world.agencies.items():
            labels = (*world.labels.get(key, ()), *world.labels.get(agency.seat, ()))
            days = {agency.valid.start, *(one.valid.start for one in labels)}
            told = {name for day in days for name in names.both(key, max(day, agency.valid.start))}
            for name in {folded(one) for one in told}:
                made.setdefault(name, []).append(key)
        kept = _kept = (world, made)
    return kept[1]


def _plain(text: str) -> str:
    return " ".join(SHORT.get(word, word) for word in folded(text).split())


def _near(text: str, on: date) -> list[str]:
    """Bodies of which a name shares most words with a text, at least the half of them."""
    world, words = present(), set(_plain(text).split())
    shared = [(len(words & (has := set(name.split()))), -len(has), name) for name in _names(world)]
    best = sorted((one for one in shared if 2 * one[0] >= max(2, len(words))), reverse=True)
    keys = [key for *_, name in best[:MOST] for key in _standing(world, _names(world)[name], on)]
    return list(dict.fromkeys(keys))


def _told(field: Field, text: str, keys: list[str], on: date) -> Finding:
    world = present()
    names = Names(world, pack().kinds)
    near = keys or _near(text, on)
    said = {"field": field.id, "vi": field.label.vi, "en": field.label.en or field.label.vi}
    said |= {"got": shown(text)}
    for language, key in (("vi", "bodies_vi"), ("en", "bodies")):
        lines = [f"{names.of(one, on, language)}{_at(world, one, on)} ({one})" for one in near]  # type: ignore[arg-type]
        said[key] = "; ".join(lines[:MOST]) or "–"
    return Finding("form-agency-several" if keys else "form-agency", values=said)


def _at(world: World, key: str, on: date) -> str:
    """The province of a body that serves a smaller unit."""
    above = _above(world, key, on)
    return f", {above[-1]}" if len(above) > 1 else ""


MESSAGES.update(
    {
        "form-agency": {
            "en": (
                "The register knows no body “{got}”, in “{en}”.",
                "Expected its full name, perhaps: {bodies}.",
                "Write the name as in the decision that founded it.",
            ),
            "vi": (
                "Không có cơ quan, tổ chức “{got}” trong danh bạ, ở mục “{vi}”.",
                "Cần tên đầy đủ, có thể là: {bodies_vi}.",
                "Ghi tên như trong quyết định thành lập.",
            ),
        },
        "form-agency-several": {
            "en": (
                "“{got}” in “{en}” names several bodies.",
                "Expected one of: {bodies}.",
                "Copy the whole line of the one that is meant.",
            ),
            "vi": (
                "“{got}” ở mục “{vi}” là tên của nhiều cơ quan, tổ chức.",
                "Cần một trong: {bodies_vi}.",
                "Chép lại cả dòng của đúng cơ quan, tổ chức.",
            ),
        },
    }
)
