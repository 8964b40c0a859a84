"""What a plan changes, as rows that can be filtered and drilled into."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from continuity.core.interval import eve
from continuity.core.world import World
from continuity.packs.names import Language, Names, folded
from continuity.reform.plan import Plan
from continuity.reform.told import CHANGES

A_PAGE = 60


class Row(NamedTuple):
    """One change: what there was, what there is, and in which province; '' for what is none."""

    kind: str
    before: str
    after: str
    province: str
    key: str


class Shown(NamedTuple):
    """The rows of one page of a list, and how to come to others."""

    kind: str
    rows: list[Row]
    found: int
    page: int
    pages: int
    provinces: list[tuple[str, int]]


def rows(plan: Plan, world: World, names: Names, language: Language) -> list[Row]:
    """Every change of a plan by name, in the order of its kinds."""
    return list(_Rows(plan, world, names, language).all())


class _Rows:
    def __init__(self, plan: Plan, world: World, names: Names, language: Language) -> None:
        self.plan, self.world, self.names, self.language = plan, world, names, language
        self.on, self.eve = plan.effective, eve(plan.effective)

    def all(self) -> Iterator[Row]:
        plan = self.plan
        for function, givers, receivers in plan.passing():
            told = (", ".join(self.several(givers)), ", ".join(self.several(receivers, now=True)))
            yield Row("functions-passing", *told, self.now(function), "")
        for key in plan.founded:
            yield self.row("areas-founded", "", key)
        for key, heir in plan.ended:
            yield self.row("areas-ended", key, heir)
        for key in plan.renamed:
            yield self.row("areas-renamed", key, key)
        for key in plan.cut:
            yield self.row("areas-cut", key, "")
        for key in plan.bodies_founded:
            yield self.row("agencies-founded", "", key)
        for key, heir in plan.bodies_ended:
            yield self.row("agencies-ended", key, heir)
        for key, parent in plan.attached:
            yield self.row("institutions-attached", key, parent)

    def row(self, kind: str, before: str, after: str) -> Row:
        was = self.names.of(before, self.eve, self.language) if before else ""
        return Row(kind, was, self.now(after), self.province(before, after), before or after)

    def now(self, thing: str) -> str:
        return self.names.of(thing, self.on, self.language) if thing else ""

    def several(self, agencies: tuple[str, ...], *, now: bool = False) -> list[str]:
        """Three by name and how many more: a function may pass to thousands."""
        on = self.on if now else self.eve
        told = [self.names.of(one, on, self.language) for one in agencies[:3]]
        return [*told, f"+{len(agencies) - 3}"] if len(agencies) > 3 else told

    def province(self, before: str, after: str) -> str:
        """The province that the thing lies in from the day on, else the one that it lay in."""
        for thing, on in ((after, self.on), (before, self.eve)):
            top = self.top(thing, on) if thing else ""
            if top:
                return self.names.of(top, on, self.language)
        return ""

    def top(self, thing: str, on: object) -> str:
        agency = self.world.agencies.get(thing)
        place = agency.seat if agency else thing
        lineage = self.world.lineage
        if place not in lineage.areas:
            return ""
        day = self.on if on == self.on else self.eve
        while found := lineage.parent(place, day):
            place = found.parent
        return place


def counted(every: list[Row]) -> list[tuple[str, tuple[str, str], int]]:
    """Each kind of change that there is, what it is called, and how often."""
    numbers = Counter(row.kind for row in every)
    return [(kind, said, numbers[kind]) for kind, said in CHANGES.items() if numbers[kind]]


def shown(every: list[Row], kind: str, text: str, province: str, page: int) -> Shown:
    """The rows of a kind whose names hold a text, in a province, on a page."""
    kinds = {row.kind for row in every}
    kind = kind if kind in kinds else next((one for one in CHANGES if one in kinds), "")
    wanted = folded(text)
    alike = [row for row in every if row.kind == kind and _fits(row, wanted)]
    here = [row for row in alike if province in ("", row.province)]
    pages = max(1, -(-len(here) // A_PAGE))
    page = min(max(page, 1), pages)
    by_province = Counter(row.province for row in alike if row.province)
    return Shown(
        kind, here[(page - 1) * A_PAGE : page * A_PAGE], len(here), page, pages,
        sorted(by_province.items()) if kind != "functions-passing" else [],
    )  # fmt: skip


def _fits(row: Row, wanted: str) -> bool:
    return not wanted or wanted in folded(f"{row.before} {row.after} {row.key}")
