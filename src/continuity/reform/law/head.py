"""What a text says of itself: its number, its title, its days and the province it is about."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

OPENING = 20_000  # letters: no head is longer, and what is may cost no more
_NUMBER = re.compile(r"\bsố\s*:?\s*(\d{1,5}\s*/\s*[0-9A-ZĐ/\-]{2,30})", re.I)
_TITLE = re.compile(
    r"(?:về việc|v/v)\s+(.{3,300}?)(?:\n\n|\.?\Z|(?<=năm \d{4})|\n(?=căn cứ))", re.I | re.S
)
_PROVINCE = re.compile(
    r"\bcủa\s+(tỉnh|thành phố)\s+(.{1,60}?)(?=\s+năm\b|\s+như sau|\s+theo\b|\s*[,.;:\n]|\s*$)", re.I
)
_ASIDE = re.compile(r"^(?:căn cứ|xét|theo đề nghị|trên cơ sở).*$", re.I | re.M)
_DAY = r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})"
_ADOPTED = re.compile(rf"thông qua\s+(?:vào\s+)?{_DAY}", re.I)
_DATED = re.compile(rf"^[^\n,]{{2,40}},\s*{_DAY}", re.I | re.M)
_IN_FORCE = re.compile(rf"có hiệu lực\s+(?:thi hành\s+)?(?:kể\s+)?từ\s+{_DAY}", re.I)
_AT_ONCE = re.compile(
    r"có hiệu lực\s+(?:thi hành\s+)?(?:kể\s+)?từ\s+ngày\s+(?:được\s+)?(?:thông qua|ký)", re.I
)
_OPERATES = re.compile(rf"hoạt động\s+(?:kể\s+)?từ\s+{_DAY}", re.I)

_UNIT = re.compile(
    r"\b((?:tỉnh|thành phố|quận|huyện|thị xã|thị trấn|phường|xã|đặc khu)\s+)"
    r"((?:(?!(?:năm|và|của|với|thuộc|thành|như|theo|để|trên|cấp|vào|mới)\b)[^\W\d]+(?:\s*-\s*|\s+|\b)){1,5})"
)
"""A unit with its own name, in small letters: up to five words, as far as the next small word."""


class Head(NamedTuple):
    """What a text says of itself; '' and None where it does not."""

    number: str = ""
    title: str = ""
    province: str = ""
    adopted: date | None = None
    in_force: date | None = None
    operates: date | None = None


def head(opening: str, whole: str) -> Head:
    """The head of a text, out of its opening; its days out of the whole. Both are composed."""
    opening, whole = _lines(opening[:OPENING]), " ".join(whole.split())
    own = _ASIDE.sub("", opening)
    number, title = _NUMBER.search(own), _TITLE.search(own)
    adopted = _day(_ADOPTED, whole) or _day(_DATED, opening)
    in_force = _day(_IN_FORCE, whole) or (adopted if _AT_ONCE.search(whole) else None)
    return Head(
        "".join(number[1].split()).upper().rstrip("-/") if number else "",
        _sentence(title[1]) if title else "",
        _province(title[1] if title else "") or _province(own) or _province(opening),
        adopted,
        in_force,
        _day(_OPERATES, whole),
    )


def _sentence(text: str) -> str:
    """Words on one line, the first with a capital; what is all capitals as one would write it."""
    joined = " ".join(text.split())
    if joined == joined.upper():
        joined = _UNIT.sub(_proper, joined.lower())
    return joined[:1].upper() + joined[1:]


def _proper(unit: re.Match[str]) -> str:
    """A unit whose own name has capitals again."""
    return unit[1] + re.sub(r"\w+", lambda word: word[0].capitalize(), unit[2])


def _lines(text: str) -> str:
    """Lines without what stands around them, and at most one empty line between two."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    kept = [line for n, line in enumerate(lines) if line or (n and lines[n - 1])]
    return "\n".join(kept)


def _province(text: str) -> str:
    """The first province that a text says it is 'of', as 'Tỉnh X'."""
    found = _PROVINCE.search(text)
    return f"{found[1].capitalize()} {' '.join(found[2].split())}" if found else ""


def _day(pattern: re.Pattern[str], text: str) -> date | None:
    for match in pattern.finditer(text):
        day, month, year = map(int, match.groups())
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return None
