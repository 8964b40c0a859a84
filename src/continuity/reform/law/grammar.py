"""One clause of the law, read by recursive descent.

    clause    = ("Sắp xếp" | "Nhập" | …) taking {"," taking} "thành" founded ["." ]
              | "Thành lập" named "trên cơ sở" [verb] taking {"," taking}
              | "Đổi tên" named "thành" named  |  "Giữ nguyên" units  |  closing
    taking    = share "của" units ["sau khi sắp xếp theo quy định tại" references]
    share     = "phần còn lại" | quantity thing ["," [quantity] thing]
    units     = ["các"] type name ["(" type name ")"] {"," [type] name …}
    founded   = [type "mới" "có tên gọi là"] type name ["," figures]

What does not fit is skipped up to the next share or "thành", and told with its place.
"""

from __future__ import annotations

from continuity.reform.law.closing import closing, ended
from continuity.reform.law.phrases import (
    Arranging,
    Keeping,
    Named,
    Renaming,
    Said,
    Span,
    Taking,
    Trouble,
)
from continuity.reform.law.shares import References, figures, references, share, starts_share
from continuity.reform.law.tokens import Cursor
from continuity.reform.law.units import Lost, kind, named, separators, units

VERBS = ("sắp xếp", "nhập", "sáp nhập", "hợp nhất")
NAMING = ("có tên gọi là", "có tên là", "lấy tên là", "lấy tên gọi là", "mang tên", "tên gọi là")
STARTS = (*VERBS, "thành lập", "đổi tên", "giữ nguyên", "sau khi sắp xếp", "sau sắp xếp")


def clause(cursor: Cursor) -> tuple[Said | None, list[Trouble]]:
    """What a clause says, and all of it that was not understood."""
    troubles: list[Trouble] = []
    try:
        said = _clause(cursor, troubles)
    except Lost as lost:
        said = None
        troubles.append(lost.trouble(cursor))
    else:
        ended(cursor, troubles)
    return said, troubles


def _clause(cursor: Cursor, troubles: list[Trouble]) -> Said:
    if cursor.take("đổi tên", any_case=True):
        old = named(cursor, troubles)
        _thanh(cursor)
        return Renaming(old, _founded(cursor, troubles))
    if cursor.take("giữ nguyên", any_case=True):
        return Keeping(units(cursor, troubles))
    if cursor.take("sau khi sắp xếp", "sau sắp xếp", any_case=True):
        return closing(cursor, troubles)
    if cursor.take("thành lập", any_case=True):
        into = _founded(cursor, troubles)
        if not cursor.take("trên cơ sở"):
            raise Lost(cursor, "trên cơ sở")
        cursor.take(*VERBS)
        return Arranging(into, _takings(cursor, troubles))
    if cursor.take(*VERBS, any_case=True):
        takings = _takings(cursor, troubles)
        _thanh(cursor)
        return Arranging(_founded(cursor, troubles), takings, figures(cursor))
    raise Lost(cursor, " | ".join(STARTS[:4]))


def _thanh(cursor: Cursor) -> None:
    if not cursor.take("thành"):
        raise Lost(cursor, "thành")


def _takings(cursor: Cursor, troubles: list[Trouble]) -> tuple[Taking, ...]:
    """All takings up to "thành" or the end."""
    found: list[Taking] = []
    while not cursor.done and not cursor.sees("thành") and not cursor.sees("."):
        begin = cursor.at
        try:
            separators(cursor)
            found.append(_taking(cursor, troubles))
        except Lost as lost:
            start = cursor.row[begin].start if begin < len(cursor.row) else cursor.last.start
            _skip(cursor, begin)
            troubles.append(lost.trouble(cursor, Span(start, cursor.before)))
    return tuple(found)


def _skip(cursor: Cursor, begin: int) -> None:
    """Goes on to the next share, "thành" or the end: there reading may begin anew."""
    cursor.at = max(cursor.at, begin + 1)
    while not cursor.done and not cursor.sees("thành") and not starts_share(cursor):
        if cursor.sees(".") and cursor.at == len(cursor.row) - 1:
            break
        cursor.next()


def _taking(cursor: Cursor, troubles: list[Trouble]) -> Taking:
    start = cursor.peek().start
    how, stated = share(cursor, troubles)
    taken = units(cursor, troubles)
    after: References = references(cursor)
    return Taking(how, taken, Span(start, cursor.before), after, stated)


def _founded(cursor: Cursor, troubles: list[Trouble]) -> Named:
    """The unit that comes to be: 'xã mới có tên gọi là xã A', or just 'xã A'."""
    begin, start = cursor.at, cursor.peek().start
    said = kind(cursor)
    new = cursor.take("mới")
    if not cursor.take(*NAMING):
        if new:
            raise Lost(cursor, NAMING[0])
        cursor.at = begin
        return named(cursor, troubles)
    found = named(cursor, troubles)
    if said and said != found.kind:
        values = {"said": said, "name": found.full}
        troubles.append(Trouble("law-type-differs", Span(start, cursor.before), values))
    return found
