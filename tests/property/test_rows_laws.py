"""The rows of a world: nothing is lost on the way to the tables and back, nothing is written twice."""

from __future__ import annotations

from hypothesis import given

from continuity.core.fold import fold
from continuity.register.rows import TABLES, key, rows_of, world_of
from tests.property.strategies import Reform, reforms


@given(reforms())
def test_a_world_comes_back_from_its_rows(reform: Reform) -> None:
    world = fold(reform.world, reform.decrees).world

    assert world_of(rows_of(world), world.starts) == world


@given(reforms())
def test_each_row_fits_its_table_and_has_a_key_of_its_own(reform: Reform) -> None:
    rows = rows_of(fold(reform.world, reform.decrees).world)

    assert set(rows) == {table.name for table in TABLES}
    for table in TABLES:
        assert {len(row) for row in rows[table.name]} <= {len(table.columns)}
    keys = [key(table, row) for table, facts in rows.items() for row in facts]
    assert len(set(keys)) == len(keys)


@given(reforms())
def test_what_stays_is_not_written_again(reform: Reform) -> None:
    """An ending writes its heir and the mandates that pass on, and retracts no area or membership."""
    before, after = reform.world, fold(reform.world, reform.decrees).world
    old, new = rows_of(before), rows_of(after)

    assert old["area"] <= new["area"]
    assert old["agency"] <= new["agency"]
    assert old["heir"] <= new["heir"]
    uncut = {
        row
        for row in old["within"]
        if row[0] in after.lineage.leaves or row[0] in after.lineage.areas
    }
    starts = min(decree.effective for decree in reform.decrees)
    assert {row for row in uncut if row[2] < starts} <= new["within"]
