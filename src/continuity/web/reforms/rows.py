"""What a plan changes, as rows that can be filtered and drilled into."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from continuity.core.interval import eve
from continuity.core.world import World
from continuity.packs.names import Language, Names, folded
from continuity.reform.plan import Plan
from continuity.reform.told import CHANGES

A_PAGE = 60
PASSING = "functions-passing"


class Row(NamedTuple):
    """One change: what there was, what there is, and in which province; '' for what is none."""

    kind: str
    before: str
    after: str
    province: str
    key: str

    @property
    def unit(self) -> bool:
        """True where the key is that of a unit or a body, which has a page of its own."""
        return not self.kind.startswith(PASSING)

    @property
    def drill(self) -> str:
        """The kind of the rows behind this one: its function, province by province."""
        return f"{PASSING}/{self.key}"


class Shown(NamedTuple):
    """The rows of one page of a list, and how to come to others."""

    kind: str
    rows: list[Row]
    found: int
    page: int
    pages: int
    provinces: list[tuple[str, int]]
    within: str

    @property
    def top(self) -> str:
        """The kind of change, without the function that one has drilled into."""
        return self.kind.partition("/")[0]


def rows(plan: Plan, world: World, names: Names, language: Language) -> list[Row]:
    """Every change of a plan by name, in the order of its kinds."""
    return list(_Rows(plan, world, names, language).all())


class _Rows:
    def __init__(self, plan: Plan, world: World, names: Names, language: Language) -> None:
        self.plan, self.world, self.names, self.language = plan, world, names, language
        self.on, self.eve = plan.effective, eve(plan.effective)
        self.homes: dict[str, str] = {}

    def all(self) -> Iterator[Row]:
        plan = self.plan
        for function, givers, receivers in plan.passing():
            told = (", ".join(self.several(givers)), ", ".join(self.several(receivers, now=True)))
            yield Row(PASSING, *told, self.now(function), function)
        yield from self.passing()
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

    def passing(self) -> Iterator[Row]:
        """What passes in each province, one kind of row for each function: one drills into them."""
        found: dict[tuple[str, str], tuple[set[str], set[str]]] = {}
        for side, shifts in enumerate(self.plan.shifts()):
            for function, agency, area in shifts:
                found.setdefault((function, self.home(area)), (set(), set()))[side].add(agency)
        for (function, top), (gave, got) in sorted(found.items()):
            told = (
                ", ".join(self.several(sorted(gave))),
                ", ".join(self.several(sorted(got), now=True)),
            )
            yield Row(f"{PASSING}/{function}", *told, self.now(top), function)

    def home(self, area: str) -> str:
        """The province in which an area lies from the day on; of one that ended, its heir's."""
        if area not in self.homes:
            heirs, alive = self.world.lineage.heirs, area
            areas = self.world.lineage.areas
            while alive in heirs and alive in areas and self.on not in areas[alive].valid:
                alive = heirs[alive].heir
            unit = self.world.lineage.home(alive, self.on) if ":" in alive else alive
            self.homes[area] = self.top(unit, self.on)
        return self.homes[area]

    def row(self, kind: str, before: str, after: str) -> Row:
        was = self.names.of(before, self.eve, self.language) if before else ""
        return Row(kind, was, self.now(after), self.province(before, after), before or after)

    def now(self, thing: str) -> str:
        return self.names.of(thing, self.on, self.language) if thing else ""

    def several(self, agencies: Sequence[str], *, now: bool = False) -> list[str]:
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
        sorted(by_province.items()) if kind != PASSING else [],
        next((row.province for row in every if row.drill == kind and row.kind == PASSING), ""),
    )  # fmt: skip


def _fits(row: Row, wanted: str) -> bool:
    return not wanted or wanted in folded(f"{row.before} {row.after} {row.key}")
