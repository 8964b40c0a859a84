"""Reading: the world as it is known now, or as it was known after an entry."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db import connection
from psycopg.types.range import Range

from continuity.core.interval import EVER, FOREVER, Interval
from continuity.core.world import World
from continuity.register.rows import TABLES, Row, Rows, Table, world_of


class Head(NamedTuple):
    """The entry that changed the register last, and the first day that it knows."""

    entry: int
    starts: date


def head() -> Head | None:
    """Where the register stands; None where nothing was ever loaded."""
    with connection.cursor() as cursor:
        cursor.execute("select entry, starts from register_head")
        found = cursor.fetchone()
        return Head(*found) if found else None


class Standing(NamedTuple):
    """Which register this is, and the entry that changed it last."""

    mark: str
    entry: int


def standing() -> Standing | None:
    """Mark and last entry in one statement, since every request asks; None where nothing was loaded."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select left(encode(e.hash, 'hex'), 16), h.entry from register_head h "
            "join journal_entry e on e.number = h.loaded"
        )
        found = cursor.fetchone()
        return Standing(*found) if found else None


def first() -> int:
    """The entry by which the register was loaded; raises LookupError where it never was."""
    with connection.cursor() as cursor:
        cursor.execute("select loaded from register_head")
        found = cursor.fetchone()
    if found is None:
        raise LookupError("The register is empty: nothing was loaded.")
    return int(found[0])


def source() -> str:
    """What the register was loaded from, as its first entry tells."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select content::json ->> 'source' from journal_entry where number = %s", [first()]
        )
        return str(cursor.fetchone()[0])


def mark() -> str:
    """A short text by which this register is told from every other: the hash of its first entry.

    Raises LookupError where nothing was loaded.
    """
    found = standing()
    if found is None:
        raise LookupError("The register is empty: nothing was loaded.")
    return found.mark


def world(known: int | None = None) -> World:
    """The world as it is known now, or as it was after an entry.

    Raises LookupError where nothing was loaded.
    """
    here = head()
    if here is None:
        raise LookupError("The register is empty: nothing was loaded.")
    same: dict[Any, Any] = {}
    return world_of({table.name: _rows(table, known, same) for table in TABLES}, here.starts)


ALIKE = (str, date)
# One value, put down at once: another thread never sees half of it.
_last: tuple[tuple[str, int], World | None] = (("", 0), None)


def present() -> World:
    """The world as it is known now; the one that was read or made last is kept in the process.

    It is kept under the register's mark and its last entry, so that a change by anybody else is
    seen. Raises LookupError where nothing was loaded.
    """
    here = head()
    if here is None:
        raise LookupError("The register is empty: nothing was loaded.")
    global _last
    key, (had, kept) = (mark(), here.entry), _last
    if kept is None or had != key:
        # Read as of the entry: somebody may change the register between the two questions.
        kept = world(here.entry)
        _last = key, kept
    return kept


def remember(entry: int, made: World) -> None:
    """The world that an entry has made is the one that is kept."""
    global _last
    _last = (mark(), entry), made


def rows(known: int | None = None) -> Rows:
    """All rows that are known, by table."""
    return {table.name: _rows(table, known, {}) for table in TABLES}


def _rows(table: Table, known: int | None, same: dict[Any, Any]) -> set[Row]:
    """The rows of a table; a text or a day that stands in a million of them is kept once, in `same`."""
    columns = ", ".join(table.names)
    when = "upper_inf(known)" if known is None else "known @> %s::bigint"
    kinds = [kind for _, kind in table.columns]
    with connection.cursor() as cursor:
        cursor.execute(
            f"select {columns} from register_{table.name} where {when}",
            [] if known is None else [known],
        )
        if not {"daterange", "text[]"} & set(kinds):
            return {_once(row, same) for row in cursor.fetchall()}
        return {_once(row_of(row, same), same) for row in cursor.fetchall()}


def _once(row: Row, same: dict[Any, Any]) -> Row:
    keep = same.setdefault
    return tuple([keep(value, value) if type(value) in ALIKE else value for value in row])


def row_of(row: Iterable[Any], spans: dict[Any, Interval] | None = None) -> Row:
    """A row as the database gives it, with our days and tuples."""
    known = {} if spans is None else spans
    return tuple([_value(value, known) for value in row])


def _value(value: Any, spans: dict[Any, Interval]) -> Any:
    if isinstance(value, Range):
        known = spans.get(value)
        if known is None:
            known = spans[value] = Interval(value.lower or EVER, value.upper or FOREVER)
        return known
    return tuple(value) if isinstance(value, list) else value


def entry_of(day: date, zone: str) -> int:
    """The last entry of a local day: what was known in the evening; 0 where there was none yet."""
    end = datetime.combine(day, datetime.max.time(), ZoneInfo(zone))
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(max(number), 0) from journal_entry where at <= %s", [end])
        return int(cursor.fetchone()[0])
