"""Lists that decide splits: which hamlet, residential group or stretch of street went to which heir.

A commune supplies them as a table. Each line is a dated, cited fact; it turns an answer that was open
into one, and is named in the evidence. Without a line for a place the answer stays open.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from continuity.addresses.words import WORDS, Word, pieces

COLUMNS = (
    *("old_code", "kind", "name", "from_number", "to_number", "side"),
    *("new_code", "source", "valid_from", "valid_until"),
)  # fmt: skip
KINDS = {
    "hamlet": ("thôn", "ấp", "xóm", "bản", "buôn", "làng", "plei", "khóm", "phum", "sóc"),
    "group": ("tổ dân phố", "tổ", "tdp", "khu phố", "kp", "khu", "khối", "khóm"),
    "street": ("đường", "phố", "ngõ", "hẻm", "ngách", "kiệt", ""),
}
SIDES = ("all", "odd", "even")
EVER = date(1, 1, 1)
FOREVER = date(9999, 12, 31)


class Fact(NamedTuple):
    """One line of a list: a place below a commune, and the heir that its residents went to."""

    old_code: str
    kind: str
    name: str
    first: int
    last: int
    side: str
    new_code: str
    source: str
    start: date
    end: date

    def holds(self, number: int | None) -> bool:
        """True when a house of that number is meant; a stretch says nothing about no number."""
        if self.kind != "street" or (self.first, self.last, self.side) == (0, 0, "all"):
            return True
        if number is None or not self.first <= number <= (self.last or number):
            return False
        return self.side == "all" or number % 2 == (self.side == "odd")


class Fault(NamedTuple):
    """A line that could not be taken: where, which column, and what was expected."""

    line: int
    column: str
    vi: str
    en: str


@dataclass
class Lists:
    """Facts by old code, found by the words that an address has below its commune."""

    facts: dict[str, list[Fact]] = field(default_factory=dict)

    def add(self, facts: Iterable[Fact]) -> Lists:
        """The lists with further facts."""
        for fact in facts:
            self.facts.setdefault(fact.old_code, []).append(fact)
        return self

    def decide(self, old_code: str, rest: str, on: date) -> Fact | None:
        """The one fact that an address meets; None where none or facts of several heirs do."""
        known = [f for f in self.facts.get(old_code, ()) if f.start <= on <= f.end]
        words = [word for piece in pieces(rest) for word in WORDS[piece]]
        met = [fact for fact in known if _meets(fact, words)]
        return met[0] if len({fact.new_code for fact in met}) == 1 else None


def _meets(fact: Fact, words: list[Word]) -> bool:
    name = [word for piece in pieces(fact.name) for word in WORDS[piece]]
    for at in range(len(words) - len(name) + 1):
        said = words[at : at + len(name)]
        if _same(said, name) and _led(fact.kind, words[:at], said):
            return fact.holds(_number(words[:at]))
    return False


def _same(said: list[Word], name: list[Word]) -> bool:
    return all(
        a.folded == b.folded and (not a.marked or a.toned == b.toned)
        for a, b in zip(said, name, strict=True)
    )


def _led(kind: str, before: list[Word], said: list[Word]) -> bool:
    """True when the words before a name allow its kind: Thôn 3 is no Tổ 3 and no house 3."""
    text = " ".join(word.folded for word in before)
    for lead in KINDS[kind]:
        plain = " ".join(w.folded for piece in pieces(lead) for w in WORDS[piece])
        if plain and re.search(rf"\b{plain}( so)?$", text):
            return True
    others = [lead for other, leads in KINDS.items() if other != kind for lead in leads if lead]
    plains = [" ".join(w.folded for p in pieces(lead) for w in WORDS[p]) for lead in others]
    if any(re.search(rf"\b{plain}$", text) for plain in plains):
        return False
    return not all(word.folded.isdigit() for word in said)


def _number(before: list[Word]) -> int | None:
    """The number of the house: the first one before the street."""
    found = [word.folded for word in before if word.folded.isdigit()]
    return int(found[0]) if found else None


def read(lines: Iterable[str]) -> tuple[list[Fact], list[Fault]]:
    """The facts of a CSV table, and every fault that it has; a faulty line gives no fact."""
    facts: list[Fact] = []
    faults: list[Fault] = []
    rows = csv.DictReader(lines)
    missing = [
        c
        for c in ("old_code", "kind", "name", "new_code", "source")
        if c not in (rows.fieldnames or ())
    ]
    if missing:
        columns = ", ".join(missing)
        return [], [Fault(1, columns, f"Thiếu cột {columns}.", f"Columns are missing: {columns}.")]
    for number, row in enumerate(rows, start=2):
        wrong = list(_wrong(number, {k: (v or "").strip() for k, v in row.items() if k}))
        faults += wrong
        if not wrong:
            facts.append(_fact({k: (v or "").strip() for k, v in row.items() if k}))
    return facts, faults


def _wrong(line: int, row: dict[str, str]) -> Iterator[Fault]:
    for column in ("old_code", "name", "new_code", "source"):
        if not row.get(column):
            yield Fault(
                line, column, "Ô trống; cần có giá trị.", "The cell is empty; a value is needed."
            )
    if row.get("kind") not in KINDS:
        kinds = ", ".join(KINDS)
        yield Fault(line, "kind", f"Cần một trong: {kinds}.", f"One of these is needed: {kinds}.")
    if row.get("side", "") not in ("", *SIDES):
        sides = ", ".join(SIDES)
        yield Fault(line, "side", f"Cần một trong: {sides}.", f"One of these is needed: {sides}.")
    for column in ("from_number", "to_number"):
        if row.get(column) and not row[column].isdigit():
            yield Fault(line, column, "Cần một số nguyên.", "A whole number is needed.")
    for column in ("valid_from", "valid_until"):
        if row.get(column) and _day(row[column]) is None:
            yield Fault(
                line, column, "Cần ngày dạng 2025-07-01.", "A day like 2025-07-01 is needed."
            )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _fact(row: dict[str, str]) -> Fact:
    return Fact(
        row["old_code"],
        row["kind"],
        row["name"],
        int(row.get("from_number") or 0),
        int(row.get("to_number") or 0),
        row.get("side") or "all",
        row["new_code"],
        row["source"],
        _day(row.get("valid_from", "")) or EVER,
        _day(row.get("valid_until", "")) or FOREVER,
    )
