"""What a gateway reports of a short message: that it was delivered, or that it never will be."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from django.conf import settings
from django.db import connection

from continuity.accounts import today as clock
from continuity.casework.notices.signed import holds
from continuity.casework.sight import working

STATES = ("delivered", "failed")


def signed(told: Mapping[str, str], body: bytes, now: int) -> bool:
    """True where the gateway that shares our secret has sent this, just now."""
    return holds(settings.CONTINUITY_SMS_SECRET, told, body, now)


def report(reference: str, state: str) -> bool:
    """Enters what became of a message; False where we never sent one of this reference.

    Told twice it changes nothing, and nothing that was delivered is made undone by a later report.
    """
    case, _, id = reference.partition(".")
    try:
        key = (uuid.UUID(case), uuid.UUID(id))
    except ValueError:
        return False
    with working("notices", clock.today()), connection.cursor() as cursor:
        cursor.execute(
            "update notices_notice set state = %s, why = %s, at = now() where case_id = %s "
            "and id = %s and channel <> 'portal' and state in ('queued', 'sent')",
            [state, "report" if state == "failed" else "", *key],
        )
        cursor.execute(
            "select exists (select from notices_notice where case_id = %s and id = %s)", key
        )
        return bool(cursor.fetchone()[0])
