"""The synthetic stock of the demo: what must be there on both sides of each cut-over.

It is made by counting, not by chance, so that two machines make the same: in every province matters
on both sides of each day, in split wards too, paid, paused and late ones; posts, holdings and
documents of every giver.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from continuity.core.interval import starting
from continuity.core.lineage import Cite, Within
from continuity.core.matter import Charge, Document, Holding, Matter, Post
from continuity.core.workdays import Calendar
from continuity.core.world import World

FILED = (
    date(2025, 1, 20),
    date(2025, 2, 20),
    date(2025, 2, 28),
    date(2025, 3, 1),
    date(2025, 6, 16),
    date(2025, 6, 30),
    date(2025, 7, 1),
)
TERM = {"criminal-records": 10, "driving-licences": 5, "residence": 7}
SYNTHETIC = Cite("synthetic stock of the demo", "", "demo")
SHORTEST, USUAL = 3, 15


def matters(world: World, calendar: Calendar) -> list[Matter]:
    """At least a thousand marked matters, the same on every machine."""
    made = []
    for number, (function, place, filed) in enumerate(_occasions(world), start=1):
        due = calendar.after(filed, TERM.get(function, USUAL if number % 4 else SHORTEST))
        paid, paused = number % 3 == 0, number % 11 == 0
        made.append(
            Matter(f"demo-{number:05}", function, place, filed, due, paid=paid, paused=paused)
        )
    return made


def _occasions(world: World) -> Iterator[tuple[str, str, date]]:
    """Function, place and filing day of each matter."""
    for _, units in sorted(_communes(world).items()):
        for turn, function in enumerate(sorted(world.functions)):
            for nth, filed in enumerate(FILED):
                unit = units[(turn * 7 + nth * 3) % len(units)]
                if function_owed(world, function, unit):
                    yield function, unit, filed
        yield "residence", units[len(units) // 2], FILED[-2]
    for site in sorted(leaf for leaf in world.lineage.leaves if leaf.startswith("airport:")):
        for function in ("aviation-security", "airport-security-service"):
            for filed in FILED[1:4]:
                yield function, site, filed


def function_owed(world: World, function: str, unit: str) -> bool:
    """True where a matter of a function can arise in a unit."""
    leaves = world.lineage.leaves
    at = world.lineage.leaves_of(unit, world.starts)
    return any(world.functions[function].owed_at(leaves[leaf]) for leaf in at)


def _communes(world: World) -> dict[str, list[str]]:
    """The units with ground of each province at the start, in order of their codes."""
    found: dict[str, list[str]] = {}
    lineage = world.lineage
    for leaf in sorted(lineage.leaves):
        if not lineage.leaves[leaf].site:
            path = lineage.path(leaf, world.starts)
            found.setdefault(path[-1], []).append(path[1])
    return found


def split_matters(units: list[str], calendar: Calendar) -> list[Matter]:
    """One residence matter in each of some units, open when the map changes."""
    filed = date(2025, 6, 25)
    due = calendar.after(filed, TERM["residence"])
    return [
        Matter(f"demo-split-{nth:04}", "residence", unit, filed, due, paid=nth % 2 == 0)
        for nth, unit in enumerate(sorted(units), start=1)
    ]


def stocked(world: World) -> World:
    """The world with posts, holdings and documents in the charge of every body that acts."""
    made = {charge.id: charge for charge in _charges(world)}
    since = starting(world.starts)
    custody: dict[str, tuple[Within, ...]] = {
        c.id: (Within(c.agency, since, SYNTHETIC),) for c in made.values()
    }
    return replace(world, charges=made, custody=custody)


def _charges(world: World) -> Iterator[Charge]:
    for mandate in world.mandates:
        if mandate.function != "residence":
            name = f"{mandate.agency}/{mandate.function}"
            if not mandate.area.startswith("airport:") or "airport." in mandate.agency:
                yield from _set(name, mandate.agency, mandate.function, posts=4)
            else:
                site = mandate.area
                yield from _set(f"{name}/{site}", mandate.agency, mandate.function, posts=2)
    for agency in sorted(world.agencies):
        kind = world.agencies[agency].kind
        if kind in ("district-police", "district-committee", "commune-police"):
            yield Post(f"demo-post:{agency}", agency)
            yield Holding(f"demo-holding:{agency}/seal", agency)
        elif kind in ("rehabilitation-centre", "home-affairs", "labour", "people-committee"):
            yield from _set(agency, agency, "", posts=3)


def _set(name: str, agency: str, function: str, *, posts: int) -> Iterator[Charge]:
    """The posts of one task, its records and account, and its papers."""
    yield from (Post(f"demo-post:{name}/{n}", agency, function) for n in range(1, posts + 1))
    yield Holding(f"demo-holding:{name}/records", agency, function)
    yield Holding(f"demo-holding:{name}/account", agency, function)
    yield Document(f"demo-document:{name}/decision", agency, function)
