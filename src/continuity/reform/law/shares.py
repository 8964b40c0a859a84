"""How much of a unit is meant: all, a part or the rest of its land, its residents, or both."""

from __future__ import annotations

from continuity.reform.law.phrases import Figures, Reference, Span, Trouble
from continuity.reform.law.tokens import Cursor
from continuity.reform.law.units import Lost, separators
from continuity.reform.messages import TAKES

References = tuple[Reference, ...]

_QUANTITIES = {"toàn bộ": "all", "một phần": "part", "phần còn lại": "rest"}
_LAND = ("diện tích tự nhiên", "diện tích")
_RESIDENTS = ("quy mô dân số", "dân số")
_AREA = ("km2", "km ²", "km²", "km 2", "ki-lô-mét vuông", "ha")
REST_OF_RESIDENTS = "rest-of-residents"
_HOW = {shares: how for how, shares in TAKES.items()} | {("none", "rest"): REST_OF_RESIDENTS}


def starts_share(cursor: Cursor) -> bool:
    """True where a share may begin."""
    return any(cursor.sees(word, any_case=True) for word in _QUANTITIES)


def share(cursor: Cursor, troubles: list[Trouble]) -> tuple[str, Figures]:
    """How a taking is called in a draft, and the figures stated with it; reads up to 'của'."""
    quantity = _quantity(cursor, troubles)
    if not quantity:
        raise Lost(cursor, " | ".join(_QUANTITIES))
    if quantity == "rest" and cursor.take("của"):
        return "rest", Figures()
    land = quantity if cursor.take(*_LAND) else ""
    km2 = _figure(cursor, _AREA) if land else ""
    if land:
        between = cursor.at
        separators(cursor)
        quantity = _quantity(cursor, troubles) or quantity
        if not _residents(cursor, troubles):
            cursor.at, quantity = between, "none"
    elif not _residents(cursor, troubles):
        raise Lost(cursor, "diện tích tự nhiên | quy mô dân số")
    people = _figure(cursor, ("người",)) if quantity != "none" else ""
    how = _HOW.get((land or "none", quantity))
    if not cursor.take("của"):
        raise Lost(cursor, "của")
    if not how:
        raise Lost(cursor, ", ".join(TAKES))
    return how, Figures(km2, people)


def _quantity(cursor: Cursor, troubles: list[Trouble]) -> str:
    if word := cursor.take(*_QUANTITIES, any_case=True):
        return _QUANTITIES[word]
    if cursor.sees("bộ diện tích"):
        _slip(cursor, troubles, "bộ", "toàn bộ")
        return "all"
    return ""


def _residents(cursor: Cursor, troubles: list[Trouble]) -> bool:
    if cursor.take(*_RESIDENTS):
        return True
    if cursor.sees("quy mô dân"):
        _slip(cursor, troubles, "quy mô dân", "quy mô dân số")
        return True
    return False


def _slip(cursor: Cursor, troubles: list[Trouble], written: str, meant: str) -> None:
    """Reads what can mean only one thing, and tells that it stands there otherwise."""
    start = cursor.peek().start
    cursor.take(written)
    troubles.append(Trouble("law-slip", Span(start, cursor.before), {"meant": meant}))


def _figure(cursor: Cursor, measures: tuple[str, ...]) -> str:
    """A number with its measure, as written; '' and no step where there is none."""
    begin = cursor.at
    cursor.take("là", "đạt")
    if cursor.peek().number:
        number = cursor.next().text
        if cursor.take(*measures):
            return number
    cursor.at = begin
    return ""


def figures(cursor: Cursor) -> Figures:
    """', có diện tích tự nhiên 12,34 km2 và quy mô dân số 5.678 người'; empty where nothing is."""
    begin = cursor.at
    cursor.take(",")
    cursor.take("có")
    land = _figure(cursor, _AREA) if cursor.take(*_LAND) else ""
    between = cursor.at
    if land:
        separators(cursor)
    people = _figure(cursor, ("người",)) if cursor.take(*_RESIDENTS) else ""
    if not people:
        cursor.at = between if land else begin
    return Figures(land, people)


def references(cursor: Cursor) -> References:
    """The clauses behind 'sau khi sắp xếp theo quy định tại'; none where this does not stand here."""
    begin = cursor.at
    cursor.take(",")
    if not cursor.take("sau khi"):
        cursor.at = begin
        return ()
    cursor.take("thực hiện")
    if not cursor.take("sắp xếp", "nhập"):
        raise Lost(cursor, "sắp xếp")
    if not cursor.take("theo quy định tại", "quy định tại", "theo", "tại"):
        return ()
    return tuple(_listed(cursor))


def _listed(cursor: Cursor) -> list[Reference]:
    found: list[Reference] = []
    waiting: list[str] = []
    while True:
        begin = cursor.at
        separators(cursor)
        if not cursor.take("các khoản", "khoản") and not waiting:
            cursor.at = begin
            break
        numbers = list(_numbers(cursor))
        if not numbers:
            cursor.at = begin
            break
        waiting += numbers
        if article := _article(cursor):
            found += [Reference(article[0], number) for number in waiting]
            waiting = []
    found += [Reference("", number) for number in waiting]
    if not found:
        raise Lost(cursor, "khoản … Điều này")
    return found


def _numbers(cursor: Cursor) -> list[str]:
    found: list[str] = []
    while True:
        begin = cursor.at
        if found:
            separators(cursor)
        if not cursor.peek().number:
            cursor.at = begin
            return found
        # "1,3,11" without a space is one token
        found += cursor.next().text.replace(".", ",").split(",")


def _article(cursor: Cursor) -> tuple[str] | None:
    if cursor.sees("của điều", any_case=True):
        cursor.next()
    if cursor.take("điều này", any_case=True):
        return ("",)
    if cursor.sees("điều", any_case=True) and cursor.peek(1).number:
        cursor.next()
        number = cursor.next().text
        cursor.take("nghị quyết này", any_case=True)
        return (number,)
    return None
