"""A world as rows and as a crosswalk: nothing is lost on the way, in either direction."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from continuity.core.competent import who
from continuity.core.coverage import flaws
from continuity.core.crosswalk import crosswalk, heirs
from continuity.core.fold import fold
from continuity.core.packed import packed, unpacked
from continuity.core.world import World
from tests.model.plain import parent
from tests.property.strategies import DAYS, STARTS, Reform, patchy_worlds, reforms
from tests.world import CAPTAIN_DUNG, LANS_RECORD, MR_MINH, OFFICER_BINH, small_world

SEEN = [day for day in DAYS if day >= STARTS]


@given(patchy_worlds())
def test_a_world_survives_being_written_as_json(world: World) -> None:
    written = json.dumps(packed(world))

    assert unpacked(json.loads(written)) == world


@given(reforms(), st.sampled_from(SEEN), st.sampled_from(SEEN))
def test_a_crosswalk_pairs_the_units_that_share_ground(
    reform: Reform, start: date, end: date
) -> None:
    world = fold(reform.world, reform.decrees).world
    ground = [leaf for leaf in world.lineage.leaves.values() if not leaf.site]
    moved = [(parent(world, leaf.id, start), parent(world, leaf.id, end), leaf) for leaf in ground]

    found = {(edge.origin, edge.target): edge for edge in crosswalk(world.lineage, start, end)}

    assert found.keys() == {(origin, target) for origin, target, _ in moved}
    for (origin, target), edge in found.items():
        shared = [leaf for a, b, leaf in moved if (a, b) == (origin, target)]
        assert edge.full is ({b for a, b, _ in moved if a == origin} == {target})
        assert edge.residents is any(leaf.residents for leaf in shared)
        assert edge.territory is any(leaf.territory for leaf in shared)


@given(reforms(), st.sampled_from(SEEN), st.sampled_from(SEEN))
def test_a_crosswalk_reads_the_same_backwards(reform: Reform, start: date, end: date) -> None:
    lineage = fold(reform.world, reform.decrees).world.lineage

    there = {(e.origin, e.target, e.residents, e.territory) for e in crosswalk(lineage, start, end)}
    back = {(e.target, e.origin, e.residents, e.territory) for e in crosswalk(lineage, end, start)}

    assert there == back


@given(reforms())
def test_the_heir_of_an_ended_unit_is_one_of_those_that_took_its_ground(reform: Reform) -> None:
    lineage = fold(reform.world, reform.decrees).world.lineage

    for unit, area in lineage.areas.items():
        edges = heirs(lineage, unit)
        assert bool(edges) is (unit in lineage.heirs)
        if not edges or area.level != "commune":
            continue
        heir = lineage.heirs[unit].heir
        # A heir that ends on the same day has heirs of its own, by its residents and not by these.
        if lineage.successor(heir, area.valid.end) == heir:
            assert heir in {edge.target for edge in edges}


def test_the_small_world_of_the_stories_is_without_flaw() -> None:
    world = small_world()

    assert flaws(world) == []
    filed = LANS_RECORD.filed
    answer = who(world, LANS_RECORD.function, LANS_RECORD.place, on=filed, filed=filed)
    assert answer.ruling.agency == OFFICER_BINH.agency
    assert {CAPTAIN_DUNG.agency, MR_MINH.agency} <= world.agencies.keys()
