"""Annexes as tables: the template that is filled, the table that comes back, and what was wrong with it.

A table is CSV or a workbook, as its first bytes say; its heading may be in either language and in any
order. What could not be kept goes back in the same kind of file, row by row with its reason.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from continuity.addresses.batches import Rows, shown
from continuity.addresses.reasons import Unreadable
from continuity.addresses.sources import opened
from continuity.addresses.workbook_out import WorkbookOut
from continuity.core.procedure import Words
from continuity.handover.annexes import Annex
from continuity.handover.lines import Problem, heading
from continuity.handover.refused import Refused
from continuity.packs.names import Language

MOST_ROWS = 500_000
REASON = Words("Lỗi", "What is wrong")
COUNTED = Words("Số đếm được", "Counted")


@dataclass(frozen=True)
class Table:
    """What came: its heading and cells as they were, and its rows by the ids of the annex's columns.

    `unknown` are headings that mean no column; `torn` are rows that could not be read at all.
    """

    kind: str
    names: list[str]
    cells: list[list[Any]]
    rows: list[dict[str, str]]
    unknown: list[str]
    torn: dict[int, tuple[Problem, ...]] = field(default_factory=dict)

    def problems(self, wrong: Mapping[int, tuple[Problem, ...]]) -> dict[int, tuple[Problem, ...]]:
        """What is wrong with each row, whether it was torn or makes no line."""
        return dict(sorted((dict(wrong) | self.torn).items()))


def template(annex: Annex, stream: IO[bytes], language: Language) -> None:
    """An empty workbook with the heading of an annex, to be filled."""
    names = [getattr(column.label, language) for column in annex.columns]
    WorkbookOut(stream, names, language).close()


def table(path: Path, annex: Annex, language: Language) -> Table:
    """The table in a file; refused where it is none, or has no column for the number of a line."""
    try:
        with opened(path, language) as source:
            return _read(source, annex)
    except (Unreadable, OSError) as why:
        raise Refused("no-table", why=str(why)) from None


def _read(source: Any, annex: Annex) -> Table:
    ids = heading(annex, source.names)
    if annex.key not in ids:
        column = annex.column(annex.key).label
        raise Refused("no-key-column", column=column, annex=annex.label)
    made = Table(source.kind, list(source.names), [], [], [])
    made.unknown.extend(
        n for n, id in zip(source.names, ids, strict=True) if not id and n not in REASON
    )
    for batch in source.batches():
        start = len(made.rows)
        for place, cells in enumerate(batch.rows()):
            made.cells.append(list(cells))
            texts = (shown(cell) or "" for cell in cells)
            made.rows.append({id: text for id, text in zip(ids, texts, strict=False) if id})
            if why := batch.refused.get(place):
                made.torn[start + place] = (Problem("cut", "", REASON, why),)
        if len(made.rows) > MOST_ROWS:
            raise Refused("no-table", why=f"> {MOST_ROWS:,}")
    return made


def returned(
    found: Table,
    wrong: Mapping[int, tuple[Problem, ...]],
    stream: IO[bytes],
    language: Language,
) -> None:
    """The rows that were not kept, as they came, in a file of the same kind, each with its reasons."""
    places = sorted(wrong)
    reasons = [" ".join(one.say(language) for one in wrong[n]) for n in places]
    there = [n for n, name in enumerate(found.names) if name not in REASON]
    names = [*(found.names[n] for n in there), getattr(REASON, language)]
    rows = [[_cell(found.cells[place], n) for n in there] for place in places]
    if found.kind == "xlsx":
        out = WorkbookOut(stream, names, language)
        out.write(Rows(rows, len(there)), [[why] for why in reasons], len(there))
        out.close()
        return
    _csv(stream, names, ([*row, why] for row, why in zip(rows, reasons, strict=True)))


def sheet(
    annex: Annex, numbers: Iterable[tuple[str, str]], stream: IO[bytes], language: Language
) -> None:
    """A counting sheet to print and fill: number and label of each line, and an empty column."""
    names = [getattr(annex.column(annex.key).label, language), "BG", getattr(COUNTED, language)]
    _csv(stream, names, ([number, label, ""] for number, label in numbers))


def counted(path: Path, annex: Annex, language: Language) -> dict[str, int]:
    """What a counting sheet says that came back, by number; lines that nobody filled are left out.

    Refused with the first number that cannot be read, since a count that is half of one is none.
    """
    try:
        with opened(path, language) as source:
            names = list(source.names)
            rows = [row for batch in source.batches() for row in batch.rows()]
    except (Unreadable, OSError) as why:
        raise Refused("no-table", why=str(why)) from None
    key, told = (
        heading(annex, names),
        next((n for n, one in enumerate(names) if one in COUNTED), -1),
    )
    if annex.key not in key or told < 0:
        raise Refused("no-key-column", column=COUNTED, annex=annex.label)
    found: dict[str, int] = {}
    for row in rows:
        number, text = (shown(row[n]) or "" for n in (key.index(annex.key), told))
        if text.strip():
            found[" ".join(number.split())] = _whole(number, text)
    return found


def _whole(number: str, text: str) -> int:
    plain = text.strip().removesuffix(".0")
    if not plain.isascii() or not plain.isdigit() or len(plain) > 12:
        raise Refused("no-table", why=f"{number}: “{text.strip()[:40]}”")
    return int(plain)


def _csv(stream: IO[bytes], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="", write_through=True)
    out = csv.writer(text, lineterminator="\r\n")
    out.writerow(names)
    out.writerows(rows)
    text.detach()


def _cell(cells: Sequence[Any], place: int) -> Any:  # a cell of any type
    return cells[place] if place < len(cells) else None
