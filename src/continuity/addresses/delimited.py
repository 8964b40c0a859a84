"""Tables in text: CSV of any delimiter and encoding, and lines of one address each."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain, islice
from typing import IO, Any

from continuity.addresses.batches import BATCH, Batch, Rows, shown
from continuity.addresses.encodings import KEPT, clean, mended, sniffed
from continuity.addresses.reasons import Unreadable, reason
from continuity.addresses.records import Records, delimiter
from continuity.packs.names import Language
from continuity.packs.spreadsheet import cell

LONGEST = 1 << 24  # letters of a line; a file without any line end is taken in pieces
LINES = "address"  # the heading of a file that has none


class TextFile:
    """CSV of any delimiter and encoding, or lines of one address each."""

    def __init__(
        self, stream: IO[bytes], head: bytes, language: Language, *, lines: bool = False
    ) -> None:
        self.kind = "lines" if lines else "csv"
        self.language = language
        self.encoding = sniffed(head)
        self.notes = [reason("legacy", language)] if self.encoding.legacy else []
        self.ending = "\r\n" if b"\r\n" in head or b"\r\0\n" in head else "\n"
        self._stream, self._size = stream, _size(stream)
        text = io.TextIOWrapper(stream, self.encoding.name, errors=KEPT, newline="")
        self._text = text
        self._lines = iter(partial(text.readline, LONGEST), "")
        sample = _sample(self._lines)
        self.delimiter = None if lines else delimiter(sample)
        every = chain(sample, self._lines)
        self._records = Records(every, self.delimiter)
        self._rows = ([line.rstrip("\r\n")] for line in every) if lines else iter(self._records)
        self.names = [LINES] if lines else self._heading()

    def let_go(self) -> None:
        """Leaves the stream open for whoever opened it."""
        self._text.detach()

    def _heading(self) -> list[str]:
        first = next(filter(any, self._rows), None)
        if first is None:
            raise Unreadable(reason("no-rows", self.language))
        return [mended(name, self.encoding.name)[0] for name in first]

    def share(self) -> float:
        """How much of the file was read; 0 where nobody knows its size."""
        return min(1.0, self._stream.tell() / self._size) if self._size else 0.0

    def batches(self) -> Iterator[Batch]:
        """All rows, in order; an empty line is a row too."""
        while batch := self._batch():
            yield batch

    def _batch(self) -> Rows | None:
        found = Rows([], len(self.names))
        for record in islice(self._rows, BATCH):
            if len(record) != found.width:
                self._fit(record, found)
            if self._records.broken:
                found.refused[len(found)] = reason("quote", self.language)
            found.cells.append(record)
        if not all(clean("".join(row)) for row in found.cells):
            self._mend(found)
        return found if found.cells else None

    def _fit(self, record: list[str], found: Rows) -> None:
        cells, heads = len(record), found.width
        record.extend([""] * (heads - cells))
        if any(record[heads:]):
            found.refused[len(found)] = reason("ragged", self.language, cells=cells, heads=heads)

    def _mend(self, found: Rows) -> None:
        """Reads each row that is not of the file's encoding again, and says as what."""
        for at, row in enumerate(found.cells):
            read = {mended(cell, self.encoding.name) for cell in row}
            names = sorted({name for _, name in read} - {""})
            if names:
                row[:] = [mended(cell, self.encoding.name)[0] for cell in row]
                if not self.encoding.legacy:
                    note = reason("encoding", self.language, encoding=", ".join(names))
                    found.notes[at] = note


def _sample(lines: Iterator[str]) -> list[str]:
    """The first lines: two hundred, or a megabyte."""
    found, size = list[str](), 0
    for line in islice(lines, 200):
        found.append(line)
        size += len(line)
        if size > 1_000_000:
            break
    return found


def _size(stream: IO[bytes]) -> int:
    if not stream.seekable():
        return 0
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    return size


class TextOut:
    """CSV in UTF-8, with no cell that a spreadsheet would run."""

    def __init__(
        self, stream: IO[bytes], names: Sequence[str], *, delimiter: str, ending: str, bom: bool
    ) -> None:
        encoding = "utf-8-sig" if bom else "utf-8"
        self._text = io.TextIOWrapper(stream, encoding, errors="backslashreplace", newline="")
        self._writer = csv.writer(self._text, delimiter=delimiter, lineterminator=ending)
        self._writer.writerow(map(cell, names))

    def write(self, batch: Batch, added: Sequence[Sequence[Any]], width: int) -> None:
        """Rows with what was added to them; cells beyond the heading come last."""
        for row, more in zip(batch.rows(), added, strict=True):
            self._writer.writerow([_safe(c) for c in (*row[:width], *more, *row[width:])])

    def close(self) -> None:
        """Hands over what is still held; the stream stays open."""
        self._text.detach()


def _safe(value: Any) -> Any:  # a cell of any type
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    text = value if isinstance(value, str) else shown(value)
    return cell(text) if text else ""
