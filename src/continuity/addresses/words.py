"""Words of an address: how a text is cut into them, and which of them are types or noise.

Each word that was ever seen is understood once and then looked up, so that a table of a million rows
costs a few thousand understandings. A word has two forms. *Folded* has no case and no marks (`hoa`);
*toned* keeps the letters and puts the tone behind them, so that Hoà and Hòa are one word and Hóa is
another. Spellings that differ by convention alone (Mỹ and Mĩ, 01 and 1) are one in both.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from continuity.packs.names import folded, toned

COMMUNE, DISTRICT, PROVINCE = 0, 1, 2
LEVELS = ("commune", "district", "province")

# Which types a short or a full form may stand for.
_TYPES: dict[tuple[str, ...], tuple[str, ...]] = {
    ("phường",): ("Phường",),
    ("p",): ("Phường",),
    ("ph",): ("Phường",),
    ("f",): ("Phường",),
    ("xã",): ("Xã",),
    ("x",): ("Xã",),
    ("thị", "trấn"): ("Thị trấn",),
    ("t", "trấn"): ("Thị trấn",),
    ("tt",): ("Thị trấn",),
    ("t", "t"): ("Thị trấn",),
    ("ttr",): ("Thị trấn",),
    ("đặc", "khu"): ("Đặc khu",),
    ("đk",): ("Đặc khu",),
    ("quận",): ("Quận",),
    ("q",): ("Quận",),
    ("huyện",): ("Huyện",),
    ("h",): ("Huyện",),
    ("thị", "xã"): ("Thị xã",),
    ("t", "xã"): ("Thị xã",),
    ("tx",): ("Thị xã",),
    ("t", "x"): ("Thị xã",),
    ("thành", "phố"): ("Thành phố",),
    ("tp",): ("Thành phố",),
    ("t", "p"): ("Thành phố",),
    ("tỉnh",): ("Tỉnh",),
    ("t",): ("Tỉnh",),
}
SHORT_TYPES = {w[0]: types for w, types in _TYPES.items() if len(w) == 1 and w[0].isascii()}
# What an address in English writes before a number and after a name.
_ENGLISH = {
    "ward": ("Phường",),
    "commune": ("Xã",),
    "district": ("Quận", "Huyện"),
    "dist": ("Quận", "Huyện"),
}
SUFFIXES = {
    **_ENGLISH,
    "city": ("Thành phố",),
    "province": ("Tỉnh",),
    "town": ("Thị xã", "Thị trấn"),
    "township": ("Thị trấn",),
    "zone": ("Đặc khu",),
}
TYPE_LEVELS = {
    "Phường": (COMMUNE,),
    "Xã": (COMMUNE,),
    "Thị trấn": (COMMUNE,),
    "Đặc khu": (COMMUNE,),
    "Quận": (DISTRICT,),
    "Huyện": (DISTRICT,),
    "Thị xã": (DISTRICT,),
    "Thành phố": (DISTRICT, PROVINCE),
    "Tỉnh": (PROVINCE,),
}
# A name behind one of these is that of a street, a hamlet or a house and of no unit.
_OF_STREETS = (
    *("đường", "phố", "ngõ", "ngách", "hẻm", "kiệt", "thôn", "ấp", "xóm", "buôn", "làng", "khóm"),
    *("khu", "tổ", "kp", "kdc", "ktx", "tòa", "chợ", "cầu", "trường", "quốc", "lộ", "ql", "tl"),
    *("hl", "đt", "số", "sóc", "phum", "bản", "street", "str"),
)
COUNTRY = (("viet", "nam"), ("vietnam",), ("vn",), ("cong", "hoa", "viet", "nam"))


class Word(NamedTuple):
    """A word in its two forms; `marked` says that it was written with marks."""

    folded: str
    toned: str
    marked: bool


_GLUED = re.compile(r"(tp|tx|tt|p|q|f|h|x|t|ward|quan|phuong)\.?0*(\d+)")
_CONVENTION = re.compile(r"(?:[hklmst]|qu)y")
_CITY = {"tphcm": "hcm", "tphn": "hn", "tpdn": "dn", "tphp": "hp", "tpct": "ct", "tpsg": "sg"}


class _Words(dict[str, tuple[Word, ...]]):
    """Understands a word when it is first seen."""

    def __missing__(self, written: str) -> tuple[Word, ...]:
        made = tuple(_understood(written))
        if len(self) < 60_000:  # a file of noise is not to fill the memory
            self[written] = made
        return made


def _understood(written: str) -> list[Word]:
    if written in (",", DASH):
        return []
    parts = _ODD.sub(" ", written).split()
    if parts != [written]:
        return [word for part in parts for word in WORDS[part]]
    plain = folded(written).replace(" ", "")
    if not plain:
        return []
    if plain in _CITY:
        return [Word("tp", "tp", False), Word(_CITY[plain], _CITY[plain], False)]
    if glued := _GLUED.fullmatch(plain):
        return [Word(glued[1], glued[1], False), Word(glued[2], glued[2], False)]
    if plain.isdigit():
        plain = plain.lstrip("0") or "0"
        return [Word(plain, plain, False)]
    return [Word(_spelled(plain), _toned(written, plain), not written.isascii())]


def _spelled(plain: str) -> str:
    return plain[:-1] + "i" if _CONVENTION.fullmatch(plain) else plain


def _toned(written: str, plain: str) -> str:
    """The letters with their marks, and the tone behind them."""
    if written.isascii():
        return _spelled(plain)
    form = toned(written).replace(" ", "")
    letters, tone = (form[:-1], form[-1]) if unicodedata.combining(form[-1]) else (form, "")
    return _spelled(letters) + tone


WORDS = _Words()
_ODD = re.compile(r"[.\-–—−_/\\:()\[\]{}'’‘`´\"“”«»*#+|?!;\u200b\u200c\u200d\ufeff]+")
_BOUNDARY = re.compile(r"[;\n\r，、]")
_DASH = re.compile(r"\s[-–—−/]|[-–—−/]\s|(?<=[^\W\d])[-–—−](?=[^\W\d])|[()|•]")
DASH = (
    "|"  # where parts may be divided, and where a name may have a dash as well: Bà Rịa - Vũng Tàu
)


def pieces(text: str) -> list[str]:
    """The words as they are written in small letters, with ',' where the text has a boundary.

    `DASH` stands where it may have one. Only the usual signs are taken out here: `WORDS` does the
    others, once for each word.
    """
    small = _BOUNDARY.sub(",", text.lower()).replace(",", " , ")
    small = _DASH.sub(f" {DASH} ", small)
    return small.replace(".", " ").replace("-", " ").replace("/", " ").split()


def words_of(part: str) -> list[Word]:
    """The words of a stretch in small letters that holds no comma."""
    small = part.replace(".", " ").replace("-", " ").replace("/", " ")
    return [word for piece in small.split() for word in WORDS[piece]]


def key(name: str) -> tuple[str, str]:
    """The folded and the toned form of a name, words joined by one space."""
    words = [word for piece in pieces(name) for word in WORDS[piece]]
    return " ".join(w.folded for w in words), " ".join(w.toned for w in words)


Forms = list[tuple[tuple[str, ...], tuple[str, ...]]]  # how a type is toned, and what it stands for


def _starts() -> dict[str, dict[str, Forms]]:
    """The types by their first word and their second, '' for those of one word."""
    made: dict[str, dict[str, Forms]] = {}
    for words, types in _TYPES.items():
        forms = [WORDS[word][0] for word in words]
        second = forms[1].folded if len(forms) > 1 else ""
        known = made.setdefault(forms[0].folded, {}).setdefault(second, [])
        known.append((tuple(form.toned for form in forms), types))
    return made


_STARTS = _starts()
_NOTHING: dict[str, Forms] = {}
TYPE_STARTS = frozenset({*_STARTS, *_ENGLISH})
_STREET_FORMS = {WORDS[word][0].toned for word in _OF_STREETS}
_PLAIN_STREETS = {WORDS[word][0].folded for word in _OF_STREETS}
STREETS = _STREET_FORMS | _PLAIN_STREETS
_OF_DISTRICTS = frozenset(("quan", "huyen", "tx", "q", "h"))
NO_TYPE: tuple[int, tuple[str, ...]] = (0, ())


def typed(words: list[Word], at: int, *, marked: bool) -> tuple[int, tuple[str, ...]]:
    """How many words from a place on are a type, and which types; (0, ()) where none are.

    In a text with marks a type has its own: Quán Hành and Nho Quan are names, and no Quận.
    """
    first = words[at]
    if first.folded not in TYPE_STARTS:
        return NO_TYPE
    seconds = _STARTS.get(first.folded, _NOTHING)
    behind = words[at + 1] if at + 1 < len(words) else None
    if behind is not None:
        for form, types in seconds.get(behind.folded, ()):
            if not marked or (first.toned == form[0] and behind.toned == form[1]):
                return 2, types
        if first.folded in _ENGLISH and behind.folded.isdigit():
            return 1, _ENGLISH[first.folded]
    for form, types in seconds.get("", ()):
        if not marked or first.toned == form[0]:
            return 1, types
    return NO_TYPE


def of_street(word: Word, *, in_marked: bool) -> bool:
    """True for the word before the name of a street, a hamlet or a house; cừ is no cư."""
    return word.toned in _STREET_FORMS if in_marked else word.folded in _PLAIN_STREETS


def writes_district(text: str) -> bool:
    """True for a text with a type that only districts have."""
    return any(word.folded in _OF_DISTRICTS for piece in pieces(text) for word in WORDS[piece])


_COMMUNES = (
    " phường ",
    " xã ",
    " thị trấn ",
    " phuong ",
    " xa ",
    " thi tran ",
    " p.",
    " x.",
    " tt.",
)


def from_commune(text: str) -> str:
    """The end of a text from the last type of a commune on; '' where none stands alone."""
    small = text.lower()
    at = max([small.rfind(kind) for kind in _COMMUNES])
    while at > 0 and small.endswith((" thị", " thi"), 0, at):  # the Xã of Thị xã
        at = max([small.rfind(kind, 0, at) for kind in _COMMUNES])
    return text[at + 1 :] if at >= 0 and len(small) == len(text) else ""
