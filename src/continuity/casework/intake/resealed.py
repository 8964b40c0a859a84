"""What intake keeps sealed, sealed anew under the ring's first key."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from continuity.casework import keys
from continuity.casework.cases import FIELDS
from continuity.casework.intake import drafts, papers
from continuity.casework.sealed import key_of, opened, sealed
from continuity.casework.sight import working
from continuity.casework.vault import FIELD as OF_FILE

BATCH = 500


class Columns(NamedTuple):
    """The sealed columns of a table, each with the field that it is bound to."""

    table: str
    sealed: tuple[tuple[str, str], ...]


TABLES = (
    Columns("intake_applicant", tuple((f"sealed_{field}", field) for field in FIELDS)),
    Columns("intake_draft", (("sealed_answers", drafts.FIELD),)),
    Columns("intake_draft_paper", (("sealed_name", papers.FIELD), ("wrapped", OF_FILE))),
    Columns("intake_paper", (("sealed_name", papers.FIELD), ("wrapped", OF_FILE))),
)


def resealed(on: date, batch: int = BATCH) -> int:
    """How many rows were sealed anew; when it gives 0, an older key may leave the ring."""
    return sum(_table(columns, on, batch) for columns in TABLES)


def _table(of: Columns, on: date, batch: int) -> int:
    after, changed = uuid.UUID(int=0), 0
    while True:
        with working("rotation", on):
            rows = _batch(of, after, batch)
            if not rows:
                return changed
            changed += sum(_renew(of, *row) for row in rows)
        after = rows[-1][0]


def _batch(of: Columns, after: uuid.UUID, size: int) -> list[tuple[Any, ...]]:
    # A wrapped key is bound to the name of its file, everything else to the row's id.
    bound = "kept" if ("wrapped", OF_FILE) in of.sealed else "id::text"
    columns = ", ".join(column for column, _ in of.sealed)
    with connection.cursor() as cursor:
        cursor.execute(
            f"select id, {bound} as bound, {columns} from {of.table} where id > %s order by id limit %s "
            "for update",
            [after, size],
        )
        return list(cursor.fetchall())


def _renew(of: Columns, id: uuid.UUID, file: str, *texts: bytes) -> bool:
    ring = keys.ring()
    first = next(iter(ring))
    if all(key_of(bytes(text)) == first for text in texts):
        return False
    anew = []
    for (column, field), text in zip(of.sealed, texts, strict=True):
        bound = uuid.UUID(file) if column == "wrapped" else id
        anew.append(sealed(ring, bound, field, opened(ring, bound, field, bytes(text))))
    made = ", ".join(f"{column} = %s" for column, _ in of.sealed)
    with connection.cursor() as cursor:
        cursor.execute(f"update {of.table} set {made} where id = %s", [*anew, id])
    return True
