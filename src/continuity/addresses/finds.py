"""Where in a text names of units stand, at each level, with and without their types."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from continuity.addresses.index import COMMUNE, DISTRICT, PROVINCE, Index, Name
from continuity.addresses.text import Text
from continuity.addresses.words import NO_TYPE, TYPE_LEVELS, of_street, typed

LONGEST_NAME = 7
ANY = (COMMUNE, DISTRICT, PROVINCE)
MOST_BESIDE = 4  # words of a name on one side of its dash
UNTYPED = 0.4
MISTAKE = 2.0
MID_SEGMENT = 1.0
STREET = 2.0


class Find(NamedTuple):
    """Words `start:end` name units of a level; `types` were written before them, from `begin` on."""

    name: Name
    level: int
    begin: int
    start: int
    end: int
    types: tuple[str, ...]
    price: float
    how: tuple[str, ...]
    against: bool = False  # a type is written before it that is none of this level's


class Finds:
    """All finds of a text on a day; with `mistakes` also those of names that are misspelled."""

    def __init__(self, index: Index, text: Text, *, mistakes: bool = False) -> None:
        self.index, self.text = index, text
        self.hard = text.breaks - text.dashes
        self.breaks = text.breaks - self._within()
        self.types = self._types()
        self.before = self._types_before()
        self.finds: tuple[list[Find], list[Find], list[Find]] = ([], [], [])
        for start in range(len(text.words)):
            self._find(start)
        if mistakes:
            self._find_mistakes()

    def _within(self) -> set[int]:
        """The dashes that are part of a name: Bà Rịa - Vũng Tàu."""
        words = [word.folded for word in self.text.words]
        return {
            dash
            for dash in self.text.dashes
            for start in range(max(0, dash - MOST_BESIDE), dash)
            for end in range(dash + 1, dash + MOST_BESIDE + 1)
            if " ".join(words[start:end]) in self.index.dashed
        }

    def _types(self) -> list[tuple[int, tuple[str, ...]]]:
        """At each word how many words from there on are a type; Thị xã is one and hides its Xã."""
        found, at, words = [NO_TYPE] * len(self.text.words), 0, self.text.words
        while at < len(words):
            length, types = typed(words, at, marked=self.text.marked)
            if length and self.hard.isdisjoint(range(at + 1, at + length + 1)):
                found[at] = length, types
            at += length or 1
        return found

    def _types_before(self) -> dict[int, list[tuple[int, tuple[str, ...]]]]:
        """For each word, the types that end right before it, and where they begin."""
        made: dict[int, list[tuple[int, tuple[str, ...]]]] = {}
        for begin, (length, types) in enumerate(self.types):
            if length:
                made.setdefault(begin + length, []).append((begin, types))
        return made

    def _find(self, start: int) -> None:
        words, names, starts = self.text.words, self.index.names, self.index.starts
        phrase = ""
        for end in range(start + 1, min(start + LONGEST_NAME, len(words)) + 1):
            phrase = f"{phrase} {words[end - 1].folded}" if phrase else words[start].folded
            name = names.get(phrase)
            if name is not None:
                self._add(name, start, end, 0.0, ())
            if phrase not in starts:
                return

    def _add(self, name: Name, start: int, end: int, price: float, how: tuple[str, ...]) -> None:
        """Files a find under each level that its type allows, typed and untyped."""
        number = end == start + 1 and self.text.words[start].folded.isdigit()
        for begin, types in self.before.get(start, ()):
            for level in {level for kind in types for level in TYPE_LEVELS[kind]}:
                if name.all[level]:
                    find = Find(name, level, begin, start, end, types, price, how)
                    self.finds[level].append(find)
        if number and not (start in self.breaks and end in self.breaks):
            return  # a bare number among words is that of a house
        behind = self.text.behind.get(end, ())
        allowed = {level for kind in behind for level in TYPE_LEVELS[kind]} or ANY
        for level in allowed:
            if name.all[level]:
                odd, against = price + self._odd(start, end), start in self.before
                find = Find(name, level, start, start, end, behind, odd, how, against)
                self.finds[level].append(find)

    def _odd(self, start: int, end: int) -> float:
        """What a name without a type costs for where it stands: behind a street's word, mid-way."""
        price = UNTYPED
        words, breaks = self.text.words, self.breaks
        if (
            start
            and start not in breaks
            and of_street(words[start - 1], in_marked=self.text.marked)
        ):
            price += STREET
        if len(breaks) > 2:
            price += MID_SEGMENT * (start not in breaks)
            price += MID_SEGMENT * (end not in breaks and not self.type_at(end))
        return price

    def type_at(self, at: int) -> bool:
        """True where a type begins."""
        return at < len(self.types) and self.types[at][0] > 0

    def _find_mistakes(self) -> None:
        words, near = self.text.words, self.index.mistakes.near
        for start in range(len(words)):
            phrase = ""
            for end in range(start + 1, min(start + LONGEST_NAME - 1, len(words)) + 1):
                if end - 1 in self.hard and end - 1 > start:
                    break
                phrase = f"{phrase} {words[end - 1].folded}" if phrase else words[start].folded
                for other in near(phrase):
                    self._add(self.index.names[other], start, end, MISTAKE, ("one-edit",))

    @cached_property
    def weighty(self) -> list[int]:
        """Where a type stands that no reading may pass over; a lone P. may be that of a room."""
        words = self.text.words
        told = {find.begin for find in self.finds[DISTRICT] if find.types}
        return [
            begin
            for begin, (length, types) in enumerate(self.types)
            if length and types[0] != "Tỉnh" and (begin in told or len(words[begin].folded) > 1)
        ]

    @cached_property
    def province_at_end(self) -> int | None:
        """Where the name of a province begins that stands alone at the end of the text."""
        end = len(self.text.words)
        last = (f for f in self.finds[PROVINCE] if f.end == end and not f.how)
        return min((f.begin for f in last if f.begin in self.breaks), default=None)

    def goes_on(self, commune: Find) -> bool:
        """True where a number or a letter follows a name: Hải Châu I is not Hải Châu."""
        end, words = commune.end, self.text.words
        if end >= len(words) or end in self.breaks or self.type_at(end):
            return False
        return words[end].folded.isdigit() or words[end].folded in (
            "i",
            "ii",
            "iii",
            "iv",
            "a",
            "b",
        )

    def alone(self, find: Find) -> bool:
        """True for a find that is all that stands between two boundaries."""
        return find.start in self.breaks and find.end in self.breaks

    def number(self, find: Find) -> bool:
        """True for a find that is a bare number."""
        return find.end == find.start + 1 and self.text.words[find.start].folded.isdigit()
