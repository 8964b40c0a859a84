"""Lists that decide splits: which hamlet, residential group or stretch of street went to which heir.

A commune supplies them as a table. Each line is a dated, cited fact; it turns an answer that was open
into one, and is named in the evidence. Without a line for a place the answer stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from continuity.addresses.words import WORDS, Word, pieces
from continuity.core.interval import Interval

KINDS = {
    "hamlet": ("thôn", "ấp", "xóm", "bản", "buôn", "làng", "plei", "khóm", "phum", "sóc"),
    "group": ("tổ dân phố", "tổ", "tdp", "khu phố", "kp", "khu", "khối", "khóm"),
    "street": ("đường", "phố", "ngõ", "hẻm", "ngách", "kiệt", ""),
}
SIDES = ("all", "odd", "even")


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
    valid: Interval

    def holds(self, number: int | None) -> bool:
        """True when a house of that number is meant; a stretch says nothing about no number."""
        if self.kind != "street" or (self.first, self.last, self.side) == (0, 0, "all"):
            return True
        if number is None or not self.first <= number <= (self.last or number):
            return False
        return self.side == "all" or number % 2 == (self.side == "odd")


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
        known = [f for f in self.facts.get(old_code, ()) if on in f.valid]
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
