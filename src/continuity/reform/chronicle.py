"""What happened to a decree, and who did it: drafted, enacted, let slip, withdrawn.

Read from the journal, which keeps the names that people had when they acted.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db import connection

from continuity.packs.text import Text
from continuity.packs.vn import ZONE
from continuity.reform.shelf import read, stream


class Event(NamedTuple):
    """One act on a decree; a draft says for what (`act`), an approval who had drafted (`drafter`).

    `despite` is why somebody approved although a room above had stopped it.
    """

    entry: int
    at: datetime
    person: str
    verb: str
    version: int
    act: str
    drafter: str
    reason: str
    despite: str = ""


class Withdrawn(NamedTuple):
    """A decree that was in force and is not, as it last read, and the act that took it away."""

    text: Text
    event: Event


EVENTS = """
select e.number, e.at, e.actor_name, e.verb, e.content::jsonb - 'content' - 'rows' - 'stopped', coalesce((
    select d.actor_name from journal_entry d where d.stream = e.stream and d.verb = 'draft'
    and d.position < e.position order by d.position desc limit 1), '')
from journal_entry e where e.stream = any(%s) and (%s or e.verb not in ('draft', 'discard'))
order by e.position desc
"""

GONE = """
select distinct on (name) name, content, upper(known) from reform_decree d
where not exists (select from reform_decree o where o.name = d.name and upper_inf(o.known))
order by name, upper(known) desc
"""


def events(decree: str, *, drafts: bool = False) -> list[Event]:
    """What was done to a decree, the newest first; what was only drafted if asked for."""
    return list(_events([decree], drafts=drafts))


def approvals(decrees: Iterable[str]) -> dict[str, Event]:
    """The last act by which each decree came to stand as it does, by name."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select name, lower(known) from reform_decree where upper_inf(known) and name = any(%s)",
            [list(decrees)],
        )
        entry_of = dict(cursor.fetchall())
    by_entry = {event.entry: event for event in _events(list(entry_of))}
    return {name: by_entry[entry] for name, entry in entry_of.items() if entry in by_entry}


def withdrawn() -> list[Withdrawn]:
    """The decrees that were withdrawn whole and did not come back, in order of their names."""
    with connection.cursor() as cursor:
        cursor.execute(GONE)
        gone = cursor.fetchall()
    by_entry = {event.entry: event for event in _events([row[0] for row in gone])}
    return [
        Withdrawn(read(name, content), by_entry[entry])
        for name, content, entry in gone
        if entry in by_entry
    ]


def _events(decrees: list[str], *, drafts: bool = False) -> Iterable[Event]:
    with connection.cursor() as cursor:
        cursor.execute(EVENTS, [[stream(one) for one in decrees], drafts])
        rows = cursor.fetchall()
    for number, at, person, verb, told, drafter in rows:
        said = json.loads(told) if isinstance(told, str) else told
        yield Event(
            number, at.astimezone(ZoneInfo(ZONE)), person, verb,
            int(said.get("version") or 0), str(said.get("act") or ""),
            "" if verb == "draft" else drafter, str(said.get("reason") or ""),
            str(said.get("despite") or ""),
        )  # fmt: skip
