"""Units as the law lists them: 'các xã A, B (huyện C) và thị trấn D'."""

from __future__ import annotations

from continuity.packs.names import TYPES
from continuity.reform.law.phrases import Named, Span, Trouble
from continuity.reform.law.tokens import Cursor

# The longer first: "thị xã" before "xã" would not matter, "thành phố" before a lone "thành" does.
_BY_LENGTH = sorted(TYPES, key=lambda word: -len(word.split()))
_SMALL = {word.lower(): word for word in _BY_LENGTH}

# Small words that end a name; a name itself may hold small words (Nông trường Việt Lâm).
_SMALL_WORDS = """và thành sau với có phần một toàn của theo tại các xã phường thị đặc huyện quận
tỉnh hình để vào trên là gồm thuộc mới không từ do"""
_STOPS = frozenset(_SMALL_WORDS.split())
_LONGEST = 10
_JOINTS = "-–—'’‘ʼ`´"
_ASIDES = ("bao gồm", "gồm", "kể cả")


class Lost(Exception):
    """Something else was expected here; caught where reading can begin anew."""

    def __init__(self, cursor: Cursor, expected: str) -> None:
        super().__init__(expected)
        self.place, self.expected = cursor.at, expected

    def trouble(self, cursor: Cursor, span: Span | None = None) -> Trouble:
        """What was not understood: the span that was skipped, or all from here to the end."""
        if span is None:
            here = cursor.row[self.place].start if self.place < len(cursor.row) else cursor.before
            span = Span(here, max(here, cursor.last.end))
            cursor.at = len(cursor.row)
        return Trouble("law-not-read", span, {"expected": self.expected})


def kind(cursor: Cursor) -> str:
    """The type of a unit, read: 'Thị trấn'; '' where none stands here."""
    for small, word in _SMALL.items():
        first, length = cursor.peek(), cursor.sees(small, any_case=True)
        rest = range(1, length)
        if length and first.text[1:].islower() and all(cursor.peek(n).small for n in rest):
            cursor.at += length
            return word
    return ""


def separators(cursor: Cursor) -> bool:
    """True where a comma, a semicolon, 'và' or two of them stood here."""
    begin = cursor.at
    cursor.take(",", ";")
    cursor.take("và")
    return cursor.at > begin


def units(cursor: Cursor, troubles: list[Trouble]) -> tuple[Named, ...]:
    """All units of a list; behind 'các' a name without a type is of the type before it."""
    found = [_first(cursor, troubles)]
    while True:
        begin = cursor.at
        if not separators(cursor):
            break
        cursor.take("các")
        start, own = cursor.peek().start, kind(cursor)
        if own or _starts_name(cursor):
            found.append(_named(cursor, troubles, own or found[-1].kind, start))
        else:
            cursor.at = begin
            break
    return tuple(found)


def _first(cursor: Cursor, troubles: list[Trouble]) -> Named:
    cursor.take("các")
    return named(cursor, troubles)


def named(cursor: Cursor, troubles: list[Trouble]) -> Named:
    """One unit with its type."""
    start = cursor.peek().start
    word = kind(cursor)
    if not word:
        raise Lost(cursor, "xã | phường | thị trấn | đặc khu | huyện …")
    if cursor.take(word.lower()):  # "xã xã A"
        slip = Span(start, cursor.before)
        troubles.append(Trouble("law-slip", slip, {"meant": word.lower()}))
    return _named(cursor, troubles, word, start)


def _named(cursor: Cursor, troubles: list[Trouble], word: str, start: int) -> Named:
    name = _name(cursor)
    end = cursor.before
    around, aside = _bracket(cursor, troubles) if cursor.sees("(") else ((), "")
    return Named(word, name, Span(start, end), around, aside)


def _starts_name(cursor: Cursor) -> bool:
    token = cursor.peek()
    return token.number or (token.word and token.text[0].isupper() and not cursor.sees("Điều này"))


def _name(cursor: Cursor) -> str:
    """A proper name: words, numbers and hyphens up to what cannot belong to it."""
    if not _starts_name(cursor):
        raise Lost(cursor, "tên đơn vị hành chính")
    start = cursor.peek().start
    for _ in range(_LONGEST):
        cursor.next()
        token, then = cursor.peek(), cursor.peek(1)
        joins = token.text in _JOINTS and (then.word or then.number) if token.text else False
        if joins:
            cursor.next()
        elif not (token.number or (token.word and token.text not in _STOPS)):
            return cursor.said(start, cursor.before)
    raise Lost(cursor, "tên đơn vị hành chính")


def _bracket(cursor: Cursor, troubles: list[Trouble]) -> tuple[tuple[str, ...], str]:
    """What stands in brackets: the units around, or what is said to be included."""
    start, begin = cursor.next().start, cursor.at
    around: list[str] = []
    cursor.take("thuộc")
    try:
        while word := kind(cursor):
            around.append(f"{word} {_name(cursor)}")
            cursor.take(",")
    except Lost:
        around = []
    if around and cursor.take(")"):
        return tuple(around), ""
    cursor.at = begin
    included = any(cursor.sees(aside) for aside in _ASIDES)
    said = _to_bracket(cursor)
    if included:
        return (), said
    values = {"expected": "(huyện …) | (bao gồm …)"}
    troubles.append(Trouble("law-not-read", Span(start, cursor.before), values))
    return (), ""


def _to_bracket(cursor: Cursor) -> str:
    """All up to the closing bracket, or up to the end."""
    start, end = cursor.peek().start, cursor.before
    while not cursor.done:
        if cursor.take(")"):
            break
        end = cursor.next().end
    return cursor.said(start, end)
