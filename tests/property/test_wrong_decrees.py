"""Decrees as people write them: wrong in any way, they give findings; they never break anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TypeVar

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from continuity.core.coverage import flaws
from continuity.core.finding import Flawed
from continuity.core.fold import enacted, fold
from continuity.core.lineage import Cite, Lineage
from continuity.core.messages import MESSAGES
from continuity.core.plan import (
    Attach,
    Clause,
    Decree,
    Delegate,
    Deputise,
    Ending,
    Founding,
    Keeping,
    Naming,
    Redraw,
    Share,
    Take,
    Transfer,
)
from continuity.core.world import World
from tests.model.plain import climb
from tests.property.strategies import DAYS, LAST, Reform, Tried, reforms, worlds

T = TypeVar("T")

PLACES = ["P1", "P2", "P3", "c0", "c1", "c2", "c3", "c0.g", "c1.g", "c0.s", "land", "new", "r1"]
BODIES = ["nation", "clinic", "d.P1", "q.P1", "d.P2", "b.c0", "b.c1", "b.c2", "b.new", "nobody"]

things = st.sampled_from([*PLACES, *BODIES, "nowhere", ""])
places = st.sampled_from([*PLACES, "nowhere", ""])
bodies = st.sampled_from(BODIES)
functions = st.sampled_from(["records", "roads", "residence", "air", "nothing"])
shares = st.sampled_from([*Share, Share.ALL, Share.PART])
maybe_days = st.one_of(st.none(), st.sampled_from(DAYS))


def several(one: st.SearchStrategy[T], most: int = 2) -> st.SearchStrategy[tuple[T, ...]]:
    """A few of something, as clauses hold them."""
    return st.lists(one, max_size=most).map(tuple)


takes = st.builds(Take, places, shares, shares)
names = st.sampled_from([*PLACES, *BODIES, "nowhere"])
foundings = st.builds(
    Founding, names, st.sampled_from(["commune", "province"]), things, things,
    st.sampled_from(["", "", "body"]), places, st.sampled_from(["", "tên"]),
)  # fmt: skip
redraws = st.builds(
    Redraw, places, several(foundings), several(takes, 3), several(st.builds(Ending, things, things)),
    several(st.builds(Keeping, things, things)), several(st.builds(Naming, things, st.just("tên"))),
)  # fmt: skip
clauses = st.one_of(
    redraws,
    redraws,
    st.builds(Transfer, functions, places, bodies, several(bodies), maybe_days),
    st.builds(Attach, bodies, bodies),
    st.builds(Delegate, functions, places, bodies, maybe_days),
    st.builds(Deputise, functions, places, bodies, maybe_days),
)
random_decrees = st.builds(
    Decree, st.sampled_from(["D1", "D2", "D3", "X"]), st.sampled_from(DAYS), several(clauses, 5)
)


def sound(world: World) -> None:
    """What a world must be, whatever was asked of it: no circle, no place twice, no dead end."""
    lineage = world.lineage
    for thing in [*lineage.areas, *lineage.leaves]:
        days = [day for day in [*DAYS, LAST.replace(year=2099)] if day >= world.starts]
        for day in days:
            alive = thing in lineage.leaves or day in lineage.areas[thing].valid
            path = climb(world, thing, day)
            assert lineage.path(thing, day) == (tuple(path) if alive else ()), (thing, day)
            assert (
                all(place in lineage.leaves or day in lineage.areas[place].valid for place in path)
                or not alive
            )
    for thing in lineage.heirs:
        assert _ends_well(lineage, thing)
    for body in world.agencies:
        assert world.parent_agency(body, LAST)
    for history in [*lineage.within.values(), *world.under.values(), *world.custody.values()]:
        assert all(a.valid.end <= b.valid.start for a, b in pairwise(history))


def _ends_well(lineage: Lineage, thing: str) -> bool:
    seen = []
    while thing in lineage.heirs:
        assert thing not in seen, f"{thing} is its own heir"
        seen.append(thing)
        thing = lineage.heirs[thing].heir
    return True


@st.composite
def attempts(draw: st.DrawFn) -> Tried:
    """A world and decrees that are most likely wrong."""
    return Tried(draw(worlds()), draw(several(random_decrees, 3)))


tried = attempts()


@given(tried)
def test_a_wrong_decree_gives_findings_and_never_an_error(tried: Tried) -> None:
    folded = fold(tried.world, tried.decrees)

    sound(folded.world)
    for finding in folded.findings:
        assert finding.code in MESSAGES
        for language in ("en", "vi"):
            assert "{" not in finding.say(language), finding
            assert all(finding.parts(language))
    flaws(folded.world)
    if folded.findings:
        with pytest.raises(Flawed) as refusal:
            enacted(tried.world, tried.decrees)
        assert tuple(refusal.value.findings) == folded.findings


@given(tried)
def test_land_and_residents_survive_a_wrong_decree(tried: Tried) -> None:
    after = fold(tried.world, tried.decrees).world.lineage

    for old in tried.world.lineage.leaves.values():
        pieces = [x for x in after.leaves.values() if (x.id + ">").startswith(old.id + ">")]
        assert any(piece.residents for piece in pieces) is old.residents
        assert any(piece.territory for piece in pieces) is old.territory


@given(tried)
def test_the_dead_hold_nothing_even_after_a_wrong_decree(tried: Tried) -> None:
    after = fold(tried.world, tried.decrees).world

    for mandate in after.mandates:
        assert mandate.valid.end <= after.agencies[mandate.agency].valid.end
        area = after.lineage.areas.get(mandate.area)
        assert area is None or mandate.valid.end <= area.valid.end


BAD = Cite("12/NQ", "7", line=40)
wrong_clauses: list[tuple[str, Clause]] = [
    ("unknown-function", Transfer("nothing", "P1", "nation", cite=BAD)),
    ("unknown-unit", Transfer("records", "nowhere", "nation", cite=BAD)),
    ("unknown-agency", Transfer("records", "P1", "nobody", cite=BAD)),
    ("not-holder", Transfer("records", "P1", "nation", givers=("nobody",), cite=BAD)),
    ("until-too-early", Delegate("records", "P1", "nation", until=DAYS[0], cite=BAD)),
    ("until-too-early", Deputise("records", "P1", "nation", until=DAYS[0], cite=BAD)),
    ("until-too-early", Transfer("records", "P1", "nation", finishes=DAYS[0], cite=BAD)),
    ("unknown-agency", Attach("nobody", "nation", cite=BAD)),
    ("in-a-circle", Attach("nation", "nation", cite=BAD)),
    ("unknown-unit", Redraw("nowhere", takes=(Take("c0"),), cite=BAD)),
    ("unknown-unit", Redraw("c0", takes=(Take("nowhere"),), cite=BAD)),
    ("takes-itself", Redraw("c0", takes=(Take("c0"),), cite=BAD)),
    ("rest-of-uncut", Redraw("c0", takes=(Take("c1", Share.REST, Share.REST),), cite=BAD)),
    ("founded-twice", Redraw(founds=(Founding("c0", level="commune", vi="tên"),), cite=BAD)),
    ("founded-twice", Redraw(founds=(Founding("nation", kind="body", vi="tên"),), cite=BAD)),
    ("founded-of-nothing", Redraw("new", founds=(Founding("new", level="commune"),), cite=BAD)),
    ("unknown-unit", Redraw(founds=(Founding("new", parent="nowhere", vi="tên"),), cite=BAD)),
    ("unknown-agency", Redraw(founds=(Founding("new", kind="body", parent="nobody"),), cite=BAD)),
    ("unknown-unit", Redraw(founds=(Founding("new", kind="body", seat="nowhere"),), cite=BAD)),
    ("no-heir", Redraw(ends=(Ending("c0", "nowhere"),), cite=BAD)),
    ("no-heir", Redraw(ends=(Ending("c0", ""),), cite=BAD)),
    ("no-heir", Redraw(ends=(Ending("nation", "nobody"),), cite=BAD)),
    ("ended-twice", Redraw(ends=(Ending("c0", "c1"), Ending("c0", "c1")), cite=BAD)),
    ("in-a-circle", Redraw(ends=(Ending("d.P1", "clinic"),), cite=BAD)),
    ("in-a-circle", Redraw("c0", takes=(Take("P1"),), cite=BAD)),
    ("in-a-circle", Redraw(ends=(Ending("P1", "c0"),), cite=BAD)),
    ("in-a-circle", Redraw(keeps=(Keeping("P1", "c0"),), cite=BAD)),
    ("unknown-unit", Redraw(keeps=(Keeping("c0", "nowhere"),), cite=BAD)),
    ("unknown-unit", Redraw(renames=(Naming("nowhere", "tên"),), cite=BAD)),
    ("cannot-cut", Redraw("c9", takes=(Take("P1", Share.PART, Share.PART),), cite=BAD)),
    ("residents-left", Redraw("c1", takes=(Take("c0", Share.ALL, Share.NONE),), cite=BAD)),
    ("all-of-cut", Redraw("c1", takes=(Take("c0", Share.PART, Share.PART), Take("c0")), cite=BAD)),
    ("giver-forgotten", Transfer("records", "land9", "nation", givers=("nation",), cite=BAD)),
]


@given(reforms(most=1), st.data())
def test_what_is_wrong_in_one_clause_leaves_the_others_applied(
    reform: Reform, data: st.DataObject
) -> None:
    """A clause that cannot apply at all is reported with its place, and changes nothing."""
    (decree,) = reform.decrees
    code, wrong = data.draw(st.sampled_from(NOTHING_DONE))
    lineage = reform.world.lineage
    assume(code != "in-a-circle" or lineage.path("c0", DAYS[2])[1] == "P1")
    at = data.draw(st.integers(0, len(decree.clauses)))
    assume(at == 0)

    mixed = replace(decree, clauses=(wrong, *decree.clauses))
    folded = fold(reform.world, [mixed])

    assert {finding.code for finding in folded.findings} == {code}
    assert folded.findings[0].cite == BAD._replace(decree=decree.id)
    assert folded.world == fold(reform.world, [decree]).world


APPLIES_IN_PART = {"not-holder", "ended-twice", "cannot-cut", "residents-left", "all-of-cut"}
APPLIES_IN_PART |= {"giver-forgotten", "founded-of-nothing"}
NOTHING_DONE = [(code, clause) for code, clause in wrong_clauses if code not in APPLIES_IN_PART]


@given(worlds(), st.sampled_from([w for w in wrong_clauses if w[0] in APPLIES_IN_PART]))
def test_a_clause_that_is_wrong_in_part_is_told(world: World, wrong: tuple[str, Clause]) -> None:
    code, clause = wrong
    assume(code not in ("cannot-cut", "giver-forgotten"))
    leaves = world.lineage.leaves
    assume(code != "residents-left" or leaves["c0.g"].residents)

    folded = fold(world, [Decree("D", DAYS[4], (clause,))])

    assert code in [finding.code for finding in folded.findings]


@given(worlds(), st.sampled_from([DAYS[0], DAYS[1], DAYS[2]]))
def test_a_decree_before_the_first_day_is_refused_whole(world: World, day: date) -> None:
    decree = Decree("D", day, (Transfer("records", "P1", "nation"),))

    folded = fold(world, [decree])

    assert [finding.code for finding in folded.findings] == ["before-start"]
    assert folded.world == world


@given(worlds())
def test_a_giver_that_is_forgotten_is_told(world: World) -> None:
    """Two provinces' departments hold what the whole country gives: naming one is not enough."""
    holders = {m.agency for m in world.mandates if m.function == "roads"}
    assume("land" in world.lineage.areas and len(holders) > 1)
    first = min(holders)

    clause = Transfer("roads", "land", "clinic", givers=(first,), cite=BAD)
    codes = fold(world, [Decree("D", DAYS[4], (clause,))]).findings

    assert {f.code for f in codes} == {"giver-forgotten"}
    assert {f.values["giver"] for f in codes} == holders - {first}


@given(worlds())
def test_two_bodies_cannot_continue_each_other(world: World) -> None:
    ends = (Ending("nation", "clinic"), Ending("clinic", "nation"), Ending("b.c0", "nation"))

    folded = fold(world, [Decree("D", DAYS[4], (Redraw(ends=ends, cite=BAD),))])

    assert [f.values["thing"] for f in folded.findings if f.code == "no-heir"] == [
        "nation",
        "clinic",
    ]
    assert folded.world.agencies["b.c0"].valid.end == DAYS[4]
    assert folded.world.keeper("post.clinic", LAST) == "clinic"
    assert folded.world.keeper("post.b.c0", LAST) == "nation"
