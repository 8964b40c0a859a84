"""Which column of a table holds the addresses: the one that was named, else the one that reads best."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice

from continuity.addresses.batches import Batch, shown
from continuity.addresses.by_row import Meanings
from continuity.addresses.codes import LOWEST
from continuity.addresses.reasons import Unreadable, reason
from continuity.addresses.sources import Source
from continuity.packs.names import Language, folded

SAMPLE = 50  # rows; what is no address takes a thousand times longer to read than what is one
LEAST, SURE = 0.2, 0.8  # of the sample must be read; and no other column is looked at
WIDE = 0.2  # a column of provinces reads well and is none of addresses
WORTH = {"resolved": 1.0, "candidates": 1.0, "ambiguous": 0.5}
CALLED = ("dia chi", "address", "noi o", "thuong tru", "tam tru", "residence")


def chosen(
    table: Source, asked: Sequence[str], meanings: Meanings, language: Language, notes: list[str]
) -> tuple[list[int], Iterator[Batch]]:
    """The places of the columns, and all batches; raises Unreadable where there is no such column."""
    batches = table.batches()
    if asked:
        places = [_place(name, table.names, language) for name in asked]
    elif len(table.names) == 1:
        places = [0]
    else:
        first = list(islice(batches, 1))
        batches = chain(first, batches)
        places = [_best(table.names, first[0] if first else None, meanings, language, notes)]
    _headed(table, [table.names[at] for at in places], meanings, language, notes)
    return places, batches


def _place(name: str, names: Sequence[str], language: Language) -> int:
    """The place of a heading, written exactly or without regard to case and marks."""
    if name in names:
        return names.index(name)
    alike = [at for at, heading in enumerate(names) if folded(heading) == folded(name)]
    if len(alike) != 1:
        raise Unreadable(reason("no-column", language, name=name, names=", ".join(names)))
    return alike[0]


def _best(
    names: list[str],
    first: Batch | None,
    meanings: Meanings,
    language: Language,
    notes: list[str],
) -> int:
    """The column that reads best, of those whose heading speaks of addresses if any reads at all."""
    hinted = sorted(range(len(names)), key=lambda at: not _called(names[at]))
    if first is None:
        return hinted[0]
    worths: dict[int, tuple[float, float]] = {}
    for at in hinted:
        worths[at] = _worth(first, at, meanings, language)
        if worths[at][0] >= SURE and _called(names[at]):
            break
    best = max(worths, key=lambda at: (worths[at][0] > LEAST and _called(names[at]), worths[at]))
    share = worths[best][0]
    if share < LEAST:
        raise Unreadable(reason("no-guess", language, names=", ".join(names)))
    notes.append(reason("column", language, name=names[best], share=round(100 * share)))
    return best


def _called(heading: str) -> bool:
    """True for a heading that speaks of addresses."""
    plain = folded(heading.replace("_", " "))
    return any(word in plain for word in CALLED)


def _worth(batch: Batch, at: int, meanings: Meanings, language: Language) -> tuple[float, float]:
    """How well a column reads, of those cells that hold anything; longer texts say more.

    A number is no address, though 1 may well be read as a district: a column of them is one of ids.
    """
    some = batch.take(list(range(min(SAMPLE, len(batch)))))
    held = [text for cell in some.column(at) if (text := shown(cell)) and text.strip()]
    worded = [text for text in held if any(map(str.isalpha, text))]
    if not worded:
        return 0.0, 0.0
    rows = meanings.answers(worded, language)
    worth = sum(
        WIDE if 0 < len(row.new_code) < LOWEST else WORTH.get(row.status, 0.0) for row in rows
    )
    return worth / len(held), sum(map(len, held)) / len(held)


def _headed(
    table: Source, names: list[str], meanings: Meanings, language: Language, notes: list[str]
) -> None:
    """Says so where the heading is itself an address: then it may be the first row."""
    # One word is no address, and to make sure of that costs more than a small table does.
    if table.kind != "lines" and any(" " in name.strip() for name in names):
        (row,) = meanings.answers([", ".join(names)], language)
        if row.status in ("resolved", "candidates"):
            notes.append(reason("no-heading", language, name=", ".join(names)))
