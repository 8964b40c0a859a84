"""What a notice says, in both languages and as data: made of a change, names, counters and rules. Pure.

Page, poster, short message and easy text are all written from it, so that none of them says another
thing than the others. It is kept as it was published.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from continuity.core.finding import said_day
from continuity.core.interval import eve
from continuity.handover.notice.changing import Change
from continuity.handover.notice.short import Says
from continuity.packs.names import Names
from continuity.packs.papers import ALL, Rule, special
from continuity.packs.points import Point

Content = dict[str, Any]  # JSON
OPEN_MATTER = "pending-matter"
MOST_COUNTERS = 20


class Told(NamedTuple):
    """What else a notice is made of: labels of functions by id, the counters that serve the ground."""

    names: Names
    labels: dict[str, tuple[str, str]]
    counters: tuple[Point, ...]
    instruments: tuple[str, ...]


def content(decree: str, change: Change, told: Told) -> Content:
    """The whole notice."""
    day, before = change.day, eve(change.day)
    both = told.names.both
    return {
        "decree": decree,
        "unit": change.unit,
        "day": day.isoformat(),
        "instruments": list(told.instruments),
        "name": both(change.unit, day),
        "takes": [
            {"function": one.function, "label": told.labels.get(one.function, (one.function,) * 2),
             "givers": [both(giver, before) for giver in one.givers]}
            for one in change.takes
        ],
        "continues": [both(body, before) for body in change.continues],
        "names": [
            {"old": both(one.old, before), "new": [both(to, day) for to in one.new],
             "here": one.here}
            for one in change.names
        ],
        "counters": [_counter(one) for one in told.counters[:MOST_COUNTERS]],
        "rules": [_rule(rule) for rule in rules(day)],
    }  # fmt: skip


def rules(on: date) -> list[Rule]:
    """What holds for what was filed, and for papers that were issued; each with its source."""
    return [*special(on, OPEN_MATTER), *special(on, ALL)]


def _counter(point: Point) -> Content:
    return {
        "name": (point.vi, point.en or point.vi), "address": point.address,
        "telephone": point.telephone, "hours": point.hours, "functions": list(point.functions),
    }  # fmt: skip


def _rule(rule: Rule) -> Content:
    return {
        "id": rule.id, "kind": rule.kind, "text": tuple(rule.text), "source": tuple(rule.source),
        "sure": rule.sure,
    }  # fmt: skip


def says(told: Content, language: str) -> Says:
    """What its short message says."""
    n = int(language == "en")
    day = said_day(date.fromisoformat(told["day"]))
    before = {giver[n]: None for one in told["takes"] for giver in one["givers"]}
    before |= {body[n]: None for body in told["continues"]}
    lines = [one["telephone"] for one in told["counters"] if one["telephone"]]
    return Says(
        str(day) if n else day.vi, tuple(one["label"][n] for one in told["takes"]),
        told["name"][n], tuple(before), lines[0] if lines else "", language,
    )  # fmt: skip


class Part(NamedTuple):
    """One thing of the easy text: a heading, and sentences of a few words each."""

    heading: str
    sentences: tuple[str, ...]


EASY = {
    "vi": {
        "when": ("Khi nào?", "Từ ngày {day}."),
        "before": "Trước đây bạn đến: {name}.", "now": "Nay bạn đến: {name}.",
        "all": "Mọi việc",
        "where": "Nộp ở đâu?", "at": "Nơi nộp: {name}.", "address": "Địa chỉ: {address}.",
        "ask": "Điện thoại: {telephone}.", "nowhere": "Chưa có nơi nộp trong sổ.",
        "call": "Hãy hỏi: {name}.",
        "filed": "Đã nộp hồ sơ?", "matter-not-again": "Không phải nộp lại.",
        "matter-stays-filed": "Hồ sơ của bạn vẫn còn.", "matter-no-second-fee": "Không nộp phí lần nữa.",
        "place": "Tên nơi ở đổi", "old": "Tên cũ: {name}.", "new": "Tên mới: {name}.",
        "one": "Nơi bạn ở thuộc một trong số đó.",
    },
    "en": {
        "when": ("When?", "From {day}."),
        "before": "Before, you went to: {name}.", "now": "Now you go to: {name}.",
        "all": "Everything",
        "where": "Where to hand in?", "at": "Hand it in at: {name}.",
        "address": "Address: {address}.", "ask": "Telephone: {telephone}.",
        "nowhere": "No counter is in the register yet.", "call": "Ask: {name}.",
        "filed": "Have you filed already?", "matter-not-again": "You need not file again.",
        "matter-stays-filed": "What you filed stays filed.",
        "matter-no-second-fee": "You do not pay again.",
        "place": "Your place has a new name", "old": "Old name: {name}.", "new": "New name: {name}.",
        "one": "Your home is in one of them.",
    },
}  # fmt: skip
"""Texts of the easy version. A promise is made only where its rule holds on the day and is no guess."""

PROMISES = ("matter-stays-filed", "matter-not-again", "matter-no-second-fee")
MOST_EASY = 12


def easy(told: Content, language: str) -> list[Part]:
    """The notice in short sentences, one thing in each."""
    n, words = int(language == "en"), dict[str, Any](EASY["en" if language == "en" else "vi"])
    day = said_day(date.fromisoformat(told["day"]))
    now = _in(words, "now", name=told["name"][n])
    when, since = words["when"]
    parts = [Part(when, (since.format(day=str(day) if n else day.vi),))]
    for one in told["takes"]:
        went = tuple(_in(words, "before", name=giver[n]) for giver in one["givers"])
        parts.append(Part(one["label"][n], (*went, now)))
    if not told["takes"] and told["continues"]:
        went = tuple(_in(words, "before", name=body[n]) for body in told["continues"])
        parts.append(Part(str(words["all"]), (*went, now)))
    parts.append(Part(str(words["where"]), tuple(_where(told, words, n))))
    held = {rule["id"] for rule in told["rules"] if rule["sure"] == "found"}
    kept = tuple(str(words[id]) for id in PROMISES if id in held)
    parts += [Part(str(words["filed"]), kept)] if kept else []
    for one in told["names"][:MOST_EASY]:
        parts.append(Part(str(words["place"]), tuple(_names(one, words, n))))
    return parts


def _where(told: Content, words: dict[str, Any], n: int) -> Iterable[str]:
    if not told["counters"]:
        yield from (words["nowhere"], _in(words, "call", name=told["name"][n]))
        return
    first = told["counters"][0]
    yield _in(words, "at", name=first["name"][n])
    if first["address"]:
        yield _in(words, "address", address=first["address"])
    if first["telephone"]:
        yield _in(words, "ask", telephone=first["telephone"])


def _names(one: Content, words: dict[str, Any], n: int) -> Iterable[str]:
    yield _in(words, "old", name=one["old"][n])
    for new in one["new"]:
        yield _in(words, "new", name=new[n])
    if len(one["new"]) > 1:
        yield words["one"]


def _in(words: dict[str, Any], key: str, **told: str) -> str:
    return str(words[key]).format(**told)
