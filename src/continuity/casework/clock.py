"""The clocks of a case: when it is due by its procedure, and how late it is.

The day counts from the filing day under the law in force on that day. Nothing here knows an agency,
so no reform moves a due day.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from continuity.casework.cases import Case
from continuity.casework.refused import Refused
from continuity.core import deadline
from continuity.core.procedure import Procedure, Unit
from continuity.core.workdays import Unpublished
from continuity.packs.vn import ZONE, pack

HERE = ZoneInfo(ZONE)


def due(procedure: Procedure, filed: date, lodged: datetime | None = None) -> date:
    """The day by which a case is due that is filed on a day; hours count from the moment, if known.

    Days count from the filing day, whatever moment somebody gives: that day is the law's.
    """
    begun = lodged if lodged and procedure.term.unit is Unit.HOURS else filed
    try:
        return deadline.due(procedure.term, begun, pack().calendar, HERE)
    except Unpublished:
        raise Refused("no-calendar", filed=filed) from None


def resumed(procedure: Procedure, case: Case, on: date) -> date | None:
    """The due day of a paused case that runs on on a day: as much time is left as was left."""
    if not case.due or not case.paused_on:
        return case.due
    try:
        return deadline.resumed(case.due, case.paused_on, on, procedure.term, pack().calendar)
    except Unpublished:
        raise Refused("no-calendar", filed=on) from None


def lateness(case: Case, on: date) -> float:
    """Working days, in halves, by which an open case is late; none while its clock stands.

    Of a year whose holidays nobody has published yet, all days from Monday to Friday count: a list
    of cases must not fail on the second of January.
    """
    if case.closed or case.paused or not case.due or on <= case.due:
        return 0.0
    return _late(case.due, on)


@lru_cache(maxsize=16_384)
def _late(due: date, on: date) -> float:
    """Kept, since a list of 25 asks for the same few days: 0.4 ms where something is 60 days late."""
    known = pack().calendar
    days = known._replace(years=known.years.union(range(due.year, on.year + 1)))
    return deadline.late(due, on, days)
