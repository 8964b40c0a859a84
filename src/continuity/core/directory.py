"""Who must act, in bulk: the same answers as `who`, from tables that are made once.

Between two days on which anything changes for a function, and between two edges of intake, an answer
stays what it is. So each function and place has one flat row of answers, and a question is two binary
searches and a place in that row.
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
    at_leaf,
    competent,
    placed,
    there,
    together,
)
from continuity.core.coverage import Coverage
from continuity.core.interval import EVER, FOREVER
from continuity.core.world import World

UNKNOWN = Answer(NO_RULING, NO_PLACE)


class Desk(NamedTuple):
    """One function: its rows of answers by place, and the edges of days and of filing days."""

    rows: dict[str, list[Answer]]
    days: list[date]
    filings: list[date]


Paths = dict[tuple[str, ...], str]
"""The different mandate-bearing paths of a place's leaves, each with one leaf that has it."""


class Directory:
    """All answers about one world; a row is made when its function and place are first asked for."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.coverage = Coverage(world)
        memberships = (w for history in world.lineage.within.values() for w in history)
        edges = {edge for w in memberships for edge in (w.valid.start, w.valid.end)}
        edges |= {e for a in world.lineage.areas.values() for e in (a.valid.start, a.valid.end)}
        self.eras = sorted({world.starts} | {e for e in edges if world.starts < e < FOREVER})
        self._leaves: dict[str, list[list[tuple[str, tuple[str, ...]]]]] = {}
        self._placements: dict[tuple[str, str, str], list[Placement]] = {}
        self._paths: dict[tuple[str, str, int, str], list[Paths]] = {}
        self._shared: dict[tuple[str, tuple[tuple[str, ...], ...]], list[Ruling]] = {}
        self._desks = {function: self._desk(function) for function in world.functions}

    def _desk(self, function: str) -> Desk:
        mandates = [m for m in self.world.mandates if m.function == function]
        days = {*self.eras, *(e for m in mandates for e in (m.valid.start, m.valid.end))}
        filings = {EVER, *(e for m in mandates for e in (m.intake.start, m.intake.end))}
        starts = self.world.starts
        return Desk(
            {}, sorted(d for d in days if starts <= d < FOREVER), sorted(filings - {FOREVER})
        )

    def who(
        self,
        functions: Iterable[str],
        places: Iterable[str],
        on: Iterable[date],
        filed: Iterable[date],
    ) -> list[Answer]:
        """One answer for each question; raises ValueError where filed lies after on."""
        desks, answers = self._desks, []
        for function, place, day, since in zip(functions, places, on, filed, strict=True):
            if since > day:
                raise ValueError(f"A matter filed on {since} does not exist yet on {day}.")
            desk = desks.get(function)
            if desk is None:
                answers.append(UNKNOWN)
                continue
            rows, days, filings = desk
            row = rows.get(place) or self._row(function, place)
            column = bisect_right(filings, since) - 1
            answers.append(row[bisect_right(days, day) * len(filings) + column])
        return answers

    def days(self, function: str) -> list[date]:
        """The days on which anything about a function may change, the world's first among them."""
        return self._desks[function].days

    def _row(self, function: str, place: str) -> list[Answer]:
        """The answers of one place: first those before the world's first day, then by day."""
        rows, days, filings = self._desks[function]
        row = [UNKNOWN] * len(filings)
        if there(self.world, place):
            where = self._where(function, place)
            eras = [bisect_right(self.eras, day) - 1 for day in days for _ in filings]
            row += map(Answer, self._rulings(function, place), [where[era] for era in eras])
        else:
            row *= len(days) + 1
        rows[place] = row
        return row

    def _where(self, function: str, place: str) -> list[Placement]:
        """The placement of a place in each era."""
        duty = self.world.functions[function]
        key = (duty.follows, duty.owed, place)
        if key not in self._placements:
            self._placements[key] = [placed(self.world, duty, place, day) for day in self.eras]
        return self._placements[key]

    def _rulings(self, function: str, place: str) -> list[Ruling]:
        """The rulings of a place by day and filing day; places of the same paths share theirs."""
        paths = self._bearing(function, place)
        if any(len(found) != 1 for found in paths):
            return self._ruled(function, place, paths)
        key = (function, tuple(path for found in paths for path in found))
        if key not in self._shared:
            self._shared[key] = self._ruled(function, place, paths)
        return self._shared[key]

    def _ruled(self, function: str, place: str, paths: list[Paths]) -> list[Ruling]:
        _, days, filings = self._desks[function]
        ruled = []
        for day in days:
            leaves = paths[bisect_right(self.eras, day) - 1].values()
            for since in filings:
                # A filing day after the day is no question; any ruling may stand there.
                ruling = together(
                    at_leaf(self.world, function, leaf, on=day, filed=since) for leaf in leaves
                )
                if ruling.status is Status.UNDETERMINED:
                    ruling = competent(self.world, function, place, on=day, filed=since)
                ruled.append(ruling)
        return ruled

    def _bearing(self, function: str, place: str) -> list[Paths]:
        """The mandate-bearing paths of a place in each era; alike functions share theirs."""
        duty, leaves = self.world.functions[function], self.world.lineage.leaves
        key = (duty.follows, duty.owed, self.coverage.group(function), place)
        if key not in self._paths:
            eras: list[Paths] = []
            for there_then in self._leaf_paths(place):
                found: Paths = {}
                for leaf, path in there_then:
                    if duty.owed_at(leaves[leaf]):
                        found.setdefault(self.coverage.borne(function, path), leaf)
                eras.append(found)
            self._paths[key] = eras
        return self._paths[key]

    def _leaf_paths(self, place: str) -> list[list[tuple[str, tuple[str, ...]]]]:
        """The leaves of a place with their paths in each era."""
        if place not in self._leaves:
            lineage = self.world.lineage
            self._leaves[place] = [
                [(leaf, lineage.path(leaf, day)) for leaf in lineage.leaves_of(place, day)]
                for day in self.eras
            ]
        return self._leaves[place]
