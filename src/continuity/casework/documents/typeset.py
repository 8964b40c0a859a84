"""From a kind, its slots and its frame to a PDF/A: the same bytes for the same input, in 20 ms a page.

What a paper says reaches the template as data and is never read as markup. The fonts are those of
the package, so that a page looks the same on every machine and all of them are in the file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple
from zoneinfo import ZoneInfo

import typst

from continuity.casework.documents.kinds import OURS, Frame, Kind, Language, Slots
from continuity.casework.documents.words import Refused
from continuity.packs.vn import ZONE

ROOT = Path(__file__).resolve().parents[2]
FONTS = Path(__file__).parent / "fonts"
Standard = Literal["a-2a", "a-2b"]
STANDARD: Final = "a-2a"
"""PDF/A-2, level A: besides looking the same for ever, it can be read aloud."""

MILLIMETRE = 72 / 25.4
WIDE, HIGH = 74, 24
"""Millimetres of the place that a template keeps for a signature."""


class Box(NamedTuple):
    """Where a signature is seen: page from 0, and two corners in points from the lower left."""

    page: int
    left: int
    bottom: int
    right: int
    top: int


class Typeset(NamedTuple):
    """A paper before it is signed, and the places that its template keeps for signatures."""

    pdf: bytes
    boxes: tuple[Box, ...] = ()

    @property
    def box(self) -> Box | None:
        """The first place for a signature; None where there is none."""
        return self.boxes[0] if self.boxes else None


def typeset(
    kind: Kind,
    slots: Slots,
    frame: Frame,
    language: Language = "vi",
    *,
    at: datetime | None = None,
    beside: tuple[Slots, Frame] | None = None,
) -> Typeset:
    """The paper as PDF/A; `at` is the instant that the file bears, by default noon of its day.

    `beside` is its English version, on a page of its own behind the text that rules.

    Raises `Refused` where a letter is in none of the fonts.
    """
    instant = at or datetime(*frame.day.timetuple()[:3], 12, tzinfo=UTC)
    told = _told(kind, slots, frame, language)
    told["beside"] = _told(kind, *beside, "en") if beside else None
    compiler, pdf = _compiled(kind.template, told, instant)
    spots = json.loads(compiler.query("<signature>", field="value"))
    return Typeset(pdf, tuple(_box(spot, across=slots.across) for spot in spots))


def _told(kind: Kind, slots: Slots, frame: Frame, language: Language) -> dict[str, Any]:
    told = asdict(slots) | asdict(frame) | {"lang": language, "day": str(frame.day)}
    told["title"] = slots.title or getattr(kind.label, language)
    told["office"] = frame.office or getattr(kind.office, language)
    return told


def stamp(by: str, body: str, at: str, language: Language) -> bytes:
    """What is seen of a signature, as a page of its own."""
    told = {"by": by, "body": body, "at": at, "lang": language}
    return _compiled(OURS + "stamp.typ", told, datetime(2025, 1, 1, tzinfo=UTC), "a-2b")[1]


def _compiled(
    template: str, told: Mapping[str, Any], at: datetime, standard: Standard = STANDARD
) -> tuple[typst.Compiler, bytes]:
    # One for each paper: a compiler must not be shared by threads, and what is dear is kept below it.
    compiler = typst.Compiler(str(ROOT / template), root=str(ROOT), font_paths=_fonts())
    inputs = {"data": json.dumps(told, ensure_ascii=False, default=_plain)}
    try:
        pdf = compiler.compile(
            format="pdf", sys_inputs=inputs, pdf_standards=[standard],
            timestamp=int(at.timestamp()), pdf_tags=standard == STANDARD,
        )  # fmt: skip
    except typst.TypstError as fault:
        raise Refused("not-typeset", fault=str(fault).splitlines()[0]) from None
    assert isinstance(pdf, bytes)
    return compiler, pdf


def _plain(value: object) -> dict[str, str]:
    """Days and instants as the templates take them; an instant is shown by the pack's clock."""
    if isinstance(value, datetime):
        return {"at": value.astimezone(ZoneInfo(ZONE)).isoformat(timespec="minutes")}
    if isinstance(value, date):
        return {"on": value.isoformat()}
    raise TypeError(f"{value!r} is nothing that a paper shows.")


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )


def _box(spot: Mapping[str, float], *, across: bool) -> Box:
    page = 210 if across else 297
    left, top = spot["x"] * MILLIMETRE, (page - spot["y"]) * MILLIMETRE
    right, bottom = left + WIDE * MILLIMETRE, top - HIGH * MILLIMETRE
    return Box(int(spot["page"]) - 1, *(round(edge) for edge in (left, bottom, right, top)))
