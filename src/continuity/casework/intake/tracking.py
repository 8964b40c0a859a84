"""Following a case without a login: its number, and the code that the slip bears.

The code is reckoned from the number under a key, so that nothing has to be kept and nobody can make
one. Whoever has both learns where the case stands and nothing about a person; a wrong number and a
wrong code are told in the same words, after the same work.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from continuity.casework import keys
from continuity.casework.intake import refused as refused  # its words must be there to be said
from continuity.casework.refused import Refused
from continuity.casework.status import Status
from continuity.core.number import checked

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without those that are taken for others: 0 and O, 1, I and L, U and V."""
LENGTH = 8


@dataclass(frozen=True, slots=True)
class Tracked:
    """A case as anybody may see it who holds the slip."""

    number: str
    function: str
    place: str
    filed: date
    status: Status
    due: date | None
    paused: bool
    closed: date | None
    apologised: date | None = None

    @property
    def promised(self) -> date | None:
        """The day on which whoever holds the slip was last told to expect the result."""
        return self.apologised or self.due


def code(number: str) -> str:
    """The code of a dossier number, as it is printed: `7KQ2-M9XA`."""
    if not keys.blind_key():
        raise Refused("no-key", setting="CONTINUITY_BLIND_KEY")
    drawn = hmac.new(keys.blind_key(), f"tracking {number}".encode(), hashlib.sha256).digest()
    value, letters = int.from_bytes(drawn), []
    for _ in range(LENGTH):
        value, place = divmod(value, len(LETTERS))
        letters.append(LETTERS[place])
    return f"{''.join(letters[:4])}-{''.join(letters[4:])}"


def tracked(number: str, given: str) -> Tracked:
    """The case of a number and its code as people type them; raises `Refused` (not-tracked)."""
    try:
        written = checked(number)
    except ValueError:
        written = "0000-0000-0000-00"
    plain = "".join(given.upper().split()).replace("-", "")
    right = hmac.compare_digest(code(written).replace("-", "").encode(), plain.encode())
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select * from intake_tracked(%s)", [written])
        row = cursor.fetchone()
    if row is None or not right:
        raise Refused("not-tracked")
    function, place, filed, status, *days = row
    return Tracked(written, function, place, filed, Status(status), *days)
