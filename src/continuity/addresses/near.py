"""The units inside another one that a text names with one mistake, with and without their types.

Where district and province are known only a few names are left, and each is compared letter by letter.
"""

from __future__ import annotations

from functools import cached_property

from continuity.addresses.index import Index
from continuity.addresses.mistakes import apart, both_spellings, same_digits
from continuity.addresses.words import STREETS, key

Pool = dict[int, list[tuple[str, int]]]  # folded forms with their units, by how long they are
NONE: list[tuple[str, int]] = []


class Near:
    """Names with one mistake, by what contains their units; each pool is made once."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.pools: dict[tuple[int | None, int, bool], Pool] = {}

    def named(self, plain: str, level: int, above: int | None) -> list[int]:
        """The units of a level inside another whose names are one mistake away from a folded text."""
        return [unit for unit, _ in self._found(plain, level, above, typed=False)]

    def typed(self, plain: str, word: str, level: int, above: int | None) -> list[int]:
        """The same by type and name together, whose first word is `word`: Phưòng, Xãã, HuyệnĐông Anh."""
        return [
            unit
            for unit, form in self._found(plain, level, above, typed=True)
            if not (form.endswith(plain[plain.find(" ") :]) and self._is_word(word))
        ]

    def _is_word(self, word: str) -> bool:
        """True for a word of its own: Ga Tân Phú is no Xã Tân Phú."""
        return word in self._words or word in STREETS

    @cached_property
    def _words(self) -> frozenset[str]:
        """All words of names, with their marks and without."""
        toned = (form for forms in self.index.toned.values() for form in forms)
        return frozenset(word for name in (*self.index.names, *toned) for word in name.split(" "))

    def _found(
        self, plain: str, level: int, above: int | None, *, typed: bool
    ) -> list[tuple[int, str]]:
        """With one mistake, which spoils two letters at most, either half of the others is alike."""
        pool = self._pool(level, above, typed)
        near: dict[int, str] = {}
        for text in both_spellings(plain):
            half = max(0, (len(text) - 2) // 2)
            first, last = text[:half], text[len(text) - half :]
            for length in (len(text) - 1, len(text), len(text) + 1):
                for form, unit in pool.get(length, NONE):
                    if not (form.startswith(first) or form.endswith(last)):
                        continue
                    if apart(text, form) == 1 and same_digits(text, form):
                        near.setdefault(unit, form)
        return list(near.items())

    def _pool(self, level: int, above: int | None, typed: bool) -> Pool:
        """The spellings of the units of a level inside another, by how long they are."""
        asked = above, level, typed
        known = self.pools.get(asked)
        if known is None:
            known = self.pools[asked] = {}
            for unit in self.index.inside(above):
                if self.index.levels[unit] == level:
                    for form in self._forms(unit) if typed else self.index.plains(unit):
                        known.setdefault(len(form), []).append((form, unit))
        return known

    def _forms(self, unit: int) -> list[str]:
        kinds = {key(kind)[0] for kind in self.index.kinds[unit] if kind}
        return [f"{kind} {form}" for kind in sorted(kinds) for form in self.index.plains(unit)]
