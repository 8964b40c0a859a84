"""Rotation of what notices and subscriptions keep sealed."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import connection

from continuity.casework import keys
from continuity.casework.sealed import renewed
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
    ring, changed, after = keys.ring(), _hooks(on), FIRST
    while True:
        with working("rotation", on), connection.cursor() as cursor:
            cursor.execute(NOTICES, [*after, BATCH])
            rows = cursor.fetchall()
            for case, id, address, text in rows:
                anew = (
                    renewed(ring, case, f"address {id}", address),
                    renewed(ring, case, f"notice {id}", text),
                )
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
    ring, changed = keys.ring(), 0
    with working("rotation", on), connection.cursor() as cursor:
        cursor.execute("select id, sealed_secret from notices_hook for update")
        for id, secret in cursor.fetchall():
            if anew := renewed(ring, id, "secret", secret):
                cursor.execute(
                    "update notices_hook set sealed_secret = %s where id = %s", [anew, id]
                )
                changed += 1
    return changed
