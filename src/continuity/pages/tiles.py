"""A tile cartogram: one tile a commune, on the day before a change and on the day of it.

A commune that goes to several heirs is one tile in several parts. All parts stand in one order
before and one after; the two are drawn towards each other until tiles that share an heir, or a
district, stand together on both days. It is a diagram: nothing here knows where a place lies.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import count
from typing import NamedTuple

from continuity.core.lineage import Lineage
from continuity.pages.cells import Cell, shared

SIDE = 20.0
GAPS = (0.2, 1.0, 2.3, 4.0)
"""Half of what lies between two cells: of one unit, of two, of two districts, of two provinces."""
TONES = 5
ROUNDS = 2
Path = tuple[str, ...]


class Piece(NamedTuple):
    """All ground of a unit that goes to one heir: where it lies before and after, largest first."""

    id: str
    before: Path
    after: Path
    parts: int = 1

    @property
    def stays(self) -> bool:
        """True where the unit before is the unit after."""
        return self.before[-1] == self.after[-1]


@dataclass(frozen=True, slots=True)
class Tile:
    """A piece as a rectangle of the picture."""

    piece: Piece
    x: float
    y: float
    width: float
    height: float


@dataclass(slots=True)
class Sheet:
    """The tiles of one day, what is left of cells that are not full, and whose each cell is."""

    tiles: list[Tile] = field(default_factory=list)
    rests: list[tuple[float, float, float, float]] = field(default_factory=list)
    cells: dict[tuple[int, int], Path] = field(default_factory=dict)


def pieces(lineage: Lineage, leaves: Iterable[str], before: date, after: date) -> list[Piece]:
    """The pieces that ground falls into between two days, in order of codes; sites are none.

    A piece bears the name of its first leaf, so it is the same piece on every day.
    """
    found: dict[tuple[Path, Path], str] = {}
    for leaf in sorted(leaves):
        was, is_ = lineage.path(leaf, before)[:0:-1], lineage.path(leaf, after)[:0:-1]
        if was and is_ and not lineage.leaves[leaf].site:
            found.setdefault((was, is_), leaf)
    parts = Counter(was[-1] for was, _ in found)
    made = (Piece(leaf, was, is_, parts[was[-1]]) for (was, is_), leaf in found.items())
    return sorted(made, key=lambda piece: (piece.before, piece.id))


def arranged(found: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The pieces in their order before and in their order after, each unit's together in both."""
    before = list(found)
    for _ in range(ROUNDS):
        before = _drawn(_drawn(before, later=True), later=False)
    return before, _drawn(before, later=True)


def _drawn(order: Sequence[Piece], *, later: bool) -> list[Piece]:
    """The pieces by the middle of each area that holds them on one of the days."""
    sums: dict[str, tuple[int, int]] = {}
    for n, piece in enumerate(order):
        for area in piece.after if later else piece.before:
            total, size = sums.get(area, (0, 0))
            sums[area] = (total + n, size + 1)
    means = {area: (total / size, area) for area, (total, size) in sums.items()}
    paths = dict.fromkeys(piece.after if later else piece.before for piece in order)
    keys = {path: [means[area] for area in path] for path in paths}
    # The sort is stable: the pieces of one unit keep the order that they had.
    return sorted(order, key=lambda piece: keys[piece.after if later else piece.before])


