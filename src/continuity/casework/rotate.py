"""Rotation: what is sealed under an older key is sealed again under the first one of the ring."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connection

from continuity.casework import keys
from continuity.casework.groups import COLUMNS, GROUPS
from continuity.casework.sealed import Ring, key_of, opened, sealed
from continuity.casework.sight import working
from continuity.journal.record import SYSTEM, record

BATCH = 500
_more: list[Callable[[date], int]] = []


def also(resealed: Callable[[date], int]) -> None:
    """From now on this is asked too to seal anew what it keeps, and says how many rows it did."""
    if resealed not in _more:
        _more.append(resealed)


def rotate(on: date, batch: int = BATCH) -> int:
    """How many rows were sealed anew; when it gives 0, an older key may leave the ring.

    Each batch is a transaction, so that a job that is killed goes on where it stood.
    """
    own = _all(_cases, _renew, on, batch) + _all(_notes, _renew_note, on, batch)
    return own + sum(resealed(on) for resealed in _more)


Key = tuple[uuid.UUID, uuid.UUID]
Batch = Callable[[Key, int], list[tuple[Any, ...]]]


def _all(rows_after: Batch, renew: Callable[..., bool], on: date, batch: int) -> int:
    after, changed = (uuid.UUID(int=0), uuid.UUID(int=0)), 0
    while True:
        with working("rotation", on):
            rows = rows_after(after, batch)
            if not rows:
                return changed
            renewed = [row for row in rows if renew(*row)]
            if renewed:
                told = {"cases": len(renewed), "key": next(iter(keys.ring()))}
                record("casework:keys", "rotate", SYSTEM, told)
        after, changed = (rows[-1][0], rows[-1][1]), changed + len(renewed)


def _cases(after: Key, size: int) -> list[tuple[Any, ...]]:
    return _rows(
        f"select id, id, {', '.join(COLUMNS)} from casework_case where id > %s "
        "order by id limit %s for update",
        [after[0], size],
    )


def _notes(after: Key, size: int) -> list[tuple[Any, ...]]:
    return _rows(
        "select case_id, id, sealed from casework_note where (case_id, id) > (%s, %s) "
        "order by case_id, id limit %s for update",
        [*after, size],
    )


def _rows(query: str, told: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, told)
        return list(cursor.fetchall())


def _renew(case: uuid.UUID, _: uuid.UUID, *texts: bytes) -> bool:
    if all(_new(text) for text in texts):
        return False
    pairs = zip(GROUPS, texts, strict=True)
    anew = [_again(case, group, bytes(text)) if text else b"" for group, text in pairs]
    made = ", ".join(f"{column} = %s" for column in COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(f"update casework_case set {made} where id = %s", [*anew, case])
    return True


def _renew_note(case: uuid.UUID, note: uuid.UUID, text: bytes) -> bool:
    if _new(text):
        return False
    anew = _again(case, f"note:{note}", bytes(text))
    with connection.cursor() as cursor:
        cursor.execute(
            "update casework_note set sealed = %s where case_id = %s and id = %s",
            [anew, case, note],
        )
    return True


def _new(text: bytes) -> bool:
    return not text or key_of(bytes(text)) == next(iter(keys.ring()))


def _again(case: uuid.UUID, field: str, text: bytes) -> bytes:
    ring: Ring = keys.ring()
    return sealed(ring, case, field, opened(ring, case, field, text))
