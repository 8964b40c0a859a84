"""The only writer of the journal."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from typing import Any

from django.db import connection


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did something: a plain id and the name that they had, kept for ever as they were."""

    id: str
    name: str


SYSTEM = Actor("system", "Continuity")
"""Who loads a pack and seals a block: no person."""


def record(stream: str, verb: str, actor: Actor, content: Any, *, purpose: str = "") -> int:
    """The number of a new entry of a stream, in the transaction of the change that it tells.

    `content` is any JSON value. Raises `ValueError` outside a transaction, since an entry without
    its change, or a change without its entry, must not be possible.
    """
    if not connection.in_atomic_block:
        raise ValueError("record() belongs into the transaction of the change that it records.")
    told = (stream, actor.id, actor.name, verb, purpose, canonical(content))
    with connection.cursor() as cursor:
        cursor.execute("select journal_record(%s, %s, %s, %s, %s, %s)", told)
        return int(cursor.fetchone()[0])


def canonical(value: Any) -> str:
    """Canonical JSON: keys sorted, no spaces, NFC; a text in which equal values are equal."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return unicodedata.normalize("NFC", text)
