"""A table's texts read by several processes at once, where that is worth it.

The processes are forked from one that has read the gazetteer, so they start with all that it knows. A
table whose tails repeat is read faster than it could be handed over, and stays here. Not for a server:
a process with threads is not to be forked.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from multiprocessing.pool import Pool
from typing import Any

from continuity.addresses.answer import Row
from continuity.addresses.convert import Converter

FIRST = 1_000  # rows that are read here, to see how many of them are known already
# A look-up costs 3 µs, a reading about 60, handing a row over and back about 10: where fewer than this
# many of them are read anew, the processes would cost more than they save.
FEW = FIRST // 8
MOST = 8
Text = str | None

_converter: Converter | None = None  # of a forked process: what it was forked with


class Workers:
    """Reads like a converter, in as many processes as the machine has cores for."""

    def __init__(self, count: int) -> None:
        self.converter: Converter  # of the two days; set by who knows them
        self.count = min(count, MOST)
        self.pool: Pool | None = None

    def rows(self, texts: Sequence[Text]) -> list[Row]:
        """The answers, one for each text, in order."""
        before = self.converter.read_anew
        found = self.converter.rows(texts[:FIRST])
        rest = texts[FIRST:]
        known = self.converter.read_anew - before < FEW
        if known or len(rest) < FIRST or self.count < 2 or not _can_fork():
            return found + self.converter.rows(rest)
        return found + self._shared(rest)

    def _shared(self, texts: Sequence[Text]) -> list[Row]:
        if self.pool is None:
            context = multiprocessing.get_context("fork")
            self.pool = context.Pool(self.count - 1, _start, (self.converter,))
        size = -(-len(texts) // self.count)
        mine, *others = (texts[at : at + size] for at in range(0, len(texts), size))
        waiting = self.pool.map_async(_read, others, chunksize=1)
        found = self.converter.rows(mine)
        return found + [Row(*row) for row in chain.from_iterable(waiting.get())]

    def close(self) -> None:
        """Ends the processes; they hold nothing."""
        if self.pool is not None:
            self.pool.terminate()
            self.pool.join()
            self.pool = None


@contextmanager
def gathered(count: int) -> Iterator[Workers]:
    """Workers for a block; their processes end with it."""
    workers = Workers(count)
    try:
        yield workers
    finally:
        workers.close()


def _can_fork() -> bool:
    return "fork" in multiprocessing.get_all_start_methods()


def _start(converter: Converter) -> None:
    global _converter
    _converter = converter
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # not what its parent does then


def _read(texts: Sequence[Text]) -> list[tuple[Any, ...]]:
    assert _converter is not None, "a process of the pool is started with its converter"
    return [tuple(row) for row in _converter.rows(texts)]
