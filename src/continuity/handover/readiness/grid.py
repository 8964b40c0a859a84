"""The whole of a reform's readiness: each unit and requirement with its state, and what was decided."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from continuity.handover.readiness.found import Cell, Found, found
from continuity.handover.readiness.judge import Held, State, Verdict, judged
from continuity.handover.readiness.requirements import Bound, Requirement, Unit, requirements
from continuity.handover.readiness.room import Readiness

DECIDED = """
select go, words, red, day, name, agency from handover_decision where decree = %s order by at, id
"""
OVERRIDDEN = """
select unit, requirement, reason, day, name, agency from handover_override where decree = %s
order by at, id
"""


class Decision(NamedTuple):
    """Go or no go: who, when, why, and how much was red."""

    go: bool
    words: str
    red: int
    day: date
    name: str
    agency: str


class Override(NamedTuple):
    """A red item that somebody let pass, with a reason; it is shown for ever."""

    unit: str
    requirement: str
    reason: str
    day: date
    name: str
    agency: str


@dataclass(frozen=True)
class Grid:
    """Units × requirements on a day."""

    room: Readiness
    needed: dict[str, Requirement]
    found: Found
    cells: dict[Cell, Verdict]
    overrides: dict[Cell, list[Override]]
    decisions: list[Decision]

    @property
    def red(self) -> list[Cell]:
        """All that is red, overridden or not."""
        return [cell for cell, one in self.cells.items() if one.state is State.RED]

    @property
    def open(self) -> list[Cell]:
        """What is red and was let pass by nobody: it stops a go."""
        return [cell for cell in self.red if cell not in self.overrides]

    @property
    def decided(self) -> Decision | None:
        """The last decision."""
        return self.decisions[-1] if self.decisions else None

    @property
    def alarm(self) -> list[Cell]:
        """What is red and was let pass by nobody although the reform was told to go."""
        return self.open if self.decided and self.decided.go else []

    def counts(self) -> Counter[State]:
        """How many cells are in which state."""
        return Counter(one.state for one in self.cells.values())

    def held(self, unit: Unit, need: Requirement) -> list[Held]:
        """What evidence of a cell is bound to."""
        return held(self.room, self.found, unit, need)


def grid(room: Readiness) -> Grid:
    """The states of all units that the reader sees; the same few questions however many they are."""
    needed, there = requirements(room.at), found(room)
    cells = {
        (unit.id, need.id): judged(
            need, unit, there.evidence.get((unit.id, need.id), ()),
            held(room, there, unit, need), room.at,
        )
        for unit in room.units.values() for need in needed.values()
    }  # fmt: skip
    overrides: dict[Cell, list[Override]] = {}
    for row in _rows(OVERRIDDEN, room.decree):
        one = Override(*row)
        if one.unit in room.units:
            overrides.setdefault((one.unit, one.requirement), []).append(one)
    decisions = [Decision(*row) for row in _rows(DECIDED, room.decree)]
    return Grid(room, needed, there, cells, overrides, decisions)


def held(room: Readiness, there: Found, unit: Unit, need: Requirement) -> list[Held]:
    """The seats or keys of a unit, of all days."""
    if need.bound is Bound.SEAT:
        return room.seats.get(unit.id, [])
    return there.keys.get(unit.id, []) if need.bound is Bound.KEY else []


def _rows(query: str, decree: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, [decree])
        return list(cursor.fetchall())
