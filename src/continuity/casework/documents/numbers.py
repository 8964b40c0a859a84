"""The numbers of papers: an agency's own series for each symbol and year, `12/2025/GCN-CATPHP`.

A number names the agency that gave it and is never given anew: a paper keeps it when the agency is
gone. A process takes ten at a time; what one that is killed had left is never used.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator

from django.db import connection

from continuity.packs.names import unmarked

BLOCK = 10

_lock = threading.Lock()
_blocks: dict[tuple[object, ...], Iterator[int]] = {}


def numbered(agency: str, name: str, symbol: str, year: int) -> str:
    """A number of an agency's series that was never given before; `name` is what it is called then."""
    where = tuple(connection.settings_dict[part] for part in ("HOST", "PORT", "NAME"))
    series = (*where, agency, symbol, year)
    with _lock:
        serial = next(_blocks.get(series, iter(())), None)
        if serial is None:
            block = iter(_taken(agency, symbol, year))
            serial, _blocks[series] = next(block), block
    return f"{serial}/{year}/{symbol}-{initials(name)}"


def initials(name: str) -> str:
    """The initials by which an agency is known in the numbers of its papers: CATPHP."""
    words = [word for word in unmarked(name).replace("-", " ").split() if word[0].isalnum()]
    return "".join(word if word.isdigit() else word[0].upper() for word in words)


def _taken(agency: str, symbol: str, year: int) -> range:
    """A new block, by a connection of its own: nobody may wait until a paper of another is signed."""
    apart = connection.copy()
    try:
        with apart.cursor() as cursor:
            cursor.execute("select documents_block(%s, %s, %s, %s)", [agency, symbol, year, BLOCK])
            first = cursor.fetchone()[0]
    finally:
        apart.close()
    return range(first, first + BLOCK)


def _forked() -> None:
    """A child must not give what its parent has; nor wait for a lock that stayed there."""
    global _lock
    _lock = threading.Lock()
    _blocks.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forked)
