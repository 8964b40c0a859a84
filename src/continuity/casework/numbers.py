"""Dossier numbers, given out in blocks.

A process takes a hundred at a time and hands them out without asking the database. What a process
that is killed had left is never used; nothing needs numbers without a hole.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator

from django.db import connection

from continuity.core.number import numbered

_lock = threading.Lock()
_blocks: dict[tuple[object, ...], Iterator[int]] = {}


def next_number() -> str:
    """A number that was never given before, by this process or another."""
    where = tuple(connection.settings_dict[part] for part in ("HOST", "PORT", "NAME"))
    with _lock:
        serial = next(_blocks.get(where, iter(())), None)
        if serial is None:
            block = iter(_taken())
            serial, _blocks[where] = next(block), block
    return numbered(serial)


def _taken() -> range:
    """A new block, by a connection of its own: a verb's rollback must not take its record back."""
    apart = connection.copy()
    try:
        with apart.cursor() as cursor:
            cursor.execute("insert into casework_number_block default values returning first, size")
            first, size = cursor.fetchone()
    finally:
        apart.close()
    return range(first, first + size)


def _forked() -> None:
    """A child must not hand out what its parent has; nor wait for a lock that stayed there."""
    global _lock
    _lock = threading.Lock()
    _blocks.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forked)
