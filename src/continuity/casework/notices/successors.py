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
        tell_all(agency, since, "successor", f"since {since}", on)


def tell_all(agency: str, since: date, kind: str, key: str, on: date) -> int:
    """Tells of each open case that is an agency's since a day and was another's on the eve; how many.

    `on` is the day of whose duties it is read: that of telling, or one to come.
    """
    told, after = 0, uuid.UUID(int=0)
    while True:
        found, passed = _batch(agency, since, kind, key, on, after)
        told += passed
        if len(found) < BATCH:
            return told
        after = found[-1]


def _batch(
    agency: str, since: date, kind: str, key: str, on: date, after: uuid.UUID
) -> tuple[list[uuid.UUID], int]:
    """The cases that were looked at, and of how many their people were told."""
    asked: dict[str, Any] = {"since": since, "after": after, "batch": BATCH}
    with working("notices", clock.today()):
        asked["duty"] = slots(agency, on)
        with connection.cursor() as cursor:
            cursor.execute(OPEN, asked)
            found = cursor.fetchall()
        before = lru_cache(maxsize=None)(sender)
        told = 0
        for case, function, place, filed in found:
            if before(function, place, filed, since - timedelta(days=1)) != agency:
                told += tell(case, kind, key, since)
    return [row[0] for row in found], told
