"""Rotation of what notices and subscriptions keep sealed."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import connection

from continuity.casework import keys
from continuity.casework.sealed import key_of, opened, sealed
from continuity.casework.sight import working

BATCH = 500
NOTICES = """
select case_id, id, sealed_address, sealed_text from notices_notice
where (case_id, id) > (%s, %s) order by case_id, id limit %s for update
"""
Key = tuple[uuid.UUID, uuid.UUID]
FIRST: Key = (uuid.UUID(int=0), uuid.UUID(int=0))


def resealed(on: date) -> int:
    """How many rows were sealed anew under the ring's first key."""
    changed, after = _hooks(on), FIRST
    while True:
        with working("rotation", on), connection.cursor() as cursor:
            cursor.execute(NOTICES, [*after, BATCH])
            rows = cursor.fetchall()
            for case, id, address, text in rows:
                anew = (_again(case, f"address {id}", address), _again(case, f"notice {id}", text))
                if anew != (None, None):
                    cursor.execute(
                        "update notices_notice set sealed_address = coalesce(%s, sealed_address), "
                        "sealed_text = coalesce(%s, sealed_text) where case_id = %s and id = %s",
                        [*anew, case, id],
                    )
                    changed += 1
        if len(rows) < BATCH:
            return changed
        after = rows[-1][:2]


def _hooks(on: date) -> int:
    changed = 0
    with working("rotation", on), connection.cursor() as cursor:
        cursor.execute("select id, sealed_secret from notices_hook for update")
        for id, secret in cursor.fetchall():
            if anew := _again(id, "secret", secret):
                cursor.execute(
                    "update notices_hook set sealed_secret = %s where id = %s", [anew, id]
                )
                changed += 1
    return changed


def _again(bound: uuid.UUID, field: str, text: bytes | None) -> bytes | None:
    """What is under an older key, under the first; None where nothing has to be done."""
    ring = keys.ring()
    if not text or key_of(bytes(text)) == next(iter(ring)):
        return None
    return sealed(ring, bound, field, opened(ring, bound, field, bytes(text)))
