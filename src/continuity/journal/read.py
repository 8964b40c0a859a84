"""Reading the journal: what stands in a stream, newest first, for the person whom it is about."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection


class Line(NamedTuple):
    """An entry as it is shown."""

    number: int
    at: datetime
    actor: str
    verb: str
    purpose: str


def entries(stream: str, most: int) -> list[Line]:
    """The last entries of a stream, the newest first; none where nothing was done."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select number, at, actor_name, verb, purpose from journal_entry "
            "where stream = %s order by position desc limit %s",
            [stream, most],
        )
        return [Line(*row) for row in cursor.fetchall()]


class Told(NamedTuple):
    """An entry with what it tells."""

    at: datetime
    actor: str
    purpose: str
    content: dict[str, Any]


def of_verb(stream: str, verb: str, most: int) -> list[Told]:
    """The last entries of one verb in a stream, the newest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select at, actor_name, purpose, content from journal_entry "
            "where stream = %s and verb = %s order by position desc limit %s",
            [stream, verb, most],
        )
        rows = cursor.fetchall()
    return [Told(at, actor, why, json.loads(told)) for at, actor, why, told in rows]
