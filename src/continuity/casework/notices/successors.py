"""The regular job after a reform: whoever has an open case is told who acts on it from now on.

Nothing of a case changes; the reform has changed the answer already. Only who was told another name
is told: agencies that hold a mandate since today, and cases that another one held the day before.
"""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.db import connection

from continuity.accounts import today as clock
from continuity.casework.notices.hooks import slots
from continuity.casework.notices.senders import sender
from continuity.casework.notices.tell import tell
from continuity.casework.sight import working

BATCH = 200
LOOK_BACK = 2
"""Days for which a mandate counts as new: a worker that was away for a night misses nothing."""

NEW = """
select distinct agency, lower(valid) from register_mandate
where upper_inf(known) and mode = 'must' and lower(valid) between %s and %s
"""
OPEN = """
select c.id, c.function, c.place, c.filed from casework_slot s
    join register_mandate m on m.key = s.mandate and upper_inf(m.known) and lower(m.valid) = %(since)s
    join casework_case c on c.function = s.function and c.place = s.place and s.intake @> c.filed
where s.duty = %(duty)s and c.closed is null and c.status <> 'done'
    and c.filed < %(since)s and c.id > %(after)s
order by c.id limit %(batch)s
"""


def successors() -> None:
    """Tells of every hand-over of the last days, each case once for each day of change."""
    on = clock.today()
    with working("notices", on), connection.cursor() as cursor:
        cursor.execute(NEW, [on - timedelta(days=LOOK_BACK), on])
        changed = cursor.fetchall()
    for agency, since in changed:
        after: uuid.UUID | None = uuid.UUID(int=0)
        while after is not None:
            after = _batch(agency, since, on, after)


def _batch(agency: str, since: date, on: date, after: uuid.UUID) -> uuid.UUID | None:
    """The last case that was looked at; None after the last of them."""
    asked: dict[str, Any] = {"since": since, "after": after, "batch": BATCH}
    with working("notices", on):
        asked["duty"] = slots(agency, on)
        with connection.cursor() as cursor:
            cursor.execute(OPEN, asked)
            found = cursor.fetchall()
        before = lru_cache(maxsize=None)(sender)
        for case, function, place, filed in found:
            if before(function, place, filed, since - timedelta(days=1)) != agency:
                tell(case, "successor", f"since {since}", since)
    return found[-1][0] if len(found) == BATCH else None
