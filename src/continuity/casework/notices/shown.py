"""What the people of a case are shown of its notices; inside `reading(...)`, which decides whose."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import NamedTuple

from django.db import connection

from continuity.casework import keys
from continuity.casework.sealed import opened
from continuity.casework.sight import present


class Shown(NamedTuple):
    """A notice as it was told; `why` says, in a word, why one failed."""

    case: uuid.UUID
    id: uuid.UUID
    kind: str
    channel: str
    language: str
    sender: str
    state: str
    tries: int
    why: str
    at: datetime
    text: str


COLUMNS = "case_id, id, kind, channel, language, sender, state, tries, why, at, sealed_text"


def told(case: uuid.UUID) -> list[Shown]:
    """The notices of a case in their order, each once: what went by other ways is not repeated."""
    return _rows("case_id = %s and channel = 'portal' order by made, id", case)


def ways(case: uuid.UUID) -> list[Shown]:
    """What was sent by e-mail and short message, and what became of it."""
    return _rows("case_id = %s and channel <> 'portal' order by made, id", case)


def failed(limit: int = 50) -> list[Shown]:
    """The word on the desk: notices that reached nobody, of cases that are the reader's to act on.

    The latest come first.
    """
    return _rows(f"state = 'failed' and {OWN} order by at desc, id limit %s", limit)


OWN = """exists (
    select from casework_case c join casework_slot s on s.function = c.function
        and s.place = c.place and s.intake @> c.filed
    where c.id = notices_notice.case_id and s.duty = (select casework_duty()))"""


def _rows(which: str, *values: uuid.UUID | int) -> list[Shown]:
    present()
    with connection.cursor() as cursor:
        cursor.execute(f"select {COLUMNS} from notices_notice where {which}", values)
        return [_shown(Shown(*row)) for row in cursor.fetchall()]


def _shown(row: Shown) -> Shown:
    """A row whose text is still sealed, with its text; '' where it was erased."""
    if not row.text:
        return row._replace(text="")
    clear = opened(keys.ring(), row.case, f"notice {row.id}", bytes(row.text))  # type: ignore[arg-type]
    return row._replace(text=clear)
