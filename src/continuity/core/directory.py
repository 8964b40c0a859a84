"""Who must act, in bulk: the same answers as `who`, from tables that are made once.

For one function, places whose leaves share the same mandate-bearing history share one table: days
across, filing days down. A question is then two binary searches, whatever the place.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from continuity.core.competent import (
    NO_PLACE,
    NO_RULING,
    Answer,
    Placement,
    Ruling,
    Status,
    competent,
    placed,
    there,
    together,
    verdict,
)
from continuity.core.coverage import Coverage, pieces
from continuity.core.interval import EVER
from continuity.core.lineage import Step
from continuity.core.world import World


class Table(NamedTuple):
    """Rulings by day and filing day; a ruling holds from its cut to the next."""

    on: list[date]
    filed: list[date]
    rows: list[list[Ruling]]

    def at(self, on: date, filed: date) -> Ruling:
        """The ruling of a day and a filing day."""
        return self.rows[bisect_right(self.on, on) - 1][bisect_right(self.filed, filed) - 1]


class Directory:
    """All answers about one world; tables are made when they are first asked for."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.coverage = Coverage(world)
        memberships = (w for history in world.lineage.within.values() for w in history)
        edges = {edge for w in memberships for edge in (w.valid.start, w.valid.end)}
        edges |= {e for a in world.lineage.areas.values() for e in (a.valid.start, a.valid.end)}
        self.cuts = sorted({world.starts} | {edge for edge in edges if edge > world.starts})
        self._leaf: dict[tuple[str, tuple[Step, ...]], Table] = {}
        self._shared: dict[tuple[str, frozenset[tuple[Step, ...]]], Table] = {}
        self._tables: dict[tuple[str, str], Table] = {}
        self._places: dict[tuple[str, str, str], list[Placement]] = {}
        self._entries: dict[tuple[str, str], tuple[Table, list[Placement]]] = {}

    def who(
        self,
        functions: Iterable[str],
        places: Iterable[str],
        on: Iterable[date],
        filed: Iterable[date],
    ) -> list[Answer]:
        """One answer for each question; raises ValueError where filed lies after on."""
        entries, cuts, starts = self._entries, self.cuts, self.world.starts
        answers: list[Answer] = []
        for function, place, day, since in zip(functions, places, on, filed, strict=True):
            if since > day:
                raise ValueError(f"A matter filed on {since} does not exist yet on {day}.")
            entry = entries.get((function, place)) or self._entry(function, place)
            if day < starts or entry is _NOTHING:
                answers.append(UNKNOWN)
                continue
            (days, filings, rows), placements = entry
            row = rows[bisect_right(days, day) - 1]
            ruling = row[bisect_right(filings, since) - 1]
            answers.append(Answer(ruling, placements[bisect_right(cuts, day) - 1]))
        return answers

    def _entry(self, function: str, place: str) -> tuple[Table, list[Placement]]:
        if function not in self.world.functions or not there(self.world, place):
            entry = _NOTHING
        else:
            entry = (self._table(function, place), self._placements(function, place))
        self._entries[function, place] = entry
        return entry

    def _placements(self, function: str, place: str) -> list[Placement]:
        duty = self.world.functions[function]
        key = (duty.follows, duty.owed, place)
        if key not in self._places:
            self._places[key] = [placed(self.world, duty, place, day) for day in self.cuts]
        return self._places[key]

    def _table(self, function: str, place: str) -> Table:
        lineage, duty = self.world.lineage, self.world.functions[function]
        area = lineage.areas.get(place)
        day = area.valid.start if area else self.world.starts
        leaves = [
            leaf for leaf in lineage.leaves_of(place, day) if duty.owed_at(lineage.leaves[leaf])
        ]
        histories = frozenset(self.coverage.history(function, leaf) for leaf in leaves)
        if len(histories) == 1 and self._steady(place):
            key = (function, histories)
            if key not in self._shared:
                self._shared[key] = self._leaf_table(function, next(iter(histories)))
            return self._shared[key]
        return self._mixed(function, place)

    def _steady(self, place: str) -> bool:
        """True when a place keeps its leaves as long as it lives."""
        lineage = self.world.lineage
        days = self.cuts
        first = lineage.leaves_of(place, days[0])
        return all(lineage.leaves_of(place, day) == first for day in days[1:])

    def _leaf_table(self, function: str, history: tuple[Step, ...]) -> Table:
        known = self._leaf.get((function, history))
        if known is not None:
            return known
        rectangles = pieces(self.world, function, history)
        on = {self.world.starts} | {e for p in rectangles for e in (p.on.start, p.on.end)}
        filed = {EVER} | {e for p in rectangles for e in (p.filed.start, p.filed.end)}
        days = sorted(day for day in on if day >= self.world.starts)
        filings = sorted(filed)
        rows = []
        for day in days:
            there_then = [p for p in rectangles if day in p.on]
            row = []
            for since in filings:
                held = [p.mandate for p in there_then if since in p.filed]
                ordered = tuple(sorted(held, key=lambda m: m.key))
                row.append(Ruling(verdict(len(ordered)), ordered))
            rows.append(row)
        self._leaf[function, history] = Table(days, filings, rows)
        return self._leaf[function, history]

    def _mixed(self, function: str, place: str) -> Table:
        """The table of a place whose leaves differ: each cell joins theirs."""
        lineage, duty = self.world.lineage, self.world.functions[function]
        by_day = {day: lineage.leaves_of(place, day) for day in self.cuts}
        every = {leaf for leaves in by_day.values() for leaf in leaves}
        tables = {
            leaf: self._leaf_table(function, self.coverage.history(function, leaf))
            for leaf in sorted(every)
            if duty.owed_at(lineage.leaves[leaf])
        }
        days = sorted(set(self.cuts) | {day for t in tables.values() for day in t.on})
        filings = sorted({EVER} | {day for t in tables.values() for day in t.filed})
        rows = []
        for day in days:
            leaves = by_day[self.cuts[bisect_right(self.cuts, day) - 1]]
            here = [tables[leaf] for leaf in leaves if leaf in tables]
            rows.append([self._join(function, place, here, day, since) for since in filings])
        return Table(days, filings, rows)

    def _join(
        self, function: str, place: str, tables: list[Table], day: date, filed: date
    ) -> Ruling:
        ruling = together(table.at(day, filed) for table in tables)
        if ruling.status is Status.UNDETERMINED and self.world.lineage.successor(place, day):
            return competent(self.world, function, place, on=day, filed=filed)
        return ruling


UNKNOWN = Answer(NO_RULING, NO_PLACE)
_NOTHING: tuple[Table, list[Placement]] = (Table([], [], []), [])
