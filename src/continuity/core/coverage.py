"""Coverage: every duty that is owed has exactly one holder, on every day, for every filing day.

For one function and one leaf the mandates are rectangles of days × filing days, cut by the days on
which the leaf lies under each mandate's area. They must tile the half-plane filed ≤ on from the
world's first day for ever. What is missing is a gap, what is double an overlap, what stands where
nothing is owed (or outlives its area or agency) a stray; each comes with a counter-example.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from continuity.core.interval import ALWAYS, EVER, FOREVER, Interval, eve, starting
from continuity.core.lineage import Step
from continuity.core.mandate import Mandate, Mode
from continuity.core.world import World


@dataclass(frozen=True, slots=True, order=True)
class Flaw:
    """A gap, an overlap or a stray, with the first place, filing day and day that show it."""

    kind: str
    function: str
    place: str
    filed: date
    on: date
    holders: tuple[str, ...] = ()
    until: date = FOREVER
    disputed: bool = False


class Cell(NamedTuple):
    """A rectangle in which a leaf has the same holders throughout."""

    on: Interval
    filed: Interval
    holders: tuple[Mandate, ...]


class Piece(NamedTuple):
    """A mandate's rectangle over one leaf, after the leaf's own history has cut it."""

    on: Interval
    filed: Interval
    mandate: Mandate


def pieces(world: World, function: str, steps: Iterable[Step]) -> tuple[Piece, ...]:
    """The rectangles of a function's must-mandates along a leaf's history."""
    found = []
    for valid, path in steps:
        for area in path:
            for mandate in world.held(function, area):
                days = mandate.valid.meet(valid)
                if days and mandate.mode is Mode.MUST and not mandate.released(path):
                    found.append(Piece(days, mandate.intake, mandate))
    return tuple(found)


def cells(rectangles: Iterable[Piece], days: Interval) -> Iterator[Cell]:
    """The half-plane filed ≤ on within some days, in cells of constant holders."""
    # Both axes share the same cuts; otherwise the diagonal filed == on would run through a cell
    # and hide its upper half.
    rectangles = tuple(rectangles)
    edges = {days.start, days.end, EVER}
    for on, filed, _ in rectangles:
        edges.update((on.start, on.end, filed.start, filed.end))
    cuts = sorted(edges)
    spans = [Interval(a, b) for a, b in pairwise(cuts)]
    for across, on in enumerate(spans):
        if on.start < days.start or on.end > days.end:
            continue
        for filed in spans[: across + 1]:
            corner = [p.mandate for p in rectangles if on.start in p.on and filed.start in p.filed]
            yield Cell(on, filed, tuple(corner))


def merged(steps: Iterable[Step]) -> list[Interval]:
    """The days that a history covers, with stretches that meet joined into one."""
    spans: list[Interval] = []
    for valid, _ in steps:
        if spans and spans[-1].end == valid.start:
            spans[-1] = Interval(spans[-1].start, valid.end)
        else:
            spans.append(valid)
    return spans


class Coverage:
    """The proof's worker: leaves with the same mandate-bearing history are looked at once."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._known: dict[tuple[str, tuple[Step, ...]], tuple[Flaw, ...]] = {}
        self._histories: dict[tuple[int, str], tuple[Step, ...]] = {}
        self._bearing: dict[str, set[str]] = {function: set() for function in world.functions}
        for mandate in world.mandates:
            self._bearing.setdefault(mandate.function, set()).update({mandate.area, *mandate.holes})
        sets = list(self._bearing.values())
        self._groups = {function: sets.index(areas) for function, areas in self._bearing.items()}

    def group(self, function: str) -> int:
        """The same number for all functions whose mandates and holes stand at the same areas."""
        return self._groups[function]

    def history(self, function: str, leaf: str) -> tuple[Step, ...]:
        """A leaf's history with only the areas that bear a mandate or a hole of the function."""
        key = (self._groups[function], leaf)
        known = self._histories.get(key)
        if known is None:
            known = self._histories[key] = tuple(self._steps(function, leaf))
        return known

    def _steps(self, function: str, leaf: str) -> list[Step]:
        steps: list[Step] = []
        for valid, path in self.world.lineage.line(leaf):
            kept = self.borne(function, path)
            if steps and steps[-1].path == kept and steps[-1].valid.end == valid.start:
                steps[-1] = Step(Interval(steps[-1].valid.start, valid.end), kept)
            else:
                steps.append(Step(valid, kept))
        return steps

    def borne(self, function: str, path: tuple[str, ...]) -> tuple[str, ...]:
        """Those areas of a path that bear a mandate or a hole of a function, on whatever day."""
        bearing = self._bearing[function]
        return tuple([area for area in path if area in bearing])

    def flaws_at(self, function: str, leaf: str) -> tuple[Flaw, ...]:
        """The flaws of one function at one leaf; the place in them is left to the caller."""
        history = self.history(function, leaf)
        known = self._known.get((function, history))
        if known is None:
            known = tuple(self._look(function, history))
            self._known[function, history] = known
        return known

    def _look(self, function: str, history: tuple[Step, ...]) -> Iterator[Flaw]:
        rectangles = pieces(self.world, function, history)
        for span in merged(history):
            days = span.meet(starting(self.world.starts))
            if days and not in_a_row(rectangles, days):
                yield from joined(function, cells(rectangles, days))


