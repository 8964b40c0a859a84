"""Ids of work: UUIDs of version 7 (RFC 9562, 5.7), which grow with time.

Rows that are made together lie together in the index, and no sequence has to be asked.
"""

from __future__ import annotations

import os
import threading
import time
import uuid

COUNTER_BITS = 42
"""rand_a and the upper 30 bits of rand_b: a counter, as RFC 9562, 6.2, method 1 allows."""

_lock = threading.Lock()
_last = (0, 0)


def uuid7() -> uuid.UUID:
    """A new id, greater than every one that this process made before, even if its clock goes back."""
    global _last
    with _lock:
        _last = _following(_last, time.time_ns() // 1_000_000)
        millisecond, counter = _last
    low, noise = counter & 0x3FFF_FFFF, int.from_bytes(os.urandom(4))
    value = millisecond << 80 | 7 << 76 | (counter >> 30) << 64 | 0b10 << 62 | low << 32 | noise
    return uuid.UUID(int=value)


def _following(last: tuple[int, int], now: int) -> tuple[int, int]:
    millisecond, counter = last
    if now > millisecond:
        # The first bit is left free, so that two billion ids fit into the same millisecond.
        return now, int.from_bytes(os.urandom(6)) >> (48 - COUNTER_BITS + 1)
    if counter + 1 < 1 << COUNTER_BITS:
        return millisecond, counter + 1
    return millisecond + 1, 0
