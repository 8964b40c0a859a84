"""What a plan changes, as rows that can be filtered and drilled into."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from continuity.core.balance import ancestor
from continuity.core.interval import eve
from continuity.core.world import World
from continuity.packs.names import Language, Names, folded, sort_key, split_type
from continuity.pages.words import t
from continuity.reform.plan import Plan
from continuity.reform.told import CHANGES

A_PAGE = 60
PASSING = "functions-passing"


class Link(NamedTuple):
    """A unit or body by name, with how much of the other went to it; '' as key where it has no page."""

    name: str
    key: str
    extent: str = ""

    @property
    def said(self) -> str:
        """The name with the extent, as a file has it."""
        return f"{self.name} ({self.extent})" if self.extent else self.name


class Row(NamedTuple):
    """One change: what there was, what there is, and in which province; '' for what is none.

    `was` and `now` are the same by name, each with the key of its page.
    """

    kind: str
    before: str
    after: str
    province: str
    key: str
    was: tuple[Link, ...] = ()
    now: tuple[Link, ...] = ()

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


def rows(
    plan: Plan, world: World, names: Names, language: Language, *, before: World, known: World
) -> list[Row]:
    """Every change of a plan by name, in the order of its kinds.

    `before` is the world that the plan changes; what is in the world `known` has a page to link to.
    """
    return list(_Rows(plan, world, names, language, before, known).all())


class _Rows:
    def __init__(
        self,
        plan: Plan,
        world: World,
        names: Names,
        language: Language,
        before: World,
        known: World,
    ) -> None:
        self.plan, self.world, self.names, self.language = plan, world, names, language
        self.old, self.known = before, known
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
        yield from self.cut()
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
        for (function, top), (gave, got) in sorted(found.items(), key=self.by_name):
            told = (
                ", ".join(self.several(sorted(gave))),
                ", ".join(self.several(sorted(got), now=True)),
            )
            yield Row(f"{PASSING}/{function}", *told, self.now(top), function)

    def by_name(self, item: tuple[tuple[str, str], object]) -> tuple[str, str]:
        """Functions in the order of their ids, their provinces as a dictionary has them."""
        (function, top), _ = item
        return function, _in_dictionary(self.now(top))

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

    def cut(self) -> Iterator[Row]:
        """Each unit that is divided, with the units that its pieces lie in from the day on."""
        pieces: dict[str, dict[str, list[str]]] = {key: {} for key in self.plan.cut}
        fresh = self.world.lineage.leaves.keys() - self.old.lineage.leaves.keys()
        for leaf in sorted(fresh):
            unit = self.old.lineage.home(ancestor(self.old, leaf), self.eve)
            home = self.world.lineage.home(leaf, self.on)
            if unit in pieces and home and not self.world.lineage.leaves[leaf].site:
                pieces[unit].setdefault(home, []).append(leaf)
        for unit, homes in pieces.items():
            named = [self.link(home, self.on, self.extent(got)) for home, got in homes.items()]
            into = tuple(sorted(named, key=lambda one: sort_key(one.name)))
            told = self.row("areas-cut", unit, "")
            yield told._replace(after="; ".join(one.said for one in into), now=into)

    def extent(self, pieces: list[str]) -> str:
        """What of a divided unit some of its pieces are."""
        leaves = [self.world.lineage.leaves[one] for one in pieces]
        match any(one.residents for one in leaves), any(one.territory for one in leaves):
            case True, False:
                return t("một phần dân cư", "a part of its residents")
            case False, True:
                return t("một phần diện tích, không có dân cư", "a part of its land, no residents")
        return t("một phần diện tích và dân cư", "a part of its land and residents")

    def row(self, kind: str, before: str, after: str) -> Row:
        was = (self.link(before, self.eve),) if before else ()
        now = (self.link(after, self.on),) if after else ()
        told = (was[0].name if was else "", now[0].name if now else "")
        return Row(kind, *told, self.province(before, after), before or after, was, now)

    def link(self, thing: str, on: date, extent: str = "") -> Link:
        there = thing in self.known.lineage.areas or thing in self.known.agencies
        return Link(self.names.of(thing, on, self.language), thing if there else "", extent)

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
        sorted(by_province.items(), key=lambda one: _in_dictionary(one[0]))
        if kind != PASSING
        else [],
        next((row.province for row in every if row.drill == kind and row.kind == PASSING), ""),
    )  # fmt: skip


def _in_dictionary(province: str) -> str:
    """A province sorts by its own name, not by whether it is called a city."""
    return sort_key(split_type(province)[1])


def _fits(row: Row, wanted: str) -> bool:
    return not wanted or wanted in folded(f"{row.before} {row.after} {row.key}")
