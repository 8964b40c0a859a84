"""A case that a reform finds under way, in words: who finishes it and where its result is handed out."""

from __future__ import annotations

from datetime import date
from time import monotonic
from typing import Any, NamedTuple

from continuity.casework.page import Page
from continuity.core.procedure import Words
from continuity.packs.inflight import Flight, Matter, Points, flight, flights
from continuity.packs.points import Point
from continuity.packs.vn.law import cutover_table
from continuity.pages.words import t
from continuity.register.points import points
from continuity.register.read import Standing
from continuity.web.known import Known

KEPT, MOST_KEPT = 60, 1_000
"""For so many seconds counters are kept, of so many functions and days: a new one is announced."""
_counters: dict[tuple[Standing, str, date], tuple[float, list[Point]]] = {}
MOST = 3
"""Counters that are shown where the table names none; more help nobody."""


def found(here: Known, whole: Page, on: date) -> list[Flight]:
    """What holds of an open case now, and from each cut before its promised day; mostly nothing."""
    matter = _matter(whole)
    return flights(here.directory, cutover_table(), _kept(here), matter, on) if matter else []


def now(here: Known, whole: Page, on: date) -> Flight | None:
    """What holds of an open case on a day, whether a reform lies before it or not."""
    matter = _matter(whole)
    return flight(here.directory, cutover_table(), _kept(here), matter, on) if matter else None


def _kept(here: Known) -> Points:
    """The counters as they were known within the last minute: one statement less for each case."""

    def counters(function: str, on: date) -> list[Point]:
        key, now = (here.at, function, on), monotonic()
        told = _counters.get(key)
        if told is None or now - told[0] > KEPT:
            if len(_counters) >= MOST_KEPT:
                _counters.clear()
            told = _counters[key] = (now, points(function, on))
        return told[1]

    return counters


def _matter(whole: Page) -> Matter | None:
    case = whole.case
    if case.closed or not case.due or not case.promised:
        return None
    return Matter(case.function, case.place, case.filed, case.due, case.promised, whole.taker)


class Last(NamedTuple):
    """What a slip says of the promised day, in both languages; honest where something is not known."""

    finisher: Words
    counter: Words
    basis: Words


def at_last(here: Known, one: Flight) -> Last:
    """Who finishes a case and where its result is given, on the last day that was asked about."""
    unknown = Words("chưa xác định được", "cannot be told yet")
    names = here.names.both
    finisher = Words(*names(one.finisher, one.on)) if one.finisher else unknown
    if one.rule is None:
        basis = Words(
            "Chưa có văn bản nào cho biết nơi trả kết quả sau khi sắp xếp; hỏi tại nơi đã nộp.",
            "No text is known that says where results are given after the reform; ask where you filed.",
        )
        return Last(finisher, unknown, basis)
    cited = f"{one.rule.source}, {one.rule.cite.clause}"
    basis = Words(f"Theo {cited}: {one.rule.words.vi}", f"By {cited}: {one.rule.words.en}")
    kind = cutover_table().counters[one.rule.counter]
    if not one.sure:
        which = Words(f"{kind.vi} (chưa biết là nơi nào)", f"{kind.en} (which one is not known)")
        return Last(finisher, which, basis)
    if not one.points:
        unit = Words(*names(one.unit, one.on))
        return Last(finisher, Words(f"{kind.vi}: {unit.vi}", f"{kind.en}: {unit.en}"), basis)
    vi = " / ".join(f"{point.vi}, {point.address}" for point in one.points[:MOST])
    en = " / ".join(f"{point.en or point.vi}, {point.address}" for point in one.points[:MOST])
    return Last(finisher, Words(vi, en), basis)


def told(here: Known, whole: Page, on: date) -> list[dict[str, Any]]:
    """The same for a page: names in its language, the rule in words with its source, and what is not
    known."""
    return [_told(here, one, on, bool(whole.taker)) for one in found(here, whole, on)]


def _told(here: Known, one: Flight, on: date, taken_in: bool) -> dict[str, Any]:
    table, rule = cutover_table(), one.rule
    return {
        "since": one.on if one.on > on else None,
        "finisher": _called(here, one.finisher, one.on),
        "acting": _called(here, one.acting, one.on) if one.differs else "",
        "counter": t(*table.counters[rule.counter]) if rule else "",
        "unit": _called(here, one.unit, one.on),
        "sure": one.sure,
        "points": [_point(point) for point in one.points[:MOST]],
        "rule": t(*rule.words) if rule else "",
        "source": rule.source if rule else "",
        "clause": rule.cite.clause if rule else "",
        "verified": bool(rule and rule.verified),
        "taken_in": taken_in,
    }


def _called(here: Known, thing: str, on: date) -> str:
    return t(*here.names.both(thing, on)) if thing else ""


def _point(point: Point) -> dict[str, Any]:
    return {
        "name": t(point.vi, point.en or point.vi), "address": point.address,
        "telephone": point.telephone, "example": point.example,
    }  # fmt: skip
