"""Who must act: one by one, in bulk, and along the days; all three say what a loop says."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuity.core.chain import chain, listed
from continuity.core.competent import Ruling, Status, competent, placed, who
from continuity.core.directory import Directory
from continuity.core.fold import fold
from continuity.core.interval import FOREVER
from continuity.core.lineage import Leaf, Lineage
from continuity.core.plan import Decree, Keeping, Redraw, Take, Transfer
from continuity.core.world import World
from tests.model import plain
from tests.property.strategies import (
    DAYS,
    FUNCTIONS,
    LAST,
    RECORDS,
    STARTS,
    Reform,
    patchy_worlds,
    questions,
    reforms,
)
from tests.world import Held, assembled

SEEN = [day for day in DAYS if day >= STARTS]
Question = tuple[str, str, date, date]
PLACED = (Status.RESOLVED, Status.UNDETERMINED)


@st.composite
def asked(draw: st.DrawFn) -> tuple[World, list[Question]]:
    """A world, tidy or not, and many questions to it."""
    if draw(st.booleans()):
        reform = draw(reforms())
        world = fold(reform.world, reform.decrees).world
    else:
        world = draw(patchy_worlds())
    return world, draw(st.lists(questions(world), min_size=10, max_size=60))


@given(asked())
def test_who_in_bulk_is_who_one_by_one(asked: tuple[World, list[Question]]) -> None:
    world, wanted = asked
    directory = Directory(world)

    answers = directory.who(*zip(*wanted, strict=True))

    for (function, place, on, filed), answer in zip(wanted, answers, strict=True):
        assert answer == who(world, function, place, on=on, filed=filed), (function, place, on)


@given(asked())
def test_who_is_what_the_plain_model_says(asked: tuple[World, list[Question]]) -> None:
    world, wanted = asked

    for function, place, on, filed in wanted:
        ruling = who(world, function, place, on=on, filed=filed).ruling
        held = {mandate.agency for mandate in ruling.holders}
        assert (ruling.status, held) == plain.who(world, function, place, on, filed)


@given(asked())
def test_a_matter_of_the_future_is_refused(asked: tuple[World, list[Question]]) -> None:
    world, wanted = asked
    for function, place, on, _ in wanted:
        tomorrow = on + timedelta(days=1)
        with pytest.raises(ValueError, match="does not exist yet"):
            who(world, function, place, on=on, filed=tomorrow)
        with pytest.raises(ValueError, match="does not exist yet"):
            Directory(world).who([function], [place], [on], [tomorrow])


@given(reforms(), st.data())
def test_a_unit_is_open_only_while_its_pieces_lie_apart(
    reform: Reform, data: st.DataObject
) -> None:
    """Candidates are the homes of the leaves that count: of land only, none where people count."""
    world = fold(reform.world, reform.decrees).world
    lineage = world.lineage
    communes = [a.id for a in lineage.areas.values() if a.level == "commune"]
    place = data.draw(st.sampled_from([*communes, *lineage.leaves]))
    for function in FUNCTIONS:
        for day in SEEN:
            found = placed(world, function, place, day)
            area = lineage.areas.get(place)
            if area and area.valid.start <= day < area.valid.end:
                assert (found.status, found.unit) == (Status.RESOLVED, place)
                continue
            homes = _homes(world, function.id, place, day)
            named = {candidate.area for candidate in found.candidates} or {found.unit}
            assert found.status in (PLACED if homes else (Status.UNKNOWN,))
            assert named == (homes or {""})
            assert (found.status is Status.RESOLVED) is (len(homes) == 1)


def _homes(world: World, function: str, place: str, day: date) -> set[str]:
    leaves = plain.nearest_leaves(world, place, day)
    duty = world.functions[function]
    counted = {x for x in leaves if plain.is_owed(duty, world.lineage.leaves[x])} or leaves
    return {plain.parent(world, leaf, day) for leaf in counted}


@given(reforms())
def test_somebody_acts_meanwhile_wherever_the_heir_has_one_holder(reform: Reform) -> None:
    world = fold(reform.world, reform.decrees).world
    lineage: Lineage = world.lineage

    for place in [*lineage.heirs, *_cut(reform)]:
        if place not in world.agencies:
            for function in world.functions:
                ruling = competent(world, function, place, on=LAST, filed=STARTS)
                if ruling.status is Status.UNDETERMINED:
                    heir = lineage.successor(_unit(reform, place), LAST)
                    expected = competent(world, function, heir, on=LAST, filed=STARTS)
                    if expected.status is Status.NOT_OWED:  # it has none of the land, say
                        expected = _of_the_owed(reform, world, function, place)
                    assert ruling.acting == (expected.agency if expected else "")


def _of_the_owed(reform: Reform, world: World, function: str, place: str) -> Ruling | None:
    """What holds at the heir of the unit in which the owed leaves of a place last lay together."""
    lineage = world.lineage
    owed = [
        leaf
        for leaf in lineage.leaves_of(place, LAST)
        if plain.is_owed(world.functions[function], lineage.leaves[leaf])
    ]
    homes = [{reform.plain.lies[day][leaf] for leaf in owed} for day in SEEN]
    apart = [n for n, home in enumerate(homes) if len(home) > 1]
    last = (apart[0] if apart else len(homes)) - 1
    if last < 0:
        return None
    heir = lineage.successor(next(iter(homes[last])), LAST)
    if heir in ("", place):
        return None
    return competent(world, function, heir, on=LAST, filed=STARTS)


def _cut(reform: Reform) -> list[str]:
    """Leaves of the first world that are no leaves any more."""
    return [leaf for leaf in reform.world.lineage.leaves if leaf not in reform.plain.atoms]


def _unit(reform: Reform, place: str) -> str:
    """The unit that a leaf lay in when it was first cut, or the unit itself."""
    if place in reform.world.lineage.areas or place not in reform.world.lineage.leaves:
        return place
    pieces = [atom for atom in reform.plain.atoms if atom.startswith(f"{place}>")]
    homes = [{reform.plain.lies[day][piece] for piece in pieces} for day in SEEN]
    apart = [day for day, home in enumerate(homes) if len(home) > 1]
    return next(iter(homes[apart[0] - 1]))


@given(asked())
def test_the_links_of_a_chain_are_the_rulings_of_each_day(
    asked: tuple[World, list[Question]],
) -> None:
    world, wanted = asked
    known = [
        q for q in wanted if who(world, *q[:2], on=LAST, filed=q[3]).ruling.status != "unknown"
    ]

    directory = Directory(world)
    for function, place, _, filed in known[:12]:
        links = chain(world, function, place, filed=filed)
        assert listed(directory, function, place, filed=filed) == links
        assert links[0].valid.start == max(filed, world.starts)
        assert links[-1].valid.end == FOREVER
        for one, next_one in itertools.pairwise(links):
            assert one.valid.end == next_one.valid.start
        for day in [day for day in [*SEEN, LAST + timedelta(days=99)] if day >= filed]:
            link = next(link for link in links if day in link.valid)
            ruling = competent(world, function, place, on=day, filed=filed)
            assert link.ruling.status == ruling.status
            assert link.ruling.acting == ruling.acting
            assert _names(link.ruling) == _names(ruling)


def _names(ruling: Ruling) -> list[str]:
    return sorted(mandate.agency for mandate in ruling.holders)


def small() -> World:
    """Three provinces, four communes, each of which holds records for itself."""
    communes = {"c0": "P1", "c1": "P1", "c2": "P2", "c3": "P3"}
    units = dict.fromkeys(("P1", "P2", "P3"), ("province", ""))
    return assembled(
        STARTS,
        units=units | {commune: ("commune", province) for commune, province in communes.items()},
        leaves={Leaf(f"{commune}.g"): commune for commune in communes},
        functions=[RECORDS],
        bodies={f"b.{commune}": commune for commune in communes},
        held=[Held("records", f"b.{commune}", commune) for commune in communes],
    )


def test_what_an_heir_receives_changes_who_acts_while_a_place_is_open() -> None:
    """P1 goes to P2 without c0; P2 acts for what is open as soon as it has one holder itself."""
    apart = Redraw(keeps=(Keeping("c0", "P3"),)), Redraw("P2", takes=(Take("P1"),))
    later = Decree("D2", DAYS[8], (Transfer("records", "c2", "b.c1"),))

    world = fold(small(), [Decree("D1", DAYS[4], apart), later]).world

    asked = [("records", "P1", day, STARTS) for day in SEEN]
    answers = Directory(world).who(*zip(*asked, strict=True))
    acting = [""] * 6 + ["b.c1"] * 6
    assert [answer.ruling.acting for answer in answers] == acting
    assert {answer.ruling.status for answer in answers} == {Status.UNDETERMINED}
    links = chain(world, "records", "P1", filed=STARTS)
    assert [(link.valid.start, link.ruling.acting) for link in links] == [
        (STARTS, ""), (DAYS[8], "b.c1"),
    ]  # fmt: skip


def test_a_chain_remembers_who_came_and_went() -> None:
    """c1 lies in P2 for three days only; on them P2 has two holders."""
    comes = Decree("D1", DAYS[5], (Redraw(keeps=(Keeping("c1", "P2"),)),))
    goes = Decree("D2", DAYS[8], (Redraw(keeps=(Keeping("c1", "P1"),)),))

    world = fold(small(), [comes, goes]).world

    links = chain(world, "records", "P2", filed=STARTS)
    assert [(link.valid.start, link.ruling.status) for link in links] == [
        (STARTS, Status.RESOLVED), (DAYS[5], Status.UNDETERMINED), (DAYS[8], Status.RESOLVED),
    ]  # fmt: skip
