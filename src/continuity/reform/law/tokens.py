"""A text of the law as words, numbers and marks, each with its place in the source.

The source is never changed: a composed and a decomposed letter, an old and a new place of the tone
mark compare the same through the key of a token, while its span is that of what was pasted.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from continuity.packs.names import toned

# Letters with their loose marks; an apostrophe belongs to a word that goes on behind it (Ea H'leo).
_LETTERS = r"(?:[^\W\d_][̀-ͯ]*)+"
_TOKEN = re.compile(rf"(?P<word>{_LETTERS}(?:['’‘ʼ`´]{_LETTERS})*)|\d+(?:[.,]\d+)*|[^\s]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark; `key` is what it is compared by, `""` stands at the end of all."""

    text: str
    key: str
    start: int
    end: int
    word: bool = False

    @property
    def number(self) -> bool:
        """True for digits, with or without separators."""
        return self.key[:1].isdigit()

    @property
    def small(self) -> bool:
        """True for a word without a capital, as the law writes everything but names."""
        return self.word and self.text == self.text.lower()


def tokens(source: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens between two places of a source."""
    found = []
    for match in _TOKEN.finditer(source, start, len(source) if end is None else end):
        text = unicodedata.normalize("NFC", match[0])
        word = match["word"] is not None
        found.append(Token(text, toned(text) if word else text, *match.span(), word))
    return found


class Cursor:
    """A place in a row of tokens; everything that reads moves it only over what it has understood."""

    def __init__(self, source: str, row: list[Token], end: int) -> None:
        self.source, self.row, self.at = source, row, 0
        self.last = Token("", "", end, end)

    def peek(self, ahead: int = 0) -> Token:
        """A token ahead; the last one for ever at the end."""
        place = self.at + ahead
        return self.row[place] if place < len(self.row) else self.last

    @property
    def done(self) -> bool:
        """True at the end."""
        return self.at >= len(self.row)

    @property
    def before(self) -> int:
        """Where the token before this place ends."""
        return self.row[self.at - 1].end if self.at else self.peek().start

    def next(self) -> Token:
        """The token here, and one step on."""
        token = self.peek()
        self.at += 1
        return token

    def sees(self, phrase: str, *, any_case: bool = False) -> int:
        """How many tokens a phrase takes up that stands here; 0 where it does not."""
        keys = KEYS.get(phrase) or KEYS.setdefault(phrase, tuple(toned(w) for w in phrase.split()))
        for ahead, key in enumerate(keys):
            token = self.peek(ahead)
            if token.key != key or not (any_case or not token.word or token.small):
                return 0
        return len(keys)

    def take(self, *phrases: str, any_case: bool = False) -> str:
        """The first of some phrases that stands here, read; '' where none does."""
        for phrase in phrases:
            if length := self.sees(phrase, any_case=any_case):
                self.at += length
                return phrase
        return ""

    def said(self, start: int, end: int) -> str:
        """What stands between two places, composed, on one line."""
        return " ".join(unicodedata.normalize("NFC", self.source[start:end]).split())


KEYS: dict[str, tuple[str, ...]] = {}
