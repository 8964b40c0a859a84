"""What handovers keep sealed, sealed anew under the ring's first key: secrets, and personal columns."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.db import connection

from continuity.casework import keys
from continuity.casework.sealed import renewed
from continuity.casework.sight import working
from continuity.casework.vault import FIELD as OF_FILE

FIELD = "handover"
BATCH = 500


def of_line(annex: str, number: str) -> str:
    """To what the personal columns of a line are bound."""
    return f"line:{annex}:{number}"


def resealed(on: date, batch: int = BATCH) -> int:
    """How many were sealed anew; when it gives 0, an older key may leave the ring."""
    with working("rotation", on):
        found = _rows("select id, secret from handover_handover for update")
        changed = sum(_secret(id, bytes(text)) for id, text in found) + _files()
    after: tuple[Any, ...] = (uuid.UUID(int=0), "", "")
    while True:
        with working("rotation", on):
            rows = _rows(
                "select handover, annex, number, sealed from handover_line where sealed is not null "
                "and (handover, annex, number) > (%s, %s, %s) order by 1, 2, 3 limit %s for update",
                *after, batch,
            )  # fmt: skip
            changed += sum(_line(*row) for row in rows)
        if not rows:
            return changed
        after = rows[-1][:3]


FILES = (("minutes", "pdf"), ("minutes", "bundle"), ("signature", "pdf"))


def _files() -> int:
    """The keys of the files of minutes, wrapped anew."""
    changed = 0
    for table, column in FILES:
        for id, text in _rows(
            f"select {column}, {column}_wrapped from handover_{table} for update"
        ):
            change = f"update handover_{table} set {column}_wrapped = %s where {column} = %s"
            changed += _renew(id, OF_FILE, bytes(text), change, id)
    return changed


def _secret(id: uuid.UUID, text: bytes) -> bool:
    return _renew(id, FIELD, text, "update handover_handover set secret = %s where id = %s", id)


def _line(id: uuid.UUID, annex: str, number: str, text: bytes) -> bool:
    change = "update handover_line set sealed = %s where (handover, annex, number) = (%s, %s, %s)"
    return _renew(id, of_line(annex, number), bytes(text), change, id, annex, number)


def _renew(id: uuid.UUID, field: str, text: bytes, change: str, *which: Any) -> bool:
    anew = renewed(keys.ring(), id, field, text)
    if anew is None:
        return False
    with connection.cursor() as cursor:
        cursor.execute(change, [anew, *which])
    return True


def _rows(query: str, *told: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query, told)
        return list(cursor.fetchall())
