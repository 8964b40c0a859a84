"""The records of a CSV file, one by one, in order, however the file was written.

Python's own reader does the work. What it cannot do: a quotation mark that never closes would
swallow the rest of the file. Such a record is cut at its delimiters instead, and the lines behind it
are read as if nothing had been.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator

# One cell may have a megabyte; a "record" of more lines than this is a quotation mark left open.
MOST = 4 * 1024 * 1024
NO_DELIMITER = "\x1f"  # what separates the cells of a file with one column: nothing that occurs
csv.field_size_limit(2**31 - 1)


class _Open(Exception):
    """A quotation mark was never closed."""


class Records:
    """The cells of each record of some lines; `broken` is True for one whose quotes were wrong."""

    def __init__(self, lines: Iterable[str], delimiter: str | None) -> None:
        self.broken = False
        self._lines = iter(lines)
        self._delimiter = delimiter or NO_DELIMITER
        self._taken: list[str] = []
        self._back: deque[str] = deque()

    def __iter__(self) -> Iterator[list[str]]:
        while True:
            try:
                for record in csv.reader(self._fed(), delimiter=self._delimiter):
                    self._taken.clear()
                    yield record
                return
            except _Open:
                yield self._cut()
            self.broken = False

    def _fed(self) -> Iterator[str]:
        """The lines, remembered until their record is done."""
        taken, size = self._taken, 0
        for line in self._coming():
            size = size + len(line) if taken else len(line)
            taken.append(line)
            if size > MOST and len(taken) > 1:
                raise _Open
            yield line
        if taken:
            raise _Open

    def _coming(self) -> Iterator[str]:
        while self._back:
            yield self._back.popleft()
        yield from self._lines

    def _cut(self) -> list[str]:
        """The first line that was taken, without regard to quotes; the others are given back."""
        first, *others = self._taken
        self._taken.clear()
        self._back.extendleft(reversed(others))
        self.broken = True
        plain = csv.reader([first], delimiter=self._delimiter, quoting=csv.QUOTE_NONE)
        return next(plain, [])


def delimiter(sample: list[str]) -> str | None:
    """What separates the cells of a file: of the signs in its heading, the one that most rows keep to.

    None where the heading has none of them: a file of one column, whatever stands in its rows.
    """
    best: tuple[float, int, str | None] = (-1.0, 0, None)
    for sign in ",;\t|":
        head, *rows = [row for row in Records(sample, sign) if row] or [[]]
        if len(head) > 1:
            share = sum(len(row) == len(head) for row in rows) / len(rows) if rows else 1.0
            best = max(best, (share, len(head), sign), key=lambda found: found[:2])
    return best[2]
