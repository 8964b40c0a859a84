"""Where in a text each part of a reading stands, and what it says below the commune."""

from __future__ import annotations

import re
from typing import NamedTuple

from continuity.addresses.index import COMMUNE, Units
from continuity.addresses.lattice import Reading
from continuity.addresses.quick import last_three
from continuity.addresses.reader import Reader
from continuity.addresses.text import Text
from continuity.addresses.words import LEVELS, WORDS

APART = " ,;-\t\r\n"
_CHUNK = re.compile(r"[^\s.,;/\-\n\r，、]+")


class Stretch(NamedTuple):
    """The letters `start:end` of a text name the unit of a level."""

    level: str
    start: int
    end: int


def stretches(reader: Reader, text: str, units: Units) -> list[Stretch]:
    """The stretches by which a text names some units, in order; empty where it does not."""
    found = [r for r in reader.readings(text) if r.unit in units]
    return _placed(text, found[0]) if found else []


def _placed(text: str, reading: Reading) -> list[Stretch]:
    words, letters = Text.of(text), _letters(text)
    made = []
    for level, find in enumerate(reading.finds):
        if find is not None and find.end > find.begin:
            first, last = words.places[find.begin], words.places[find.end - 1]
            if last < len(letters):
                made.append(Stretch(LEVELS[level], letters[first][0], letters[last][1]))
    return sorted(made, key=lambda stretch: stretch.start)


def _letters(text: str) -> list[tuple[int, int]]:
    """From where to where each word goes, as `Text.of` counts words."""
    made = []
    for chunk in _CHUNK.finditer(text):
        made += [(chunk.start(), chunk.end())] * len(WORDS[chunk[0].lower()])
    return made


def rest_of(reader: Reader, text: str, units: Units) -> str:
    """What a text says below the commune: house, street, hamlet; as it was written."""
    tail = last_three(text)
    clean = reader.quick.clean(tail) if tail else None
    if clean is not None and clean.units == units:  # its last three parts are the units, no more
        return text[: len(text) - len(tail)].strip(APART)
    placed = stretches(reader, text, units)
    if not placed:
        return ""
    first, last = placed[0], placed[-1]
    behind = first.level != LEVELS[COMMUNE] and last.level == LEVELS[COMMUNE]
    said = text[last.end :] if behind else text[: first.start]
    return said.strip(APART)
