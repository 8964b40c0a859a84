"""Tables in Excel files, read as a stream of rows, with formulas as what they came to."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from itertools import islice, repeat
from typing import IO, Any

import openpyxl

from continuity.addresses.batches import Batch, Rows
from continuity.addresses.reasons import Unreadable, reason
from continuity.addresses.workbook_out import unescaped
from continuity.packs.names import Language

MOST_UNPACKED = 4_000  # MB of an Excel file; a million rows have some 400
BATCH = 2_000  # rows; their cells have 32,767 letters at most
# What openpyxl raises for files that are not what they say.
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, SyntaxError),
    *(AttributeError, LookupError, RuntimeError, TypeError, ValueError),
)
Cells = tuple[Any, ...]


class Workbook:
    """One sheet: what its formulas came to, or the formula itself where that is not known."""

    kind = "xlsx"

    def __init__(self, stream: IO[bytes], language: Language, sheet: str | None) -> None:
        self._language, self._read = language, 0
        try:
            formulas = _looked_into(stream, language)
            self._sheet = _sheet(stream, sheet, data_only=True)
            second = _sheet(stream, sheet, data_only=False) if formulas else None
            self._pairs = zip(_rows(self._sheet), _rows(second), strict=False)
            first = next(self._pairs, None)
        except BROKEN as why:
            raise self._unreadable(why) from why
        if first is None:
            raise Unreadable(reason("no-rows", language))
        self.names = ["" if cell is None else str(cell) for cell in _bare(_either(*first))]
        self.notes = self._told()

    def _unreadable(self, why: Exception) -> Unreadable:
        if isinstance(why, Unreadable):
            return why
        return Unreadable(reason("unreadable", self._language, why=why))

    def _told(self) -> list[str]:
        sheets = len(self._sheet.parent.sheetnames)
        told = reason("sheet", self._language, sheets=sheets, name=self._sheet.title)
        return [told] if sheets > 1 else []

    def share(self) -> float:
        """How many of the rows were read; 0 where the file does not say how many there are."""
        return min(1.0, self._read / self._sheet.max_row) if self._sheet.max_row else 0.0

    def batches(self) -> Iterator[Batch]:
        """All rows, in order."""
        while rows := self._taken():
            found = Rows([], len(self.names))
            for row in rows:
                self._fit(row, found)
                found.cells.append(row)
            self._read += len(found)
            yield found

    def _taken(self) -> list[list[Any]]:
        try:
            return [_bare(_either(*pair)) for pair in islice(self._pairs, BATCH)]
        except BROKEN as why:
            raise self._unreadable(why) from why

    def _fit(self, row: list[Any], found: Rows) -> None:
        cells, heads = len(row), found.width
        row.extend([None] * (heads - cells))
        if cells > heads:
            found.refused[len(found)] = reason("ragged", self._language, cells=cells, heads=heads)


def _sheet(stream: IO[bytes], name: str | None, *, data_only: bool) -> Any:
    book = openpyxl.load_workbook(stream, read_only=True, data_only=data_only)
    return book[name] if name else book.worksheets[0]


def _rows(sheet: Any) -> Iterator[Cells]:
    """The rows of a sheet, those between them that the file leaves out as well."""
    return iter(sheet.iter_rows(values_only=True)) if sheet is not None else repeat(())


def _either(values: Cells, formulas: Cells) -> list[Any]:
    """What each cell shows, or else its formula."""
    if formulas:
        both = zip(values, formulas, strict=False)
        values = tuple(formula if value is None else value for value, formula in both)
    return [unescaped(cell) if type(cell) is str and "_x" in cell else cell for cell in values]


def _bare(row: list[Any]) -> list[Any]:
    """A row without the empty cells at its end, which are only formatted."""
    while row and row[-1] is None:
        row.pop()
    return row


def _looked_into(stream: IO[bytes], language: Language) -> bool:
    """Whether a sheet has formulas; refuses a file that unpacks to more than any table does."""
    with zipfile.ZipFile(stream) as packed:
        parts = packed.infolist()
        if sum(part.file_size for part in parts) > MOST_UNPACKED * 1_000_000:
            raise Unreadable(reason("unpacked", language, most=MOST_UNPACKED))
        sheets = [part for part in parts if part.filename.startswith("xl/worksheets/")]
        found = any(_mentions(packed, part.filename) for part in sheets)
    stream.seek(0)
    return found


def _mentions(packed: zipfile.ZipFile, name: str) -> bool:
    before = b""
    with packed.open(name) as part:
        while block := part.read(1 << 20):
            if b"<f>" in before + block or b"<f " in before + block:
                return True
            before = block[-2:]
    return False
