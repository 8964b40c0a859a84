"""The desk: what an agency must act on, the most urgent first, and how much of it lies with whom."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from django.db import connection

from continuity.casework.cases import COLUMNS, SELECT, Case, rows
from continuity.casework.clock import moment
from continuity.casework.sight import present

MANY_SLOTS = 300
"""From so many slots on, going by due day and asking for each case beats going from slot to slot."""

SEATED = (
    "(select person from accounts_appointment where agency = casework_agency() "
    "and valid @> casework_day() and upper_inf(known))"
)
"""Who sits in the reader's agency today: with anybody else a case of it lies unclaimed."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which cases of a desk are wanted; `after` is the due day and id of the last one seen.

    Those that are never due come last, and begin after None and the lowest id.
    """

    mine: bool = False
    unclaimed: bool = False
    late: bool = False
    step: str = ""
    procedure: str = ""
    after: tuple[date | None, uuid.UUID] | None = None

    def conditions(self) -> tuple[str, list[object]]:
        """As SQL on casework_case, each part beginning with `and`."""
        parts: list[str] = []
        told: list[object] = []
        if self.mine:
            parts.append("assignee = casework_reader()")
        if self.unclaimed:
            parts.append(f"(assignee = '' or assignee not in {SEATED})")
        if self.late:
            parts.append("not paused and (due < casework_day() or due_at < %s)")
            told.append(moment(present().on))
        for column in ("step", "procedure"):
            if value := getattr(self, column):
                parts.append(f"{column} = %s")
                told.append(value)
        if self.after and self.after[0]:
            parts.append("(due, id) > (%s, %s)")
            told += self.after
        elif self.after:
            parts.append("due is null and id > %s")
            told.append(self.after[1])
        return "".join(f" and {part}" for part in parts), told


EVERYTHING, LOWEST = Wanted(), uuid.UUID(int=0)


def desk(limit: int = 25, wanted: Wanted = EVERYTHING) -> list[Case]:
    """The open cases on which the reader's agency must act, the most urgent first."""
    present()
    order = "order by due, id limit %s"
    more, told = wanted.conditions()
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from casework_slot where duty = casework_duty()")
        many = cursor.fetchone()[0] > MANY_SLOTS
    if many:
        # `is not false` keeps the planner from joining all slots first, which takes a second.
        return rows(
            f"select {SELECT} from casework_case c where closed is null{more} and (exists ("
            "select from casework_slot s where s.duty = (select casework_duty()) and s.intake @> c.filed"
            f" and s.function = c.function and s.place = c.place)) is not false {order}",
            *(*told, limit),
        )
    columns = ", ".join(f"c.{name}" for name in COLUMNS)
    return rows(
        f"select distinct {columns} from casework_slot s cross join lateral ("
        f"select {SELECT} from casework_case where function = s.function and place = s.place "
        f"and s.intake @> filed and closed is null{more} {order}) c "
        f"where s.duty = (select casework_duty()) order by c.due, c.id limit %s",
        *(*told, limit, limit),
    )


def page(limit: int, wanted: Wanted) -> list[Case]:
    """The same, and where those with a due day end, those without one go on."""
    found = desk(limit, wanted)
    if len(found) < limit and wanted.after and wanted.after[0]:
        found += desk(limit - len(found), replace(wanted, after=(None, LOWEST)))
    return found


class Load(NamedTuple):
    """How much lies with one officer, '' standing for nobody who sits here."""

    person: str
    cases: int
    late: int


class Count(NamedTuple):
    """How many open cases of a procedure are at a step, and how many of them are late."""

    procedure: str
    step: str
    status: str
    cases: int
    late: int


class Share(NamedTuple):
    """How many open cases of a procedure, at a step, lie with one person, and how many are late."""

    person: str
    procedure: str
    step: str
    status: str
    cases: int
    late: int


def shares() -> list[Share]:
    """How the open cases of the reader's agency are shared out; it looks at all of them."""
    on = present().on
    with connection.cursor() as cursor:
        cursor.execute("select * from casework_shares(%s)", [moment(on)])
        return [Share(*row) for row in cursor.fetchall()]


def load(among: Iterable[Share]) -> list[Load]:
    """How much lies with whom, the most loaded first."""
    found: dict[str, Load] = {}
    for one in among:
        had = found.get(one.person, Load(one.person, 0, 0))
        found[one.person] = Load(one.person, had.cases + one.cases, had.late + one.late)
    return sorted(found.values(), key=lambda one: (-one.cases, one.person))


def counts(among: Iterable[Share]) -> list[Count]:
    """The same by procedure, step and status."""
    found: dict[tuple[str, str, str], Count] = {}
    for one in among:
        key = (one.procedure, one.step, one.status)
        had = found.get(key, Count(*key, 0, 0))
        found[key] = Count(*key, had.cases + one.cases, had.late + one.late)
    return [found[key] for key in sorted(found)]
