"""Legal review: an old district's rules hold in its old ground until repealed or sunset."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from continuity.core.interval import FOREVER, Interval, eve
from continuity.handover.review.documents import Document, Reason, affected, applying, bare, ends
from continuity.handover.review.rules import actions, sunset, survives
from continuity.reform.history import history
from tests.unit.country import JULY, KINDS, MARCH, country, key, text

DAY, SUNSET = date(2025, 7, 1), {"commune": date(2026, 1, 1), "province": date(2027, 1, 1)}
WORLD = history(country(), [text(MARCH, "functions"), text(JULY, "map")], KINDS).world
LINEAGE = WORLD.lineage
AREAS = sorted(LINEAGE.areas)
LEAVES = sorted({leaf for area in AREAS for leaf in LINEAGE.ever_in(area)})
IDS = ["a", "b", "c", "d"]
days = st.integers(-60, 900).map(lambda n: DAY + timedelta(n))
spans = st.tuples(days, st.none() | st.integers(1, 900)).map(
    lambda d: Interval(d[0], d[0] + timedelta(d[1]) if d[1] else FOREVER)
)
one_document = st.builds(
    lambda id, territory, valid, guides, bases, kept, issuer, functions: Document(
        id, id, id, valid.start, issuer, territory, valid, guides if guides != id else "", bases,
        functions, "", kept,
    ),
    st.sampled_from(IDS), st.sampled_from(["", *AREAS]), spans, st.sampled_from(["", *IDS]),
    st.lists(st.sampled_from(IDS), max_size=2).map(tuple), st.booleans(),
    st.sampled_from(sorted(WORLD.agencies)),
    st.lists(st.sampled_from(["criminal-records", "residence"]), max_size=1).map(tuple),
)  # fmt: skip
shelves = st.lists(one_document, max_size=4).map(lambda found: {one.id: one for one in found})


def plainly_dead(one, known, on, seen=()):
    """Repealed, past the sunset of a unit that is no more, or guiding what is dead and not kept."""
    area = LINEAGE.areas.get(one.territory)
    gone = area is not None and area.valid.end < FOREVER
    if on >= one.valid.end or (gone and on >= max(SUNSET.get(area.level, FOREVER), area.valid.end)):
        return True
    parent = known.get(one.guides)
    if parent is None or one.kept or parent.id in (*seen, one.id):
        return False
    return plainly_dead(parent, known, on, (*seen, one.id))


@given(shelves, days)
def test_a_document_ends_with_its_own_day_its_units_sunset_or_what_it_guides(known, on):
    for one in known.values():
        assert (ends(one, known, LINEAGE, SUNSET) <= on) == plainly_dead(one, known, on)


@given(shelves, st.sampled_from(LEAVES), days)
def test_it_holds_on_the_ground_that_its_unit_has_or_had_last_and_on_no_other(known, leaf, on):
    found = {it.document.id for it in applying(known.values(), LINEAGE, [leaf], on, SUNSET)}

    for id, one in known.items():
        area = LINEAGE.areas.get(one.territory)
        lies = area is None or (
            area.valid.start <= on and area.id in LINEAGE.path(leaf, min(on, eve(area.valid.end)))
        )
        held = one.valid.start <= on and not plainly_dead(one, known, on)
        assert (id in found) == (lies and held)


@given(shelves, days)
def test_what_rests_on_something_dead_is_found_however_far_the_links_go(known, on):
    dead = {id for id, one in known.items() if plainly_dead(one, known, on)}
    reached = set(dead)
    for _ in known:
        reached |= {
            id for id, one in known.items() if {one.guides, *one.bases} & reached & known.keys()
        }

    found = bare(known, LINEAGE, SUNSET, on)
    assert set(found) == reached - dead
    for id, way in found.items():
        assert way[-1] in dead
        for here, there in zip((id, *way), way, strict=False):
            assert there in (known[here].guides, *known[here].bases)


@given(shelves)
def test_what_a_reform_does_not_touch_is_not_listed_and_what_it_touches_says_why(known):
    found = affected(known, WORLD, DAY, SUNSET)

    for id, one in known.items():
        alive = one.valid.start < DAY and not plainly_dead(one, known, eve(DAY))
        area = LINEAGE.areas.get(one.territory)
        told = {
            Reason.BODY: one.issuer in LINEAGE.heirs and LINEAGE.heirs[one.issuer].on == DAY,
            Reason.TERRITORY: area is not None and area.valid.end == DAY,
        }
        for reason, holds in told.items():
            assert (reason in found.get(id, ())) == (alive and holds)
        assert alive or id not in found


def test_a_split_units_rules_hold_in_part_of_each_heir_until_the_sunset():
    rule = Document("x", "1/QĐ", "Lệ phí", date(2025, 2, 1), "vn.01.justice", key("00002"),
                    Interval(date(2025, 2, 1), FOREVER))  # fmt: skip
    new = [f"00001@{DAY}", f"00002@{DAY}"]

    for unit in new:
        [one] = applying([rule], LINEAGE, LINEAGE.leaves_of(unit, DAY), DAY, SUNSET)
        assert (one.whole, one.old, one.until) == (False, True, date(2026, 1, 1))
        assert not applying([rule], LINEAGE, LINEAGE.leaves_of(unit, DAY), date(2026, 1, 1), SUNSET)
    assert set(affected({"x": rule}, WORLD, DAY, SUNSET)["x"]) == {Reason.BODY, Reason.TERRITORY}


def test_the_rule_of_survival_is_data_that_says_how_sure_it_is():
    assert sunset()["district"] == date(2027, 3, 1)
    assert survives()["district"].sure == "found"
    assert {one.sure for level, one in survives().items() if level != "district"} == {"unverified"}
    assert set(actions()) == {"keep", "amend", "replace", "repeal", "new"}
