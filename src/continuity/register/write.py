"""Writing: the difference of two worlds, in the transaction of the entry that tells of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection
from psycopg.types.range import DateRange, Int8Range

from continuity.core.interval import EVER, FOREVER, Interval
from continuity.core.world import World
from continuity.register.rows import TABLES, Row, Rows, Table, key, rows_of

LOCK = 7_401_002
"""The advisory lock of whoever changes the register; it also orders `known`."""

GROUND = frozenset({"area", "leaf", "within", "heir", "function", "mandate"})
"""The tables that say who must act where; the head keeps the last entry that touched one of them."""


class Outrun(Exception):
    """Somebody else changed the register since the plan was made; it must be made again."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The facts to retract and those to state, by table, against the register as of an entry."""

    head: int
    retracted: Rows
    stated: Rows

    @property
    def writes(self) -> int:
        """How many rows will be written."""
        return sum(len(rows) for part in (self.retracted, self.stated) for rows in part.values())


def difference(before: World, after: World, head: int) -> Difference:
    """What turns the rows of one world into those of another."""
    old, new = rows_of(before), rows_of(after)
    return Difference(
        head,
        {table: gone for table in old if (gone := old[table] - new[table])},
        {table: made for table in new if (made := new[table] - old[table])},
    )


def hold() -> int:
    """Takes the register's lock until the transaction ends; gives back its last entry, or 0."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute("select entry from register_head")
        found = cursor.fetchone()
        return int(found[0]) if found else 0


def write(change: Difference, entry: int) -> None:
    """Retracts, then states, all under one entry; the caller holds the lock and the transaction.

    Raises `Outrun` where the register is not what the difference was taken against.
    """
    if hold() != change.head:
        raise Outrun
    with connection.cursor() as cursor:
        for table in TABLES:
            if gone := change.retracted.get(table.name):
                retract(cursor, table, gone, entry)
        for table in TABLES:
            if made := change.stated.get(table.name):
                state(cursor, table, made, entry)
        moved = GROUND & (change.retracted.keys() | change.stated.keys())
        cursor.execute(
            "update register_head set entry = %(entry)s, "
            "ground = case when %(moved)s then %(entry)s else ground end",
            {"entry": entry, "moved": bool(moved)},
        )


def retract(cursor: Any, table: Table, rows: set[Row], entry: int) -> None:
    """The rows are known no longer, from an entry on; raises `Outrun` where one was not known."""
    keys = [key(table.name, row) for row in rows]
    cursor.execute(
        f"update register_{table.name} set known = int8range(lower(known), %s) "
        "where key = any(%s) and upper_inf(known)",
        [entry, keys],
    )
    if cursor.rowcount != len(rows):
        raise Outrun


def state(cursor: Any, table: Table, rows: set[Row], entry: int) -> None:
    """The rows are known from an entry on."""
    known = Int8Range(entry, None)
    columns = ", ".join([*table.names, "key", "known"])
    with (
        connection.wrap_database_errors,
        cursor.copy(f"copy register_{table.name} ({columns}) from stdin") as copy,
    ):
        for row in rows:
            copy.write_row([*(_value(value) for value in row), key(table.name, row), known])


def _value(value: Any) -> Any:
    if isinstance(value, Interval):
        start = None if value.start == EVER else value.start
        return DateRange(start, None if value.end == FOREVER else value.end)
    return list(value) if isinstance(value, tuple) else value
