"""A whole country of tiles: each province a block of its communes, near its neighbours.

The blocks come down in rows from the north, each as high as those before it allow, so that none lies
over another and none of the south stands above one of the north. All tiles of one colour are one
path, a few bytes each. It is a diagram and no map.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple
from xml.etree import ElementTree as ET

from continuity.pages.cells import Cell, frame, grid
from continuity.pages.quilt import CHANGING, DOT, IN_FORCE, REST
from continuity.pages.svg import INK, canvas, text, told
from continuity.pages.tiles import SIDE, TONES, Piece, Sheet, laid, needed, tones

PITCH = 20.0
STEP = 2
AIR = 1
HEAD = 4
LETTER = 1.4
SIZE = 52


class Block(NamedTuple):
    """One province on the plane: its place in rows and columns, its cells, its name."""

    name: str
    row: float
    column: float
    order: Sequence[Piece]


class Placed(NamedTuple):
    """A block with its left upper corner, in cells, and the size of its frame."""

    block: Block
    x: int
    y: int
    columns: int
    rows: int
    held: int


def placed(blocks: Sequence[Block], *, later: bool) -> list[Placed]:
    """Every block at its place; none lies over another, and rows never change their order."""
    found: list[Placed] = []
    row_top, row, top = 0, 0, 0
    for block in sorted(blocks, key=lambda b: (round(b.row), b.column, b.name)):
        count = needed(block.order, later=later)
        columns, rows = grid(count, 1.0)
        if round(block.row) != row or not found:
            row_top = top + (STEP * (round(block.row) - row) if found else 0)
            row = round(block.row)
        x = round(block.column * PITCH + (PITCH - columns) / 2) + 2
        x = max([x, *(_right(p) for p in found if round(p.block.row) == row)])
        y = max(
            [row_top, *(p.y + p.rows + AIR + HEAD for p in found if _over(p, block, x, columns))]
        )
        found.append(Placed(block, x, y, columns, rows, count))
        top = max(top, y)
    return found


def _span(name: str, x: int, columns: int) -> tuple[float, float]:
    """From where to where a block and its name reach."""
    half = max(columns, len(name) * LETTER) / 2
    return x + columns / 2 - half, x + columns / 2 + half


def _right(one: Placed) -> int:
    return round(_span(one.block.name, one.x, one.columns)[1]) + AIR


def _over(one: Placed, block: Block, x: int, columns: int) -> bool:
    left, right = _span(block.name, x, columns)
    other_left, other_right = _span(one.block.name, one.x, one.columns)
    return left < other_right + AIR and other_left < right + AIR


def drawn(blocks: Sequence[Block], *, later: bool, fixed: Callable[[Piece], int]) -> str:
    """The country on one day; `fixed` gives the tone of a piece where it is about to change."""
    places, sheet = placed(blocks, later=later), Sheet()
    for place in places:
        cells = frame(place.held, place.columns, place.rows)
        moved = [Cell(cell.x + place.x, cell.y + place.y + HEAD) for cell in cells]
        laid(place.block.order, moved, later=later, sheet=sheet)
    width = max(_right(place) for place in places) * SIDE
    height = max(place.y + place.rows + HEAD + AIR for place in places) * SIDE
    svg = canvas(width, height, role="img")
    colours = tones(sheet) if later else {}
    _paths(svg, sheet, lambda piece: _fill(piece, later, colours, fixed))
    for place in places:
        _named(svg, place)
    return told(svg)


def _fill(piece: Piece, later: bool, colours: dict[str, int], fixed: Callable[[Piece], int]) -> str:
    tone = colours[piece.after[-1]] if later else fixed(piece) % TONES
    return (IN_FORCE if later or piece.stays else CHANGING)[tone]


def _paths(svg: ET.Element, sheet: Sheet, fill: Callable[[Piece], str]) -> None:
    """One path for each colour: every tile in it a few relative steps."""
    paths: dict[str, list[str]] = {}
    for tile in sheet.tiles:
        x, y, wide, high = map(round, (tile.x, tile.y, tile.width, tile.height))
        paths.setdefault(fill(tile.piece), []).append(f"M{x} {y}h{wide}v{high}h-{wide}")
    rests = [f"M{x:.0f} {y:.0f}h{w:.0f}v{h:.0f}h-{w:.0f}" for x, y, w, h in sheet.rests]
    dots = [
        f"M{tile.x + tile.width / 2 - 4:.0f} {tile.y + tile.height / 2 - 4:.0f}h8v8h-8"
        for tile in sheet.tiles
        if tile.piece.stays
    ]
    for colour, steps in ((REST[True], rests), *sorted(paths.items()), (DOT, dots)):
        if steps:
            ET.SubElement(svg, "path", d="".join(steps), fill=colour)


def _named(svg: ET.Element, place: Placed) -> None:
    x = (place.x + place.columns / 2) * SIDE
    text(svg, place.block.name, x, (place.y + HEAD - 0.8) * SIDE, SIZE, "middle", fill=INK)
