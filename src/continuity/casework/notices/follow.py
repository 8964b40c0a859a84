"""The job that follows an act: whom it tells, and which programs."""

from __future__ import annotations

import json
import uuid
from datetime import date

from django.db import connection

from continuity.accounts import today as clock
from continuity.casework.notices import hooks
from continuity.casework.notices.events import Event, event
from continuity.casework.notices.tell import tell
from continuity.casework.notices.texts import sent_by
from continuity.casework.sight import working

DAYS = ("apologised", "due")
"""Where an entry says which day the applicant is told, the first that it has."""


def follow(case: str, entry: int) -> None:
    """Tells the applicant and the programs of an act; what was told before is not told again."""
    with working("notices", clock.today()):
        seen = event(uuid.UUID(case), entry)
        if seen is None:
            return
        for kind in sent_by(seen.verb, seen.status):
            tell(seen.case, kind, str(entry), _day(seen))
        hooks.push(seen)


def _day(seen: Event) -> date | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select e.content, c.due from journal_entry e, casework_case c "
            "where e.number = %s and c.id = %s",
            [seen.entry, seen.case],
        )
        content, due = cursor.fetchone()
    told = json.loads(content)
    written = next((told[name] for name in DAYS if told.get(name) not in (None, "", "None")), None)
    return date.fromisoformat(written) if written else due
