"""A line of an annex, as somebody typed or imported it, and everything that is wrong with it.

All that is read is kept as text written one way: days as ISO, amounts without separators, lists sorted.
So a line that was typed and one that came out of a workbook are equal where they say the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from continuity.core.procedure import Words
from continuity.handover.annexes import Annex, Column, Kind
from continuity.handover.counted.item import Item
from continuity.handover.line_words import WORDS

PREMISES, LENT = "premises", "lend"
"""The annex of premises, and what its column `plan` says of those that only pass for a while."""
LONGEST = 2000
MOST = 10**15
_AMOUNT = re.compile(r"(-?)(\d{1,3}(?:([., \u00a0\u202f])\d{3}(?:\3\d{3})*)?|\d+)(?:[.,]0)?")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_TRUTHS = {"x": True, "có": True, "yes": True, "true": True, "1": True, "": False, "không": False,
           "no": False, "false": False, "0": False}  # fmt: skip


class Problem(NamedTuple):
    """One thing that is wrong with a row: what, in which column, and what stood there."""

    code: str
    column: str
    label: Words
    got: str = ""
    expected: str = ""

    def say(self, language: str) -> str:
        """In words: where, what is wrong, what to write instead."""
        english = language == "en"
        told = {"column": self.label[english], "got": self.got[:60], "expected": self.expected}
        return WORDS[self.code][english].format(**told)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an annex: its number, how much of it there is, and its columns as texts."""

    annex: str
    number: str
    quantity: int = 1
    values: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def unit(self) -> str:
        """In what it is counted; '' for pieces."""
        return self.values.get("unit", "")

    @property
    def part_of(self) -> str:
        """The line of the same annex of which this one is a part, or ''."""
        return self.values.get("part-of", "")


def line(annex: Annex, row: Mapping[str, str]) -> tuple[Line | None, list[Problem]]:
    """The line that a row of texts makes, by the ids of columns, or all that is wrong with it."""
    values, problems = {}, []
    for column in annex.columns:
        raw = row.get(column.id, "")
        if not raw and not column.required:
            continue
        text, found = _cell(column, raw)
        problems += found
        if text:
            values[column.id] = text
    if annex.id == PREMISES and values.get("plan") == LENT and not row.get("until"):
        problems.append(Problem("missing", "until", annex.column("until").label))
    problems += [
        Problem("no-column", id, Words(id, id), row[id])
        for id in row
        if id not in annex.ids and row[id].strip()
    ]
    if problems:
        return None, problems
    quantity = int(values[annex.measure]) if annex.measure in values else 1
    return Line(annex.id, values[annex.key], quantity, values), []


def heading(annex: Annex, names: Iterable[str]) -> list[str]:
    """The ids of the columns that a table's heading means, in either language; '' for none."""
    known = {}
    for column in annex.columns:
        for name in (column.id, *column.label):
            known[_plain(name)] = column.id
    return [known.get(_plain(name), "") for name in names]


def item(annex: Annex, told: Line, quantity: int | None = None) -> Item:
    """A line as it is counted in; `quantity` where a side counted another than is listed."""
    of = annex.item or {}
    text = {name: told.values.get(column, "") for name, column in of.items()}
    others = {id: value for id, value in told.values.items() if id not in annex.beside}
    return Item(
        annex.id, told.number, _iso(text.get("received")), _iso(text.get("due")),
        _listed(text.get("done")), int(text.get("paid") or 0), _listed(text.get("held")),
        told.quantity if quantity is None else quantity, tuple(sorted(others.items())),
    )  # fmt: skip


def masked(annex: Annex, told: Line) -> Line:
    """The line as it may leave the office: of what is personal nothing is left but that it was there."""
    values = {id: "***" if id in annex.personal else text for id, text in told.values.items()}
    return Line(told.annex, values[annex.key], told.quantity, values)


def amount(text: str) -> int | None:
    """A whole amount as people write it, 705105, 705.105 or 705,105; None where it is none."""
    met = _AMOUNT.fullmatch(text)
    if not met:
        return None
    found = int(re.sub(r"\D", "", met[2]))
    return None if found >= MOST else -found if met[1] else found


def _cell(column: Column, raw: str) -> tuple[str, list[Problem]]:
    text = unicodedata.normalize("NFC", str(raw)).strip()

    def wrong(code: str, expected: str = "") -> tuple[str, list[Problem]]:
        return "", [Problem(code, column.id, column.label, text, expected)]

    if not text and column.kind is not Kind.TRUTH:
        return wrong("missing") if column.required else ("", [])
    if len(text) > LONGEST or _CONTROL.search(text):
        return wrong("too-long")
    match column.kind:
        case Kind.DAY:
            day = _day(text)
            return (day, []) if day else wrong("no-day")
        case Kind.WHOLE | Kind.MONEY | Kind.BALANCE:
            told = amount(text)
            if told is None:
                return wrong("no-number")
            negative = told < 0 and column.kind is not Kind.BALANCE
            return wrong("negative") if negative else (str(told), [])
        case Kind.CHOICE:
            chosen = _chosen(column, text)
            words = "; ".join(one.vi for one in column.of.values())
            return (chosen, []) if chosen else wrong("no-choice", words)
        case Kind.TRUTH:
            known = _TRUTHS.get(text.lower())
            return wrong("no-truth") if known is None else ("true" if known else "", [])
        case Kind.LIST:
            return "; ".join(sorted(_listed(text))), []
    return " ".join(text.split()), []


def _day(text: str) -> str:
    try:
        if met := _DAY.fullmatch(text):
            day, month, year = map(int, met.groups())
            return date(year, month, day).isoformat()
        # A workbook's day comes with the hour at which it begins.
        return date.fromisoformat(
            text.removesuffix("T00:00:00").removesuffix(" 00:00:00")
        ).isoformat()
    except ValueError:
        return ""


def _chosen(column: Column, text: str) -> str:
    wanted = _plain(text)
    for id, words in column.of.items():
        if wanted in {_plain(id), *map(_plain, words)}:
            return id
    return ""


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


@lru_cache(5000)
def _listed(text: str | None) -> tuple[str, ...]:
    return tuple(" ".join(one.split()) for one in (text or "").split(";") if one.strip())


@lru_cache(5000)
def _iso(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
