"""Many open cases, made up and written in one COPY: nobody's data, for tests and benches.

The owner writes them, with row security not forced for the length of the transaction; no journal
entry tells of them, so they are for measuring and not for stories.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import psycopg

from continuity.accounts.ids import uuid7
from continuity.casework.groups import FIELDS
from continuity.casework.sealed import Ring, blind, sealed
from continuity.core.number import numbered

COLUMNS = ("id", "function", "place", "filed", "number", "status", "due", "seeker")
TEXTS = dict(zip(FIELDS, ("Nguyễn Thị Lan", "001190123456", "0912 345 678"), strict=True))
FIRST = 500_000_000_000
"""The first serial of what is made up, far above those that a bench files by the verb."""


def copied(
    cursor: psycopg.Cursor[Any],
    many: int,
    slots: Sequence[tuple[str, str]],
    filed: date,
    *,
    ring: Ring | None = None,
    blind_key: bytes = b"\2" * 32,
    first: int = FIRST,
    besides: Mapping[str, Any] | None = None,
) -> None:
    """So many open cases in the database, spread by chance over slots and the 60 days until a day.

    With a ring they are really sealed; without, the sealed columns hold noise of the same size.
    `besides` are columns that all of them share.
    """
    same = dict(besides or {})
    columns = ", ".join([*COLUMNS, *(f"sealed_{field}" for field in FIELDS), *same])
    cursor.connection.autocommit = False
    cursor.execute("alter table casework_case no force row level security")
    with cursor.copy(f"copy casework_case ({columns}) from stdin") as copy:
        for row in _rows(many, slots, filed, ring, blind_key, first):
            copy.write_row((*row, *same.values()))
    cursor.execute("alter table casework_case force row level security")
    cursor.connection.commit()
    cursor.connection.autocommit = True
    cursor.execute("vacuum analyze casework_case")


def _rows(
    many: int,
    slots: Sequence[tuple[str, str]],
    filed: date,
    ring: Ring | None,
    blind_key: bytes,
    first: int,
) -> Iterator[tuple[Any, ...]]:
    chance = random.Random(7)
    for n in range(many):
        id, day = uuid7(), filed - timedelta(days=chance.randrange(60))
        due = day + timedelta(days=5 + chance.randrange(30))
        told = (id, *chance.choice(slots), day, numbered(first + n), "processing", due)
        seeker = blind(blind_key, f"{n:012}")
        if ring:
            yield *told, seeker, *(sealed(ring, id, field, TEXTS[field]) for field in FIELDS)
        else:
            yield *told, seeker, *(os.urandom(36 + len(TEXTS[field])) for field in FIELDS)
