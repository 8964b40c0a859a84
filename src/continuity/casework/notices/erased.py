"""What notices keep of a case goes with it: addresses and texts; that somebody was told stays."""

from __future__ import annotations

import uuid

from django.db import connection

from continuity.casework.vault import Kept


def emptied(case: uuid.UUID) -> list[Kept]:
    """Empties what notices keep sealed of a case, and has no files; what waits is sent no more."""
    with connection.cursor() as cursor:
        cursor.execute(
            "update notices_notice set sealed_text = '', why = case state when 'queued' then 'erased' "
            "else why end, state = case state when 'queued' then 'failed' else state end, "
            "sealed_address = case when sealed_address is null then null else ''::bytea end "
            "where case_id = %s",
            [case],
        )
    return []
