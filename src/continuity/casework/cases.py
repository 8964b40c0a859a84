"""Reading cases, all of it inside `reading(...)`: the database shows what the reader may see."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any

from django.db import connection

from continuity.casework import groups
from continuity.casework.concerned import apart
from continuity.casework.groups import FIELDS, GROUPS
from continuity.casework.listed import purposes
from continuity.casework.purposes import IMPERSONAL, Purpose
from continuity.casework.refused import Refused
from continuity.casework.sight import only_shown, present
from continuity.casework.status import Status
from continuity.core.number import checked
from continuity.journal.record import record


@dataclass(frozen=True, slots=True)
class Personal:
    """What is known of the applicant, by the groups in which it is sealed, read and logged."""

    name: str
    identity: str
    contact: str


@dataclass(frozen=True, slots=True)
class Case:
    """One matter, without its applicant and without an agency.

    `step` is the one to be taken next, '' where none is; `taken` says who took which. `held` are the
    fields and papers that the dossier has, `owed` the VND still to be paid, `apologised` the new day
    that was promised with an apology, `due_at` the moment at which a term in hours ends. A case
    without a procedure has none of these.
    """

    id: uuid.UUID
    function: str
    place: str
    filed: date
    number: str
    status: Status
    due: date | None
    paused: bool
    closed: date | None
    procedure: str = ""
    version: int = 0
    step: str = ""
    assignee: str = ""
    lodged: datetime | None = None
    paused_on: date | None = None
    taken: Mapping[str, str] = field(default_factory=dict, hash=False)
    held: tuple[str, ...] = ()
    outcome: str = ""
    owed: int = 0
    apologised: date | None = None
    due_at: datetime | None = None
    paused_at: datetime | None = None

    @property
    def promised(self) -> date | None:
        """The day on which the applicant was last told to expect the result."""
        return self.apologised or self.due


COLUMNS = tuple(one.name for one in fields(Case))
SELECT = ", ".join(COLUMNS)


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

    Raises `Refused`: not-competent where the case may only be seen, no-such-case otherwise, own-case
    where whoever acts for an agency is the applicant.
    """
    reader = present()
    found = rows(f"select {SELECT} from casework_lock(%s)", case_id)
    if not found:
        one(case_id)
        raise Refused("not-competent", agency=reader.agency or reader.actor.name, on=reader.on)
    if found[0].filed > reader.on:
        raise Refused("too-early", filed=found[0].filed, on=reader.on)
    apart(case_id)
    return found[0]


def personal(case_id: uuid.UUID, wanted: Iterable[str] = FIELDS) -> dict[str, str]:
    """Some groups of personal fields in clear; the reading is an entry in the case's stream."""
    found = clear(case_id, wanted, FIELDS)
    return {group: text for group, (text, _) in found.items()}


def answers(case_id: uuid.UUID, wanted: Iterable[str] = GROUPS) -> dict[str, str]:
    """What was answered in the form, by field, of some groups; the reading is an entry too."""
    found = clear(case_id, wanted)
    return {id: text for _, told in found.values() for id, text in told.items()}


def clear(
    case_id: uuid.UUID, wanted: Iterable[str], known: tuple[str, ...] = GROUPS
) -> dict[str, groups.Group]:
    """Some groups in clear, each its own text and its fields of the form; the reading is an entry."""
    reader, asked = present(), sorted(set(wanted))
    for group in asked:
        if group not in known:
            raise Refused("unknown-field", field=group)
    shut = reader.purpose in IMPERSONAL or only_shown()
    if shut or reader.purpose not in tuple(Purpose):
        raise Refused("not-for-purpose", purpose=purposes([reader.purpose]))
    found = groups.opened_of(case_id, asked)
    if found is None:
        raise Refused("no-such-case", on=reader.on)
    logged(case_id, asked)
    return found


def logged(case_id: uuid.UUID, read: Iterable[str]) -> None:
    """The entry that tells who read which groups of a case, and for what."""
    reader = present()
    told = {"agency": reader.agency, "fields": list(read), "on": str(reader.on)}
    record(f"case:{case_id}", "read", reader.actor, told, purpose=reader.purpose)


def _only(query: str, key: object) -> Case:
    reader, found = present(), rows(query, key)
    if not found:
        raise Refused("no-such-case", on=reader.on)
    return found[0]


def rows(query: str, *values: Any) -> list[Case]:
    """The cases of a query that selects `SELECT`."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return [case_of(dict(zip(COLUMNS, row, strict=True))) for row in cursor.fetchall()]


def case_of(row: dict[str, Any]) -> Case:
    """The case of a row as the database gives it."""
    taken = row["taken"]
    row["taken"] = json.loads(taken) if isinstance(taken, str) else taken
    row |= {"status": Status(row["status"]), "held": tuple(row["held"])}
    return Case(**row)
