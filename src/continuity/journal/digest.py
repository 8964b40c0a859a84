"""The hashes of the journal, pure: what is hashed for an entry, for a block and for a Merkle root.

Fields are written as netstrings (`3:abc,`), so that no two rows of fields read alike; the database
writes the same bytes when it records.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

START = b"\x00" * 32
"""What stands for the hash before the first entry of a stream, and before the first block."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def micros(at: datetime) -> int:
    """The microseconds of an instant since 1970 in UTC, exactly."""
    return (at - EPOCH) // timedelta(microseconds=1)


def chained(previous: bytes, fields: Iterable[object]) -> bytes:
    """The SHA-256 of some fields behind the hash of what came before, 32 bytes."""
    texts = [previous.hex(), *(str(field) for field in fields)]
    written = b"".join(b"%d:%s," % (len(text), text) for text in map(str.encode, texts))
    return hashlib.sha256(written).digest()


def merkle(leaves: list[bytes]) -> bytes:
    """The Merkle root of some hashes in their order; of none, the hash of nothing.

    Leaves and nodes are told apart by their first byte, and a node without a sibling moves up as it
    is (RFC 6962, section 2.1), so that no two lists have one root.
    """
    if not leaves:
        return hashlib.sha256(b"").digest()
    level = [hashlib.sha256(b"\x00" + leaf).digest() for leaf in leaves]
    while len(level) > 1:
        pairs = [level[n : n + 2] for n in range(0, len(level), 2)]
        level = [
            hashlib.sha256(b"\x01" + pair[0] + pair[1]).digest() if len(pair) == 2 else pair[0]
            for pair in pairs
        ]
    return level[0]
