"""What shares and questions keep sealed: sealed anew, and emptied when a case is erased."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterable
from datetime import date

from django.db import connection

from continuity.casework import keys
from continuity.casework.sealed import renewed
from continuity.casework.sight import working
from continuity.casework.vault import Kept

SEALED = {
    "records_statement": ("sealed_lines", "statement"),
    "records_share": ("sealed_purpose", "share"),
    "records_check": ("sealed_told", "check"),
    "records_asked": ("sealed_why", "asked"),
}


def resealed(on: date) -> int:
    """How many fields were sealed anew."""
    with working("rotation", on):
        return sum(_table(table, *told) for table, told in SEALED.items())


def _table(table: str, column: str, field: str) -> int:
    ring, done = keys.ring(), 0
    with connection.cursor() as cursor:
        cursor.execute(f"select case_id, id, {column} from {table} where {column} <> ''")
        for case, id, text in cursor.fetchall():
            if anew := renewed(ring, case, f"{field}:{id}", text):
                change = f"update {table} set {column} = %s where case_id = %s and id = %s"
                cursor.execute(change, [anew, case, id])
                done += 1
    return done


def taken(case: uuid.UUID) -> Iterable[Kept]:
    """Empties what is sealed beside a case; there are no files. A code opens nothing afterwards, and
    nobody is found by whom it was asked about."""
    with connection.cursor() as cursor:
        for table, (column, _) in SEALED.items():
            cursor.execute(f"update {table} set {column} = '' where case_id = %s", [case])
        cursor.execute(
            "update records_asked set seeker = %s where case_id = %s", [os.urandom(32), case]
        )
    return ()
