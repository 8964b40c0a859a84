"""The records of a CSV file, in order, however the file was written.

Python's own reader does the work. What it cannot do: a quotation mark that never closes would
swallow the rest of the file. Such a record is cut at its delimiters instead, and the lines behind it
are read as if nothing had been.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

# One cell may have a megabyte; a "record" of more lines than this is a quotation mark left open.
MOST = 4 * 1024 * 1024
LETTERS = 1 << 23  # that are held at once
NO_DELIMITER = "\x1f"  # what separates the cells of a file with one column: nothing that occurs
csv.field_size_limit(2**31 - 1)


class _Open(Exception):
    """A quotation mark was never closed."""


class Records:
    """The cells of each record of some lines."""

    def __init__(self, lines: Iterable[str], delimiter: str | None) -> None:
        self._lines = iter(lines)
        self._delimiter = delimiter or NO_DELIMITER
        self._back: deque[str] = deque()  # lines that were taken too early
        self._record: list[str] = []  # the lines of the record that is being read
        self._slow = self._careful()

    def taken(self, most: int) -> tuple[list[list[str]], list[int]]:
        """The next records, at least one unless there are none, and which of them had to be cut."""
        if not self._back:
            lines = some(self._lines, most)
            found = list(csv.reader(lines, delimiter=self._delimiter))
            if _whole(found, lines):
                return found, []
            self._back.extend(lines)
        pairs = some(self._slow, most, lambda pair: sum(map(len, pair[0])))
        return [cells for cells, _ in pairs], [at for at, (_, cut) in enumerate(pairs) if cut]

    def _careful(self) -> Iterator[tuple[list[str], bool]]:
        """Record by record, line by line, with a look at how many lines a record takes."""
        while True:
            try:
                for cells in csv.reader(self._fed(), delimiter=self._delimiter):
                    self._record.clear()
                    yield cells, False
                return
            except _Open:
                yield self._cut(), True

    def _fed(self) -> Iterator[str]:
        """The lines, remembered until their record is done."""
        record, size = self._record, 0
        while line := self._next():
            size = size + len(line) if record else len(line)
            record.append(line)
            if size > MOST and len(record) > 1:
                raise _Open
            yield line
        if record:
            raise _Open

    def _next(self) -> str:
        return self._back.popleft() if self._back else next(self._lines, "")

    def _cut(self) -> list[str]:
        """The first line that was taken, without regard to quotes; the others are given back."""
        first, *others = self._record
        self._record.clear()
        self._back.extendleft(reversed(others))
        plain = csv.reader([first], delimiter=self._delimiter, quoting=csv.QUOTE_NONE)
        return next(plain, [])


def some(things: Iterator[T], most: int, size: Callable[[T], int] = len) -> list[T]:  # type: ignore[assignment]
    """The next few things: not too many, and of a megabyte each only a handful."""
    found, room = list[T](), LETTERS
    for thing in islice(things, most):
        found.append(thing)
        room -= size(thing)
        if room < 0:
            break
    return found


def _whole(records: list[list[str]], lines: list[str]) -> bool:
    """True where each line was a record of its own, the last one to its end.

    A quotation mark left open takes the line's end, and all lines behind it, into its cell.
    """
    last = records[-1] if records else []
    return len(records) == len(lines) and not (last and last[-1].endswith(("\n", "\r")))


def delimiter(sample: list[str]) -> str | None:
    """What separates the cells of a file: of the signs in its heading, the one that most rows keep to.

    None where the heading has none of them: a file of one column, whatever stands in its rows.
    """
    best: tuple[float, int, str | None] = (-1.0, 0, None)
    for sign in ",;\t|":
        head, *rows = [row for row in Records(sample, sign).taken(len(sample))[0] if row] or [[]]
        if len(head) > 1:
            share = sum(len(row) == len(head) for row in rows) / len(rows) if rows else 1.0
            best = max(best, (share, len(head), sign), key=lambda found: found[:2])
    return best[2]