def in_a_row(rectangles: Iterable[Piece], days: Interval) -> bool:
    """True when settled mandates for all filing days follow one another without gap or overlap.

    That is how nearly every duty is held; what is not so simple is looked at cell by cell.
    """
    reached = days.start
    for on, filed, mandate in sorted(rectangles, key=lambda piece: piece.on):
        if mandate.disputed or filed != ALWAYS:
            return False
        if on.end <= days.start or on.start >= days.end:
            continue
        if max(on.start, days.start) != reached:
            return False
        reached = on.end
    return reached >= days.end


def joined(function: str, looked_at: Iterable[Cell]) -> Iterator[Flaw]:
    """The flaws among some cells; neighbours with the same holders are told once."""
    rows: dict[Interval, list[Cell]] = {}
    for cell in looked_at:
        row = rows.setdefault(cell.on, [])
        if row and row[-1].holders == cell.holders:
            cell = Cell(cell.on, Interval(row.pop().filed.start, cell.filed.end), cell.holders)
        row.append(cell)
    told: list[tuple[list[tuple[date, tuple[Mandate, ...]]], list[Flaw]]] = []
    for on, row in rows.items():
        wrong = [cell for cell in row if len(cell.holders) != 1 or cell.holders[0].disputed]
        shape = [(cell.filed.start, cell.holders) for cell in wrong]
        if told and told[-1][0] == shape:
            told[-1] = (shape, [replace(flaw, until=on.end) for flaw in told[-1][1]])
        else:
            told.append((shape, [_flaw(function, *cell) for cell in wrong]))
    for _, found in told:
        yield from found


def _flaw(function: str, on: Interval, filed: Interval, holders: tuple[Mandate, ...]) -> Flaw:
    # The latest filing day of the cell reads better than "filed on the first day of all days".
    last = on.start if filed.end > on.start else eve(filed.end)
    names = tuple(sorted(mandate.agency for mandate in holders))
    settled = [mandate for mandate in holders if not mandate.disputed]
    # A mandate that is disputed holds nothing by itself: without a settled one there is a gap.
    kind = "overlap" if settled else "gap"
    disputed = kind == "overlap" and len(settled) == 1
    return Flaw(kind, function, "", last, on.start, names, on.end, disputed)


def flaws(world: World, leaves: Iterable[str] | None = None) -> list[Flaw]:
    """All gaps and overlaps at some leaves (all by default), and with all leaves the strays too."""
    coverage = Coverage(world)
    found: dict[Flaw, list[str]] = {}
    chosen = list(world.lineage.leaves if leaves is None else leaves)
    for function in world.functions.values():
        for leaf in chosen:
            if function.owed_at(world.lineage.leaves[leaf]):
                for flaw in coverage.flaws_at(function.id, leaf):
                    found.setdefault(flaw, []).append(leaf)
    gathered = [placed for flaw, at in found.items() for placed in _placed(world, flaw, at)]
    return sorted(gathered + (strays(world) if leaves is None else []))


def _placed(world: World, flaw: Flaw, leaves: list[str]) -> Iterator[Flaw]:
    """The flaw named once for each largest area all of whose owed leaves share it."""
    function, missing = world.functions[flaw.function], set(leaves)
    named: dict[str, bool] = {}

    def whole(area: str) -> bool:
        if area not in named:
            owed = (
                leaf
                for leaf in world.lineage.leaves_of(area, flaw.on)
                if function.owed_at(world.lineage.leaves[leaf])
            )
            named[area] = missing.issuperset(owed)
        return named[area]

    places = set()
    for leaf in leaves:
        path = world.lineage.path(leaf, flaw.on)
        places.add(next((area for area in reversed(path[1:]) if whole(area)), leaf))
    for place in sorted(places):
        yield replace(flaw, place=place)


def strays(world: World) -> list[Flaw]:
    """Mandates of any mode that outlive their area or agency, or stand where nothing is owed."""
    found = []
    for mandate in world.mandates:
        if day := _stray_day(world, mandate):
            # The first day, and the last filing day, on which the mandate would count; a mandate
            # whose intake begins only after it has ended never counts, and is told by its day.
            day = max(day, min(mandate.intake.start, eve(mandate.valid.end)))
            filed = min(day, eve(mandate.intake.end))
            place, holders = mandate.area, (mandate.agency,)
            end = mandate.valid.end
            found.append(Flaw("stray", mandate.function, place, filed, day, holders, end))
    return found


def _stray_day(world: World, mandate: Mandate) -> date | None:
    """The first day on which a mandate has no living agency, or no duty in a living area."""
    lineage, days, agency = world.lineage, mandate.valid, world.agencies.get(mandate.agency)
    known = mandate.area in lineage.areas or mandate.area in lineage.leaves
    if not agency or not known or mandate.function not in world.functions:
        return days.start
    found = [_first_without(days, [agency.valid]), _unowed_day(world, mandate)]
    return min((day for day in found if day), default=None)


def _unowed_day(world: World, mandate: Mandate) -> date | None:
    """The first day on which nothing is owed in the area of a mandate."""
    function = world.functions[mandate.function]
    lineage, owed = world.lineage, []
    leaves = lineage.ever_in(mandate.area) if mandate.area in lineage.areas else [mandate.area]
    for leaf in leaves:
        if function.owed_at(lineage.leaves[leaf]):
            steps = (step for step in lineage.line(leaf) if mandate.area in step.path)
            for days in merged(steps):
                if days.start <= mandate.valid.start and mandate.valid.end <= days.end:
                    return None
                owed.append(days)
    return _first_without(mandate.valid, owed)


def _first_without(days: Interval, spans: list[Interval]) -> date | None:
    """The first of some days that no span holds."""
    reached = days.start
    for span in sorted(spans):
        if span.start > reached:
            break
        reached = max(reached, span.end)
    return reached if reached < days.end else None
