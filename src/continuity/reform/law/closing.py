"""The clause that counts what there is afterwards, and the sentence of figures behind a clause."""

from __future__ import annotations

from continuity.reform.law.phrases import Closing, Counts, Named, Span, Trouble
from continuity.reform.law.tokens import Cursor
from continuity.reform.law.units import Lost, kind, named, separators, units

ANY = "đơn vị hành chính cấp xã"
_MOST_DIGITS = 9


def closing(cursor: Cursor, troubles: list[Trouble]) -> Closing:
    """', tỉnh X có 12 đơn vị hành chính cấp xã, gồm 10 xã và 02 phường; trong đó có …'."""
    cursor.take(",")
    area = named(cursor, troubles)
    _expect(cursor, "có")
    total = _count(cursor)
    _expect(cursor, ANY)
    separators(cursor)
    kinds = _counts(cursor) if cursor.take("gồm", "bao gồm") else {}
    formed: Counts = {}
    left = 0
    kept: tuple[Named, ...] = ()
    begin = cursor.at
    separators(cursor)
    if cursor.take("trong đó có", "trong đó"):
        formed, left, kept = _of_these(cursor, troubles)
    else:
        cursor.at = begin
    return Closing(area, total, kinds, formed, left, kept)


def _of_these(cursor: Cursor, troubles: list[Trouble]) -> tuple[Counts, int, tuple[Named, ...]]:
    """How many were formed, how many left alone, and which; either may stand alone."""
    counts = _counts(cursor)
    formed: Counts = {}
    if cursor.take("hình thành sau sắp xếp", "hình thành sau khi sắp xếp", "hình thành"):
        _tail(cursor)
        formed = counts
        begin = cursor.at
        separators(cursor)
        if not cursor.peek().number:
            cursor.at = begin
            return formed, 0, ()
        counts = _counts(cursor)
    _expect(cursor, "không thực hiện sắp xếp", "không sắp xếp", "giữ nguyên")
    _expect(cursor, "là", "gồm", ":")
    return formed, sum(counts.values()), units(cursor, troubles)


def _tail(cursor: Cursor) -> None:
    """', thực hiện đổi tên quy định tại Điều này', as far as it is there."""
    while cursor.take(
        ", thực hiện đổi tên", "và thực hiện đổi tên", ", đổi tên", "theo quy định", "quy định",
        "tại", "Điều này",
        any_case=True,
    ):  # fmt: skip
        pass


def _counts(cursor: Cursor) -> Counts:
    """'10 xã, 02 phường và 01 đặc khu'; a count of all types stands under ''."""
    found: Counts = {}
    while True:
        begin = cursor.at
        if found:
            separators(cursor)
        if not cursor.peek().number:
            break
        count = _count(cursor)
        word = "" if cursor.take(ANY) else kind(cursor)
        found[word] = found.get(word, 0) + count
    if not found:
        raise Lost(cursor, "số đơn vị")
    cursor.at = begin
    return found


def _count(cursor: Cursor) -> int:
    token = cursor.peek()
    digits = token.text.replace(".", "")
    if not digits.isascii() or not digits.isdigit() or len(digits) > _MOST_DIGITS:
        raise Lost(cursor, "số đơn vị")
    cursor.next()
    return int(digits)


def _expect(cursor: Cursor, *phrases: str) -> None:
    if not cursor.take(*phrases):
        raise Lost(cursor, " | ".join(phrases))


def ended(cursor: Cursor, troubles: list[Trouble]) -> None:
    """Reads the full stop; what stands behind it, or instead of it, was not understood."""
    cursor.take(".", ";")
    if not cursor.done:
        span = Span(cursor.peek().start, cursor.row[-1].end)
        troubles.append(Trouble("law-not-read", span, {"expected": "."}))
