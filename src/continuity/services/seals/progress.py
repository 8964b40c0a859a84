"""How far a night has come: what is in, what is missing and where, which new seals are out."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from continuity.services.seals.night import Point, points

PAGE = 50


@dataclass(frozen=True, slots=True)
class At:
    """How far one collection point has come; `strange` are scans that took nothing in."""

    point: Point
    expected: int
    came: int
    elsewhere: int


@dataclass(frozen=True, slots=True)
class Progress:
    """The whole night in numbers; `last` is when the last seal came."""

    due: int
    came: int
    fresh: int
    registered: int
    delivered: int
    refused: int
    last: datetime | None
    at: tuple[At, ...]

    @property
    def missing(self) -> int:
        """How many seals have not come yet."""
        return self.due - self.came

    @property
    def share(self) -> int:
        """How many of a hundred have come, never 100 before the last one."""
        return self.came * 100 // self.due if self.due else 100


# The last time that each seal came or went, of one night, at once: asked for each task by itself it
# takes a quarter of a second at 9,000 tasks, and the page asks every five.
BY_POINT = """
with came as (
    select distinct on (task) task, verdict <> 'given-back' as taken, at, point from seals_scan
        where night = %(night)s and task is not null
            and verdict in ('accepted', 'wrong-point', 'given-back')
        order by task, number desc
), desk as (
    select distinct on (a.seal) a.seal, a.act = 'handed-in' as there from seals_act a
        where a.act in ('handed-in', 'given-back')
            and a.seal in (select seal from seals_task where night = %(night)s)
        order by a.seal, a.position desc
)
select t.point, count(*), count(*) filter (where c.taken or d.there),
    count(*) filter (where c.taken and c.point <> t.point), max(c.at) filter (where c.taken)
from seals_task t left join came c on c.task = t.id left join desk d on d.seal = t.seal
where t.night = %(night)s and t.code is not null and not t.gone group by t.point
"""
NEW_ONES = """
select count(distinct t.fresh), count(distinct a.seal) filter (where a.act = 'registered'),
    count(distinct a.seal) filter (where a.act = 'delivered'),
    (select count(*) from seals_scan s where s.night = %(night)s
        and s.verdict not in ('accepted', 'wrong-point', 'given-back'))
from seals_task t left join seals_act a on a.seal = t.fresh
where t.night = %(night)s and t.fresh is not null and not t.gone
"""


def progress(night: uuid.UUID) -> Progress:
    """How far a night has come at this moment, in two statements and the one for its points."""
    with connection.cursor() as cursor:
        cursor.execute(BY_POINT, {"night": night})
        by_point = {row[0]: row[1:] for row in cursor.fetchall()}
        cursor.execute(NEW_ONES, {"night": night})
        fresh, registered, delivered, refused = cursor.fetchone()
    at = tuple(At(point, *by_point.get(point.id, (0, 0, 0))[:3]) for point in points(night))
    due, came = (sum(row[n] for row in by_point.values()) for n in (0, 1))
    last = max((row[3] for row in by_point.values() if row[3]), default=None)
    return Progress(due, came, fresh, registered, delivered, refused, last, at)


@dataclass(frozen=True, slots=True)
class Due:
    """One task as it stands, for a list or a label."""

    id: uuid.UUID
    duty: str
    body: str
    vi: str
    en: str
    heir: str
    code: str | None
    point: str | None
    slot: int | None
    seal: uuid.UUID | None
    certificate: str | None
    state: str | None
    fresh: uuid.UUID | None
    fresh_certificate: str | None
    fresh_state: str | None
    receipt: int | None
    at: datetime | None
    taken_at: str | None
    actor: str | None
    taken: bool
    handed_in: bool


COLUMNS = ", ".join(Due.__slots__)
MISSING = "code is not null and not taken and not handed_in"
CAME = "code is not null and (taken or handed_in)"
"""In by a scan, or handed in at the desk of the register, before the night or beside it."""
BACK = "taken"
NEW = "fresh is not null"
LABELS = "code is not null"


def listed(
    night: uuid.UUID, which: str, *, point: str = "", page: int = 1, size: int = PAGE
) -> tuple[list[Due], bool]:
    """One page of a list of tasks, in the order in which they come; and whether there is more."""
    told: list[Any] = [night, *([point] if point else []), size + 1, (page - 1) * size]
    with connection.cursor() as cursor:
        cursor.execute(
            f"select {COLUMNS} from seals_due where night = %s and {which} "
            f"{'and point = %s' if point else ''} "
            "order by point, slot, vi, body limit %s offset %s",
            told,
        )
        found = [Due(*row) for row in cursor.fetchall()]
    return found[:size], len(found) > size


def every(night: uuid.UUID, which: str) -> list[Due]:
    """The whole list, for a table to take along."""
    return listed(night, which, size=1_000_000)[0]


def task(id: uuid.UUID) -> Due | None:
    """One task, or None where there is none that stands."""
    with connection.cursor() as cursor:
        cursor.execute(f"select {COLUMNS} from seals_due where id = %s", [id])
        row = cursor.fetchone()
    return Due(*row) if row else None
