"""A whole text as articles and clauses, whether it is pasted line by line or in one piece.

An article begins a line ("Điều 1."), and so does a numbered clause ("12."); in a text without line
breaks a number counts behind a full stop and before a word with which clauses begin. Everything
before the first article or clause is the head.
"""

from __future__ import annotations

from typing import NamedTuple

from continuity.reform.law.grammar import STARTS
from continuity.reform.law.phrases import Span
from continuity.reform.law.tokens import Cursor, Token, tokens

_ENDS = (".", ";", ":")


class Passage(NamedTuple):
    """One clause as it stands: article and number, its words, where it lies; `lead` is a heading."""

    article: str
    number: str
    row: list[Token]
    span: Span
    lead: bool = False


class _Start(NamedTuple):
    at: int  # the first token of what is said
    mark: int  # the first token of the number
    article: str
    number: str
    lead: bool


def passages(source: str) -> tuple[Span, list[Passage]]:
    """Where the head lies, and all passages behind it."""
    row = tokens(source)
    starts = _starts(source, row)
    first = row[starts[0].mark].start if starts else len(source)
    found = []
    for n, start in enumerate(starts):
        end = starts[n + 1].mark if n + 1 < len(starts) else len(row)
        words = row[start.at : end]
        if words:
            span = Span(words[0].start, words[-1].end)
            found.append(Passage(start.article, start.number, words, span, start.lead))
    return Span(0, first), _without_leads(found)


def _starts(source: str, row: list[Token]) -> list[_Start]:
    cursor = Cursor(source, row, len(source))
    starts: list[_Start] = []
    article, number = "", ""
    for at, token in enumerate(row):
        cursor.at = at
        line = at == 0 or "\n" in source[row[at - 1].end : token.start]
        ended = at == 0 or row[at - 1].text in _ENDS
        if not (line or ended):
            continue
        if line and (named := _article(cursor)):
            article, number = named, ""
            starts.append(_Start(cursor.at, at, article, "", True))
        elif given := _number(cursor, line=line, number=number):
            number = given
            starts.append(_Start(cursor.at, at, article, number, False))
        elif line and _begins(cursor) and (ended or not starts):
            number = _counted(number)
            starts.append(_Start(cursor.at, at, article, number, False))
        elif line and ended and starts and article and not starts[-1].lead:
            # a paragraph behind a clause that is over: said in the article, under no number
            starts.append(_Start(at, at, article, "", False))
    return starts


def _article(cursor: Cursor) -> str:
    if cursor.peek().key != _DIEU:
        return ""
    if not cursor.peek(1).number:
        return ""
    cursor.next()
    number = cursor.next().text
    cursor.take(".", ":")
    return number


def _number(cursor: Cursor, *, line: bool, number: str) -> str:
    """'12.' or 'a)' where a clause or a point of one begins; '' elsewhere."""
    begin = cursor.at
    cursor.take("khoản", any_case=line)
    token, then = cursor.peek(), cursor.peek(1)
    if token.text.isdecimal() and then.text in (".", ")") and len(token.text) <= 4:
        cursor.at += 2
        if line or _begins(cursor):
            return token.text
    point = line and token.word and len(token.text) == 1 and token.small
    if point and then.text == ")":
        cursor.at += 2
        return number.rstrip("abcdđeghiklmnopqrstuvxy") + token.text
    cursor.at = begin
    return ""


def _begins(cursor: Cursor) -> bool:
    """True before a word with which clauses begin, with a capital; a dash before it is read."""
    begin = cursor.at
    cursor.take("-", "–", "+", "•", "*")
    token = cursor.peek()
    capital = token.word and not token.small
    if capital and any(cursor.sees(start, any_case=True) for start in STARTS):
        return True
    cursor.at = begin
    return False


def _counted(number: str) -> str:
    """The number of a clause that bears none: one more than the one before it."""
    digits = number.rstrip("abcdđeghiklmnopqrstuvxy")
    return str(int(digits) + 1) if digits.isdecimal() and len(digits) < 5 else "1"


def _without_leads(found: list[Passage]) -> list[Passage]:
    """Without the headings of articles that have clauses; any other is the article's one clause."""
    kept = []
    for n, passage in enumerate(found):
        follows = n + 1 < len(found) and found[n + 1].article == passage.article
        if not passage.lead:
            kept.append(passage)
        elif not follows:
            kept.append(passage._replace(number="1", lead=False))
    return kept


_DIEU = tokens("điều")[0].key
