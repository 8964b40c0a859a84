"""The lineage of a thing, drawn: what it came from, itself, what continues it, left to right in time.

A thread is as wide as what it carries: all of a unit, or a part. Where a screen is narrow the same
picture runs from top to bottom. It is a value in and SVG out; every text comes from the caller.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from continuity.pages.svg import FACE, INK, LINK, QUIET, text, told

THREAD, PALE = "#4f8f92", "#8a9598"
BOXES = {
    "in-force": ("#e3f0ef", "#0b4f54", ""),
    "to-come": ("#fdf1dc", "#8a4b00", "8 5"),
    "ended": ("#eceeee", "#5b6468", ""),
}
FULL, PART, GAP = 14, 4, 5
LINE, ROOM = 22, 14
NOTE = 40  # letters
MOST = 12


@dataclass(frozen=True, slots=True)
class Stop:
    """One unit of the picture: its name, a note beneath, where it leads, whether all of it went."""

    name: str
    note: str = ""
    url: str = ""
    full: bool = True


@dataclass(frozen=True, slots=True)
class Picture:
    """What is to be seen: the thing in the middle, both sides, and a heading for each."""

    label: str
    middle: Stop
    state: str
    before: tuple[Stop, ...] = ()
    after: tuple[Stop, ...] = ()
    heads: tuple[str, str, str] = ("", "", "")


def kept(stops: Sequence[Stop], rest: Stop, most: int = MOST) -> tuple[Stop, ...]:
    """All stops, or the first of them and one for the rest, where they would be too many to read."""
    return tuple(stops) if len(stops) <= most else (*stops[: most - 1], rest)


def wide(picture: Picture, width: int = 1080) -> str:
    """The picture for a desk: three columns, 1080 units wide; less where the third is empty."""
    left, right = _rows(picture.before, 34), _rows(picture.after, 34)
    lines = _wrapped(picture.middle.name, 22)
    middle = max(len(lines) * 26 + 24 + 32, _threads(left) + 24, _threads(right) + 24)
    body = max(_tall(left), _tall(right), middle)
    svg = _svg(picture, width, body + 52, "lineage__wide")
    for head, x, anchor in zip(
        picture.heads, (316, 540, 764), ("end", "middle", "start"), strict=True
    ):
        text(svg, head, x, 20, 15, anchor, fill=QUIET)
    top = 44 + (body - middle) / 2
    _side(svg, left, (316, 326, 420), 44 + (body - _tall(left)) / 2, top + middle / 2, "end")
    _side(svg, right, (764, 754, 660), 44 + (body - _tall(right)) / 2, top + middle / 2, "start")
    _box(svg, picture, (420, top, 240, middle), lines)
    return told(svg)


def narrow(picture: Picture) -> str:
    """The picture for a phone: from top to bottom, 340 units wide, a rail at its left."""
    left, right = _rows(picture.before, 33), _rows(picture.after, 33)
    lines = _wrapped(picture.middle.name, 30)
    middle = len(lines) * 26 + 24 + 32
    above = _tall(left) + 34 if left else 0
    below = _tall(right) + 40 if right else 0
    svg = _svg(picture, 340, above + middle + below + 8, "lineage__narrow")
    _rail(svg, left, 34, (above, -1))
    _rail(svg, right, above + middle + 40, (above + middle, 1))
    sides = ((left, picture.heads[0], 20), (right, picture.heads[2], above + middle + 28))
    for rows, head, y in sides:
        if rows:
            text(svg, head, 36, y, 15, "start", fill=QUIET)
    _box(svg, picture, (2, above, 336, middle), lines)
    return told(svg)


Row = tuple[Stop, list[str], int]
"""A stop, its name in lines, and how tall the two are with its note."""


def _rows(stops: Iterable[Stop], letters: int) -> list[Row]:
    found = []
    for stop in stops:
        lines = _wrapped(stop.name, letters)
        found.append((stop, lines, LINE * (len(lines) + len(_notes(stop))) + ROOM))
    return found


def _notes(stop: Stop) -> list[str]:
    """What stands under a name, in lines; small letters, of which more fit."""
    return _wrapped(stop.note, NOTE, 5) if stop.note else []


def _tall(rows: list[Row]) -> int:
    return sum(height for _, _, height in rows)


def _thick(stop: Stop) -> int:
    return FULL if stop.full else PART


def _threads(rows: list[Row]) -> int:
    return sum(_thick(stop) + GAP for stop, _, _ in rows)


def _side(
    svg: ET.Element, rows: list[Row], at: tuple[int, int, int], y: float, centre: float, anchor: str
) -> None:
    """The labels of one side and their threads, which meet the box beside each other."""
    words, start, end = at
    meet, half = centre - _threads(rows) / 2, (start + end) / 2
    for row in rows:
        stop, _, height = row
        thick, middle = _thick(stop), y + height / 2
        meet += (thick + GAP) / 2
        curve = f"M{start} {middle:.1f}C{half} {middle:.1f} {half} {meet:.1f} {end} {meet:.1f}"
        _path(svg, curve, thick)
        _label(svg, row, words, y, anchor)
        meet += (thick + GAP) / 2
        y += height


def _rail(svg: ET.Element, rows: list[Row], y: float, to: tuple[float, int]) -> None:
    """The labels of one side under each other, each with a thread to the rail that meets the box."""
    edge, _ = to
    for row in rows:
        stop, _, height = row
        middle = y + ROOM / 2 + LINE / 2
        turn = middle - 14 * to[1]
        curve = f"M30 {middle:.1f}C16 {middle:.1f} 14 {middle:.1f} 14 {turn:.1f}V{edge:.1f}"
        _path(svg, curve, _thick(stop))
        _label(svg, row, 36, y, "start")
        y += height


def _label(svg: ET.Element, row: Row, x: int, y: float, anchor: str) -> None:
    stop, lines, height = row
    holder = ET.SubElement(svg, "a", href=stop.url) if stop.url else svg
    if stop.url:
        left = 0 if anchor == "end" else x - 4
        ET.SubElement(
            holder, "rect", x=str(left), y=f"{y + 1:.1f}", width=str(x + 4 if anchor == "end" else 304),
            height=str(height - 2), fill="#ffffff", attrib={"fill-opacity": "0"},
        )  # fmt: skip
    down = y + ROOM / 2 + LINE - 6
    for line in lines:
        text(holder, line, x, down, 16, anchor, fill=LINK if stop.url else INK)
        down += LINE
    for line in _notes(stop):
        text(holder, line, x, down - 1, 14, anchor, fill=QUIET)
        down += LINE


def _box(
    svg: ET.Element, picture: Picture, at: tuple[float, float, float, float], lines: list[str]
) -> None:
    x, y, width, height = at
    fill, edge, dashes = BOXES[picture.state]
    attrib = {"stroke-width": "2", **({"stroke-dasharray": dashes} if dashes else {})}
    ET.SubElement(
        svg, "rect", x=str(x), y=f"{y:.1f}", width=str(width), height=f"{height:.1f}", rx="6",
        fill=fill, stroke=edge, attrib=attrib,
    )  # fmt: skip
    down = y + height / 2 - (len(lines) * 26 + 24) / 2 + 19
    for line in lines:
        text(svg, line, x + width / 2, down, 18, "middle", weight="600")
        down += 26
    text(svg, picture.middle.note, x + width / 2, down - 1, 14, "middle", fill=QUIET)


def _svg(picture: Picture, width: int, height: float, name: str) -> ET.Element:
    attrib = {
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {width} {height:.0f}",
        "width": str(width), "height": f"{height:.0f}", "class": name, "role": "group",
        "aria-label": picture.label, "font-family": FACE,
    }  # fmt: skip
    return ET.Element("svg", attrib)


def _path(svg: ET.Element, curve: str, thick: int) -> None:
    ET.SubElement(
        svg, "path", d=curve, fill="none", stroke=THREAD, attrib={"stroke-width": str(thick)}
    )


def _wrapped(name: str, letters: int, most: int = 3) -> list[str]:
    """A name in lines of so many letters, broken between words; what is too long ends in dots."""
    lines = [""]
    for word in name.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= letters or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1]}…"]
    return [line if len(line) <= letters + 8 else line[: letters + 7] + "…" for line in lines]
