"""Addresses on the site: one that is typed, or a table that somebody brings.

Nothing of either is kept: a converter is made for each question and forgotten with it, files lie in a
folder that goes away with the answer, and what was typed comes by POST, so that no log holds it.
"""

from __future__ import annotations

import csv
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import IO, NamedTuple

from continuity.addresses import COLUMNS, Converter, Gazetteer, Lists
from continuity.addresses.reasons import Unreadable
from continuity.addresses.tables import Summary, Task, convert_table
from continuity.pages.words import language, number, t
from continuity.register.places import last, lists

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 200_000
SHOWN = 20
_one_at_a_time = threading.Lock()


class Busy(Exception):
    """Somebody else's table is being converted by this process."""


class TooLong(Exception):
    """A table has more rows than are taken here."""


class Piece(NamedTuple):
    """A stretch of a text, and the level of the unit that it names; '' for the rest."""

    text: str
    level: str


@dataclass
class Made:
    """A converted table: what came of it, its first rows, and the file."""

    summary: Summary
    names: list[str] = field(default_factory=list)
    rows: list[dict[str, str]] = field(default_factory=list)
    file: Path = Path()
    left: Path = Path()


@lru_cache(maxsize=1)
def _lists(entry: int) -> Lists:
    return lists()


def converter(old_on: date, new_on: date, gazetteer: Gazetteer | None = None) -> Converter:
    """A converter that remembers one question, with the lists that communes have supplied.

    It knows the units of the pack, or those of a gazetteer.
    """
    return Converter(old_on, new_on, gazetteer=gazetteer, lists=_lists(last()))


def pieces(made: Converter, text: str) -> list[Piece]:
    """The text in pieces, those marked by which it was read."""
    found, at = [], 0
    for stretch in made.stretches(text):
        if stretch.start >= at:
            found += [
                Piece(text[at : stretch.start], ""),
                Piece(text[stretch.start : stretch.end], stretch.level),
            ]
            at = stretch.end
    return [piece for piece in (*found, Piece(text[at:], "")) if piece.text]


@contextmanager
def converted(
    source: IO[bytes], name: str, days: tuple[date, date], column: str, *, keep_kind: bool
) -> Iterator[Made]:
    """A table converted, for as long as the block lasts; raises Busy, TooLong or Unreadable."""
    if not _one_at_a_time.acquire(blocking=False):
        raise Busy
    try:
        with tempfile.TemporaryDirectory(prefix="continuity-") as folder:
            yield _converted(source, name, days, column, Path(folder), keep_kind)
    finally:
        _one_at_a_time.release()


def _converted(
    source: IO[bytes],
    name: str,
    days: tuple[date, date],
    column: str,
    folder: Path,
    keep_kind: bool,
) -> Made:
    ending = Path(name).suffix.lower()
    lines = ending == ".lines"
    path = folder / f"in{'.txt' if lines else ending}"
    with path.open("wb") as file:
        while block := source.read(1 << 20):
            file.write(block)
    kind = ending if keep_kind and ending in (".xlsx", ".parquet", ".tsv") else ".csv"
    made = Made(Summary(), file=folder / f"out{kind}", left=folder / "left.csv")
    asked = (column,) if column and not lines else ()
    task = Task(*days, asked, language=language(), lines=lines, lists=_lists(last()))
    made.summary = convert_table(task, path, made.file, left=made.left, progress=_bounded)
    if kind == ".csv":
        made.names, made.rows = _first(made.file)
    return made


def _bounded(rows: int, _share: float) -> None:
    if rows > MOST_ROWS:
        raise TooLong


def _first(file: Path) -> tuple[list[str], list[dict[str, str]]]:
    """The columns of the table that was brought, and its first rows with their answers."""
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = csv.reader(opened)
        names = next(rows, [])
        own = len(names) - len(COLUMNS)
        found = []
        for row in rows:
            cells = dict(zip(COLUMNS, row[own : len(names)], strict=False))
            found.append({"text": " · ".join(filter(None, row[:own]))[:300], **cells})
            if len(found) == SHOWN:
                break
    return names[:own], found


def why_not(error: Exception) -> str:
    """In words why a table was not converted."""
    if isinstance(error, Unreadable):
        return str(error)
    if isinstance(error, TooLong):
        most = number(MOST_ROWS)
        return t(
            f"Bảng có hơn {most} dòng. Dùng lệnh `continuity address convert` cho bảng lớn hơn.",
            f"The table has more than {most} rows. Use `continuity address convert` for larger ones.",
        )
    return t(
        "Đang đổi bảng của người khác. Hãy thử lại sau ít giây.",
        "Somebody else's table is being converted. Please try again in a few seconds.",
    )
