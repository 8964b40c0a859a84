"""The chain of custody of one thing: each time that it was counted out or in, by whom, when, how.

A thing keeps its number when it is given on, so the chain runs through every handover that the reader
sees, in the order in which it happened.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from django.db import connection


class Hand(NamedTuple):
    """One side had it in hand: `quantity` is how much of it was there."""

    side: str
    agency: str
    quantity: int
    how: str
    day: date
    at: datetime
    actor: str
    reason: str
    function: str


CHAIN = """
select c.side, case c.side when 'giver' then h.giver else h.receiver end, c.quantity, c.how, c.day, c.at,
    c.actor, c.reason, coalesce(nullif(h.function, ''), h.subject)
from handover_handover h cross join lateral (
    select * from handover_count c where c.handover = h.id and c.annex = %(annex)s
        and c.number = %(number)s and c.side in ('giver', 'receiver')) c
order by c.day, c.at, c.position limit 200
"""


def chain(annex: str, number: str) -> list[Hand]:
    """Every count of a thing in the handovers that the reader sees, the earliest first."""
    with connection.cursor() as cursor:
        cursor.execute(CHAIN, {"annex": annex, "number": number})
        return [Hand._make(row) for row in cursor.fetchall()]
