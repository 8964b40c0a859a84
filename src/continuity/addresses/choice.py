"""Which column of a table holds the addresses: the one that was named, else the one that reads best."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice

from continuity.addresses.batches import Batch, shown
from continuity.addresses.by_row import Meanings
from continuity.addresses.reasons import Unreadable, reason
from continuity.addresses.sources import Source
from continuity.packs.names import Language, folded

SAMPLE = 200
LEAST = 0.2  # of the sample must be read
WORTH = {"resolved": 1.0, "candidates": 1.0, "ambiguous": 0.5}


def chosen(
    table: Source, asked: Sequence[str], meanings: Meanings, language: Language, notes: list[str]
) -> tuple[list[int], Iterator[Batch]]:
    """The places of the columns, and all batches; raises Unreadable where there is no such column."""
    batches = table.batches()
    if asked:
        return [_place(name, table.names, language) for name in asked], batches
    if len(table.names) == 1:
        return [0], batches
    first = list(islice(batches, 1))
    every = chain(first, batches)
    if not first:
        return [_headed(table.names)], every
    worths = [_worth(first[0], at, meanings, language) for at in range(len(table.names))]
    best = max(range(len(worths)), key=worths.__getitem__)
    share, name = worths[best][0], table.names[best]
    if share < LEAST:
        raise Unreadable(reason("no-guess", language, names=", ".join(table.names)))
    notes.append(reason("column", language, name=name, share=round(100 * share)))
    return [best], every


def _place(name: str, names: Sequence[str], language: Language) -> int:
    """The place of a heading, written exactly or without regard to case and marks."""
    if name in names:
        return names.index(name)
    alike = [at for at, heading in enumerate(names) if folded(heading) == folded(name)]
    if len(alike) != 1:
        raise Unreadable(reason("no-column", language, name=name, names=", ".join(names)))
    return alike[0]


def _headed(names: Sequence[str]) -> int:
    """The heading that speaks of addresses, else the first: a table without rows needs no better."""
    words = ("dia chi", "address")
    return next((at for at, name in enumerate(names) if any(w in folded(name) for w in words)), 0)


def _worth(batch: Batch, at: int, meanings: Meanings, language: Language) -> tuple[float, float]:
    """How well a column reads, of those cells that hold anything; longer texts say more.

    A number is no address, though 1 may well be read as a district: a column of them is one of ids.
    """
    some = batch.take(list(range(min(SAMPLE, len(batch)))))
    texts = [shown(cell) or "" for cell in some.column(at)]
    held = [text for text in texts if text.strip()]
    if not held:
        return 0.0, 0.0
    rows = zip(texts, meanings.rows(some, [at], language), strict=True)
    worth = sum(WORTH.get(row.status, 0.0) for text, row in rows if any(map(str.isalpha, text)))
    return worth / len(held), sum(map(len, held)) / len(held)
