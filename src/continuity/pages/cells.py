"""Cells of a frame, shared out: each group gets as many as it needs, close together.

A frame is cut in two where its groups come to about half, across its longer side, and each half
again. Groups that follow each other therefore lie beside each other, in blocks that are nearly
square, and the same groups in the same order always lie in the same cells.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import partial
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
        return [sorted(cells)[: needs[0]]] if needs else []
    sums = list(accumulate(needs))
    half = _half(sums)
    cut = sums[half - 1]
    orders = _snakes(cells)
    first = next(orders)
    if not (_whole(first[:cut]) and _whole(first[cut:])):
        first = next((o for o in orders if _whole(o[:cut]) and _whole(o[cut:])), first)
    return shared(first[:cut], needs[:half]) + shared(first[cut:], needs[half:])


def _half(sums: list[int]) -> int:
    """How many groups come nearest to half of all, at least one and not all."""
    over = min(bisect_left(sums, sums[-1] / 2), len(sums) - 2)
    nearer = over > 0 and sums[-1] - 2 * sums[over - 1] <= 2 * sums[over] - sums[-1]
    return over if nearer else over + 1


def _snakes(cells: Sequence[Cell]) -> Iterator[list[Cell]]:
    """Cells along the longer side, to and fro across the shorter one; then the other ways to do it."""
    spans = [max(side) - min(side) for side in zip(*cells, strict=True)]
    longer = 0 if spans[0] >= spans[1] else 1
    for along in (longer, 1 - longer):
        for turn in (0, 1):
            yield sorted(cells, key=partial(_step, along, turn))


def _step(along: int, turn: int, cell: Cell) -> tuple[int, int]:
    back = (cell[along] + turn) % 2
    return cell[along], -cell[1 - along] if back else cell[1 - along]


def _whole(cells: Sequence[Cell]) -> bool:
    """True where one can walk from each cell to every other without leaving them."""
    if len(cells) < 2:
        return True
    left = set(cells)
    walk = [left.pop()]
    while walk and left:
        x, y = walk.pop()
        for cell in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)):
            if cell in left:
                left.remove(cell)
                walk.append(Cell(*cell))
    return not left
