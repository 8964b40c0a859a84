"""Which cases are late and owe their applicant an apology: the question of a periodic job."""

from __future__ import annotations

import uuid
from datetime import date

from continuity.casework.cases import SELECT, Case, rows
from continuity.casework.clock import moment
from continuity.casework.sight import working

BATCH = 1_000


def late(on: date, after: tuple[date, uuid.UUID] | None = None, limit: int = BATCH) -> list[Case]:
    """Open cases that are past their due day or moment and for which nobody has apologised yet.

    The longest overdue first; `after` is the due day and id of the last one seen. A clock that stands
    still is not late, and what is done waits for its applicant and not for an office.
    """
    begun = after or (date.min, uuid.UUID(int=0))
    with working("deadlines", on):
        return rows(
            f"select {SELECT} from casework_case where closed is null and not paused "
            "and status <> 'done' and apologised is null and (due < %s or due_at < %s) "
            "and (due, id) > (%s, %s) order by due, id limit %s",
            *(on, moment(on), *begun, limit),
        )
