"""The feed of events, a page at a time: who asks sees those of the cases that they may see.

A program keeps the cursor of its last page and asks again; it misses nothing and may drop what it has
seen by the event's id.
"""

from __future__ import annotations

import re
import uuid
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection

from continuity.casework.notices import refused as refused
from continuity.casework.refused import Refused
from continuity.casework.sight import present

START = "0.0.0"
"""The cursor before the first event."""

MOST = 500
STRETCH = 5_000
"""So many events are looked through for one page, whoever they are for: a page may be empty."""


class Event(NamedTuple):
    """What was done to a case, without anybody in it; `entry` is the journal's number."""

    era: int
    xact: int
    entry: int
    case: uuid.UUID
    number: str
    verb: str
    status: str
    step: str
    function: str
    place: str
    on: date
    at: datetime

    @property
    def id(self) -> str:
        """The event's own name, the same however often it is told."""
        return f"entry-{self.era}-{self.entry}"

    def plain(self) -> dict[str, Any]:
        """The event as JSON has it; a contract, told in docs/notices.md."""
        names = ("number", "verb", "status", "step", "function", "place")
        told = {name: getattr(self, name) for name in names}
        days = {"on": self.on.isoformat(), "at": self.at.isoformat()}
        return {"id": self.id, "entry": self.entry, "case": str(self.case), **told, **days}


class Page(NamedTuple):
    """Some events in order, the cursor behind them, and whether there is more to look through."""

    events: list[Event]
    cursor: str
    more: bool


COLUMNS = "era, xact, entry, case_id, number, verb, status, step, function, place, day, at"


def feed(cursor: str = START, limit: int = 100) -> Page:
    """The events after a cursor that the present reader may see; inside `reading(...)`.

    Raises `Refused` for what is no cursor. An event appears when no older transaction is under way.
    """
    present()
    after, most = _place(cursor), max(1, min(limit, MOST))
    with connection.cursor() as asked:
        asked.execute(
            "select era, xact, entry from notices_until(%s, %s, %s, %s)", [*after, STRETCH]
        )
        until = asked.fetchone()
        if until is None:
            return Page([], cursor, more=False)
        asked.execute(
            f"select {COLUMNS} from notices_event where (era, xact, entry) > (%s, %s, %s) "
            "and (era, xact, entry) <= (%s, %s, %s) order by era, xact, entry limit %s",
            [*after, *until, most],
        )
        events = [Event(*row) for row in asked.fetchall()]
    end = events[-1][:3] if len(events) == most else until
    return Page(events, ".".join(map(str, end)), more=True)


def event(case: uuid.UUID, entry: int) -> Event | None:
    """One event; None where the reader may not see it."""
    with connection.cursor() as asked:
        asked.execute(
            f"select {COLUMNS} from notices_event where case_id = %s and entry = %s", [case, entry]
        )
        row = asked.fetchone()
    return Event(*row) if row else None


def _place(cursor: str) -> tuple[int, ...]:
    if not re.fullmatch(r"\d{1,9}\.\d{1,18}\.\d{1,18}", cursor, re.ASCII):
        raise Refused("no-cursor", cursor=cursor)
    return tuple(map(int, cursor.split(".")))
