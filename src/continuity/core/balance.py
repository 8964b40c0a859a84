"""Balances: what was there before is there after, each thing once.

A balance is taken twice, independently: per old holder from the world before, per new holder from
the world after. The matrix between them is made by joining what has the same name; its margins must
give both counts again. A thing that is lost, doubled or placed nowhere is named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from continuity.core.competent import at_leaf, competent
from continuity.core.coverage import Coverage
from continuity.core.finding import Finding
from continuity.core.interval import eve
from continuity.core.matter import Matter
from continuity.core.world import World

Count = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Balance:
    """One balance: totals, who gave how many to whom, and what does not fit."""

    name: str
    before: int
    after: int
    matrix: tuple[tuple[str, str, int], ...]
    faults: tuple[Finding, ...]

    @property
    def difference(self) -> int:
        """After less before."""
        return self.after - self.before

    @property
    def holds(self) -> bool:
        """True when nothing is missing, doubled or placed nowhere."""
        return not self.faults and self.difference == 0


def balance(name: str, before: Iterable[Count], after: Iterable[Count]) -> Balance:
    """The balance of two inventories of (thing, holder); '' as holder means placed nowhere."""
    old, new = list(before), list(after)
    gave, got = dict(old), dict(new)
    pairs = Counter((gave[thing], got[thing]) for thing in gave.keys() & got.keys())
    matrix = tuple((giver, taker, n) for (giver, taker), n in sorted(pairs.items()))
    wrong = dict(_wrong(old, new)) | _margins(old, new, matrix)
    values = {"balance": name, "before": str(len(old)), "after": str(len(new))}
    faults = [
        Finding("unbalanced", values=values | {"thing": thing, "why": why})
        for thing, why in sorted(wrong.items())
    ]
    return Balance(name, len(old), len(new), matrix, tuple(faults))


def _wrong(old: list[Count], new: list[Count]) -> Iterator[tuple[str, str]]:
    before, after = Counter(thing for thing, _ in old), Counter(thing for thing, _ in new)
    yield from ((thing, "lost") for thing in before.keys() - after.keys())
    yield from ((thing, "appeared from nowhere") for thing in after.keys() - before.keys())
    for counts in (before, after):
        yield from ((thing, "counted twice") for thing, n in counts.items() if n > 1)
    for inventory in (old, new):
        yield from ((thing, "placed nowhere") for thing, holder in inventory if not holder)


def _margins(
    old: list[Count], new: list[Count], matrix: tuple[tuple[str, str, int], ...]
) -> dict[str, str]:
    """The holders whose count is not what the matrix says that they gave or got."""
    gave: Counter[str] = Counter()
    got: Counter[str] = Counter()
    for giver, taker, n in matrix:
        gave[giver] += n
        got[taker] += n
    wrong = {}
    for counted, joined in ((Counter(h for _, h in old), gave), (Counter(h for _, h in new), got)):
        for holder in counted.keys() | joined.keys():
            if counted[holder] != joined[holder]:
                wrong[holder or "–"] = f"counted {counted[holder]}, joined {joined[holder]}"
    return wrong


def balances(before: World, after: World, matters: Iterable[Matter], on: date) -> list[Balance]:
    """The five balances of a reform that takes effect on a day: functions, matters, charges."""
    eve_of, matters = eve(on), [m for m in matters if m.open_on(eve(on))]
    taken = [
        balance("functions", duties(before, after, eve_of), duties(after, after, on)),
        balance("matters", held(before, matters, eve_of), held(after, matters, on)),
    ]
    for kind in ("people", "holdings", "instruments"):
        taken.append(balance(kind, kept(before, kind, eve_of), kept(after, kind, on)))
    return taken


def duties(world: World, leaves_from: World, on: date) -> Iterator[Count]:
    """Each function at each leaf where it is owed, with its holder on a day.

    Both sides count the leaves of the later world, so that a unit that the reform cuts is counted
    in the same pieces before and after. A disputed overlap has its settled holder.
    """
    known: dict[tuple[str, tuple[str, ...]], str] = {}
    coverage = Coverage(world)
    for leaf in leaves_from.lineage.leaves.values():
        older = ancestor(world, leaf.id)
        path = world.lineage.path(older, on)
        alike: dict[int, tuple[str, ...]] = {}
        for function in world.functions.values():
            if function.owed_at(leaf):
                group = coverage.group(function.id)
                if group not in alike:
                    alike[group] = coverage.borne(function.id, path)
                key = (function.id, alike[group])
                if key not in known:
                    known[key] = _holder(world, function.id, older, on)
                yield f"{function.id} @ {leaf.id}", known[key]


def ancestor(world: World, leaf: str) -> str:
    """The leaf itself, or the one that it was cut from as an earlier world knows it."""
    while leaf and leaf not in world.lineage.leaves:
        leaf = leaf.rpartition(">")[0]
    return leaf


def _holder(world: World, function: str, leaf: str, on: date) -> str:
    ruling = at_leaf(world, function, leaf, on=on, filed=on)
    settled = [mandate.agency for mandate in ruling.holders if not mandate.disputed]
    return settled[0] if len(settled) == 1 else ""


def held(world: World, matters: Iterable[Matter], on: date) -> Iterator[Count]:
    """Each matter with the agency that acts on it on a day; the heir where its place is open."""
    for matter in matters:
        ruling = competent(world, matter.function, matter.place, on=on, filed=matter.filed)
        settled = sorted({m.agency for m in ruling.holders if not m.disputed})
        only = settled[0] if len(settled) == 1 else ""
        yield matter.id, ruling.acting or only


def kept(world: World, kind: str, on: date) -> Iterator[Count]:
    """Each post, holding or document with the agency at the top of its keeper's line on a day."""
    for charge in world.charges.values():
        if charge.kind == kind:
            keeper = world.keeper(charge.id, on)
            alive = keeper in world.agencies and on in world.agencies[keeper].valid
            yield charge.id, world.parent_agency(keeper, on) if alive else ""
