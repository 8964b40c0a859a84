"""Tables in text: CSV of any delimiter and encoding, and lines of one address each."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from typing import IO, Any

from continuity.addresses.batches import BATCH, Batch, Rows, shown
from continuity.addresses.encodings import KEPT, clean, mended, sniffed
from continuity.addresses.reasons import Unreadable, reason
from continuity.addresses.records import Records, delimiter, some
from continuity.packs.names import Language
from continuity.packs.spreadsheet import RISKY, cell

LONGEST = 1 << 24  # letters of a line; a file without any line end is taken in pieces
MOST_KEPT = 30_000  # answers whose CSV is remembered
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
        coming = iter(partial(text.readline, LONGEST), "")
        sample = some(coming, 200)
        self.delimiter = None if lines else delimiter(sample)
        self._lines = chain(sample, coming)
        self._records = None if lines else Records(self._lines, self.delimiter)
        self.names = [LINES] if lines else self._heading()

    def let_go(self) -> None:
        """Leaves the stream open for whoever opened it."""
        self._text.detach()

    def _heading(self) -> list[str]:
        """The first record that holds anything."""
        while found := self._taken(1)[0]:
            if any(found[0]):
                return [mended(name, self.encoding.name)[0] for name in found[0]]
        raise Unreadable(reason("no-rows", self.language))

    def _taken(self, most: int) -> tuple[list[list[str]], list[int]]:
        """The next records, and which of them had to be cut."""
        if self._records is not None:
            return self._records.taken(most)
        return [[line.rstrip("\r\n")] for line in some(self._lines, most)], []

    def share(self) -> float:
        """How much of the file was read; 0 where nobody knows its size."""
        return min(1.0, self._stream.tell() / self._size) if self._size else 0.0

    def batches(self) -> Iterator[Batch]:
        """All rows, in order; an empty line is a row too."""
        while batch := self._batch():
            yield batch

    def _batch(self) -> Rows | None:
        cells, cut = self._taken(BATCH)
        found = Rows(cells, len(self.names))
        found.refused = dict.fromkeys(cut, reason("quote", self.language))
        if {*map(len, cells)} != {found.width}:
            self._fit(found)
        if not clean("".join(map("".join, cells))):
            self._mend(found)
        return found if cells else None

    def _fit(self, found: Rows) -> None:
        """Gives each row the width of the heading, and refuses those that hold more."""
        heads = found.width
        for at, row in enumerate(found.cells):
            if any(row[heads:]):
                told = reason("ragged", self.language, cells=len(row), heads=heads)
                found.refused.setdefault(at, told)
            row.extend([""] * (heads - len(row)))

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
        self._delimiter, self._ending = delimiter, ending
        self._ends: dict[int, tuple[Sequence[Any], str]] = {}
        self._text.write(self._line(names) + ending)

    def write(self, batch: Batch, added: Sequence[Sequence[Any]], width: int) -> None:
        """Rows with what was added to them; cells beyond the heading come last.

        Column by column, since most columns need no quotes at all; and thousands of rows get one and
        the same answer, which is put into CSV once for all of them.
        """
        columns = [self._column(batch.column(at)) for at in range(width)]
        ends = [self._end(more) for more in added]
        for at in batch.wide:
            ends[at] = self._line((*added[at], *batch.rows()[at][width:])) + self._ending
        self._text.write("".join(map(self._delimiter.join, zip(*columns, ends, strict=True))))

    def _column(self, cells: list[Any]) -> list[str]:
        """Cells as CSV. Python's own writer leaves a line's end in a cell unquoted before 3.13, unless
        it ends its lines with the very same; and it takes several times as long.
        """
        try:
            whole = "".join(cells)
        except TypeError:
            cells = [shown(value) or "" for value in cells]
            whole = "".join(cells)
        if not RISKY.isdisjoint({text[:1] for text in cells}):
            cells = [cell(text) for text in cells]
        needs = [sign for sign in (self._delimiter, '"', "\n", "\r") if sign in whole]
        return [_quoted(text, needs) for text in cells] if needs else cells

    def _end(self, more: Sequence[Any]) -> str:
        """The rest of a line; kept together with the answer, so that no other takes over its id."""
        known = self._ends.get(id(more))
        if known is None:
            if len(self._ends) >= MOST_KEPT:
                self._ends.clear()
            known = self._ends[id(more)] = (more, self._line(more) + self._ending)
        return known[1]

    def _line(self, cells: Sequence[Any]) -> str:
        return self._delimiter.join(self._column([value])[0] for value in cells)

    def close(self) -> None:
        """Hands over what is still held; the stream stays open."""
        self._text.detach()


def _quoted(text: str, needs: list[str]) -> str:
    """A cell with quotes around it where it holds one of the signs that need them."""
    for sign in needs:
        if sign in text:
            return f'"{text.replace(_QUOTE, _QUOTE * 2)}"'
    return text


_QUOTE = '"'
