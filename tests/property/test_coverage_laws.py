"""The proof: it finds a flaw exactly where a loop over all days, filing days and leaves finds one."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from continuity.core.coverage import Coverage, Flaw, cells, flaws, merged, pieces, strays
from continuity.core.fold import fold
from continuity.core.interval import FOREVER, Interval, starting, until
from continuity.core.mandate import Mandate, Mode
from continuity.core.world import World
from tests.model.plain import Spot, climb, holders, is_owed, settled, spots, wrong
from tests.property.strategies import (
    DAYS,
    LAST,
    STARTS,
    Reform,
    patchy_worlds,
    reforms,
    worlds,
)

SEEN = [day for day in DAYS if day >= STARTS]
WIDE = [DAYS[0] - timedelta(days=400), *DAYS, LAST + timedelta(days=400)]


def told(flaw: Flaw, world: World, spot: Spot) -> bool:
    """True when a flaw speaks of a spot: function, place and day."""
    return (
        flaw.kind in ("gap", "overlap")
        and flaw.function == spot.function
        and flaw.place in climb(world, spot.leaf, flaw.on)
        and flaw.on <= spot.on < flaw.until
    )


@given(worlds())
def test_a_world_with_one_holder_everywhere_has_no_flaw(world: World) -> None:
    assert flaws(world) == []


@given(patchy_worlds())
def test_every_spot_without_exactly_one_holder_is_told(world: World) -> None:
    found = flaws(world)

    for spot, held in wrong(world, WIDE).items():
        assert any(told(flaw, world, spot) and flaw.holders == tuple(held) for flaw in found), (
            f"{spot}: {held} is not told"
        )


@given(patchy_worlds())
def test_every_counter_example_is_one(world: World) -> None:
    for flaw in flaws(world):
        if flaw.kind != "stray":
            seen = _leaves(world, flaw)
            assert flaw.filed <= flaw.on < flaw.until
            assert seen
            for leaf in seen:
                held = holders(world, Spot(flaw.function, leaf, flaw.on, flaw.filed))
                assert tuple(held) == flaw.holders
                sure = settled(world, Spot(flaw.function, leaf, flaw.on, flaw.filed))
                assert flaw.kind == ("overlap" if sure else "gap")
                assert flaw.disputed is (flaw.kind == "overlap" and len(sure) == 1)


def _leaves(world: World, flaw: Flaw) -> list[str]:
    function = world.functions[flaw.function]
    return [
        leaf.id
        for leaf in world.lineage.leaves.values()
        if is_owed(function, leaf) and flaw.place in climb(world, leaf.id, flaw.on)
    ]


@given(patchy_worlds())
def test_no_flaw_means_one_holder_everywhere_and_always(world: World) -> None:
    kinds = {flaw.kind for flaw in flaws(world)}

    assert bool(kinds & {"gap", "overlap"}) is bool(wrong(world, WIDE))


@given(patchy_worlds())
def test_the_cells_share_out_every_day_and_filing_day(world: World) -> None:
    """Every (day, filing day) lies in one cell, and the cell tells its holders: the diagonal too."""
    coverage = Coverage(world)
    for spot in _some_spots(world):
        history = coverage.history(spot.function, spot.leaf)
        laid = list(cells(pieces(world, spot.function, history), starting(world.starts)))
        inside = [c for c in laid if spot.on in c.on and spot.filed in c.filed]
        assert len(inside) == 1
        assert sorted(m.agency for m in inside[0].holders) == holders(world, spot)


def _some_spots(world: World) -> list[Spot]:
    every = list(spots(world, DAYS))
    return every[:: max(1, len(every) // 60)]


@given(reforms(), st.data())
def test_the_proof_sees_any_mandate_that_is_lost(reform: Reform, data: st.DataObject) -> None:
    world = fold(reform.world, reform.decrees).world
    lost = data.draw(st.sampled_from(world.mandates))
    alone = [s for s in spots(world, DAYS) if _counts(world, lost, s) and _only(world, s)]
    assume(alone)

    less = replace(world, mandates=tuple(m for m in world.mandates if m is not lost), _held={})

    found = flaws(less)
    for spot in alone:
        gaps = [flaw for flaw in found if flaw.kind == "gap" and told(flaw, less, spot)]
        assert gaps, f"nobody tells that {lost.agency} has lost {spot}"


def _counts(world: World, mandate: Mandate, spot: Spot) -> bool:
    alone = replace(world, mandates=(mandate,), _held={})
    return bool(holders(alone, spot))


def _only(world: World, spot: Spot) -> bool:
    return len(holders(world, spot)) == 1 == len(settled(world, spot))


@given(worlds(), st.lists(st.sampled_from(SEEN), min_size=3, max_size=3).map(sorted), st.data())
def test_a_gap_on_the_diagonal_is_seen(
    world: World, chosen: list[date], data: st.DataObject
) -> None:
    """Nobody acts on some days for what is filed since one of them: only a triangle is empty."""
    lost = data.draw(st.sampled_from(world.mandates))
    first, filed, last = chosen[0], chosen[1], chosen[2] + timedelta(days=1)
    days = Interval(first, last)
    parts = [replace(lost, valid=v) for v in (lost.valid.before(first), starting(last)) if v]
    parts += [replace(lost, valid=days, intake=i) for i in (until(filed), starting(last))]

    kept = [mandate for mandate in world.mandates if mandate is not lost]
    empty = replace(world, mandates=(*kept, *parts), _held={})

    gaps = [f for f in flaws(empty) if f.kind == "gap" and f.function == lost.function]
    assert gaps
    assert all(filed <= gap.filed <= gap.on < last for gap in gaps)


@given(worlds(), st.sampled_from(SEEN), st.sampled_from([FOREVER, LAST]), st.booleans())
def test_a_disputed_overlap_is_told_as_disputed(
    world: World, day: date, end: date, disputed: bool
) -> None:
    assume(world.mandates and day < end)
    held = world.mandates[0]
    rival = replace(held, agency="clinic", valid=Interval(day, end), disputed=disputed)

    found = flaws(replace(world, mandates=(*world.mandates, rival), _held={}))

    assert {(f.kind, f.disputed) for f in found} == {("overlap", disputed)}
    assert {f.holders for f in found} == {tuple(sorted([held.agency, "clinic"]))}


HELD = Mandate("records", "nation", "P1", starting(STARTS))
OF_NOTHING = [
    replace(HELD, function="nothing"),
    replace(HELD, agency="nothing"),
    replace(HELD, area="nothing"),
]


@given(worlds(), st.sampled_from(OF_NOTHING), st.sampled_from(list(Mode)))
def test_a_mandate_of_nothing_is_stray(world: World, lost: Mandate, mode: Mode) -> None:
    astray = replace(world, mandates=(replace(lost, mode=mode),), _held={})

    assert [flaw.kind for flaw in strays(astray)] == ["stray"]


@given(worlds(), st.sampled_from(list(Mode)))
def test_a_mandate_where_nothing_is_owed_is_stray(world: World, mode: Mode) -> None:
    for area in world.lineage.areas:
        for function in world.functions.values():
            owed = any(
                is_owed(function, leaf) and area in climb(world, leaf.id, STARTS)
                for leaf in world.lineage.leaves.values()
            )
            held = Mandate(function.id, "nation", area, starting(STARTS), mode=mode)

            found = strays(replace(world, mandates=(held,), _held={}))

            assert bool(found) is not owed


@given(reforms(), st.sampled_from(list(Mode)))
def test_a_mandate_is_stray_from_the_first_day_on_which_nothing_is_owed(
    reform: Reform, mode: Mode
) -> None:
    world = fold(reform.world, reform.decrees).world
    for area in world.lineage.areas.values():
        for function in world.functions.values():
            held = Mandate(function.id, "nation", area.id, area.valid, mode=mode)
            idle = [
                day
                for day in SEEN
                if day in area.valid
                and not any(
                    is_owed(function, leaf) and area.id in climb(world, leaf.id, day)
                    for leaf in world.lineage.leaves.values()
                )
            ]

            found = strays(replace(world, mandates=(held,), _held={}))

            assert [flaw.on for flaw in found] == idle[:1]


@given(reforms(), st.data())
def test_a_mandate_that_outlives_its_area_or_agency_is_stray(
    reform: Reform, data: st.DataObject
) -> None:
    world = fold(reform.world, reform.decrees).world
    areas = [a for a in world.lineage.areas.values() if a.valid.end < FOREVER]
    bodies = [b for b in world.agencies.values() if b.valid.end < FOREVER]
    ended = [(a.id, a.valid) for a in areas] + [(b.id, b.valid) for b in bodies]
    assume(ended)
    thing, life = data.draw(st.sampled_from(ended))
    since, to = sorted(
        data.draw(st.sets(st.sampled_from([*SEEN, FOREVER]), min_size=2, max_size=2))
    )
    over = Mandate("roads", "nation", "P1", Interval(since, to))
    over = replace(over, agency=thing) if thing in world.agencies else replace(over, area=thing)
    assume(over.area != "P1" or world.lineage.areas["P1"].valid == starting(STARTS))

    found = strays(replace(world, mandates=(over,), _held={}))

    outlives = over.valid.start < life.start or life.end < over.valid.end
    if outlives:
        assert found
    for flaw in found:
        assert flaw.on in over.valid
        owed = any(
            is_owed(world.functions["roads"], leaf) and over.area in climb(world, leaf.id, flaw.on)
            for leaf in world.lineage.leaves.values()
        )
        if outlives and (owed or flaw.on not in life):
            assert flaw.on == over.valid.start or flaw.on == life.end
            assert flaw.on not in life


@given(reforms())
def test_a_valid_reform_leaves_no_mandate_with_the_dead(reform: Reform) -> None:
    world = fold(reform.world, reform.decrees).world
    areas, bodies = world.lineage.areas, world.agencies

    for flaw in strays(world):
        assert flaw.place not in areas or flaw.on in areas[flaw.place].valid
        assert flaw.on in bodies[flaw.holders[0]].valid


@given(reforms(whole=True, most=2))
def test_a_whole_reform_has_neither_gap_nor_overlap(reform: Reform) -> None:
    world = fold(reform.world, reform.decrees).world

    day = reform.decrees[-1].effective
    assert [f for f in flaws(world) if f.kind != "stray" and f.until > day] == []


@given(patchy_worlds())
def test_the_merged_days_of_a_history_are_its_days(world: World) -> None:
    for leaf in world.lineage.leaves:
        steps = world.lineage.line(leaf)
        spans = merged(steps)
        for day in WIDE:
            assert any(day in span for span in spans) is any(day in step.valid for step in steps)
        assert all(a.end < b.start for a, b in itertools.pairwise(spans))
