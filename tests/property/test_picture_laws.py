"""The pictures of a reform: each commune once, nothing over anything, the same world the same bytes."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import combinations, pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from continuity.core.crosswalk import edges
from continuity.core.fold import fold
from continuity.core.lineage import Lineage
from continuity.pages.bars import Bar, Bars, Head, narrow, threads, wide
from continuity.pages.cells import Cell, frame, grid, shared
from continuity.pages.nation import Block, Placed, placed
from continuity.pages.quilt import Quilt, Said, drawn, quilt
from continuity.pages.tiles import Piece, Tile, arranged, pieces
from continuity.pages.turns import turn
from tests.property.strategies import DAYS, STARTS, Reform, reforms

SEEN = [day for day in DAYS if day >= STARTS]
days = st.sampled_from(SEEN)
HAIR = 1e-6


def lineage_of(reform: Reform) -> Lineage:
    return fold(reform.world, reform.decrees).world.lineage


def both(found: list[Piece]) -> tuple[Quilt, Quilt]:
    return quilt(found, (), later=False), quilt(found, (), later=True)


def apart(one: Tile, other: Tile) -> bool:
    return (
        one.x + one.width <= other.x + HAIR
        or other.x + other.width <= one.x + HAIR
        or one.y + one.height <= other.y + HAIR
        or other.y + other.height <= one.y + HAIR
    )


@given(reforms(), days, days)
def test_the_tiles_are_the_crosswalk(reform: Reform, start: date, end: date) -> None:
    lineage = lineage_of(reform)
    found = pieces(lineage, lineage.leaves, start, end)

    assert sorted((p.before[-1], p.after[-1]) for p in found) == [
        (edge.origin, edge.target) for edge in edges(lineage, lineage.leaves, start, end)
    ]
    for sheet in both(found):
        assert Counter(tile.piece.id for tile in sheet.sheet.tiles) == Counter(p.id for p in found)


@given(reforms(), days, days)
def test_no_tile_lies_over_another_or_outside_the_frame(
    reform: Reform, start: date, end: date
) -> None:
    lineage = lineage_of(reform)
    for sheet in both(pieces(lineage, lineage.leaves, start, end)):
        wide_, high = sheet.size
        for tile in sheet.sheet.tiles:
            assert tile.width > 0
            assert tile.height > 0
            assert 0 <= tile.x <= tile.x + tile.width <= wide_
            assert 0 <= tile.y <= tile.y + tile.height <= high
        assert all(apart(*pair) for pair in combinations(sheet.sheet.tiles, 2))


@given(reforms(), days, days)
def test_a_commune_is_one_cell_before_however_it_is_divided(
    reform: Reform, start: date, end: date
) -> None:
    lineage = lineage_of(reform)
    before, _ = both(pieces(lineage, lineage.leaves, start, end))
    held = Counter(path[-1] for path in before.sheet.cells.values())

    assert set(held.values()) <= {1}
    assert held.keys() == {tile.piece.before[-1] for tile in before.sheet.tiles}


@given(reforms(), days, days, st.randoms())
def test_the_same_ground_is_the_same_bytes(
    reform: Reform, start: date, end: date, random: Random
) -> None:
    lineage = lineage_of(reform)
    leaves = list(lineage.leaves)
    first = quilt(pieces(lineage, leaves, start, end), (), later=True)
    random.shuffle(leaves)
    again = quilt(pieces(lineage, leaves, start, end), (), later=True)

    assert drawn(first, lambda _: Said()) == drawn(again, lambda _: Said())


@given(reforms(), days, days)
def test_heirs_share_a_tone_and_keep_together_in_both_orders(
    reform: Reform, start: date, end: date
) -> None:
    lineage = lineage_of(reform)
    found = pieces(lineage, lineage.leaves, start, end)
    before, after = arranged(found)

    for order, side in ((before, "before"), (after, "after")):
        units = [getattr(piece, side)[-1] for piece in order]
        runs = [unit for n, unit in enumerate(units) if n == 0 or units[n - 1] != unit]
        assert len(runs) == len(set(runs))
    assert quilt(found, (), later=False).tones == quilt(found, (), later=True).tones


@given(reforms(), days)
def test_a_turn_is_a_day_on_which_ground_moves(reform: Reform, on: date) -> None:
    lineage = lineage_of(reform)
    found = turn(lineage, lineage.leaves, on, STARTS)
    paths = {
        day: [lineage.path(leaf, day) for leaf in lineage.leaves]
        for day in (on, found.before, found.after)
    }

    assert paths[on] == paths[found.after if found.later else found.before]
    assert (paths[found.before] != paths[found.after]) is found.changes


@given(st.lists(st.integers(1, 9), max_size=30), st.integers(0, 20))
def test_cells_are_shared_out_once_each(needs: list[int], more: int) -> None:
    cells = frame(sum(needs), *grid(max(sum(needs) + more, 1)))
    given_ = shared(cells, needs)

    assert [len(group) for group in given_] == needs
    assert sorted(cell for group in given_ for cell in group) == cells
    assert cells == sorted(set(cells))


def block(n: int, row: int, column: int, communes: int) -> Block:
    found = [Piece(f"{n}.{m}", ("p", f"{n}.{m}"), ("p", f"{n}.{m}")) for m in range(communes)]
    return Block(f"Tỉnh {n}", row, column, found)


def covers(one: Placed) -> set[Cell]:
    return {Cell(one.x + x, one.y + y) for x in range(one.columns) for y in range(one.rows)}


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 4), st.integers(1, 90)), max_size=9))
def test_no_province_of_a_country_lies_over_another(places: list[tuple[int, int, int]]) -> None:
    found = placed([block(n, *place) for n, place in enumerate(places)], later=False)

    assert all(not covers(one) & covers(other) for one, other in combinations(found, 2))
    tops = sorted((one.block.row, one.y) for one in found)
    assert all(up[1] <= down[1] for up, down in pairwise(tops) if up[0] < down[0])


mergers = st.lists(st.integers(1, 4), min_size=1, max_size=12)


@given(mergers, st.randoms())
def test_threads_of_whole_provinces_never_cross(sizes: list[int], random: Random) -> None:
    pairs = [(f"o{n}.{m}", f"n{n}") for n, size in enumerate(sizes) for m in range(size)]
    ranks = {old: (random.random(), random.random()) for old, _ in pairs}
    woven = threads(pairs, ranks.__getitem__)
    olds, news = (
        list(dict.fromkeys(t.old for t in woven)),
        list(dict.fromkeys(t.new for t in woven)),
    )

    ends = [(olds.index(thread.old), news.index(thread.new)) for thread in woven]

    assert sorted(ends) == ends
    assert all(a[1] <= b[1] for a, b in pairwise(ends))
    bars = Bars(
        tuple(Bar(old, old, "changing") for old in olds),
        tuple(Bar(new, new, "to-come") for new in news),
        woven,
        (Head("", "", ""), Head("", "", "")),
    )
    for picture in (wide(bars), narrow(bars)):
        assert picture.count("<rect") == len(olds) + len(news)
        assert picture.count("<path") == len(pairs)
