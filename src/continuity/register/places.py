"""Lists of communes in the register: facts with both times, by which split units are decided.

The world knows to which heirs the residents of a unit went; who lives where inside it, only these say.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction

from continuity.accounts.appointments import require
from continuity.accounts.roles import Role
from continuity.addresses import Fact, Lists
from continuity.core.terms import TERMS
from continuity.journal.record import Actor, record
from continuity.register.points import Imported
from continuity.register.read import row_of
from continuity.register.rows import Row, Table
from continuity.register.write import hold, retract, state

STREAM = "register:places"
TABLE = Table(
    "place",
    (
        *(("old_code", "text"), ("kind", "text"), ("name", "text"), ("first", "integer")),
        *(("last", "integer"), ("side", "text"), ("new_code", "text"), ("source", "text")),
        ("valid", "daterange"),
    ),
)


def facts(known: int | None = None) -> list[Fact]:
    """All facts of all lists, as they are known now or were after an entry."""
    when = "upper_inf(known)" if known is None else "known @> %s::bigint"
    told: list[Any] = [] if known is None else [known]
    with connection.cursor() as cursor:
        cursor.execute(
            f"select {', '.join(TABLE.names)} from register_place where {when} "
            "order by old_code, kind, name, first",
            told,
        )
        return [Fact(*row_of(row)) for row in cursor.fetchall()]


def lists(known: int | None = None) -> Lists:
    """The lists of all communes, by which a converter decides."""
    return Lists().add(facts(known))


def last() -> int:
    """The entry after which the lists stand as they do, 0 where there are none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select coalesce(max(greatest(lower(known), coalesce(upper(known), 0))), 0) "
            "from register_place"
        )
        return int(cursor.fetchone()[0])


@transaction.atomic
def enter(found: Iterable[Fact], *, actor: Actor, source: str) -> Imported:
    """The list of each unit is what the table says of it; units that it does not name stay.

    The second time nothing is written. Raises `Refused` for who is no planner and no steward.
    """
    require(actor, Role.PLANNER, Role.STEWARD)
    hold()
    wanted: set[Row] = {tuple(fact) for fact in found}
    codes = {row[0] for row in wanted}
    there: set[Row] = {tuple(fact) for fact in facts() if fact.old_code in codes}
    stated, retracted = wanted - there, there - wanted
    if not stated and not retracted:
        return Imported(0, 0, 0)
    told = {"source": source, "codes": sorted({row[0] for row in stated | retracted})}
    entry = record(STREAM, "import-lists", actor, told)
    with connection.cursor() as cursor:
        if retracted:
            retract(cursor, TABLE, retracted, entry)
        if stated:
            state(cursor, TABLE, stated, entry)
    return Imported(len(stated), len(retracted), entry)


TERMS["import-lists"] = "nhập danh sách của xã"
