"""The clocks of a case: when it is due by its procedure, and how late it is.

The day counts from the filing day under the law in force on that day. Nothing here knows an agency,
so no reform moves a due day.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from continuity.casework.cases import Case
from continuity.casework.refused import Refused
from continuity.core import deadline
from continuity.core.procedure import Procedure, Unit
from continuity.core.workdays import Unpublished
from continuity.packs.vn import ZONE, pack

HERE = ZoneInfo(ZONE)


def due(
    procedure: Procedure,
    filed: date,
    lodged: datetime | None = None,
    answers: Mapping[str, str] | None = None,
) -> date:
    """The day by which a case is due that is filed on a day; hours count from the moment, if known.

    Days count from the filing day, whatever moment somebody gives: that day is the law's. Where the law
    gives some matters more time, the answers tell; without them it is the shorter term.
    """
    term = procedure.term_for(answers or {})
    begun = lodged if lodged and procedure.term.unit is Unit.HOURS else filed
    try:
        return deadline.due(term, begun, pack().calendar, HERE)
    except Unpublished:
        raise Refused("no-calendar", filed=filed) from None


def due_at(procedure: Procedure, filed: date, lodged: datetime | None = None) -> datetime | None:
    """The moment by which a case with a term in hours is due; None where the term is in days."""
    if procedure.term.unit is not Unit.HOURS:
        return None
    begun = lodged or datetime.combine(filed, time.min, HERE)
    end = deadline.ends(procedure.term, begun, pack().calendar, HERE)
    assert isinstance(end, datetime), "hours end at a moment"
    return end.astimezone(UTC)


def now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


def moment(on: date) -> datetime:
    """The present moment on the day on which somebody acts; in the demo that is any day."""
    return datetime.combine(on, now().astimezone(HERE).time(), HERE).astimezone(UTC)


def stopped(case: Case, on: date) -> dict[str, Any]:
    """What changes where a clock is stopped: a term in hours keeps the moment."""
    return {"paused": True, "paused_on": on, "paused_at": moment(on) if case.due_at else None}


def resumed(procedure: Procedure, case: Case, on: date) -> dict[str, Any]:
    """What changes where a paused clock runs on on a day: as much time is left as was left."""
    changed: dict[str, Any] = {"paused": False, "paused_on": None, "paused_at": None}
    if case.due_at and case.paused_at:
        stood = moment(on) - case.paused_at
        until = max(case.due_at, case.due_at + stood)
        # What was late when the clock was stopped stays as late.
        until = case.due_at if case.paused_at > case.due_at else until
        return changed | {"due_at": until, "due": until.astimezone(HERE).date()}
    if not case.due or not case.paused_on:
        return changed | {"due": case.due}
    try:
        due = deadline.resumed(case.due, case.paused_on, on, procedure.term, pack().calendar)
    except Unpublished:
        raise Refused("no-calendar", filed=on) from None
    return changed | {"due": due}


def overdue(case: Case, on: date) -> bool:
    """True where an open case is past its day or its moment, and its clock runs."""
    if case.closed or case.paused or not case.due:
        return False
    return moment(on) > case.due_at if case.due_at else on > case.due


def lateness(case: Case, on: date) -> float:
    """Working days, in halves, by which an open case is late; none while its clock stands.

    One with a term in hours is late by half a day as soon as its moment is past.
    Of a year whose holidays nobody has published yet, all days from Monday to Friday count: a list
    of cases must not fail on the second of January.
    """
    if not case.due or not overdue(case, on):
        return 0.0
    return max(_late(case.due, on), 0.5 if case.due_at else 0.0)


@lru_cache(maxsize=16_384)
def _late(due: date, on: date) -> float:
    """Kept, since a list of 25 asks for the same few days: 0.4 ms where something is 60 days late."""
    known = pack().calendar
    days = known._replace(years=known.years.union(range(due.year, on.year + 1)))
    return deadline.late(due, on, days)
