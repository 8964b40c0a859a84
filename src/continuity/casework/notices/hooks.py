"""Webhooks: a program is told of an event at an address that a steward of its agency has named.

It is told of the cases that its agency sees when the event happens: on which it must act that day, or
has acted. At least once, in no fixed order, signed. Who was away longer than we try reads the feed.
"""

from __future__ import annotations

import json
import time
import uuid
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from django.db import connection, transaction

from continuity.accounts import today as clock
from continuity.casework import jobs, keys
from continuity.casework.notices import reach, signed
from continuity.casework.notices.events import Event, event
from continuity.casework.notices.letter import NotSent
from continuity.casework.sealed import opened
from continuity.casework.sight import working
from continuity.journal.record import SYSTEM, record

FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=10), timedelta(hours=3)
PATIENCE = timedelta(days=3)
"""After so long without one success an address is told of nothing more, until a steward says so."""

GONE = 410
"""By the Standard Webhooks: the receiver wants no more."""


class Hook(NamedTuple):
    """A subscription; empty `functions` and `verbs` mean all."""

    id: uuid.UUID
    agency: str
    url: str
    functions: list[str]
    verbs: list[str]
    state: str
    failing: datetime | None
    why: str


COLUMNS = "id, agency, url, functions, verbs, state, failing, why"


def stream(hook: uuid.UUID) -> str:
    """The journal's stream of one subscription."""
    return f"hook:{hook}"


def hooks(agency: str = "") -> list[Hook]:
    """The subscriptions of an agency, or all, the oldest first; whoever was disabled says why."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"select {COLUMNS} from notices_hook where %s in ('', agency) order by made, id",
            [agency],
        )
        return [Hook(*row) for row in cursor.fetchall()]


WANTED = """
select id, agency from notices_hook where state = 'active'
    and (functions = '{}' or %(function)s = any (functions)) and (verbs = '{}' or %(verb)s = any (verbs))
"""
SEES = """
select exists (select from casework_act where case_id = %(case)s and agency = %(agency)s
        and verb <> 'answer-consult' and (mandate is not null or verb = 'file'))
    or exists (
        select from casework_case c join casework_slot s on s.function = c.function
            and s.place = c.place and s.intake @> c.filed
        where c.id = %(case)s and s.duty = %(duty)s)
"""


def push(seen: Event) -> None:
    """Enqueues an event for every program that wants and may see it; inside `working("notices", …)`."""
    with connection.cursor() as cursor:
        cursor.execute(WANTED, {"function": seen.function, "verb": seen.verb})
        for hook, agency in cursor.fetchall():
            asked = {"case": seen.case, "agency": agency, "duty": slots(agency, clock.today())}
            cursor.execute(SEES, asked)
            if cursor.fetchone()[0]:
                _enqueue(hook, seen.case, seen.entry, 0)


def slots(agency: str, on: date) -> int:
    """The set of slots of an agency on a day; in a statement of its own, for others to see its rows."""
    with connection.cursor() as cursor:
        cursor.execute("select casework_reckon(%s, %s)", [agency, on])
        return int(cursor.fetchone()[0])


def deliver(hook: str, case: str, entry: int, tries: int) -> None:
    """The job that tells one program of one event; a failure is tried again later, for days."""
    with working("notices", clock.today()):
        one, seen = _active(uuid.UUID(hook)), event(uuid.UUID(case), entry)
    if one is None or seen is None:
        return
    id, url, shared = one
    data = {"type": f"case.{seen.verb}", "timestamp": seen.at.isoformat(), "data": seen.plain()}
    body = json.dumps(data, ensure_ascii=False).encode()
    told = signed.headers(shared, seen.id, int(time.time()), body)
    try:
        status = reach.post(url, body, {"Content-Type": "application/json", **told})
        why = "" if 200 <= status < 300 else f"hook-{status}"
    except NotSent as fault:
        status, why = 0, fault.why
    if why:
        _not_told(id, seen, tries, why, gone=status == GONE)
    else:
        _told(id)


def wait(tries: int) -> timedelta:
    """How long after so many failures the next try comes."""
    return min(FIRST_WAIT * 3 ** min(tries, 10), LONGEST_WAIT)


def _enqueue(hook: uuid.UUID, case: uuid.UUID, entry: int, tries: int) -> None:
    at = datetime.now(UTC) + wait(tries - 1) if tries else None
    jobs.later("notices.deliver", at=at, hook=str(hook), case=str(case), entry=entry, tries=tries)


def _active(hook: uuid.UUID) -> tuple[uuid.UUID, str, str] | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select url, sealed_secret from notices_hook where id = %s and state = 'active'", [hook]
        )
        row = cursor.fetchone()
    return (hook, row[0], opened(keys.ring(), hook, "secret", bytes(row[1]))) if row else None


@transaction.atomic
def _told(hook: uuid.UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "update notices_hook set failing = null, why = '' "
            "where id = %s and failing is not null and state = 'active'",
            [hook],
        )


@transaction.atomic
def _not_told(hook: uuid.UUID, seen: Event, tries: int, why: str, *, gone: bool) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "update notices_hook set failing = coalesce(failing, now()), why = %s "
            "where id = %s and state = 'active' returning failing",
            [why, hook],
        )
        row = cursor.fetchone()
        if row is None:
            return
        if gone or datetime.now(UTC) - row[0] > PATIENCE:
            cursor.execute("update notices_hook set state = 'disabled' where id = %s", [hook])
            record(stream(hook), "disable", SYSTEM, {"why": why})
            return
    _enqueue(hook, seen.case, seen.entry, tries + 1)
