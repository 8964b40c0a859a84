"""Slip: the same decree on another day, and everybody who must be told again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from continuity.core.competent import competent
from continuity.core.finding import Finding
from continuity.core.interval import eve
from continuity.core.mandate import Mandate
from continuity.core.matter import Matter
from continuity.core.world import World
from continuity.packs.names import Kind
from continuity.packs.text import Text
from continuity.reform.check import check
from continuity.reform.draft import name
from continuity.reform.history import History, history, moved, with_draft
from continuity.reform.plan import difference


@dataclass(frozen=True, slots=True)
class Notice:
    """Somebody who was told one day or one agency and must be told another."""

    matter: str
    function: str
    place: str
    day: date
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Slip:
    """What a new effective day changes; with findings it is refused."""

    decree: str
    planned: date
    new: date
    agencies: tuple[str, ...]
    matters: tuple[Notice, ...]
    stated: tuple[Mandate, ...]
    retracted: tuple[Mandate, ...]
    findings: tuple[Finding, ...]
    world: World = field(repr=False)


def slip(
    start: World,
    texts: Iterable[Text],
    candidate: Text,
    to: date,
    kinds: dict[str, Kind],
    matters: Iterable[Matter] = (),
) -> Slip:
    """The difference that a new effective day makes, and whom it concerns."""
    every = list(texts)
    planned = history(start, with_draft(every, candidate), kinds)
    later = moved(candidate, to.isoformat())
    tried, findings = check(start, every, later, kinds, like=planned)
    was = planned.stage(name(candidate)).decree.effective
    changed = difference(planned.world, tried.world, to)
    told = _agencies(planned, tried, changed.stated + changed.retracted)
    notices = _notices(planned.world, tried.world, matters, min(was, to), max(was, to))
    return Slip(
        name(candidate), was, to, told, tuple(notices), changed.stated, changed.retracted,
        tuple(findings), tried.world,
    )  # fmt: skip


def _agencies(planned: History, tried: History, mandates: Iterable[Mandate]) -> tuple[str, ...]:
    """Every agency whose mandates, or whose own first or last day, are not what was announced."""
    told = {mandate.agency for mandate in mandates}
    before, after = planned.world.agencies, tried.world.agencies
    for agency in before.keys() | after.keys():
        if before.get(agency) != after.get(agency):
            told.add(agency)
    return tuple(sorted(told))


def _notices(
    before: World, after: World, matters: Iterable[Matter], start: date, end: date
) -> list[Notice]:
    """The matters whose agency between the two days is another than their applicants were told."""
    notices = []
    for matter in matters:
        for day in (max(start, matter.filed), eve(end)):
            if day < matter.filed or not matter.open_on(day):
                continue
            was, now = (_acting(world, matter, day) for world in (before, after))
            if was != now:
                notices.append(
                    Notice(matter.id, matter.function, matter.place, day, was, now)
                )  # fmt: skip
                break
    return notices


def _acting(world: World, matter: Matter, on: date) -> str:
    ruling = competent(world, matter.function, matter.place, on=on, filed=matter.filed)
    return ruling.acting
