"""Reading cases, all of it inside `reading(...)`: the database shows what the reader may see."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db import connection

from continuity.casework import keys
from continuity.casework.purposes import IMPERSONAL, Purpose
from continuity.casework.refused import Refused
from continuity.casework.sealed import opened
from continuity.casework.sight import present
from continuity.casework.status import Status
from continuity.core.number import checked
from continuity.journal.record import record


@dataclass(frozen=True, slots=True)
class Personal:
    """What is known of the applicant, by the groups in which it is sealed, read and logged."""

    name: str
    identity: str
    contact: str


FIELDS = tuple(field.name for field in fields(Personal))


@dataclass(frozen=True, slots=True)
class Case:
    """One matter, without its applicant and without an agency."""

    id: uuid.UUID
    function: str
    place: str
    filed: date
    number: str
    status: Status
    due: date | None
    paused: bool
    closed: date | None


COLUMNS = tuple(field.name for field in fields(Case))
SELECT = ", ".join(COLUMNS)
MANY_SLOTS = 300
"""From so many slots on, going by due day and asking for each case beats going from slot to slot."""


def one(case_id: uuid.UUID) -> Case:
    """A case; refused in the same words whether it does not exist or may not be seen."""
    return _only(f"select {SELECT} from casework_case where id = %s", case_id)


def by_number(number: str) -> Case:
    """The case of a dossier number as people write it; refused at once where a digit is wrong."""
    try:
        written = checked(number)
    except ValueError:
        raise Refused("wrong-number", number=number) from None
    return _only(f"select {SELECT} from casework_case where number = %s", written)


def locked(case_id: uuid.UUID) -> Case:
    """A case that the reader's agency must act on, held until the transaction ends.

    Raises `Refused`: not-competent where the case may only be seen, no-such-case otherwise.
    """
    reader = present()
    found = _rows(f"select {SELECT} from casework_lock(%s)", case_id)
    if not found:
        one(case_id)
        raise Refused("not-competent", agency=reader.agency or reader.actor.name, on=reader.on)
    if found[0].filed > reader.on:
        raise Refused("too-early", filed=found[0].filed, on=reader.on)
    return found[0]


def desk(limit: int = 25) -> list[Case]:
    """The open cases on which the reader's agency must act, the most urgent first."""
    present()
    order = "order by due, id limit %s"
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from casework_slot where duty = casework_duty()")
        many = cursor.fetchone()[0] > MANY_SLOTS
    if many:
        # `is not false` keeps the planner from joining all slots first, which takes a second.
        return _rows(
            f"select {SELECT} from casework_case c where closed is null and (exists ("
            "select from casework_slot s where s.duty = (select casework_duty()) and s.intake @> c.filed"
            f" and s.function = c.function and s.place = c.place)) is not false {order}",
            limit,
        )
    columns = ", ".join(f"c.{name}" for name in COLUMNS)
    return _rows(
        f"select distinct {columns} from casework_slot s cross join lateral ("
        f"select {SELECT} from casework_case where function = s.function and place = s.place "
        f"and s.intake @> filed and closed is null {order}) c "
        f"where s.duty = (select casework_duty()) order by c.due, c.id limit %s",
        *(limit, limit),
    )


def personal(case_id: uuid.UUID, wanted: Iterable[str] = FIELDS) -> dict[str, str]:
    """Some groups of personal fields in clear; the reading is an entry in the case's stream."""
    reader, groups = present(), sorted(set(wanted))
    for group in groups:
        if group not in FIELDS:
            raise Refused("unknown-field", field=group)
    if reader.purpose in IMPERSONAL or reader.purpose not in tuple(Purpose):
        raise Refused("not-for-purpose", purpose=reader.purpose)

    sealed = _raw(f"select {_sealed(groups)} from casework_case where id = %s", case_id)
    if not sealed:
        raise Refused("no-such-case", on=reader.on)
    pairs = zip(groups, sealed[0], strict=True)
    clear = {group: opened(keys.ring(), case_id, group, bytes(text)) for group, text in pairs}

    told = {"agency": reader.agency, "fields": groups, "on": str(reader.on)}
    record(f"case:{case_id}", "read", reader.actor, told, purpose=reader.purpose)
    return clear


def _sealed(groups: Iterable[str]) -> str:
    return ", ".join(f"sealed_{group}" for group in groups) or "id"


def _only(query: str, key: object) -> Case:
    reader, found = present(), _rows(query, key)
    if not found:
        raise Refused("no-such-case", on=reader.on)
    return found[0]


def _rows(query: str, *values: object) -> list[Case]:
    told = [dict(zip(COLUMNS, row, strict=True)) for row in _raw(query, *values)]
    return [Case(**{**row, "status": Status(row["status"])}) for row in told]


def _raw(query: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())
