"""A stretch of a table's rows, on its way from a file of one kind to a file of another.

Rows of CSV and Excel are lists of cells. Rows of Parquet stay in Arrow and are only looked into where
they must be, so that every type comes out as it went in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol

from continuity.addresses.convert import LONGEST
from continuity.addresses.encodings import KEPT, mended
from continuity.addresses.reasons import reason
from continuity.packs.names import Language

if TYPE_CHECKING:
    import pyarrow

BATCH = 20_000  # rows
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")  # one may slip into a text; four make none of it
Text = str | None
Notes = dict[int, str]  # what is to be said of a row, by its place in the batch


class Batch(Protocol):
    """Some rows: their cells by column and by row."""

    # A row that cannot be trusted is not converted; of others something is said beside the answer.
    refused: Notes
    notes: Notes

    def __len__(self) -> int:
        """How many rows."""

    def column(self, at: int) -> list[Any]:
        """The cells of one column."""

    def rows(self) -> list[list[Any]]:
        """The cells of each row."""

    def arrow(self, names: list[str]) -> pyarrow.RecordBatch:
        """The rows in Arrow."""

    def take(self, places: list[int]) -> Batch:
        """Some of the rows."""

    @property
    def wide(self) -> list[int]:
        """The places of the rows that have cells beyond the heading."""


@dataclass
class Rows:
    """Rows as lists of cells, all of the heading's width or wider."""

    cells: list[list[Any]]
    width: int
    refused: Notes = field(default_factory=dict)
    notes: Notes = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.cells)

    def column(self, at: int) -> list[Any]:
        """The cells of one column."""
        return [row[at] for row in self.cells]

    def rows(self) -> list[list[Any]]:
        """The cells of each row."""
        return self.cells

    def arrow(self, names: list[str]) -> pyarrow.RecordBatch:
        """The rows as texts; what stands beyond the heading is joined to its last column."""
        import pyarrow

        columns = [[shown(cell) for cell in self.column(at)] for at in range(self.width)]
        for at, row in enumerate(self.cells):
            if len(row) > self.width and columns:
                columns[-1][at] = " | ".join(shown(cell) or "" for cell in row[self.width - 1 :])
        arrays = [pyarrow.array(column, pyarrow.string()) for column in columns]
        return pyarrow.RecordBatch.from_arrays(arrays, names)

    def take(self, places: list[int]) -> Rows:
        """Some of the rows."""
        return Rows([self.cells[at] for at in places], self.width)

    @property
    def wide(self) -> list[int]:
        """The places of the rows that have cells beyond the heading."""
        return [at for at, row in enumerate(self.cells) if len(row) > self.width]


@dataclass
class Arrow:
    """Rows in Arrow."""

    batch: pyarrow.RecordBatch
    refused: Notes = field(default_factory=dict)
    notes: Notes = field(default_factory=dict)

    def __len__(self) -> int:
        return int(self.batch.num_rows)

    def column(self, at: int) -> list[Any]:
        """The cells of one column as Python has them."""
        return cells_of(self.batch.column(at))

    def rows(self) -> list[list[Any]]:
        """The cells of each row as Python has them."""
        columns = [self.column(at) for at in range(self.batch.num_columns)]
        return [list(row) for row in zip(*columns, strict=True)]

    def arrow(self, names: list[str]) -> pyarrow.RecordBatch:
        """The rows as they are."""
        return self.batch

    def take(self, places: list[int]) -> Arrow:
        """Some of the rows."""
        import pyarrow

        try:
            return Arrow(self.batch.take(places))
        except pyarrow.ArrowNotImplementedError:  # newer types can be cut but not picked from
            return Arrow(pyarrow.concat_batches([self.batch.slice(at, 1) for at in places]))

    @property
    def wide(self) -> list[int]:
        """None: a record of Arrow has the width of all."""
        return []


class Unheld(str):
    """What Arrow shows of a value that Python cannot hold; it is no text of the table."""

    __slots__ = ()


def cells_of(array: Any) -> list[Any]:  # an Arrow array, whose classes have no types
    """The values of an Arrow array; those that Python cannot hold, as Arrow shows them."""
    try:
        return list(array.to_pylist())
    except _UNHELD:
        return [_held(array, at) for at in range(len(array))]


_UNHELD = (ValueError, OverflowError)  # nanoseconds, a year beyond 9999, a text of no encoding


def _held(array: Any, at: int) -> Any:
    value = array[at]
    try:
        return value.as_py()
    except _UNHELD:
        if hasattr(value, "as_buffer"):
            return value.as_buffer().to_pybytes()
        return Unheld(" ".join(array.slice(at, 1).to_string(skip_new_lines=True).split())[1:-1])


def shown(cell: object) -> Text:
    """A cell as text; None for an empty one."""
    match cell:
        case None | str():
            return cell
        case bool():
            return str(cell).lower()
        case datetime() | date() | time():
            return cell.isoformat()
        case bytes():
            return decoded(cell)[0]
        case _:
            return str(cell)


def decoded(raw: bytes) -> tuple[str, str]:
    """Bytes as text, and as what they were read where they are not UTF-8."""
    return mended(raw.decode("utf-8", KEPT), "utf-8")


def read_cell(cell: object, language: Language) -> tuple[Text, str]:
    """The text of a cell that can be an address or a code, or None and the reason why it cannot."""
    if isinstance(cell, bytes):
        cell, _ = decoded(cell)
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None, reason("empty", language)
    if not isinstance(cell, str) or isinstance(cell, Unheld):
        return None, reason("kind", language, kind=_kind(cell, language))
    if len(_CONTROL.findall(cell[:LONGEST])) > 3 or "\x00" in cell:
        return None, reason("bytes", language)
    if len(cell) > LONGEST:
        return None, reason("long", language, length=len(cell), most=LONGEST)
    return cell, ""


_KINDS: list[tuple[tuple[type, ...], str, str]] = [
    ((bool,), "đúng/sai", "true or false"),
    ((int, float, Decimal), "số", "a number"),
    ((date, datetime, time, timedelta), "ngày giờ", "a day or a time"),
    ((list, tuple), "danh sách", "a list"),
    ((dict,), "bản ghi", "a record"),
    ((Unheld,), "giá trị khác", "another kind of value"),
]


def _kind(cell: object, language: Language) -> str:
    for types, vi, en in _KINDS:
        if isinstance(cell, types):
            return en if language == "en" else vi
    return type(cell).__name__
