"""Cells of a frame, shared out: each group gets as many as it needs, close together.

A frame is cut in two where its groups come to about half, across its longer side, and each half
again. Groups that follow each other therefore lie beside each other, in blocks that are nearly
square, and the same groups in the same order always lie in the same cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import ceil, sqrt
from typing import NamedTuple


class Cell(NamedTuple):
    """A square of the frame: its column and its row."""

    x: int
    y: int


def grid(count: int, wide: float = 1.2) -> tuple[int, int]:
    """Columns and rows that hold so many cells, `wide` times as broad as high."""
    columns = max(1, round(sqrt(count * wide)))
    return columns, max(1, ceil(count / columns))


def frame(count: int, columns: int, rows: int) -> list[Cell]:
    """So many cells of a grid: those in its corners are left out first."""
    cells = [Cell(x, y) for y in range(rows) for x in range(columns)]
    middle_x, middle_y = (columns - 1) / 2, (rows - 1) / 2

    def outward(cell: Cell) -> tuple[float, int, int]:
        across, down = abs(cell.x - middle_x) / columns, abs(cell.y - middle_y) / rows
        return (across**5 + down**5, cell.y, cell.x)

    return sorted(sorted(cells, key=outward)[:count])


def shared(cells: Sequence[Cell], needs: Sequence[int]) -> list[list[Cell]]:
    """The cells of each group, in the order of the groups; raises where they do not suffice."""
    if sum(needs) > len(cells):
        raise ValueError(f"{sum(needs)} cells are needed and {len(cells)} are there.")
    if len(needs) <= 1:
        return [_snake(cells)[: needs[0]]] if needs else []
    sums = list(accumulate(needs))
    half = min(range(1, len(needs)), key=lambda cut: abs(2 * sums[cut - 1] - sums[-1]))
    ordered = _snake(cells)
    cut = sums[half - 1]
    return shared(ordered[:cut], needs[:half]) + shared(ordered[cut:], needs[half:])


def _snake(cells: Sequence[Cell]) -> list[Cell]:
    """Cells along the longer side, to and fro across the shorter one."""
    columns, rows = {cell.x for cell in cells}, {cell.y for cell in cells}
    if max(columns) - min(columns) >= max(rows) - min(rows):
        first = min(columns)
        return sorted(cells, key=lambda c: (c.x, -c.y if (c.x - first) % 2 else c.y))
    first = min(rows)
    return sorted(cells, key=lambda c: (c.y, -c.x if (c.y - first) % 2 else c.x))
