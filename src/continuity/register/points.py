"""Service points in the register: facts with both times, like all others, beside the world.

They say nothing about who must act, so that a new counter never makes a reform's plan outrun, and no
page that keeps the world has to read it again.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db import connection, transaction

from continuity.accounts.appointments import require
from continuity.accounts.roles import Role
from continuity.core.terms import TERMS
from continuity.journal.record import Actor, record
from continuity.packs.points import Point
from continuity.register.read import row_of
from continuity.register.rows import Row, Table
from continuity.register.write import hold, retract, state

STREAM = "register:points"
TABLE = Table(
    "point",
    (
        *(("id", "text"), ("vi", "text"), ("en", "text"), ("address", "text"), ("unit", "text")),
        *(("telephone", "text"), ("step_free", "text"), ("valid", "daterange"), ("hours", "text")),
        *(("closed", "text[]"), ("functions", "text[]"), ("serves", "text[]")),
        *(("example", "boolean"), ("source", "text")),
    ),
)


class Imported(NamedTuple):
    """How many rows were stated and retracted, and by which entry: 0 where nothing was new."""

    stated: int
    retracted: int
    entry: int


def points(function: str, on: date, known: int | None = None) -> list[Point]:
    """The counters that take a function on a day, as they are known now or were after an entry."""
    return _found("%s = any(functions) and valid @> %s", [function, on], known)


def every(known: int | None = None) -> list[Point]:
    """All counters of all days."""
    return _found("true", [], known)


def turning(day: date) -> list[Point]:
    """The rows of counters that begin on a day, or end with the day before it."""
    return _found("(lower(valid) = %s or upper(valid) = %s)", [day, day], None)


def _found(which: str, told: list[Any], known: int | None) -> list[Point]:
    when = "upper_inf(known)" if known is None else "known @> %s::bigint"
    told = told if known is None else [*told, known]
    with connection.cursor() as cursor:
        cursor.execute(
            f"select {', '.join(TABLE.names)} from register_point where {which} and {when} "
            "order by id, valid",
            told,
        )
        return [Point(*row_of(row)) for row in cursor.fetchall()]


@transaction.atomic
def enter(found: Iterable[Point], *, actor: Actor, source: str) -> Imported:
    """The counters of a table are what is known of their keys; others stay as they are.

    The second time nothing is written. Raises `Refused` for who is no planner and no steward.
    """
    require(actor, Role.PLANNER, Role.STEWARD)
    hold()
    wanted: set[Row] = {tuple(point) for point in found}
    keys = {row[0] for row in wanted}
    there: set[Row] = {tuple(point) for point in every() if point.id in keys}
    stated, retracted = wanted - there, there - wanted
    if not stated and not retracted:
        return Imported(0, 0, 0)
    told = {"source": source, "keys": sorted({row[0] for row in stated | retracted})}
    entry = record(STREAM, "import-points", actor, told)
    with connection.cursor() as cursor:
        if retracted:
            retract(cursor, TABLE, retracted, entry)
        if stated:
            state(cursor, TABLE, stated, entry)
    return Imported(len(stated), len(retracted), entry)


TERMS["import-points"] = "nhập điểm tiếp nhận"
