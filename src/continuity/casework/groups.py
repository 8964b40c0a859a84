"""What is sealed of a case: four groups, each with the applicant's own text and fields of the form.

A field of the form belongs to the group that its procedure names, and is sealed, opened and logged
with it: a second telephone number is contact, whichever form asked for it.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping

from django.db import connection

from continuity.casework import keys
from continuity.casework.sealed import opened, sealed
from continuity.core.procedure import Procedure

FIELDS = ("name", "identity", "contact")
GROUPS = (*FIELDS, "answers")
COLUMNS = tuple(f"sealed_{group}" for group in GROUPS)
BETWEEN = "\x1f"
"""No text that is typed holds it: it parts the applicant's own text from the fields of the form."""

Group = tuple[str, dict[str, str]]
NONE: Group = ("", {})


def sorted_in(procedure: Procedure, answers: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The answers of a form by their groups."""
    found: dict[str, dict[str, str]] = {group: {} for group in GROUPS}
    for field in procedure.fields:
        if field.id in answers:
            found[field.group][field.id] = answers[field.id]
    return found


def sealed_in(case_id: uuid.UUID, told: Mapping[str, Group]) -> dict[str, bytes]:
    """The columns of some groups."""
    return {f"sealed_{group}": _sealed(case_id, group, *told[group]) for group in told}


def opened_of(case_id: uuid.UUID, wanted: Iterable[str]) -> dict[str, Group] | None:
    """Some groups in clear, without an entry; None where the case may not be seen.

    Whoever shows what is in them tells the journal first: `cases.personal` does.
    """
    asked = list(wanted)
    columns = ", ".join(f"sealed_{group}" for group in asked) or "id"
    with connection.cursor() as cursor:
        cursor.execute(f"select {columns} from casework_case where id = %s", [case_id])
        row = cursor.fetchone()
    if row is None:
        return None
    pairs = zip(asked, row, strict=False)
    return {group: _opened(case_id, group, bytes(text)) for group, text in pairs}


def reseal(case_id: uuid.UUID, told: Mapping[str, Group]) -> None:
    """Writes some groups anew, by a reader who may change the case."""
    row = sealed_in(case_id, told)
    if row:
        made = ", ".join(f"{column} = %s" for column in row)
        with connection.cursor() as cursor:
            cursor.execute(
                f"update casework_case set {made} where id = %s", [*row.values(), case_id]
            )


def _sealed(case_id: uuid.UUID, group: str, text: str, told: dict[str, str]) -> bytes:
    more = BETWEEN + json.dumps(told, ensure_ascii=False) if told else ""
    own = text.replace(BETWEEN, " ")
    return (
        sealed(keys.ring(), case_id, group, own + more) if own or more or group in FIELDS else b""
    )


def _opened(case_id: uuid.UUID, group: str, ciphertext: bytes) -> Group:
    if not ciphertext:
        return NONE
    text, _, more = opened(keys.ring(), case_id, group, ciphertext).partition(BETWEEN)
    return text, json.loads(more) if more else {}
