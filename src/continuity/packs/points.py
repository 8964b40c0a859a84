"""Service points: where a matter is handed in, which is another question than who decides it.

A row says what holds of one counter for one stretch of days; a counter that moves, or keeps other
hours, has a further row under the same key. A counter serves ground and not names: one that served a
former province is still found for a commune that lay in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from continuity.core.interval import Interval, as_pair, eve
from continuity.core.lineage import Lineage
from continuity.core.workdays import Calendar
from continuity.core.workdays import Kind as DayKind
from continuity.packs.answers import Json, Known, meant_at, unit_json
from continuity.packs.names import folded, sort_key

Span = tuple[str, str]
Week = tuple[tuple[Span, ...], ...]

# What people say when they look for a counter and not for a task.
COUNTERS = (
    "một cửa", "bộ phận một cửa", "điểm tiếp nhận", "nộp hồ sơ", "nộp hồ sơ ở đâu",
    "trung tâm hành chính công", "trung tâm phục vụ hành chính công", "counter", "one-stop shop",
)  # fmt: skip
STEP_FREE = ("yes", "no", "unknown")
LOOK_AHEAD = 31
ENGLISH = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
VIETNAMESE = ("t2", "t3", "t4", "t5", "t6", "t7", "cn")
DAYS = (
    ("Thứ Hai", "Monday"), ("Thứ Ba", "Tuesday"), ("Thứ Tư", "Wednesday"), ("Thứ Năm", "Thursday"),
    ("Thứ Sáu", "Friday"), ("Thứ Bảy", "Saturday"), ("Chủ nhật", "Sunday"),
)  # fmt: skip
_WEEKDAY = {name.lower(): n for names in (ENGLISH, VIETNAMESE) for n, name in enumerate(names)}
_SPAN = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)-([01]?\d|2[0-4]):([0-5]\d)", re.ASCII)


def is_counter(text: str) -> bool:
    """True for a word of every day that means a counter: một cửa."""
    return folded(text) in map(folded, COUNTERS)


class Point(NamedTuple):
    """A counter for a stretch of days; `unit` and `serves` are keys of areas, `closed` ISO days."""

    id: str
    vi: str
    en: str
    address: str
    unit: str
    telephone: str
    step_free: str
    valid: Interval
    hours: str
    closed: tuple[str, ...]
    functions: tuple[str, ...]
    serves: tuple[str, ...]
    example: bool
    source: str


@cache
def weekly(text: str) -> Week:
    """The opening hours of Monday to Sunday from "Mon-Fri 07:30-11:30 13:00-16:30; Sat 07:30-11:30".

    Raises ValueError with the part that cannot be read.
    """
    week: list[tuple[Span, ...]] = [()] * 7
    for part in filter(str.strip, re.split(r"[;|\n]", text)):
        days, *spans = part.split()
        open_ = tuple(_span(span) for span in spans)
        wrong = not open_ or any(a[1] > b[0] for a, b in pairwise(open_))
        for day in _weekdays(days):
            if wrong or week[day]:
                raise ValueError(part.strip())
            week[day] = open_
    return tuple(week)


def _weekdays(text: str) -> range:
    first, _, last = text.lower().partition("-")
    try:
        days = range(_WEEKDAY[first], _WEEKDAY[last or first] + 1)
    except KeyError:
        raise ValueError(text) from None
    if not days:
        raise ValueError(text)
    return days


def _span(text: str) -> Span:
    found = _SPAN.fullmatch(text)
    if found is None:
        raise ValueError(text)
    begins, ends = (f"{int(found[n]):02}:{found[n + 1]}" for n in (1, 3))
    if not begins < ends <= "24:00":
        raise ValueError(text)
    return begins, ends


def week_said(text: str, *, english: bool) -> str:
    """The hours of a week in words: "Thứ Hai đến Thứ Sáu: 07:30–11:30, 13:00–16:30; Thứ Bảy: ...".

    As it stands where it cannot be read.
    """
    said = []
    try:
        weekly(text)
    except ValueError:
        return text
    for part in filter(str.strip, re.split(r"[;|\n]", text)):
        days, *spans = part.split()
        range_ = _weekdays(days)
        names = [DAYS[day][english] for day in dict.fromkeys((range_[0], range_[-1]))]
        hours = ", ".join(span.replace("-", "–") for span in spans)
        said.append(f"{(' to ' if english else ' đến ').join(names)}: {hours}")
    return "; ".join(said)


def hours_on(point: Point, on: date, calendar: Calendar) -> tuple[Span, ...]:
    """When a counter is open on a day; nothing where it is closed, as on public holidays."""
    off = calendar.days.get(on) in (DayKind.HOLIDAY, DayKind.SWAP_OFF)
    if off or on not in point.valid or on.isoformat() in point.closed:
        return ()
    return weekly(point.hours)[on.weekday()]


def opens(point: Point, on: date, calendar: Calendar) -> date | None:
    """The first day from a day on that a counter is open; None where it is not within a month."""
    coming = (on + timedelta(days=n) for n in range(LOOK_AHEAD))
    return next((day for day in coming if hours_on(point, day, calendar)), None)


class Found(NamedTuple):
    """A counter for a place, and whether it serves all of it."""

    point: Point
    whole: bool


def serving(
    points: Iterable[Point], lineage: Lineage, function: str, ground: list[str], on: date
) -> list[Found]:
    """The counters of a day for a function on some leaves: those for all of them come first."""
    areas, found = around(lineage, ground, on), []
    for point in points:
        if on in point.valid and function in point.functions:
            reached = set().union(*(areas.get(area, set()) for area in point.serves))
            if reached:
                found.append(Found(point, len(reached) == len(set(ground))))
    return sorted(found, key=lambda one: _order(one, areas))


def _order(found: Found, areas: dict[str, set[str]]) -> tuple[bool, bool, str, str]:
    """Those for the whole place first, and of these those that stand in it."""
    here = found.point.unit in areas
    return not found.whole, not here, sort_key(found.point.vi), found.point.id


def around(lineage: Lineage, ground: Iterable[str], on: date) -> dict[str, set[str]]:
    """The areas in which some leaves lie on a day, or lay when a former one ended: area to leaves."""
    found: dict[str, set[str]] = {}
    for leaf in ground:
        for area in {area for step in lineage.line(leaf) for area in step.path[1:]}:
            life = lineage.areas[area].valid
            day = min(max(on, life.start), eve(life.end))
            if area in lineage.path(leaf, day):
                found.setdefault(area, set()).add(leaf)
    return found


def where_json(
    state: Known, points: Iterable[Point], function: str, text: str, on: date, calendar: Calendar
) -> list[Json]:
    """Where to hand in, for a text that means one place; a contract as that of `who`.

    Nothing where the text means no place or several.
    """
    fits = state.places.find(text, on)
    if len(fits) != 1 or function not in state.world.functions or on < state.world.starts:
        return []
    ground = list(_owed(state, function, meant_at(state, function, fits[0], on), on))
    found = serving(points, state.world.lineage, function, ground, on)
    return [_json(state, one, on, calendar) for one in found]


def _owed(state: Known, function: str, place: str, on: date) -> Iterator[str]:
    lineage = state.world.lineage
    for leaf in lineage.leaves_of(place, on):
        if state.world.functions[function].owed_at(lineage.leaves[leaf]):
            yield leaf


def _json(state: Known, found: Found, on: date, calendar: Calendar) -> Json:
    point = found.point
    next_open = opens(point, on, calendar)
    return {
        "key": point.id,
        "name": point.vi,
        "name_en": point.en or point.vi,
        "address": point.address,
        "unit": unit_json(state, point.unit, on),
        "telephone": point.telephone or None,
        "step_free": point.step_free,
        "hours": [list(span) for span in hours_on(point, on, calendar)],
        "opens": next_open.isoformat() if next_open else None,
        "valid": as_pair(point.valid),
        "whole": found.whole,
        "functions": list(point.functions),
        "example": point.example,
        "source": point.source,
    }
