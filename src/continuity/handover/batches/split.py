"""A stack of scanned pages is cut at its separator sheets: each page is in one batch, or set aside.

A batch is whole or it is none. A page that nobody can read may have been a separator sheet, so the batch
in which it lies is set aside with it; a sheet that comes again is not taken for the rest of the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from continuity.core.terms import TERMS

PREFIX = "BGT"
"""How the code on a separator sheet begins, so that a label on a box in a picture is no separator."""


class Why(StrEnum):
    """Why pages were set aside."""

    BEFORE = "before-any-sheet"
    UNKNOWN = "unknown-sheet"
    DOUBLED = "doubled-sheet"
    UNREADABLE = "unreadable-page"


class Page(NamedTuple):
    """One page of a stack: in which file, which one of it, what its picture hashes to, codes on it.

    `fault` says why it cannot be read; '' where it can.
    """

    file: str
    number: int
    digest: str
    codes: tuple[str, ...] = ()
    fault: str = ""


@dataclass
class Batch:
    """The pages behind one sheet: of which line, or why not. `code` is '' before any sheet."""

    code: str
    number: str = ""
    pages: list[Page] = field(default_factory=list)
    why: Why | None = None


@dataclass
class Split:
    """What a stack came to; `sheets` are the pages that were separator sheets."""

    batches: list[Batch] = field(default_factory=list)
    aside: list[Batch] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    sheets: list[Page] = field(default_factory=list)


def code(handover: object, annex: str, label: str) -> str:
    """What the code on the sheet of a line says: handover, annex and label."""
    return f"{PREFIX}:{handover}:{annex}:{label}"


def split(stacks: Iterable[Iterable[Page]], known: Mapping[str, str]) -> Split:
    """The batches of some stacks; `known` are the lines of an annex by the codes of their sheets.

    The same sheet twice in a row, as when both of its sides are scanned, is one sheet.
    """
    made, met = Split(), set[str]()
    for stack in stacks:
        now = Batch("", why=Why.BEFORE)
        for page in stack:
            codes = {one for one in page.codes if one.startswith(f"{PREFIX}:")}
            if not codes:
                now.pages.append(page)
                continue
            made.sheets.append(page)
            written = " ".join(sorted(codes))
            if written == now.code and not now.pages:
                continue
            _done(made, now)
            now = Batch(written, known.get(written, ""))
            if not now.number:
                now.why = Why.UNKNOWN
            elif written in met:
                now.why = Why.DOUBLED
            met.add(written)
        _done(made, now)
    return made


def _done(made: Split, batch: Batch) -> None:
    if any(page.fault for page in batch.pages) and batch.why is None:
        batch.why = Why.UNREADABLE
    if not batch.pages:
        made.empty += [batch.code] * bool(batch.code)
    else:
        (made.aside if batch.why else made.batches).append(batch)


TERMS.update(
    {
        "before-any-sheet": "trước tờ phân cách đầu tiên",
        "unknown-sheet": "tờ phân cách không thuộc phụ lục này",
        "doubled-sheet": "tờ phân cách đã gặp trước đó",
        "unreadable-page": "có trang không đọc được",
    }
)
