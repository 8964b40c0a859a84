"""A table of addresses, converted: every column and row as they were, and what each address means.

The table is never held: batches come from a source, are answered together, and go to a sink.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from continuity.addresses import Lists, Row
from continuity.addresses.batches import Batch
from continuity.addresses.by_row import Meanings, by_address, by_code
from continuity.addresses.choice import chosen
from continuity.addresses.left import Left
from continuity.addresses.reasons import reason
from continuity.addresses.sinks import created
from continuity.addresses.sources import opened
from continuity.addresses.workers import Workers, gathered
from continuity.packs.names import Language

STATUSES = ("resolved", "candidates", "ambiguous", "unknown")
Progress = Callable[[int, float], None]  # rows so far, and the share of the table


@dataclass
class Summary:
    """What came of a table: how many rows of each status, how long it took, what is to be told."""

    columns: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    notes: list[str] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """How many rows the table has."""
        return sum(self.counts.values())

    @property
    def rate(self) -> float:
        """Rows a second."""
        return self.rows / self.seconds if self.seconds else 0.0


@dataclass(frozen=True)
class Task:
    """What is to be done with a table: from the units of one day to those of another."""

    old_on: date
    new_on: date
    columns: tuple[str, ...] = ()  # joined in this order; none: the one that reads best
    code_column: str = ""  # a column of codes instead of addresses
    language: Language = "vi"
    lines: bool = False  # a text of one address a line, without a heading
    sheet: str | None = None  # of an Excel file; none: the first
    lists: Lists | None = None  # of hamlets and streets, which decide splits
    processes: int = 1  # that read a large table together; a server has one

    def meanings(self, workers: Workers | None = None) -> Meanings:
        """What answers for the rows."""
        if self.code_column:
            return by_code(self.old_on, self.new_on)
        return by_address(self.old_on, self.new_on, self.lists, workers=workers)

    @property
    def asked(self) -> tuple[str, ...]:
        """The columns that were named."""
        return (self.code_column,) if self.code_column else self.columns


def convert_table(
    task: Task,
    source: Path | None,
    out: Path | None,
    *,
    left: Path | None = None,
    progress: Progress = lambda rows, share: None,
) -> Summary:
    """Converts a table, from standard input or to standard output for None; `left` gets open rows.

    Raises Unreadable, with a reason in the language, for what is no table or has no such column.
    """
    began, summary = time.perf_counter(), Summary()
    with ExitStack() as stack:
        table = stack.enter_context(
            opened(source, task.language, lines=task.lines, sheet=task.sheet)
        )
        workers = stack.enter_context(gathered(task.processes)) if task.processes > 1 else None
        meanings = task.meanings(workers)
        places, batches = chosen(table, task.asked, meanings, task.language, summary.notes)
        summary.columns = [table.names[at] for at in places]
        summary.notes[:0] = table.notes
        added = headings(table.names, task.language, summary.notes)
        sink = stack.enter_context(created(out, table, added, task.language))
        rest = stack.enter_context(Left.at(left, table, added, meanings, task.language))
        for batch, rows in _answered(batches, places, meanings, task.language):
            sink.write(batch, rows, len(table.names))
            rest.write(batch, rows)
            summary.counts.update(row[0] for row in rows)
            progress(summary.rows, table.share())
    summary.seconds = time.perf_counter() - began
    return summary


def headings(names: Sequence[str], language: Language, notes: list[str]) -> list[str]:
    """The names of the added columns; one that is there already gets a number, and a note."""
    found = []
    for name in Row._fields:
        other, number = name, 1
        while other in names:
            number += 1
            other = f"{name}_{number}"
        found.append(other)
    changed = [(was, name) for was, name in zip(Row._fields, found, strict=True) if was != name]
    if changed:
        were, are = (", ".join(column) for column in zip(*changed, strict=True))
        notes.append(reason("heading", language, names=were, others=are))
    return found


def _answered(
    batches: Iterator[Batch], places: list[int], meanings: Meanings, language: Language
) -> Iterator[tuple[Batch, list[Row]]]:
    """Each batch with a row of answers for each of its own."""
    for batch in batches:
        yield batch, meanings.rows(batch, places, language)
