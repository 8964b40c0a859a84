"""Names: how they are folded for comparing, said in English, and given to bodies of a kind.

Vietnamese names are compared without case, marks and punctuation, which also makes old and new tone
placement (Hoà, Hòa) and composed and decomposed letters the same.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from continuity.core.world import World

Language = Literal["vi", "en"]

_MARKED = "".join(map(chr, [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)]))
_PLAIN: dict[int, str | None] = {
    ord(letter): unicodedata.normalize("NFD", letter)[0].lower() for letter in _MARKED
}
_PLAIN.update({ord("đ"): "d", ord("Đ"): "d"})
_PLAIN.update(dict.fromkeys(range(768, 880)))
_PLAIN.update({ord(letter): letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"})
_PLAIN.update({ord(sign): " " for sign in "-–—'’‘`\"“”«».,;/()\t\n"})

_ENGLISH = {
    "Thành phố": "City",
    "Tỉnh": "Province",
    "Quận": "District",
    "Huyện": "District",
    "Thị xã": "Town",
    "Phường": "Ward",
    "Xã": "Commune",
    "Thị trấn": "Township",
    "Đặc khu": "Special Zone",
}
TYPES = tuple(_ENGLISH)


def folded(name: str) -> str:
    """A name without case, marks and punctuation, one space between words."""
    plain = unicodedata.normalize("NFC", name).translate(_PLAIN)
    return " ".join(plain.split())


ALPHABET = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = dict(zip("\u0300\u0309\u0303\u0301\u0323", "12345", strict=True))
_ORDER = {letter: chr(ord("0") + n) for n, letter in enumerate(ALPHABET)}


def sort_key(name: str) -> str:
    """A text that sorts by bytes as a Vietnamese dictionary sorts names.

    Letters first (a ă â b … d đ e ê …), then tones in the order of the school: ngang, huyền, hỏi,
    ngã, sắc, nặng.
    """
    letters: list[str] = []
    tones: list[str] = []
    for letter in unicodedata.normalize("NFD", " ".join(name.lower().split())):
        if letter in _TONES:
            tones[-1] = _TONES[letter]
        elif unicodedata.combining(letter) and letters:
            letters[-1] = unicodedata.normalize("NFC", letters[-1] + letter)
        else:
            letters.append(letter)
            tones.append("0")
    return "".join(_ORDER.get(letter, " ") for letter in letters) + "\x01" + "".join(tones)


def toned(name: str) -> str:
    """A name in small letters with each word's tone behind it, so that Hoà and Hòa are one."""
    return " ".join(map(_tone_last, unicodedata.normalize("NFD", name).lower().split()))


def _tone_last(word: str) -> str:
    tones = "".join(letter for letter in word if letter in _TONES)
    return unicodedata.normalize("NFC", word.translate(dict.fromkeys(map(ord, _TONES)))) + tones


_SHORT = {
    "tp": "Thành phố",
    "t": "Tỉnh",
    "q": "Quận",
    "h": "Huyện",
    "tx": "Thị xã",
    "p": "Phường",
    "x": "Xã",
    "tt": "Thị trấn",
    "đk": "Đặc khu",
}
_ABBREVIATED = re.compile(rf"^\s*({'|'.join(_SHORT)})(?:\.\s*|\s+|(?=\d|hcm\b))(?=\w)", re.I)


def unabbreviated(name: str) -> str:
    """A name with the usual short forms written out: TP.HCM, P. Bến Nghé, Q1."""
    name = _ABBREVIATED.sub(lambda short: f"{_SHORT[short[1].lower()]} ", name, count=1)
    return re.sub(r"\bhcm\b", "Hồ Chí Minh", name, flags=re.I)


def split_type(name: str) -> tuple[str, str]:
    """The type and the proper part of a unit's name; ('', name) where it has no type."""
    for kind in TYPES:
        if name.startswith(kind + " "):
            return kind, name[len(kind) + 1 :]
    return "", name


def unmarked(name: str) -> str:
    """A name without Vietnamese marks, its capitals kept."""
    bare = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


@lru_cache(maxsize=2**16)  # an answer with all the holders of a province names hundreds
def english(name: str) -> str:
    """The English form that we give to a unit: 'Ngoc Ha Ward', 'Ward 4'; no official one exists."""
    kind, proper = split_type(name)
    bare = unmarked(proper)
    if not kind:
        return bare
    word = _ENGLISH[kind]
    return f"{word} {bare}" if re.fullmatch(r"\d+", bare) else f"{bare} {word}"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of body: the level that it serves, and its name by the name of its unit."""

    id: str
    level: str
    vi: str
    en: str

    def named(self, vi: str, en: str) -> tuple[str, str]:
        """Both names of the body of this kind that serves a unit."""
        return _body(self, vi, en)


@lru_cache(maxsize=2**16)
def _body(body: Kind, vi: str, en: str) -> tuple[str, str]:
    kind, proper = split_type(vi)
    lower = f"{kind.lower()} {proper}" if kind else vi
    bare = unmarked(proper)
    office = {"Tỉnh": f"{bare} Provincial", "Thành phố": f"{bare} City"}.get(kind, en)
    parts = {"unit": lower, "Unit": vi, "proper": proper, "en": en, "office": office}
    return body.vi.format_map(parts), body.en.format_map(parts)


@dataclass(frozen=True, slots=True)
class Names:
    """What everything in a world is called on a day, in two languages."""

    world: World
    kinds: dict[str, Kind]

    def of(self, thing: str, on: date, language: Language = "vi") -> str:
        """The name of an area, agency, function, leaf or site; its id where it has none."""
        vi, en = self.both(thing, on)
        return en if language == "en" else vi

    def both(self, thing: str, on: date) -> tuple[str, str]:
        """The Vietnamese and the English name."""
        if label := self.world.name(thing, on):
            return label.vi, label.en or english(label.vi)
        agency = self.world.agencies.get(thing)
        if agency and agency.kind in self.kinds and agency.seat:
            day = max(min(on, agency.valid.end), agency.valid.start)
            return self.kinds[agency.kind].named(*self.both(agency.seat, day))
        if thing in self.world.lineage.leaves:
            home = self.world.lineage.home(thing, on)
            return self.both(home, on) if home else (thing, thing)
        return thing, thing
