"""Sealing: the entries of all transactions that are over, as one Merkle block.

Entries commit in another order than they draw their numbers, so "all entries up to number n" can
still grow. What cannot grow is the set of entries of transactions older than the oldest one that
still runs (`pg_snapshot_xmin`): a block covers such a stretch of transactions. A restored database
counts its transactions anew; it begins a new era, and the stretch of an era ends with it.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db import connection, transaction

from continuity.journal.digest import START, chained, merkle, micros

LOCK = 7_401_001
"""The advisory lock that sealers take; two at once would write the same block."""


class Stretch(NamedTuple):
    """The transactions of one era, from the first to the first that is not in it."""

    era: int
    start: int
    until: int


@transaction.atomic
def seal() -> int:
    """How many entries were sealed just now; 0 where there is nothing new."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute(
            "select number, era, until_xact, hash from journal_block order by number desc limit 1"
        )
        number, era, until, last = cursor.fetchone() or (0, 1, 0, START)
        cursor.execute(
            "select max(era), pg_snapshot_xmin(pg_current_snapshot())::text from journal_era"
        )
        present, horizon = cursor.fetchone()
        sealed = 0
        for one in range(era, present + 1):
            # What is left of an era that is over is closed with all that it has.
            end = int(horizon) if one == present else 2**62
            stretch = Stretch(one, until if one == era else 0, end)
            hashes = leaves(cursor, stretch)
            if hashes:
                number += 1
                last = _write(cursor, number, stretch, hashes, bytes(last))
                sealed += len(hashes)
        return sealed


def last() -> tuple[int, str] | None:
    """The number and the hash of the last block, to be kept elsewhere; None before the first."""
    with connection.cursor() as cursor:
        cursor.execute("select number, hash from journal_block order by number desc limit 1")
        found = cursor.fetchone()
    return None if found is None else (found[0], bytes(found[1]).hex())


def leaves(cursor: Any, stretch: Stretch) -> list[bytes]:
    """The hashes of the entries of some transactions, in order of their numbers."""
    cursor.execute(
        "select hash from journal_entry where era = %s and xact >= %s and xact < %s order by number",
        stretch,
    )
    return [bytes(row[0]) for row in cursor.fetchall()]


def _write(
    cursor: Any, number: int, stretch: Stretch, hashes: list[bytes], previous: bytes
) -> bytes:
    cursor.execute("select clock_timestamp()")
    at, root = cursor.fetchone()[0], merkle(hashes)
    digest = chained(previous, (number, *stretch, len(hashes), micros(at), root.hex()))
    cursor.execute(
        "insert into journal_block values (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        (number, *stretch, len(hashes), at, root, previous, digest),
    )
    return digest
