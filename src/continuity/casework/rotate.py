"""Rotation: what is sealed under an older key is sealed again under the first one of the ring."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connection

from continuity.casework import keys
from continuity.casework.cases import FIELDS
from continuity.casework.sealed import Ring, key_of, opened, sealed
from continuity.casework.sight import working
from continuity.journal.record import SYSTEM, record

BATCH = 500
COLUMNS = tuple(f"sealed_{field}" for field in FIELDS)
_more: list[Callable[[date], int]] = []


def also(resealed: Callable[[date], int]) -> None:
    """From now on this is asked too to seal anew what it keeps, and says how many rows it did."""
    if resealed not in _more:
        _more.append(resealed)


def rotate(on: date, batch: int = BATCH) -> int:
    """How many rows were sealed anew; when it gives 0, an older key may leave the ring.

    Each batch is a transaction, so that a job that is killed goes on where it stood.
    """
    return _cases(on, batch) + sum(resealed(on) for resealed in _more)


def _cases(on: date, batch: int) -> int:
    after, changed = uuid.UUID(int=0), 0
    while True:
        with working("rotation", on):
            rows = _batch(after, batch)
            if not rows:
                return changed
            renewed = [row for row in rows if _renew(*row)]
            if renewed:
                told = {"cases": len(renewed), "key": next(iter(keys.ring()))}
                record("casework:keys", "rotate", SYSTEM, told)
        after, changed = rows[-1][0], changed + len(renewed)


def _batch(after: uuid.UUID, size: int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"select id, {', '.join(COLUMNS)} from casework_case where id > %s "
            "order by id limit %s for update",
            [after, size],
        )
        return list(cursor.fetchall())


def _renew(case: uuid.UUID, *texts: bytes) -> bool:
    ring = keys.ring()
    first = next(iter(ring))
    if all(key_of(bytes(text)) == first for text in texts):
        return False
    anew = [
        _again(ring, case, field, bytes(text)) for field, text in zip(FIELDS, texts, strict=True)
    ]
    made = ", ".join(f"{column} = %s" for column in COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(f"update casework_case set {made} where id = %s", [*anew, case])
    return True


def _again(ring: Ring, case: uuid.UUID, field: str, text: bytes) -> bytes:
    return sealed(ring, case, field, opened(ring, case, field, text))
