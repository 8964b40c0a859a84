"""What a short message costs, and the one that a notice makes: pure.

A message in the GSM alphabet (3GPP TS 23.038) holds 160 places, each part of a longer one 153; one
letter outside it, as most Vietnamese letters with marks are, makes the whole UCS-2: 70, and 67 in parts.
So the notice is written without marks and fits one part.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from continuity.packs.names import unmarked

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
DOUBLE = frozenset("^{}\\[~]|€\f")
"""Letters of the extension table: two places each, and never parted."""


class Cost(NamedTuple):
    """The alphabet of a message, how many places it takes, and in how many parts it is sent."""

    alphabet: str
    places: int
    parts: int

    @property
    def one(self) -> bool:
        """True where it goes as a single message."""
        return self.parts <= 1


def cost(text: str) -> Cost:
    """What a text costs as a short message."""
    if all(letter in BASIC or letter in DOUBLE for letter in text):
        wide = [2 if letter in DOUBLE else 1 for letter in text]
        return _cost("GSM-7", wide, 160, 153)
    return _cost("UCS-2", [2 if ord(letter) > 0xFFFF else 1 for letter in text], 70, 67)


def _cost(alphabet: str, wide: list[int], whole: int, part: int) -> Cost:
    places = sum(wide)
    if places <= whole:
        return Cost(alphabet, places, min(places, 1))
    parts, left = 1, part
    for one in wide:
        if one > left:
            parts, left = parts + 1, part
        left -= one
    return Cost(alphabet, places, parts)


class Says(NamedTuple):
    """What a message of a notice says, in one language: whole sentences of a template are in `words`."""

    day: str
    tasks: tuple[str, ...]
    unit: str
    before: tuple[str, ...]
    telephone: str
    language: str


WORDS = {
    "vi": ("Từ {day}, {unit} giải quyết: {tasks}", ", thay {before}", "{n} loại việc",
           "Hồ sơ đã nộp giữ nguyên", "Hỏi: {telephone}", "tiếp tục công việc"),
    "en": ("From {day} {unit} handles: {tasks}", ", no longer {before}", "{n} kinds of matters",
           "What you filed stays filed", "Ask: {telephone}", "all that was under way"),
}  # fmt: skip


def composed(says: Says) -> str:
    """One message of one part: first the old names go, then the list of tasks, then the name is cut.

    The day, and that what was filed stays filed, are always in it.
    """
    for before, named in ((True, True), (False, True), (True, False), (False, False)):
        text = _plain(_written(says, says.unit, before=before, named=named))
        if cost(text).one:
            return text
    for length in range(len(says.unit) - 1, 0, -1):
        text = _plain(_written(says, says.unit[:length].rstrip() + ".", before=False, named=False))
        if cost(text).one:
            return text
    raise ValueError(f"Nothing fits: {says}.")


def marked(says: Says) -> str:
    """The same with its marks and nothing left out, to show what that would cost."""
    return _written(says, says.unit, before=True, named=True)


def _written(says: Says, unit: str, *, before: bool, named: bool) -> str:
    head, instead, counted, stays, ask, nothing = WORDS[says.language]
    tasks = "; ".join(says.tasks) if named else counted.format(n=len(says.tasks))
    made = head.format(day=says.day, unit=unit, tasks=tasks if says.tasks else nothing)
    if before and says.before:
        made += instead.format(before=", ".join(says.before))
    asked = [ask.format(telephone=says.telephone)] if says.telephone else []
    return ". ".join([made, stays, *asked]) + "."


def _plain(text: str) -> str:
    return "".join(_letters(unmarked(text)))


def _letters(text: str) -> Iterable[str]:
    for letter in text:
        yield letter if letter in BASIC else "-" if letter in "–—" else "?"
