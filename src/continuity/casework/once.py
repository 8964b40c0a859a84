"""Once and no more: a verb that is asked for again with the same key gives the first answer."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

from django.db import connection

from continuity.casework import keys
from continuity.casework.refused import Refused
from continuity.journal.record import Actor, canonical


def earlier(actor: Actor, key: str, asked: dict[str, Any], result: dict[str, str]) -> Any:
    """The result that a key gave before; None where it is new, and then it gives this one.

    A second request with the same key waits here until the first is over. Raises `Refused` where
    the key was used for something else.
    """
    told = (actor.id, key, _digest(asked), json.dumps(result))
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into casework_verb_key (actor, key, digest, result) values (%s, %s, %s, %s) "
            "on conflict do nothing",
            told,
        )
        if cursor.rowcount == 1:
            return None
        cursor.execute(
            "select digest, result from casework_verb_key where actor = %s and key = %s", told[:2]
        )
        digest, given = cursor.fetchone()
    if not hmac.compare_digest(bytes(digest), told[2]):
        raise Refused("key-reused", key=key)
    return json.loads(given) if isinstance(given, str) else given


def _digest(asked: dict[str, Any]) -> bytes:
    """Under a key, since a plain hash of what somebody filed could be tried out."""
    return hmac.new(keys.blind_key(), canonical(asked).encode(), hashlib.sha256).digest()
