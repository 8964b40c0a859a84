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


COUNTS = """
select count(*) filter (where code is not null), count(*) filter (where taken),
    count(distinct fresh), count(distinct fresh) filter (where fresh_state is not null),
    count(distinct fresh) filter (where fresh_state in ('delivered', 'given-back')),
    (select count(*) from seals_scan s where s.night = %(night)s
        and s.verdict not in ('accepted', 'wrong-point', 'given-back')),
    max(at) filter (where taken)
from seals_due where night = %(night)s
"""
BY_POINT = """
select point, count(*), count(*) filter (where taken),
    count(*) filter (where taken and taken_at <> point)
from seals_due where night = %s and point is not null group by point
"""


def progress(night: uuid.UUID) -> Progress:
    """How far a night has come at this moment, in two statements and the one for its points."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, {"night": night})
        due, came, fresh, registered, delivered, refused, last = cursor.fetchone()
        cursor.execute(BY_POINT, [night])
        by_point = {row[0]: row[1:] for row in cursor.fetchall()}
    at = tuple(At(point, *by_point.get(point.id, (0, 0, 0))) for point in points(night))
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


COLUMNS = ", ".join(Due.__slots__)
MISSING = "code is not null and not taken"
CAME = "taken"
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
