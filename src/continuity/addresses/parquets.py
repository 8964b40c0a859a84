"""Tables in Parquet: every column comes out with the type with which it went in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import IO, Any

import pyarrow
from pyarrow import parquet

from continuity.addresses.batches import BATCH, Arrow, Batch
from continuity.addresses.reasons import Unreadable, reason
from continuity.packs.names import Language

BYTES = 1 << 26  # of rows that are held at once
BROKEN = (pyarrow.ArrowException, OSError, ValueError)


class ParquetFile:
    """A table of Parquet, read row group by row group."""

    kind = "parquet"

    def __init__(self, stream: IO[bytes], language: Language) -> None:
        self.notes: list[str] = []
        self._language, self._read = language, 0
        try:
            # Nothing is fetched ahead: a row group of any size costs no more than its batch.
            self._file = parquet.ParquetFile(stream, pre_buffer=False)
            self.schema = self._file.schema_arrow
        except BROKEN as why:
            raise self._unreadable(why) from why
        self.names: list[str] = list(self.schema.names)

    def _unreadable(self, why: Exception) -> Unreadable:
        return Unreadable(reason("unreadable", self._language, why=why))

    def share(self) -> float:
        """How many of the rows were read."""
        return self._read / max(1, self._file.metadata.num_rows)

    def _most(self) -> int:
        """How many rows at once: fewer of those that are large."""
        told = self._file.metadata
        groups = [told.row_group(at) for at in range(told.num_row_groups)]
        largest = max((g.total_byte_size // max(1, g.num_rows) for g in groups), default=0)
        return max(1, min(BATCH, BYTES // max(1, largest)))

    def batches(self) -> Iterator[Batch]:
        """All rows, in order."""
        try:
            for batch in self._file.iter_batches(self._most()):
                self._read += batch.num_rows
                yield Arrow(batch)
        except BROKEN as why:
            raise self._unreadable(why) from why


class ParquetOut:
    """A table of Parquet with the columns that were added: texts, and the score as a number."""

    def __init__(
        self, stream: IO[bytes], names: Sequence[str], added: Sequence[str], schema: Any = None
    ) -> None:
        # A schema keeps what else its maker said of the columns; without one, all are texts.
        texts = pyarrow.schema([(name, pyarrow.string()) for name in unique(names)])
        own = texts if schema is None else schema
        self._names = list(own.names)
        self._types = added_types(len(added))
        self._schema = own
        for name, kind in zip(added, self._types, strict=True):
            self._schema = self._schema.append(pyarrow.field(name, kind))
        self._writer = parquet.ParquetWriter(stream, self._schema, compression="zstd")

    def write(self, batch: Batch, added: Sequence[Sequence[Any]], width: int) -> None:
        """Rows with what was added to them."""
        own = batch.arrow(self._names)
        more = added_arrays(added, len(self._types))
        self._writer.write_batch(
            pyarrow.RecordBatch.from_arrays([*own.columns, *more], schema=self._schema)
        )

    def close(self) -> None:
        """Writes the footer."""
        self._writer.close()


_SCORE = 5  # its place among the added columns


def added_types(count: int) -> list[Any]:
    """The types of the columns that are added."""
    return [pyarrow.float64() if at == _SCORE else pyarrow.string() for at in range(count)]


def added_arrays(rows: Sequence[Sequence[Any]], count: int) -> list[Any]:
    """The rows that are added, as columns."""
    columns = zip(*rows, strict=True) if rows else [()] * count
    return [pyarrow.array(c, t) for c, t in zip(columns, added_types(count), strict=True)]


def unique(names: Sequence[str]) -> list[str]:
    """Headings that are all different and none empty, as Parquet wants them."""
    seen: Counter[str] = Counter()
    found = []
    for at, name in enumerate(names, 1):
        base = name or f"column_{at}"
        seen[base] += 1
        found.append(base if seen[base] == 1 else f"{base}_{seen[base]}")
    return found
