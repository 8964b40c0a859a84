"""A sheet of tiles as SVG: blue-green what stands, amber what is about to change, a dot what stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from math import ceil
from typing import NamedTuple
from xml.etree import ElementTree as ET

from continuity.pages.cells import Cell, frame, grid
from continuity.pages.svg import QUIET, canvas, link, text, titled, told
from continuity.pages.tiles import SIDE, Piece, Sheet, Tile, arranged, laid, needed, tones

IN_FORCE = ("#0b4f54", "#3d8a8c", "#1d686b", "#6ba7a6", "#2c7779")
CHANGING = ("#8a4b00", "#cb8c38", "#a9650f", "#dfa957", "#ba7922")
REST = {True: "#dfeae9", False: "#f6e8cf"}
DOT = "#ffffff"
HALO = "#4a2a00"


Apart = tuple[str, set[str]]
"""Islands that stand beside the rest: their name and their leaves."""
FAR = 5
AIR = 1.06
"""A frame is a little larger than its tiles, so that its corners are round on both days."""


class Said(NamedTuple):
    """What a tile leads to and what a pointer finds over it."""

    url: str = ""
    words: str = ""


class Name(NamedTuple):
    """A name beside tiles, or over them, on the sheet's own measure."""

    words: str
    x: float
    y: float
    over: bool = False


class Quilt(NamedTuple):
    """A sheet with its tones: by heir, so that what will be one has one tone before and after."""

    sheet: Sheet
    tones: dict[str, int]
    later: bool
    size: tuple[float, float]
    names: tuple[Name, ...] = ()

    def fill(self, piece: Piece) -> str:
        """The colour of a piece: amber where it is about to change, else blue-green."""
        stands = self.later or piece.stays
        return (IN_FORCE if stands else CHANGING)[self.tones[piece.after[-1]]]


def quilt(found: Sequence[Piece], apart: Sequence[Apart], *, later: bool) -> Quilt:
    """A sheet with its tones, in a frame that is the same before and after."""
    far = set().union(*(leaves for _, leaves in apart))
    orders = arranged([piece for piece in found if piece.id not in far])
    needs = [needed(order, later=bool(n)) for n, order in enumerate(orders)]
    columns, rows = grid(ceil(AIR * max(*needs, 1)))
    both = [
        laid(order, frame(needs[n], columns, rows), later=bool(n)) for n, order in enumerate(orders)
    ]
    sheet, colours, names = both[later], tones(both[1]), []
    for n, (name, leaves) in enumerate(apart):
        group = [piece for piece in found if piece.id in leaves]
        place = [Cell(columns + 1 + m, 1 + 3 * n) for m in range(len(group))]
        colours |= tones(laid(arranged(group)[1], place, later=True))
        laid(arranged(group)[later], place, later=later, sheet=sheet)
        names.append(Name(name, place[0].x * SIDE, place[0].y * SIDE - 7))
    size = (columns + FAR * bool(apart)) * SIDE, max(rows, 3 * len(apart)) * SIDE
    return Quilt(sheet, colours, later, size, tuple(names))


def drawn(quilt: Quilt, said: Callable[[Piece], Said]) -> str:
    """The picture with a link and a title on each tile; a screen reader has text and table instead."""
    svg = canvas(*quilt.size, class_="quilt", aria_hidden="true")
    for rest in quilt.sheet.rests:
        ET.SubElement(svg, "rect", rectangle(*rest), fill=REST[quilt.later])
    for url, tiles in groupby(quilt.sheet.tiles, key=lambda tile: said(tile.piece).url):
        holder = link(svg, url)
        for tile in tiles:
            _tile(holder, quilt, tile, said(tile.piece).words)
    for name in quilt.names:
        _name(svg, name)
    return told(svg)


def _name(svg: ET.Element, name: Name) -> None:
    if not name.over:
        text(svg, name.words, name.x, name.y, 13, "start", fill=QUIET)
        return
    halo = {
        "stroke": HALO,
        "stroke-width": "3",
        "stroke-linejoin": "round",
        "paint-order": "stroke",
    }
    group = ET.SubElement(svg, "g", {"class": "over", **halo})
    text(group, name.words, name.x, name.y + 3, 9, "middle", fill=DOT, weight="600")


def _tile(holder: ET.Element, quilt: Quilt, tile: Tile, words: str) -> None:
    piece = tile.piece
    attrib = {"id": f"t-{piece.id}", "data-to": piece.after[-1], "fill": quilt.fill(piece)}
    place = rectangle(tile.x, tile.y, tile.width, tile.height)
    rounded = {} if quilt.later else {"rx": "1.5"}
    element = ET.SubElement(holder, "rect", attrib | place | rounded)
    titled(element, words)
    if piece.stays and piece.parts == 1:
        middle = (tile.x + tile.width / 2, tile.y + tile.height / 2)
        dot = {"cx": f"{middle[0]:.1f}", "cy": f"{middle[1]:.1f}", "r": f"{SIDE / 8:g}"}
        ET.SubElement(holder, "circle", dot, fill=DOT)


def rectangle(x: float, y: float, width: float, height: float) -> dict[str, str]:
    """The place of a rectangle, to a tenth."""
    numbers = {"x": x, "y": y, "width": width, "height": height}
    return {key: f"{value:.1f}".removesuffix(".0") for key, value in numbers.items()}
