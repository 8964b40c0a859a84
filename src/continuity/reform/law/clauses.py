"""All clauses of a text: what each says, under which label a draft cites it, and gaps between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from continuity.reform.law.grammar import STARTS
from continuity.reform.law.grammar import clause as read_clause
from continuity.reform.law.passages import Passage
from continuity.reform.law.phrases import Arranging, Clause, Renaming, Span, Trouble
from continuity.reform.law.tokens import Cursor

# What an article says beside the map: days, tasks and formulas. It founds and ends no unit.
_DUTIES = (
    "có hiệu lực", "hoạt động từ", "hoạt động kể từ", "có trách nhiệm", "giao cho", "giao chính phủ",
    "hướng dẫn", "giám sát", "tổ chức thực hiện", "thông qua ngày", "hết hiệu lực", "nơi nhận",
    "tm . ủy ban", "chủ tịch", "chịu trách nhiệm", "kiểm tra",
)  # fmt: skip


def clauses(source: str, found: list[Passage]) -> list[Clause]:
    """What every passage says; their labels are the bare numbers where one article arranges."""
    read = [_read(source, passage) for passage in found]
    articles = {c.article for c in read if isinstance(c.said, Arranging | Renaming)}
    return [_labelled(clause, plain=len(articles) < 2) for clause in read]


def _labelled(clause: Clause, *, plain: bool) -> Clause:
    parts = [clause.number] if plain else [clause.article, clause.number]
    label = ".".join(part for part in parts if part)
    return Clause(
        clause.article, clause.number, clause.span, clause.said, clause.troubles, clause.duty, label
    )


def _read(source: str, passage: Passage) -> Clause:
    cursor = Cursor(source, passage.row, passage.span.end)
    if not any(cursor.sees(start, any_case=True) for start in STARTS) and _duty(cursor):
        return Clause(passage.article, passage.number, passage.span, duty=True)
    said, troubles = read_clause(cursor)
    return Clause(passage.article, passage.number, passage.span, said, tuple(troubles))


def _duty(cursor: Cursor) -> bool:
    """True for a passage that says one of the formulas, or is all in capitals, as a signature is."""
    if all(token.text == token.text.upper() for token in cursor.row):
        return True
    found = False
    while not (found or cursor.done):
        found = any(cursor.sees(duty, any_case=True) for duty in _DUTIES)
        cursor.next()
    cursor.at = 0
    return found


def numbering(read: Sequence[Clause]) -> Iterator[tuple[Clause, Trouble]]:
    """A clause that does not bear the number after the one before it."""
    before: Clause | None = None
    for clause in read:
        if not clause.number.isdecimal() or clause.duty:
            continue
        last = before.number if before and before.article == clause.article else "0"
        due = int(last) + 1
        if int(clause.number) != due and (before or clause.article):
            values = {"clause": clause.number, "before": last, "due": str(due)}
            span = Span(clause.span.start, clause.span.start + 1)
            yield clause, Trouble("law-numbering", span, values)
        before = clause
