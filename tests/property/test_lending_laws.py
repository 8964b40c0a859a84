"""Delegates, deputies, and those who answer for them: who does, who must, and until when."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from continuity.core.fold import enacted, fold
from continuity.core.interval import FOREVER
from continuity.core.plan import Decree, Delegate, Deputise, Redraw, Take, Transfer
from continuity.core.world import World
from tests.model.plain import Spot, climb, holders, leaves_in, reaches
from tests.property.strategies import DAYS, STARTS, worlds

SEEN = [day for day in DAYS if day >= STARTS]


@given(worlds(), st.data())
def test_a_delegation_ends_on_its_day_and_the_delegator_answers_for_it(
    world: World, data: st.DataObject
) -> None:
    on, until = sorted(data.draw(st.sets(st.sampled_from(SEEN[1:]), min_size=2, max_size=2)))
    held = data.draw(st.sampled_from(world.mandates))
    area = data.draw(st.sampled_from([a for a in world.lineage.areas if a != "land"]))
    lent = Delegate(held.function, area, "clinic", until)

    after = enacted(world, [Decree("D", on, (lent,))])

    for leaf in leaves_in(world, area, on):
        for day in SEEN:
            spot = Spot(held.function, leaf, day, STARTS)
            meanwhile = on <= day < until
            before = holders(world, spot)
            assert holders(after, spot) == (["clinic"] if meanwhile else before)
            assert set(before) <= _answering(after, spot) or not meanwhile
            assert meanwhile or not _answering(after, spot)


@given(worlds(), st.data())
def test_after_a_transfer_nobody_answers_for_what_the_givers_did(
    world: World, data: st.DataObject
) -> None:
    held = data.draw(st.sampled_from(world.mandates))
    areas = [a for a in world.lineage.areas if a != "land"]
    lent = Delegate(held.function, data.draw(st.sampled_from(areas)), "clinic")
    passed = Transfer(held.function, data.draw(st.sampled_from(areas)), "nation")

    before = enacted(world, [Decree("D1", SEEN[1], (lent,))])
    after = enacted(before, [Decree("D2", SEEN[3], (passed,))])

    within = leaves_in(world, passed.area, SEEN[3])
    for leaf in world.lineage.leaves:
        for day in SEEN:
            spot = Spot(held.function, leaf, day, STARTS)
            ended = day >= SEEN[3] and leaf in within
            assert _answering(after, spot) == (set() if ended else _answering(before, spot))


@given(worlds(), st.data())
def test_who_holds_the_taker_for_good_deputises_nowhere_in_it(
    world: World, data: st.DataObject
) -> None:
    communes = [a.id for a in world.lineage.areas.values() if a.level == "commune"]
    taken, taker = data.draw(st.permutations(communes))[:2]
    function = data.draw(st.sampled_from(sorted(world.functions)))
    lent, held = data.draw(st.permutations([taken, taker]))
    clauses = (Deputise(function, lent, "clinic"), Transfer(function, held, "clinic"))
    one = Redraw(taker, takes=(Take(taken),))

    after = enacted(world, [Decree("D1", SEEN[1], clauses), Decree("D2", SEEN[3], (one,))])

    there = [m for m in after.mandates if m.function == function and m.agency == "clinic"]
    assert [m.area for m in there if m.valid.end == FOREVER] == [taker]
    assert [m.interim for m in there if SEEN[3] in m.valid] == [False]


@given(worlds(), st.data())
def test_a_transfer_on_the_day_on_which_a_delegation_lapses_needs_no_delegate_as_giver(
    world: World, data: st.DataObject
) -> None:
    held = data.draw(st.sampled_from(world.mandates))
    lent = Delegate(held.function, held.area, "clinic", SEEN[3])
    givers = {m.agency for m in world.mandates if m.function == held.function}
    inside = {m.agency for m in world.mandates if m.key == held.key}
    assume(givers == inside)
    passed = Transfer(held.function, held.area, "nation", tuple(sorted(inside)))

    folded = fold(world, [Decree("D1", SEEN[1], (lent,)), Decree("D2", SEEN[3], (passed,))])

    assert [finding.code for finding in folded.findings] == []


def _answering(world: World, spot: Spot) -> set[str]:
    path = climb(world, spot.leaf, spot.on)
    return {
        mandate.agency
        for mandate in world.mandates
        if mandate.function == spot.function
        and mandate.mode == "answers-for"
        and reaches(mandate, path, spot.on, spot.filed)
    }
