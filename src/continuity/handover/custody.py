"""The chain of custody of one thing: when it was counted at each end, and when it left and arrived.

A thing keeps its number when it is given on, so the chain runs through every handover that the reader
sees, in the order in which it happened. That it was counted does not move it: it leaves when the giver's
side scans it out, and arrives when the receiver's side scans it in.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from django.db import connection

from continuity.core.terms import TERMS


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


class Met(StrEnum):
    """What a scan at one end found: as it should be, or what is odd about it."""

    LEFT = "left"
    LEFT_AGAIN = "left-again"  # it was on its way already
    ARRIVED = "arrived"
    UNSENT = "arrived-unsent"  # nobody scanned it out
    TWICE = "arrived-twice"  # it has arrived already, at whichever end it is scanned


OUT, IN = "out", "in"
LONGEST = 2
"""Days on the way from which on it is told; a convention of ours, no rule names a time."""


class Passing(NamedTuple):
    """One scan at one end: which way, what it met, who, for whom, on which day and at what hour."""

    annex: str
    number: str
    way: str
    met: Met
    day: date
    at: datetime
    name: str
    agency: str


def met(before: Sequence[Met], way: str) -> Met:
    """What a scan meets after those before it, in their order."""
    arrived = any(one in (Met.ARRIVED, Met.UNSENT) for one in before)
    left = Met.LEFT in before
    if arrived:
        return Met.TWICE
    if way == OUT:
        return Met.LEFT_AGAIN if left else Met.LEFT
    return Met.ARRIVED if left else Met.UNSENT


CHAIN = """
select c.side, case c.side when 'giver' then h.giver else h.receiver end, c.quantity, c.how, c.day, c.at,
    c.actor, c.reason, coalesce(nullif(h.function, ''), h.subject)
from handover_handover h cross join lateral (
    select * from handover_count c where c.handover = h.id and c.annex = %(annex)s
        and c.number = %(number)s and c.side in ('giver', 'receiver')) c
order by c.day, c.at, c.position limit 200
"""
PASSED = "select annex, number, way, met, day, at, name, agency from handover_passing"
# The last scan that moved it; the odd ones are told apart.
ON_THE_WAY = f"""
{PASSED} p where handover = %(h)s and met = 'left' and not exists (
    select from handover_passing q where q.handover = p.handover and q.annex = p.annex
        and q.number = p.number and q.met in ('arrived', 'arrived-unsent'))
order by day, at limit %(size)s
"""
ODD = f"""
{PASSED} where handover = %(h)s and met in ('arrived-unsent', 'arrived-twice')
order by day desc, at desc limit %(size)s
"""
COUNTED = """
select count(*) filter (where met = 'left'), count(*) filter (where met in ('arrived', 'arrived-unsent'))
from handover_passing where handover = %(h)s
"""


def chain(annex: str, number: str) -> list[Hand]:
    """Every count of a thing in the handovers that the reader sees, the earliest first."""
    with connection.cursor() as cursor:
        cursor.execute(CHAIN, {"annex": annex, "number": number})
        return [Hand._make(row) for row in cursor.fetchall()]


def passings(annex: str, number: str) -> list[Passing]:
    """Every scan of a thing at either end, in the handovers that the reader sees, the earliest first."""
    return _passings(
        f"{PASSED} where annex = %(annex)s and number = %(number)s order by day, at limit 200",
        annex=annex, number=number,
    )  # fmt: skip


def on_the_way(handover: uuid.UUID, size: int = 200) -> list[Passing]:
    """What has left and not arrived, the longest on the way first."""
    return _passings(ON_THE_WAY, h=handover, size=size)


def odd(handover: uuid.UUID, size: int = 50) -> list[Passing]:
    """What arrived though nobody had scanned it out, or more than once; the latest first."""
    return _passings(ODD, h=handover, size=size)


def moved(handover: uuid.UUID) -> tuple[int, int]:
    """How many things have left, and how many have arrived."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, {"h": handover})
        left, arrived = cursor.fetchone()
    return int(left), int(arrived)


def _passings(query: str, **told: str | int | uuid.UUID) -> list[Passing]:
    with connection.cursor() as cursor:
        cursor.execute(query, told)
        rows = cursor.fetchall()
    found = (Passing._make(row) for row in rows)
    return [one._replace(met=Met(one.met)) for one in found]


TERMS.update(
    {
        "left": "đã rời bên giao",
        "left-again": "đã quét xuất trước đó",
        "arrived": "đã đến bên nhận",
        "arrived-unsent": "đến mà chưa quét xuất",
        "arrived-twice": "đã đến trước đó",
    }
)
