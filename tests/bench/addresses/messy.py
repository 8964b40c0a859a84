"""Addresses as real tables have them, of 18 kinds, each with its truth.

    python -m tests.bench.addresses.messy --rows 20000 --seed 1 --out messy.csv

A row says which old commune is meant, who received its residents, and which communes fit the text as
well (same normal form, no mistake): that is what an honest reader has to leave open.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.bench.addresses.truth import Commune, bare, communes, plain, split

COLUMNS = ("address", "kind", "old_code", "heirs", "fits")
SHORT = {
    "Phường": "P.",
    "Xã": "X.",
    "Thị trấn": "TT.",
    "Quận": "Q.",
    "Huyện": "H.",
    "Thị xã": "TX.",
    "Thành phố": "TP.",
    "Tỉnh": "T.",
}
PROVINCES = {
    "Thành phố Hồ Chí Minh": ("HCM", "TPHCM", "TP.HCM", "TP HCM", "Tp. HCM", "Sài Gòn"),
    "Thành phố Hà Nội": ("HN", "TP.HN", "TP Hà Nội"),
    "Tỉnh Bà Rịa - Vũng Tàu": ("BR-VT", "BRVT", "BR VT"),
    "Thành phố Huế": ("TT Huế", "Thừa Thiên Huế", "TP Huế"),
    "Thành phố Đà Nẵng": ("TP Đà Nẵng", "Đà Nẵng"),
}
STREETS = (
    *("Nguyễn Trãi", "Lê Lợi", "Trần Hưng Đạo", "Hải Phòng", "Hai Bà Trưng", "Quang Trung"),
    *(
        "Lý Thường Kiệt",
        "Điện Biên Phủ",
        "Nguyễn Văn Cừ",
        "Tân Phú",
        "30/4",
        "Hà Nội",
        "Bình Dương",
    ),
)
HAMLETS = ("Tân Lập", "Đông", "Trung Sơn", "3", "Hòa Bình", "Phú Sơn", "Đoài", "Quyết Thắng")
LETTERS = "abcdeghiklmnopqrstuvxy"
TONES = {
    "oà": "òa",
    "oá": "óa",
    "oả": "ỏa",
    "oã": "õa",
    "oạ": "ọa",
    "uý": "úy",
    "uỷ": "ủy",
    "uỳ": "ùy",
    "uỵ": "ụy",
    "oè": "òe",
    "oé": "óe",
    "oẻ": "ỏe",
}


class Written(NamedTuple):
    """An address as written, and what of it is written: for the count of those that fit."""

    text: str
    typed: bool = True
    marked: bool = True
    district: bool = True


def head(chance: random.Random) -> str:
    """House, street and hamlet; many bear the names of communes and provinces."""
    street = chance.choice(STREETS)
    return chance.choice(
        (
            f"Số {chance.randint(1, 300)} đường {street}",
            f"{chance.randint(1, 300)}/{chance.randint(1, 30)} {street}",
            f"{chance.randint(1, 99)} {street}",
            f"Thôn {chance.choice(HAMLETS)}",
            f"Tổ {chance.randint(1, 20)}, khu phố {chance.randint(1, 9)}",
            f"Ngõ {chance.randint(1, 99)}, phố {street}",
        )
    )


def short(name: str, *, glued: bool = False) -> str:
    """A name with its type shortened: P. Bến Nghé, or P.Bến Nghé."""
    kind, proper = split(name)
    return f"{SHORT[kind]}{'' if glued else ' '}{proper}" if kind in SHORT else name


def proper(name: str) -> str:
    """A name without its type."""
    return split(name)[1]


@cache
def taken() -> frozenset[str]:
    """Every proper name of the pack, plain: no mistake may make one of these."""
    names = (name for c in communes() for name in (c.name, *c.spellings, c.district, c.province))
    return frozenset(plain(proper(name)) for name in names)


def mistaken(name: str, chance: random.Random) -> str:
    """A name with one mistake that is no other name of the pack; numbers stay as they are."""
    kind, said = split(name)
    for _ in range(30):
        at = chance.randrange(len(said))
        if said[at].isdigit() or said.isdigit():
            continue
        letter = chance.choice(LETTERS)
        wrong = chance.choice(
            (
                said[:at] + letter + said[at + 1 :],
                said[:at] + said[at + 1 :],
                said[:at] + letter + said[at:],
                said[:at] + said[at + 1 : at + 2] + said[at] + said[at + 2 :],
            )
        )
        if plain(wrong) and plain(wrong) not in taken():
            return f"{kind} {wrong}".strip()
    return name


def toned(text: str, chance: random.Random) -> str:
    """The other placement of tones, or letters taken apart, or both."""
    back = {new: old for old, new in TONES.items()}
    swapped = re.sub("|".join([*TONES, *back]), lambda m: (TONES | back)[m[0]], text)
    text = chance.choice((text, swapped))
    return unicodedata.normalize("NFD", text) if chance.random() < 0.5 else swapped


def ended(chance: random.Random) -> str:
    """A country, a postcode or both, as they stand at the end."""
    code = f"{chance.randint(100000, 969999)}"
    return chance.choice((", Việt Nam", f" {code}", f", {code}, Việt Nam", ", VN", ", Vietnam"))


def typo(c: Commune, h: str, r: random.Random) -> Written:
    names = [c.name, c.district, c.province]
    if r.random() < 0.6:
        at = r.randrange(3)
        names[at] = mistaken(names[at], r)
    else:
        names = [mistaken(name, r) for name in names]
    return Written(_all(h, *names))


def swapped(c: Commune, h: str, r: random.Random) -> Written:
    turns = (
        (c.province, c.district, c.name),
        (h, c.district, c.name, c.province),
        (c.province, c.district, c.name, h),
        (h, c.name, c.province, c.district),
    )
    return Written(_all(*r.choice(turns)))


def commas(c: Commune, h: str, r: random.Random) -> Written:
    forms = (
        f"{h},, {c.name} , {c.district},,{c.province},",
        f"{h},{c.name},{c.district},{c.province}",
        f", {h}, {c.name}, , {c.district}, {c.province} ,",
    )
    return Written(r.choice(forms))


def abbreviated_province(c: Commune, h: str, r: random.Random) -> Written:
    known = PROVINCES.get(c.province, (proper(c.province), short(c.province, glued=True)))
    return Written(_all(h, c.name, c.district, r.choice(known)))


def mixed(c: Commune, h: str, r: random.Random) -> Written:
    """Two or three of the others at once."""
    typed = r.random() < 0.6
    form = r.choice((short, lambda n: short(n, glued=True), str)) if typed else proper
    with_district = r.random() < 0.8
    names = [form(c.name), form(c.district)] if with_district else [form(c.name)]
    text, marked = _all(h, *names, form(c.province)), r.random() < 0.6
    text = text if marked else bare(text)
    text = r.choice((text, text.lower(), text.upper(), text))
    if with_district and r.random() < 0.3:
        text = text.replace(",", "")
    text += ended(r) if r.random() < 0.3 else ""
    return Written(text, typed=typed, marked=marked, district=with_district)


def _all(*parts: str) -> str:
    return ", ".join(parts)


Kind = Callable[[Commune, str, random.Random], Written]
KINDS: dict[str, Kind] = {
    "clean": lambda c, h, r: Written(_all(h, c.name, c.district, c.province)),
    "no street": lambda c, h, r: Written(_all(c.name, c.district, c.province)),
    "no diacritics": lambda c, h, r: Written(
        bare(_all(h, c.name, c.district, c.province)), marked=False
    ),
    "abbreviated": lambda c, h, r: Written(
        _all(h, short(c.name), short(c.district), short(c.province))
    ),
    "glued abbreviations": lambda c, h, r: Written(
        _all(h, *(short(n, glued=True) for n in (c.name, c.district, c.province)))
    ),
    "no prefix": lambda c, h, r: Written(
        _all(h, proper(c.name), proper(c.district), proper(c.province)), typed=False
    ),
    "no district": lambda c, h, r: Written(_all(h, c.name, c.province), district=False),
    "typo": typo,
    "swapped": swapped,
    "province abbreviations": abbreviated_province,
    "commas": commas,
    "upper case": lambda c, h, r: Written(_all(h, c.name, c.district, c.province).upper()),
    "country and postcode": lambda c, h, r: Written(
        _all(h, c.name, c.district, c.province) + ended(r)
    ),
    "no comma": lambda c, h, r: Written(f"{h} {c.name} {c.district} {c.province}".replace(",", "")),
    "tone placement and NFD": lambda c, h, r: Written(
        toned(_all(h, c.name, c.district, c.province), r)
    ),
    "official spelling": lambda c, h, r: Written(
        _all(h, r.choice(c.spellings or (c.name,)), c.district, c.province)
    ),
    "no prefix and no diacritics": lambda c, h, r: Written(
        bare(_all(h, proper(c.name), proper(c.district), proper(c.province))),
        typed=False,
        marked=False,
    ),
    "mixed": mixed,
}


def form(name: str, *, typed: bool, marked: bool) -> str:
    """What of a name can be compared, when its type or its marks are not written."""
    said = name if typed else proper(name)
    if not marked:
        return plain(said)
    for written, other in TONES.items():
        said = said.replace(written, other)
    words = "".join(c if c.isalnum() else " " for c in said.lower()).split()
    return " ".join(word.lstrip("0") or word for word in words)


@cache
def _index(typed: bool, marked: bool, district: bool) -> dict[tuple[str, ...], frozenset[str]]:
    found: dict[tuple[str, ...], set[str]] = {}
    for c in communes():
        for name in {c.name, *c.spellings}:
            found.setdefault(_key(name, c, typed, marked, district), set()).add(c.code)
    return {key: frozenset(codes) for key, codes in found.items()}


def _key(name: str, c: Commune, typed: bool, marked: bool, district: bool) -> tuple[str, ...]:
    wider = (c.district, c.province) if district else (c.province,)
    return tuple(form(n, typed=typed, marked=marked) for n in (name, *wider))


def fits(c: Commune, w: Written) -> list[str]:
    """The communes that a text fits without a mistake, the one that is meant among them."""
    index = _index(w.typed, w.marked, w.district)
    found = {c.code}
    for name in {c.name, *c.spellings}:
        found |= index[_key(name, c, w.typed, w.marked, w.district)]
    return sorted(found)


def made(count: int, seed: int) -> Iterator[tuple[str, str, str, str, str]]:
    """Rows of the columns, the kinds in turn."""
    chance, known, kinds = random.Random(seed), communes(), list(KINDS)
    for n in range(count):
        commune, kind = chance.choice(known), kinds[n % len(kinds)]
        written = KINDS[kind](commune, head(chance), chance)
        heirs, fit = "|".join(commune.heirs), "|".join(fits(commune, written))
        yield written.text, kind, commune.code, heirs, fit


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    with asked.out.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *made(asked.rows, asked.seed)])


if __name__ == "__main__":
    main()
