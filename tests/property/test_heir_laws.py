"""What heirs get, drawn so that each example meets the odd case; reforms as drawn meet it seldom.

Three ways to inherit: a province whose heir the same decree gives to somebody, a commune that another
body had been given, and an agency that ends while what it lent is still to come back.
"""

from __future__ import annotations

from datetime import date

from hypothesis import assume, given
from hypothesis import strategies as st

from continuity.core.competent import at_leaf
from continuity.core.fold import fold
from continuity.core.plan import Clause, Decree, Delegate, Ending, Redraw, Take, Transfer
from continuity.core.world import World
from tests.model.plain_fold import PlainFold
from tests.property.strategies import DAYS, STARTS, worlds

SEEN = [day for day in DAYS if day >= STARTS]


def units(world: World, level: str) -> list[str]:
    """The units of a level."""
    return sorted(area.id for area in world.lineage.areas.values() if area.level == level)


def of_provinces(world: World, data: st.DataObject) -> tuple[str, str]:
    """A function that departments hold, and a province in which one does."""
    held = [(m.function, m.area) for m in world.mandates if m.agency == f"d.{m.area}"]
    assume(held)
    return data.draw(st.sampled_from(held))


def same_as_plain(world: World, steps: list[tuple[date, list[Clause]]]) -> None:
    """After decrees each leaf is held by those whom the plain model names, at all times."""
    decrees = [Decree(f"D{n}", on, tuple(said)) for n, (on, said) in enumerate(steps)]
    plain = PlainFold(world, DAYS)
    for decree in decrees:
        plain.enact(decree)

    folded = fold(world, decrees)

    assert not folded.findings
    for function in world.functions:
        for leaf in folded.world.lineage.leaves:
            for on, filed in plain.cells(STARTS):
                ruling = at_leaf(folded.world, function, leaf, on=on, filed=filed)
                held = sorted(mandate.agency for mandate in ruling.holders)
                assert held == plain.holders(function, leaf, on, filed), (function, leaf, on, filed)


@given(worlds(least=2), st.data())
def test_what_a_decree_says_of_an_heir_holds_for_what_it_inherits(
    world: World, data: st.DataObject
) -> None:
    function, ended = of_provinces(world, data)
    heir = data.draw(st.sampled_from([p for p in units(world, "province") if p != ended]))
    said: list[Clause] = [Transfer(function, heir, "nation"), Redraw(heir, takes=(Take(ended),))]

    same_as_plain(world, [(SEEN[3], data.draw(st.permutations(said)))])


@given(worlds(), st.data())
def test_what_somebody_was_given_stays_so_in_the_unit_that_takes_it_in(
    world: World, data: st.DataObject
) -> None:
    function, province = of_provinces(world, data)
    inside = [c for c in units(world, "commune") if province in world.lineage.path(c, STARTS)]
    assume(len(inside) > 1)
    ended, taker = data.draw(st.permutations(inside))[:2]

    given_away: list[Clause] = [Transfer(function, ended, "clinic")]
    same_as_plain(world, [(SEEN[2], given_away), (SEEN[4], [Redraw(taker, takes=(Take(ended),))])])


@given(worlds(), st.data())
def test_what_was_lent_comes_back_to_the_heir_of_the_lender(
    world: World, data: st.DataObject
) -> None:
    function, province = of_provinces(world, data)
    lent: list[Clause] = [Delegate(function, province, "nation", SEEN[6])]
    ends: list[Clause] = [Redraw(ends=(Ending(f"d.{province}", f"q.{province}"),))]

    same_as_plain(world, [(SEEN[2], lent), (SEEN[4], ends)])
