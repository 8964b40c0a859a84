"""Verifying: every hash computed again, and the first broken link by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, TypeVar

from django.db import connection, transaction

from continuity.journal.digest import START, chained, merkle, micros
from continuity.journal.seal import Stretch, leaves


class Entry(NamedTuple):
    """One line: what was done to a stream, chained to the line before it."""

    number: int
    era: int
    xact: int
    stream: str
    position: int
    at: datetime
    actor: str
    actor_name: str
    verb: str
    purpose: str
    content: str
    previous: bytes
    hash: bytes


class Block(NamedTuple):
    """The Merkle root over all entries of some transactions, chained to the block before it."""

    number: int
    era: int
    from_xact: int
    until_xact: int
    entries: int
    at: datetime
    root: bytes
    previous: bytes
    hash: bytes


Line = TypeVar("Line", Entry, Block)


def rows(kind: type[Line], order: str) -> Iterator[Line]:
    """All entries, or all blocks, in some order, a few at a time."""
    with connection.chunked_cursor() as cursor:
        fields = ", ".join(kind._fields)
        cursor.execute(f"select {fields} from journal_{kind.__name__.lower()} order by {order}")
        while some := cursor.fetchmany(BATCH):
            yield from (kind(*row) for row in some)


BATCH = 5_000


@dataclass(frozen=True, slots=True)
class Broken:
    """The first link that does not hold: where it stands, and what is wrong with it."""

    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """How much was looked at, and the first broken link, if any."""

    entries: int
    blocks: int
    broken: Broken | None = None

    @property
    def holds(self) -> bool:
        """True where every link does."""
        return self.broken is None


@transaction.atomic
def verify() -> Verdict:
    """The whole journal looked at in one snapshot: all streams in order, then all blocks."""
    with connection.cursor() as cursor:
        # Without one snapshot, a block sealed meanwhile would cover entries that were not read yet.
        cursor.execute("set transaction isolation level repeatable read, read only")
    seen = Seen()
    broken = next(_entries(seen), None) or next(_blocks(seen), None)
    return Verdict(seen.entries, seen.blocks, broken)


@dataclass
class Seen:
    """How many were looked at so far."""

    entries: int = 0
    blocks: int = 0


def _entries(seen: Seen) -> Iterator[Broken]:
    stream, position, last = "", 0, START
    for entry in rows(Entry, "stream, position"):
        if entry.stream != stream:
            stream, position, last = entry.stream, 0, START
        where = f"{stream} #{position + 1}, entry {entry.number}"
        if entry.position != position + 1:
            yield Broken(f"{stream} #{position + 1}", f"missing; #{entry.position} follows")
        elif bytes(entry.previous) != last:
            yield Broken(where, "does not follow from the entry before it")
        elif bytes(entry.hash) != hash_of(entry):
            yield Broken(where, "was changed after it was written")
        position, last = entry.position, bytes(entry.hash)
        seen.entries += 1


def hash_of(entry: Entry) -> bytes:
    """The hash that an entry ought to have."""
    return chained(
        bytes(entry.previous),
        (
            *(entry.number, entry.era, entry.xact, entry.stream, entry.position),
            *(micros(entry.at), entry.actor, entry.actor_name, entry.verb, entry.purpose),
            entry.content,
        ),
    )


def _blocks(seen: Seen) -> Iterator[Broken]:
    number, last, until = 0, START, (1, 0)
    with connection.cursor() as cursor:
        for block in rows(Block, "number"):
            stretch = Stretch(block.era, block.from_xact, block.until_xact)
            where = f"block {block.number}"
            fields = (
                block.number,
                *stretch,
                block.entries,
                micros(block.at),
                bytes(block.root).hex(),
            )
            if block.number != number + 1 or bytes(block.previous) != last:
                yield Broken(where, "does not follow from the block before it")
            elif (block.era, block.from_xact) < until:
                yield Broken(where, "covers transactions that another block covers")
            elif bytes(block.hash) != chained(last, fields):
                yield Broken(where, "was changed after it was sealed")
            hashes = leaves(cursor, stretch)
            if len(hashes) != block.entries:
                yield Broken(
                    where, f"covers {block.entries} entries, of which {len(hashes)} are there"
                )
            elif merkle(hashes) != bytes(block.root):
                yield Broken(where, "does not cover the entries that are there")
            number, last, until = block.number, bytes(block.hash), (block.era, block.until_xact)
            seen.blocks += 1
