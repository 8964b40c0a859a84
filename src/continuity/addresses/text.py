"""A text as the words of an address: cut, without what says nothing about its unit."""

from __future__ import annotations

from dataclasses import dataclass, field

from continuity.addresses.words import COUNTRY, DASH, SUFFIXES, WORDS, Word, pieces

MOST_WORDS = 60
COUNTRY_ENDS = frozenset(name[-1] for name in COUNTRY)


_ENDS = frozenset(("", "việt nam", "vietnam", "viet nam", "vn"))


def is_end(stretch: str) -> bool:
    """True for a stretch that is the country, a postcode or nothing at all."""
    said = stretch.strip(" .")
    return said.lower() in _ENDS or (len(said) in (5, 6) and said.isdigit())


def without_country(words: list[Word]) -> list[Word]:
    """The words without country and postcodes at the end: they say nothing about the unit."""
    while words and (words[-1].folded in COUNTRY_ENDS or words[-1].folded.isdigit()):
        if words[-1].folded.isdigit():
            if len(words[-1].folded) not in (5, 6):
                break
            words = words[:-1]
            continue
        length = _country(words)
        if not length:
            break
        words = words[:-length]
    return words


def _country(words: list[Word]) -> int:
    """How many words at the end are the country's name."""
    for name in COUNTRY:
        if tuple([word.folded for word in words[-len(name) :]]) == name:
            return len(name)
    return 0


@dataclass
class Text:
    """A text cut into words, with the places where it has a boundary."""

    words: list[Word] = field(default_factory=list)
    places: list[int] = field(default_factory=list)  # each word's number in the whole text
    breaks: set[int] = field(default_factory=set)
    dashes: set[int] = field(default_factory=set)  # those of the breaks that may be within a name
    behind: dict[int, tuple[str, ...]] = field(default_factory=dict)  # types in English, by ends
    marked: bool = False

    @classmethod
    def of(cls, text: str) -> Text:
        """The last words of a text without country, postcode and English suffixes."""
        made = cls()
        for piece in pieces(text):
            if piece == ",":
                made.breaks.add(len(made.words))
            elif piece == DASH:
                made.dashes.add(len(made.words))
            else:
                made.words.extend(WORDS[piece])
        made.words = without_country(made.words)
        made.places = list(range(len(made.words)))
        made._drop_suffixes()
        if len(made.words) > MOST_WORDS:
            cut = len(made.words) - MOST_WORDS
            made.words, made.places = made.words[cut:], made.places[cut:]
            made.breaks = {b - cut for b in made.breaks if b >= cut}
            made.dashes = {b - cut for b in made.dashes if b >= cut}
            made.behind = {at - cut: types for at, types in made.behind.items()}
        made.marked = any(word.marked for word in made.words)
        made.breaks |= {0, len(made.words)}
        made.dashes = {dash for dash in made.dashes - made.breaks if dash < len(made.words)}
        made.breaks |= made.dashes
        return made

    def _drop_suffixes(self) -> None:
        """Takes out the English types that stand behind a name: Ben Nghe Ward, Hanoi City."""
        words = self.words
        if SUFFIXES.keys().isdisjoint([word.folded for word in words]):
            return
        for at in range(len(words) - 1, 0, -1):
            number_next = at + 1 < len(words) and words[at + 1].folded.isdigit()
            types = SUFFIXES.get(words[at].folded)
            if types is not None and not number_next:
                special = types == ("Đặc khu",) and words[at - 1].folded == "special" and at > 1
                first = at - special
                self._cut(first, at + 1)
                self.behind[first] = types

    def _cut(self, first: int, last: int) -> None:
        """Takes out some words; what stands behind them moves up."""
        del self.words[first:last], self.places[first:last]
        less = last - first
        self.breaks = {b - less * (b > first) for b in self.breaks}
        self.dashes = {b - less * (b > first) for b in self.dashes}
        self.behind = {b - less * (b > first): types for b, types in self.behind.items()}
