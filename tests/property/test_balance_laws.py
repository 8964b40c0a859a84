"""Balances: what a reform does not lose balances, and whatever is lost, doubled or astray is named."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from continuity.core.balance import Balance, Count, balance, balances, duties
from continuity.core.coverage import flaws
from continuity.core.fold import fold
from continuity.core.interval import eve
from continuity.core.lineage import Leaf, Within
from continuity.core.matter import Matter
from continuity.core.plan import Decree, Founding, Redraw, Share, Take, Transfer
from continuity.core.world import World
from tests.model import plain
from tests.property.strategies import (
    DAYS,
    FUNCTIONS,
    STARTS,
    Reform,
    matters,
    patchy_worlds,
    reforms,
    worlds,
)
from tests.world import Held, assembled

names = st.text("abcde", min_size=1, max_size=3)
bodies = st.sampled_from(["justice", "police", "transport"])


@st.composite
def inventories(draw: st.DrawFn) -> tuple[list[Count], list[Count]]:
    """The same things on both sides, each with a holder then and a holder now."""
    things = draw(st.lists(names, min_size=1, max_size=12, unique=True))
    old = [(thing, draw(bodies)) for thing in things]
    return old, [(thing, draw(bodies)) for thing in things]


def named(taken: Balance) -> dict[str, str]:
    """What a balance complains of."""
    return {fault.values["thing"]: fault.values["why"] for fault in taken.faults}


@given(inventories(), st.randoms(use_true_random=False))
def test_the_order_of_an_inventory_does_not_matter(
    sides: tuple[list[Count], list[Count]], random: Random
) -> None:
    old, new = sides
    shuffled = random.sample(old, len(old)), random.sample(new, len(new))

    assert balance("matters", *shuffled) == balance("matters", old, new)
    assert balance("matters", old, new).holds


@given(inventories())
def test_the_matrix_says_who_gave_what_to_whom(sides: tuple[list[Count], list[Count]]) -> None:
    old, new = sides
    taken = balance("matters", old, new)

    pairs = Counter((giver, dict(new)[thing]) for thing, giver in old)
    assert {(giver, taker): n for giver, taker, n in taken.matrix} == pairs
    assert (taken.before, taken.after, taken.difference) == (len(old), len(new), 0)


@given(inventories(), st.data(), st.booleans())
def test_a_thing_that_is_dropped_is_named(
    sides: tuple[list[Count], list[Count]], data: st.DataObject, before: bool
) -> None:
    old, new = sides
    lost = data.draw(st.sampled_from(old if before else new))

    less = [count for count in (old if before else new) if count != lost]
    taken = balance("matters", less, new) if before else balance("matters", old, less)

    assert not taken.holds
    assert named(taken).get(lost[0]) == ("appeared from nowhere" if before else "lost")


@given(inventories(), st.data(), st.booleans(), bodies)
def test_a_thing_that_is_doubled_is_named(
    sides: tuple[list[Count], list[Count]], data: st.DataObject, before: bool, holder: str
) -> None:
    old, new = sides
    twice, _ = data.draw(st.sampled_from(old))

    more = [*(old if before else new), (twice, holder)]
    taken = balance("matters", more, new) if before else balance("matters", old, more)

    assert not taken.holds
    assert named(taken).get(twice) == "counted twice"


@given(inventories(), st.data(), bodies)
def test_a_thing_doubled_on_both_sides_is_still_named(
    sides: tuple[list[Count], list[Count]], data: st.DataObject, holder: str
) -> None:
    old, new = sides
    twice, _ = data.draw(st.sampled_from(old))

    taken = balance("matters", [*old, (twice, holder)], [*new, (twice, holder)])

    assert taken.difference == 0
    assert not taken.holds
    assert named(taken).get(twice) == "counted twice"


@given(inventories(), st.data(), st.booleans())
def test_a_thing_that_is_placed_nowhere_is_named(
    sides: tuple[list[Count], list[Count]], data: st.DataObject, before: bool
) -> None:
    old, new = sides
    astray, _ = data.draw(st.sampled_from(old))

    side = [(thing, "" if thing == astray else at) for thing, at in (old if before else new)]
    taken = balance("matters", side, new) if before else balance("matters", old, side)

    assert not taken.holds
    assert named(taken).get(astray) == "placed nowhere"


@given(reforms(whole=True, most=2), st.data())
def test_the_balances_of_a_valid_reform_hold(reform: Reform, data: st.DataObject) -> None:
    *earlier, last = reform.decrees
    before = fold(reform.world, earlier).world
    after = fold(before, [last]).world
    assume(not [f for f in flaws(before) + flaws(after) if f.kind != "stray"])
    filed = data.draw(matters(before))

    taken = {b.name: b for b in balances(before, after, filed, last.effective)}

    assert list(taken) == ["functions", "matters", "people", "holdings", "instruments"]
    for one in taken.values():
        assert one.holds, [fault.say("en") for fault in one.faults]
    open_then = [m for m in filed if plain_open(m, eve(last.effective))]
    assert taken["matters"].before == taken["matters"].after == len(open_then)
    for kind in ("people", "holdings", "instruments"):
        assert taken[kind].after == len([c for c in after.charges.values() if c.kind == kind])


def plain_open(matter: Matter, day: date) -> bool:
    """A matter is open from its filing until it is closed."""
    return matter.filed <= day and not (matter.closed and matter.closed <= day)


@given(reforms(whole=True, most=1), st.data())
def test_a_charge_that_nobody_keeps_makes_its_balance_fail(
    reform: Reform, data: st.DataObject
) -> None:
    after = fold(reform.world, reform.decrees).world
    on = reform.decrees[-1].effective
    lost = data.draw(st.sampled_from(sorted(after.charges)))
    kept = tuple(Within(w.parent, v) for w in after.custody[lost] if (v := w.valid.before(on)))

    broken = replace(after, custody=after.custody | {lost: kept})

    kind = after.charges[lost].kind
    for one in balances(reform.world, broken, [], on):
        if one.name == kind:
            assert named(one).get(lost) == "placed nowhere"


@given(patchy_worlds(), st.sampled_from([day for day in DAYS if day >= STARTS]))
def test_each_duty_is_counted_with_its_one_settled_holder(world: World, day: date) -> None:
    settled = replace(world, mandates=tuple(m for m in world.mandates if not m.disputed), _held={})
    counted = dict(duties(world, world, day))

    for function in world.functions.values():
        for leaf in world.lineage.leaves.values():
            if plain.is_owed(function, leaf):
                held = plain.holders(settled, plain.Spot(function.id, leaf.id, day, day))
                assert counted.pop(f"{function.id} @ {leaf.id}") == (
                    held[0] if len(held) == 1 else ""
                )
    assert not counted


@given(worlds(), st.data())
def test_a_hole_is_a_duty_that_nobody_holds(world: World, data: st.DataObject) -> None:
    communes = [area.id for area in world.lineage.areas.values() if area.level == "commune"]
    left_out = data.draw(st.sampled_from(communes))
    holed = tuple(replace(mandate, holes=frozenset({left_out})) for mandate in world.mandates)
    counted = dict(duties(replace(world, mandates=holed, _held={}), world, STARTS))

    for duty, holder in duties(world, world, STARTS):
        function, _, leaf = duty.partition(" @ ")
        path = plain.climb(world, leaf, STARTS)
        own = (
            any(
                m.area in path[: path.index(left_out) + 1]
                for m in world.mandates
                if m.function == function
            )
            if left_out in path
            else True
        )
        assert counted[duty] == (holder if own else "")


def redrawn(into: str, place: str, land: Share, residents: Share, *found: str) -> Redraw:
    """A clause that founds a commune (or not) and gives it some of another one."""
    founds = tuple(Founding(id, "commune", id, parent="P1") for id in found)
    return Redraw(into=into, founds=founds, takes=(Take(place, land, residents),))


def test_a_matter_of_land_follows_the_land_where_residents_went_on_without_it() -> None:
    """c2's people go on as c153, which has no land; its land is cut again, between two who hold roads."""
    units = {"P1": ("province", ""), "c0": ("commune", "P1"), "c2": ("commune", "P1")}
    world = assembled(
        STARTS, units=units, leaves={Leaf("c0.g"): "c0", Leaf("c2.g"): "c2"}, functions=FUNCTIONS,
        bodies={"d.P1": "P1", "b.c0": "c0"}, held=[Held("roads", "d.P1", "P1")],
    )  # fmt: skip
    first = Decree(
        "D1",
        DAYS[3],
        (
            redrawn("c142", "c2", Share.ALL, Share.PART, "c142"),
            redrawn("c153", "c2", Share.NONE, Share.REST, "c153"),
        ),
    )
    second = Decree(
        "D2",
        DAYS[4],
        (
            redrawn("c0", "c142", Share.PART, Share.PART),
            redrawn("c210", "c142", Share.REST, Share.REST, "c210"),
            Transfer("roads", "c0", "b.c0"),
        ),
    )
    before = fold(world, [first]).world
    after = fold(before, [second]).world
    filed = [Matter("m0", "roads", "c2", filed=DAYS[2], due=DAYS[6])]

    taken = {one.name: one for one in balances(before, after, filed, DAYS[4])}["matters"]

    assert taken.holds, [fault.say("en") for fault in taken.faults]
    assert taken.matrix == (("d.P1", "d.P1", 1),)
