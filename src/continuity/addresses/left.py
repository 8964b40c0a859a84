"""The rows that were left open, in a table of their own for people to decide, candidates by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from continuity.addresses import Row
from continuity.addresses.batches import Batch
from continuity.addresses.by_row import Meanings
from continuity.addresses.sinks import Sink, created
from continuity.addresses.sources import Source
from continuity.packs.names import Language


class Left:
    """Takes the rows of a table that were not resolved; without a file it takes nothing."""

    def __init__(self, sink: Sink | None, width: int, meanings: Meanings) -> None:
        self._sink, self._width, self._meanings = sink, width, meanings

    @classmethod
    @contextmanager
    def at(
        cls, path: Path | None, table: Source, added: Sequence[str], meanings: Meanings,
        language: Language,
    ) -> Iterator[Left]:  # fmt: skip
        """A file for the rows that are left open."""
        if path is None:
            yield cls(None, 0, meanings)
            return
        with created(path, table, added, language) as sink:
            yield cls(sink, len(table.names), meanings)

    def write(self, batch: Batch, rows: Sequence[Row]) -> None:
        """Writes those of the rows that are open."""
        if self._sink is None:
            return
        places = [at for at, row in enumerate(rows) if row.status != "resolved"]
        if places:
            spelled = [self._spelled(rows[at]) for at in places]
            self._sink.write(batch.take(places), spelled, self._width)

    def _spelled(self, row: Row) -> Row:
        names = [self._meanings.called(code) for code in row.candidates.split("|") if code]
        return row._replace(candidates="; ".join(names))
