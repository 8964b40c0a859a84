"""Reading the journal: what stands in a stream, newest first, for the person whom it is about."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

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
