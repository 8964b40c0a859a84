"""What papers keep sealed: sealed anew under the ring's first key, and emptied when a case is erased."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.db import connection

from continuity.casework import keys
from continuity.casework.documents.rows import SHOWN
from continuity.casework.sealed import key_of, opened, sealed
from continuity.casework.sight import working
from continuity.casework.vault import FIELD, Kept

BATCH = 500


def resealed(on: date, batch: int = BATCH) -> int:
    """How many papers were sealed anew; when it gives 0, an older key may leave the ring."""
    after, changed = (uuid.UUID(int=0), uuid.UUID(int=0)), 0
    while True:
        with working("rotation", on):
            rows = _batch(after, batch)
            changed += sum(_renew(*row) for row in rows)
        if not rows:
            return changed
        after = (rows[-1][0], rows[-1][1])


def taken(case: uuid.UUID) -> list[Kept]:
    """Empties what is sealed of a case's papers and names their files; the rows stay.

    Whoever verifies such a paper is still told that it was issued, by whom, when and what became of it.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select file, encode(digest, 'hex'), size, wrapped from documents_document "
            "where case_id = %s and wrapped is not null",
            [case],
        )
        files = [Kept(*row) for row in cursor.fetchall()]
        cursor.execute(
            "update documents_document set wrapped = null, shown = '' where case_id = %s", [case]
        )
    return files


def _batch(after: tuple[uuid.UUID, uuid.UUID], size: int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select case_id, id, file, wrapped, shown from documents_document "
            "where (case_id, id) > (%s, %s) order by case_id, id limit %s for update",
            [*after, size],
        )
        return list(cursor.fetchall())


def _renew(case: uuid.UUID, id: uuid.UUID, file: str, wrapped: bytes | None, shown: bytes) -> bool:
    first = next(iter(keys.ring()))
    texts = {"wrapped": (uuid.UUID(file), FIELD, wrapped), SHOWN: (id, SHOWN, shown)}
    old = {
        column: bytes(text)
        for column, (_, _, text) in texts.items()
        if text and key_of(bytes(text)) != first
    }
    for column, text in old.items():
        bound, field, _ = texts[column]
        anew = sealed(keys.ring(), bound, field, opened(keys.ring(), bound, field, text))
        with connection.cursor() as cursor:
            cursor.execute(
                f"update documents_document set {column} = %s where case_id = %s and id = %s",
                [anew, case, id],
            )
    return bool(old)
