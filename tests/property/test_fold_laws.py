"""What a fold of decrees must do: the same as the plain model, whatever way it is asked."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from continuity.core.competent import Ruling, at_leaf
from continuity.core.fold import enacted, fold
from continuity.core.interval import FOREVER
from continuity.core.plan import (
    Decree,
    Ending,
    Founding,
    Keeping,
    Redraw,
    Share,
    Take,
    Transfer,
)
from continuity.core.world import World
from tests.model.plain import Spot, holders, is_owed, leaves_in
from tests.model.plain_fold import PlainFold
from tests.property.drafting import CUTS
from tests.property.strategies import DAYS, STARTS, Reform, reforms, worlds

SEEN = [day for day in DAYS if day >= STARTS]


@given(reforms())
def test_a_valid_decree_gives_no_finding(reform: Reform) -> None:
    folded = fold(reform.world, reform.decrees)

    assert [finding.say("en") for finding in folded.findings] == []


@given(reforms())
def test_the_map_is_that_of_the_plain_model_on_every_day(reform: Reform) -> None:
    lineage = fold(reform.world, reform.decrees).world.lineage

    assert set(lineage.leaves) == reform.plain.atoms
    for day in SEEN:
        for thing, place in reform.plain.lies[day].items():
            assert lineage.path(thing, day) == tuple(reform.plain.climb(thing, day)), (thing, day)
            held_by = lineage.parent(thing, day)
            assert (held_by.parent if held_by else "") == place
        living = {area.id for area in lineage.areas.values() if day in area.valid}
        assert living == reform.plain.living(day)


@given(reforms())
def test_the_holders_are_those_of_the_plain_model_everywhere_and_always(reform: Reform) -> None:
    world, plain = fold(reform.world, reform.decrees).world, reform.plain

    for function in world.functions:
        for leaf in world.lineage.leaves:
            for on, filed in plain.cells(STARTS):
                ruling = at_leaf(world, function, leaf, on=on, filed=filed)
                held = sorted(mandate.agency for mandate in ruling.holders)
                assert held == plain.holders(function, leaf, on, filed), (function, leaf, on, filed)


@given(reforms())
def test_the_bodies_and_heirs_are_those_of_the_plain_model(reform: Reform) -> None:
    world, plain = fold(reform.world, reform.decrees).world, reform.plain

    for day in SEEN:
        living = {body.id for body in world.agencies.values() if day in body.valid}
        assert living == plain.bodies[day]
        for body in living:
            assert world.parent_agency(body, day) == plain.top(body, day), (body, day)
    assert {t: h.heir for t, h in world.lineage.heirs.items()} == plain.heirs


@given(reforms())
def test_each_charge_is_with_the_keeper_that_the_plain_model_names(reform: Reform) -> None:
    world = fold(reform.world, reform.decrees).world

    for day in SEEN:
        assert {c: world.keeper(c, day) for c in world.charges} == reform.plain.keepers[day]


@given(reforms(), st.integers(0, 3))
def test_two_decrees_at_once_are_the_same_as_one_after_the_other(reform: Reform, n: int) -> None:
    at_once = enacted(reform.world, reform.decrees)

    one_by_one = enacted(enacted(reform.world, reform.decrees[:n]), reform.decrees[n:])

    assert one_by_one == at_once


@given(reforms(), st.randoms(use_true_random=False))
def test_the_order_in_which_decrees_are_given_does_not_matter(
    reform: Reform, random: Random
) -> None:
    shuffled = list(reform.decrees)
    random.shuffle(shuffled)

    assert fold(reform.world, shuffled) == fold(reform.world, reform.decrees)


@given(reforms())
def test_a_decree_leaves_the_days_before_it_alone(reform: Reform) -> None:
    *earlier, last = reform.decrees
    before = fold(reform.world, earlier).world
    after = fold(before, [last]).world

    for leaf in after.lineage.leaves.values():
        older = leaf.id
        while older not in before.lineage.leaves:
            older = older.rpartition(">")[0]
        for function in after.functions:
            for on, filed in reform.plain.cells(STARTS):
                if on < last.effective:
                    was = at_leaf(before, function, older, on=on, filed=filed)
                    now = at_leaf(after, function, leaf.id, on=on, filed=filed)
                    assert _agencies(now) == _agencies(was)


def _agencies(ruling: Ruling) -> list[str]:
    return [mandate.agency for mandate in ruling.holders]


@given(reforms())
def test_every_leaf_lies_in_exactly_one_commune_each_day(reform: Reform) -> None:
    world = fold(reform.world, reform.decrees).world

    for day in [*SEEN, FOREVER - timedelta(days=1)]:
        for leaf in world.lineage.leaves:
            home = world.lineage.home(leaf, day)
            assert world.lineage.areas[home].level == "commune"
            assert day in world.lineage.areas[home].valid
        assert _shared_out(world, day)


def _shared_out(world: World, day: date) -> bool:
    communes = [a.id for a in world.lineage.areas.values() if a.level == "commune"]
    inside = [leaf for c in communes for leaf in leaves_in(world, c, day)]
    return sorted(inside) == sorted(world.lineage.leaves)


@given(reforms())
def test_residents_and_land_are_never_lost_or_doubled(reform: Reform) -> None:
    after = fold(reform.world, reform.decrees).world

    _has_kept_all(after, reform.world, reform.plain)


@given(worlds(), st.sampled_from(CUTS), st.data())
def test_a_taker_that_comes_twice_has_one_piece_of_both(
    world: World, cut: tuple[tuple[Share, Share], ...], data: st.DataObject
) -> None:
    """Land by one clause and residents by the next: reforms as drawn seldom give both to one."""
    peopled = {
        world.lineage.home(x.id, STARTS)
        for x in world.lineage.leaves.values()
        if x.residents and not x.site
    }
    assume(peopled)
    unit = data.draw(st.sampled_from(sorted(peopled)))
    communes = {a.id for a in world.lineage.areas.values() if a.level == "commune"}
    taker = data.draw(st.sampled_from(sorted(communes - {unit})))
    decree = Decree("D", SEEN[2], tuple(Redraw(taker, takes=(Take(unit, *p),)) for p in cut))
    plain = PlainFold(world, DAYS)
    plain.enact(decree)

    after = fold(world, [decree]).world

    _has_kept_all(after, world, plain)


def _has_kept_all(after: World, before: World, plain: PlainFold) -> None:
    for old in before.lineage.leaves.values():
        pieces = [x for x in after.lineage.leaves.values() if (x.id + ">").startswith(old.id + ">")]
        assert any(piece.residents for piece in pieces) is old.residents
        assert any(piece.territory for piece in pieces) is old.territory
        assert all(piece.residents or piece.territory for piece in pieces)
        assert {piece.site for piece in pieces} == {old.site}
    assert {x.id for x in after.lineage.leaves.values() if x.residents} == plain.people
    assert {x.id for x in after.lineage.leaves.values() if x.territory} == plain.land


@given(worlds(), st.sampled_from(SEEN[1:]), st.data())
def test_a_province_that_gets_a_parent_had_none_before(
    world: World, first: date, data: st.DataObject
) -> None:
    provinces = sorted(a.id for a in world.lineage.areas.values() if a.level == "province")
    assume(not world.lineage.parent(provinces[0], STARTS))
    kept = data.draw(st.lists(st.sampled_from(provinces), min_size=1, unique=True))
    region = Founding("r", level="region", code="r")
    redraw = Redraw(founds=(region,), keeps=tuple(Keeping(one, "r") for one in kept))

    lineage = enacted(world, [Decree("D", first, (redraw,))]).lineage

    for day in SEEN:
        for leaf in lineage.leaves:
            path = lineage.path(leaf, day)[1:]
            assert len(path) >= 2, f"{leaf} lies nowhere on {day}"
            commune, province, *above = path
            assert commune in lineage.areas
            assert above == (["r"] if province in kept and day >= first else [])


@given(reforms())
def test_a_dead_agency_holds_nothing(reform: Reform) -> None:
    world = fold(reform.world, reform.decrees).world

    for mandate in world.mandates:
        body = world.agencies[mandate.agency]
        assert body.valid.start <= mandate.valid.start
        assert mandate.valid.end <= body.valid.end, mandate
    for charge in world.charges:
        for day in SEEN:
            assert day in world.agencies[world.keeper(charge, day)].valid


@given(reforms())
def test_succession_is_transitive(reform: Reform) -> None:
    lineage = fold(reform.world, reform.decrees).world.lineage

    for thing in lineage.heirs:
        for day in SEEN:
            for later in [d for d in SEEN if d >= day]:
                assert lineage.successor(lineage.successor(thing, day), later) == (
                    lineage.successor(thing, later)
                )


@given(reforms())
def test_the_successor_is_what_lives_on_the_day(reform: Reform) -> None:
    lineage = fold(reform.world, reform.decrees).world.lineage

    for unit in lineage.areas:
        for day in SEEN:
            there = unit in reform.plain.living(day)
            future = day < lineage.areas[unit].valid.start
            successor = lineage.successor(unit, day)
            assert (successor == unit) is (there or future), (unit, day)
            assert future or successor in reform.plain.living(day)


@given(worlds(least=2), st.data())
def test_what_two_provinces_left_to_others_stays_so_when_they_are_one(
    world: World, data: st.DataObject
) -> None:
    by_province = [m for m in world.mandates if m.agency == f"d.{m.area}"]
    several = [m for m in by_province if sum(m.function == o.function for o in by_province) > 1]
    assume(several)
    function = data.draw(st.sampled_from(several)).function
    provinces = sorted({m.area for m in several if m.function == function})
    communes = [c for c in world.lineage.areas if world.lineage.path(c, STARTS)[1:2]]
    theirs = [c for c in communes if world.lineage.path(c, STARTS)[1] in provinces]
    left = data.draw(st.lists(st.sampled_from(theirs), min_size=1, unique=True))
    given_away = tuple(Transfer(function, commune, "clinic") for commune in left)
    country = world.lineage.path(provinces[0], STARTS)[1:]
    takes = tuple(Take(p) for p in data.draw(st.permutations(provinces)))
    one = Redraw(
        "P9",
        founds=(Founding("P9", "province", parent="".join(country)), Founding("d.P9", kind="body")),
        takes=takes,
        ends=tuple(Ending(f"d.{p}", "d.P9") for p in provinces),
    )

    after = enacted(world, [Decree("D1", SEEN[2], given_away), Decree("D2", SEEN[4], (one,))])

    for commune in theirs:
        for leaf in leaves_in(after, commune, SEEN[4]):
            if is_owed(after.functions[function], after.lineage.leaves[leaf]):
                held = holders(after, Spot(function, leaf, SEEN[5], STARTS))
                assert held == (["clinic"] if commune in left else ["d.P9"])


@given(worlds(), st.data())
def test_a_body_that_continues_another_holds_everything_once(
    world: World, data: st.DataObject
) -> None:
    """A commune is taken in by another, and so is its body: one holder, not the same one twice."""
    communes = [a.id for a in world.lineage.areas.values() if a.level == "commune"]
    taken, taker = data.draw(st.permutations(communes))[:2]
    ends = (Ending(f"b.{taken}", f"b.{taker}"),)
    before = {m.function for m in world.mandates if m.area in (taken, taker)}

    world = enacted(
        world, [Decree("D", SEEN[3], (Redraw(taker, takes=(Take(taken),), ends=ends),))]
    )

    for function in before:
        for leaf in leaves_in(world, taker, SEEN[3]):
            held = holders(world, Spot(function, leaf, SEEN[4], STARTS))
            assert held == [f"b.{taker}"]


@given(worlds(), st.sampled_from(CUTS), st.data())
def test_an_airport_goes_with_the_land_that_is_left(
    world: World, cut: tuple[tuple[Share, Share], ...], data: st.DataObject
) -> None:
    sites = [leaf for leaf in world.lineage.leaves.values() if leaf.site]
    communes = [a.id for a in world.lineage.areas.values() if a.level == "commune"]
    assume(sites and len(communes) > len(cut))
    site = data.draw(st.sampled_from(sites)).id
    unit = world.lineage.home(site, STARTS)
    takers = data.draw(st.permutations(sorted({*communes} - {unit})))
    parts = list(zip(takers, cut, strict=False))
    clauses = tuple(Redraw(into, takes=(Take(unit, *part),)) for into, part in parts)

    after = fold(world, [Decree("D", SEEN[2], clauses)]).world

    takes_it = [into for into, (land, _) in parts if land in (Share.ALL, Share.REST)]
    assert after.lineage.home(site, SEEN[2]) == (takes_it or [unit])[0]
