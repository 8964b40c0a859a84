"""Names that a text may have been meant for: a letter wrong in a syllable, a space in the wrong place.

Vietnamese names are a few short syllables, and what goes wrong goes wrong in one of them: a letter
that was missed, doubled or struck beside its neighbour, or the key of a tone left behind (Hanoif). So
each syllable is compared with those that names have, some thousands, and not a name with names.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, islice, product
from string import ascii_lowercase, digits

from continuity.packs.names import folded, unabbreviated
from continuity.packs.places import AROUND, Places

LETTERS = ascii_lowercase + digits
MOST_SYLLABLES, MOST_TRIED, SHORTEST = 6, 20_000, 3


def near(places: Places, text: str, most: int = 8) -> list[str]:
    """The areas and sites whose names a text nearly is, with the fewest mistakes; [] where it is one.

    What stands after a comma still counts, where it names something.
    """
    first, _, rest = text.strip(AROUND).partition(",")
    written = folded(unabbreviated(first))
    if len(written) < SHORTEST or written in places.index or any(map(str.isdigit, written)):
        return []
    around = f",{rest}" if places.every(rest) else ""
    found = (thing for name in _names(places, written) for thing in places.every(name + around))
    return list(dict.fromkeys(found))[:most]


def _names(places: Places, written: str) -> list[str]:
    """Names of the index, of those with the fewest changed syllables alone."""
    if whole := sorted(name for name in altered(written) if name in places.index):
        return whole
    words = written.split()
    if len(words) > MOST_SYLLABLES:
        return []
    choices = [[word, *_other(word, places.syllables)] for word in words]
    for changes in range(1, len(words) + 1):
        tried = (" ".join(parts) for parts in islice(_changed(choices, changes), MOST_TRIED))
        if found := [name for name in tried if name in places.index]:
            return found
    return []


def _other(word: str, known: frozenset[str]) -> list[str]:
    return sorted(other for other in altered(word) if other in known)


def _changed(choices: list[list[str]], changes: int) -> Iterator[tuple[str, ...]]:
    """All ways to take another than the first of so many."""
    for places in combinations(range(len(choices)), changes):
        yield from product(*(c[1:] if n in places else c[:1] for n, c in enumerate(choices)))


def altered(word: str) -> set[str]:
    """All texts one letter away: one left out, put in, put for another, or changed with its neighbour."""
    cuts = [(word[:n], word[n:]) for n in range(len(word) + 1)]
    return {
        *(a + b[1:] for a, b in cuts if b),
        *(a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1),
        *(a + letter + b[1:] for a, b in cuts if b for letter in LETTERS),
        *(a + letter + b for a, b in cuts for letter in LETTERS + " "),
    } - {word}
