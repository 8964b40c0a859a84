"""Stretches of an address, cut where a type stands into parts that may each name one unit.

A stretch that was ever cut is remembered. In a table most of them are names as the law writes them,
with or without types and marks, and those are looked up instead of taken apart.
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from itertools import pairwise
from typing import NamedTuple

from continuity.addresses.index import COMMUNE, DISTRICT, PROVINCE, Index, Name
from continuity.addresses.mistakes import both_spellings
from continuity.addresses.text import COUNTRY_ENDS, without_country
from continuity.addresses.words import SHORT_TYPES, TYPE_LEVELS, TYPE_STARTS, Word, typed, words_of
from continuity.packs.names import TYPES, folded

MOST_KEPT = 40_000  # parts of a table that are remembered; some 20 MB
LONGEST_KEPT = 60
A_TABLE = 300  # stretches, from which on it is worth while to write all names down
ANY = (COMMUNE, DISTRICT, PROVINCE)
_SHORT = re.compile(r"([a-z]{1,2})(?:\.\s*|\s+)(?=\w)")


class Part(NamedTuple):
    """A stretch of an address that may name one unit."""

    types: tuple[str, ...]
    levels: tuple[int, ...]
    plain: str
    form: str
    marked: bool
    name: Name | None


class Cutter:
    """Cuts stretches by the names of a day; it remembers up to `most` of them."""

    def __init__(self, index: Index, most: int) -> None:
        self.index, self.most = index, most
        self.kept: dict[str, tuple[Part, ...]] = {}

    def parts(self, raw: str) -> tuple[Part, ...]:
        """The parts of a stretch between commas, cut where a type stands."""
        raw = raw.strip().lower()
        parts = self.kept.get(raw)
        if parts is None:
            whole = self._whole(raw) if len(self.kept) > A_TABLE else None
            parts = (whole,) if whole else self._cut(raw)
            if len(raw) <= LONGEST_KEPT and len(self.kept) < self.most:
                self.kept[raw] = parts
        return parts

    def _whole(self, raw: str) -> Part | None:
        """The part of a stretch that is a name as it is in the gazetteer, with a usual type."""
        found = self._written.get(raw)
        if found is not None:
            return self._named(raw, *found)
        short = _SHORT.match(raw)
        if short is None or short[1] not in SHORT_TYPES:
            return None
        proper = raw[short.end() :]
        found = self._written.get(proper)
        if found is None or found[1]:
            return None
        part = self._named(proper, *found)
        if f"{short[1]} {part.plain}" in self.index.names:
            return None
        types = SHORT_TYPES[short[1]]
        return part._replace(types=types, levels=_levels(types))

    def _named(self, raw: str, name: str, typed: bool) -> Part:
        """The part of a stretch that is a name of the gazetteer in small letters."""
        kind, plain, form = self.index.gazetteer.spelled[name]
        types, marked = (kind,) if typed else (), not raw.isascii()
        form = form if marked else plain
        return Part(types, _levels(types), plain, form, marked, self.index.names[plain])

    @cached_property
    def _written(self) -> dict[str, tuple[str, bool]]:
        """Every name of the day as it may be written: with and without type, with and without marks."""
        names, kinds = self.index.names, {kind: folded(kind) for kind in TYPES}
        typed, bare = dict[str, tuple[str, bool]](), dict[str, tuple[str, bool]]()
        for name, (kind, plain, _) in self.index.gazetteer.spelled.items():
            small, long = name.lower(), len(kind)
            if plain not in names or not kind or small.count(small[:long]) > 1:
                continue  # a source writes Phường Phường 4
            whole, proper = (name, True), (name, False)
            typed[small], bare[small[long + 1 :]] = whole, proper
            for other in both_spellings(plain):
                typed[f"{kinds[kind]} {other}"], bare[other] = whole, proper
        return typed | bare

    def _cut(self, raw: str) -> tuple[Part, ...]:
        words = words_of(raw)
        if words and (words[-1].folded in COUNTRY_ENDS or words[-1].folded.isdigit()):
            words = without_country(words)
        marked = True in [marked for _, _, marked in words]
        plain = [folded for folded, _, _ in words]
        if TYPE_STARTS.isdisjoint(plain[1:]):
            return (self._part(words, plain, marked),) if words else ()
        cuts = [0, *self._cuts(words, marked), len(words)]
        stretches = [(a, b) for a, b in pairwise(cuts) if a < b]
        return tuple([self._part(words[a:b], plain[a:b], marked) for a, b in stretches])

    @staticmethod
    def _cuts(words: list[Word], marked: bool) -> list[int]:
        """Where within a stretch another type begins, with a name behind it."""
        cuts, behind = [], typed(words, 0, marked=marked)[0]
        for at, word in enumerate(words):
            # What follows a type at once is its name: Huyện Quan Sơn, and the Xã of Thị xã.
            if at > behind and word.folded in TYPE_STARTS:
                length = typed(words, at, marked=marked)[0]
                if length and at + length < len(words):
                    cuts.append(at)
                    behind = at + length
        return cuts

    def _part(self, words: list[Word], folded: list[str], marked: bool) -> Part:
        names = self.index.names
        types: tuple[str, ...] = ()
        plain = " ".join(folded)
        if folded[0] in TYPE_STARTS:
            length, types = typed(words, 0, marked=marked)
            if length == len(words) or (length and plain in names):
                types = ()
            elif length:
                words, plain = words[length:], " ".join(folded[length:])
        form = " ".join([toned for _, toned, _ in words])
        return Part(types, _levels(types), plain, form, marked, names.get(plain))


@cache
def _levels(types: tuple[str, ...]) -> tuple[int, ...]:
    return tuple({level for kind in types for level in TYPE_LEVELS[kind]}) or ANY