def slots(of_unit: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces of one unit by cells: whole communes have one each, parts share them."""
    cells = [[piece] for piece in of_unit if piece.parts == 1]
    if len(cells) == len(of_unit):
        return cells
    room: list[Fraction] = []
    shares: list[list[Piece]] = []
    for piece in sorted((p for p in of_unit if p.parts > 1), key=lambda p: p.parts):
        share = Fraction(1, piece.parts)
        n = next((n for n, free in enumerate(room) if free >= share), len(room))
        if n == len(room):
            room.append(Fraction(1))
            shares.append([])
        room[n] -= share
        shares[n].append(piece)
    return cells + shares


def needed(order: Sequence[Piece], *, later: bool) -> int:
    """How many cells the pieces take on a day."""
    return sum(len(slots(unit)) for unit in _units(order, later).values())


def laid(
    order: Sequence[Piece], cells: Sequence[Cell], *, later: bool, sheet: Sheet | None = None
) -> Sheet:
    """The pieces of a day in the cells of a frame; with `sheet`, beside what is there already."""
    sheet = sheet or Sheet()
    units = {path: slots(unit) for path, unit in _units(order, later).items()}
    held: dict[Cell, list[Piece]] = {}
    for path, place in _placed(units, cells, 0):
        for cell, inside in zip(place, units[path], strict=True):
            held[cell] = inside
            sheet.cells[cell] = path
    for cell, inside in held.items():
        _cell(sheet, cell, inside)
    return sheet


def _units(order: Sequence[Piece], later: bool) -> dict[Path, list[Piece]]:
    found: dict[Path, list[Piece]] = {}
    for piece in order:
        found.setdefault(piece.after if later else piece.before, []).append(piece)
    return found


def _placed(
    units: dict[Path, list[list[Piece]]], cells: Sequence[Cell], depth: int
) -> Iterable[tuple[Path, Sequence[Cell]]]:
    """The cells of each unit: first shared out among the largest areas, then inside each."""
    if len(units) == 1:
        path, unit = next(iter(units.items()))
        yield path, cells[: len(unit)]
        return
    groups: dict[Path, dict[Path, list[list[Piece]]]] = {}
    for path, unit in units.items():
        groups.setdefault(path[: depth + 1], {})[path] = unit
    needs = [sum(map(len, group.values())) for group in groups.values()]
    for group, place in zip(groups.values(), shared(cells, needs), strict=True):
        yield from _placed(group, place, depth + 1)


def _cell(sheet: Sheet, cell: Cell, inside: list[Piece]) -> None:
    """The tiles of one cell, side by side; what they leave of it is a rest."""
    x, y = cell.x * SIDE + _gap(sheet, cell, -1, 0), cell.y * SIDE + _gap(sheet, cell, 0, -1)
    right, bottom = (cell.x + 1) * SIDE, (cell.y + 1) * SIDE
    right, bottom = right - _gap(sheet, cell, 1, 0), bottom - _gap(sheet, cell, 0, 1)
    if inside[0].parts == 1:
        sheet.tiles.append(Tile(inside[0], x, y, right - x, bottom - y))
        return
    wide, begun = right - x, Fraction(0)
    for n, piece in enumerate(inside):
        ends = begun + Fraction(1, piece.parts)
        slit = GAPS[1] if n + 1 < len(inside) or ends < 1 else 0.0
        left = x + wide * float(begun)
        sheet.tiles.append(Tile(piece, left, y, x + wide * float(ends) - left - slit, bottom - y))
        begun = ends
    if begun < 1:
        left = x + wide * float(begun)
        sheet.rests.append((left, y, right - left, bottom - y))


def _gap(sheet: Sheet, cell: Cell, across: int, down: int) -> float:
    """Half of the way to a neighbour; at the edge of the picture as between two units."""
    own = sheet.cells[cell]
    other = sheet.cells.get((cell.x + across, cell.y + down))
    if other is own:
        return GAPS[0]
    if other is None:
        return GAPS[1]
    common = 0
    while common < min(len(own), len(other)) and own[common] == other[common]:
        common += 1
    return GAPS[min(max(len(own), len(other)) - common, len(GAPS) - 1)]


def middles(sheet: Sheet) -> dict[Path, tuple[float, float, float]]:
    """The middle of each area that holds units of a sheet, and how wide it is."""
    groups: dict[Path, list[tuple[int, int]]] = {}
    for cell, path in sheet.cells.items():
        groups.setdefault(path[:-1], []).append(cell)
    found = {}
    for path, cells in groups.items():
        x, y = (sum(cell[n] for cell in cells) / len(cells) + 0.5 for n in (0, 1))
        across = {cell[0] for cell in cells}
        found[path] = (x * SIDE, y * SIDE, (max(across) - min(across) + 1) * SIDE)
    return found


def tones(sheet: Sheet) -> dict[str, int]:
    """A tone for each unit of a sheet; units that touch differ wherever the tones suffice."""
    beside: dict[str, set[str]] = {}
    for cell, path in sheet.cells.items():
        for across, down in ((1, 0), (0, 1), (1, 1), (1, -1)):
            other = sheet.cells.get((cell[0] + across, cell[1] + down), path)
            if other is not path:
                beside.setdefault(path[-1], set()).add(other[-1])
                beside.setdefault(other[-1], set()).add(path[-1])
    found: dict[str, int] = {}
    for n, path in zip(count(), dict.fromkeys(sheet.cells.values())):
        taken = Counter(found[unit] for unit in beside.get(path[-1], ()) if unit in found)
        wheel = [(2 * n + turn) % TONES for turn in range(TONES)]
        found[path[-1]] = min(wheel, key=lambda tone: taken[tone])
    return found
