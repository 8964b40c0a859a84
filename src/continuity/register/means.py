"""What a unit has to issue with, as facts with both times; whoever keeps it writes them here.

A seal, a key or an account is known under a reference of its own: one unit may have two of a kind,
and then has the kind as long as it has one of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db import connection

from continuity.accounts.ids import uuid7


class Means(NamedTuple):
    """One thing of a kind that a unit has, under its reference."""

    unit: str
    kind: str
    reference: str


STATED = (
    "insert into register_means (unit, kind, reference, valid, key, known) "
    "values (%s, %s, %s, daterange(%s, %s), %s, int8range(%s, null))"
)


def has(means: Iterable[Means], since: date, entry: int) -> None:
    """The units have these from a day on, as an entry tells; the caller holds the register."""
    with connection.cursor() as cursor:
        cursor.executemany(STATED, [(*one, since, None, uuid7(), entry) for one in means])


def had(means: Means, until: date, entry: int) -> None:
    """The unit has it from a day on no longer; one that began on that day it never had.

    The caller holds the register.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "update register_means set known = int8range(lower(known), %s) where unit = %s "
            "and kind = %s and reference = %s and upper_inf(known) and upper_inf(valid) "
            "returning lower(valid)",
            [entry, *means],
        )
        for (since,) in cursor.fetchall():
            if since < until:
                cursor.execute(STATED, [*means, since, until, uuid7(), entry])
