"""What a written address names on a day: the quick half first, the thorough half where it must be."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from continuity.addresses.cut import MOST_KEPT
from continuity.addresses.gazetteer import Gazetteer
from continuity.addresses.index import COMMUNE, Index, Units, index_of
from continuity.addresses.lattice import Lattice, Reading, best
from continuity.addresses.quick import Quick, QuickReader
from continuity.addresses.text import Text

TRY_MISTAKES = 4.0
MOST_UNITS = 12

CLEAN = frozenset(
    {"no-type", "no-marks", "some-marks", "short-form", "no-district", "order", "bare"}
)


class Read(NamedTuple):
    """The units that a text names, all equally likely; `how` says what was odd about it.

    `communes` is empty where the text names nothing narrower than `wide`.
    """

    communes: Units
    wide: Units
    how: tuple[str, ...]

    @property
    def clean(self) -> bool:
        """True for one unit that was read without mistake, contradiction or words left over."""
        return len(self.communes) == 1 and CLEAN.issuperset(self.how)


NOTHING = Read((), (), ())


class Reader:
    """Reads addresses as they were written on a day; it keeps up to `most` parts of them."""

    def __init__(self, gazetteer: Gazetteer, day: int, *, most: int = MOST_KEPT) -> None:
        self.gazetteer, self.day, self.most = gazetteer, day, most

    @cached_property
    def index(self) -> Index:
        """The names of the day, made when the first text comes."""
        return index_of(self.gazetteer, self.day)

    @cached_property
    def quick(self) -> QuickReader:
        """The quick half."""
        return QuickReader(self.index, self.most)

    def read(self, text: str, *, mistakes: bool = True, clean: bool = True) -> Read:
        """The reading of a text; `NOTHING` where it names no unit of the day.

        Without `clean`, its last three parts are known to be no clean address.
        """
        quick = self.quick.read(text) if clean else self.quick.parted(text)
        return of_quick(quick) if quick else self.thorough(text, mistakes=mistakes)

    def thorough(self, text: str, *, mistakes: bool = True) -> Read:
        """The same by the lattice alone."""
        found = self.readings(text, mistakes=mistakes)
        how = tuple(dict.fromkeys(why for reading in found for why in reading.how))
        levels = self.index.levels
        communes = tuple(r.unit for r in found if levels[r.unit] == COMMUNE)
        return Read(communes, tuple(r.unit for r in found if levels[r.unit] != COMMUNE), how)

    def readings(self, text: str, *, mistakes: bool = True) -> list[Reading]:
        """The best readings by the lattice, with all that they are made of; the best first."""
        words = Text.of(text)
        found = best(Lattice(self.index, words))
        mistakes = mistakes and len(words.words) > 1  # one misspelled word names too many places
        if mistakes and (not found or found[0].price >= TRY_MISTAKES):
            other = best(Lattice(self.index, words, mistakes=True))
            found = min((found, other), key=lambda r: r[0].price if r else 99.0)
        return found


def of_quick(quick: Quick) -> Read:
    """A reading of the quick half, which names communes or nothing."""
    return Read(quick.units, (), quick.how)
