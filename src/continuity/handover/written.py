"""How every room of a handover writes: a row with who and when, once under a key, and what was done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import connection

from continuity.casework.once import earlier
from continuity.casework.sight import present
from continuity.journal.record import record


def added(table: str, row: Mapping[str, Any], *, agency: str = "") -> None:
    """Adds a row to a table of the rooms, with the reader, their agency or another one, and their day."""
    reader = present()
    told = {**row, "day": reader.on, "actor": reader.actor.id, "name": reader.actor.name}
    told["agency"] = agency or reader.agency
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into handover_{table} ({', '.join(told)}) "
            f"values ({', '.join(['%s'] * len(told))})",
            list(told.values()),
        )


def again(key: str, verb: str, told: Mapping[str, Any], id: str = "") -> str:
    """The id that a key gave before, "done" where it gave none; '' where the key is new."""
    reader = present()
    asked = {"verb": verb, "agency": reader.agency, **told}
    given = earlier(reader.actor, key, asked, {"id": id})
    return (str(given["id"]) or "done") if given else ""


def entered(stream: str, verb: str, told: Mapping[str, Any]) -> int:
    """The entry of what was done: for which agency, on which day, and what is told of it."""
    reader = present()
    content = {"agency": reader.agency, "on": str(reader.on), **told}
    return record(stream, verb, reader.actor, content, purpose=reader.purpose)
