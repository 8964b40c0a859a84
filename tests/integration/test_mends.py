"""The ready ways to mend a draft: each of them, taken, makes its finding go away."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs

import pytest
from django.utils.translation import override

from continuity.core.lineage import Leaf, Within
from continuity.core.mandate import Function, Mandate
from continuity.reform.check import check
from continuity.web.reforms.forms import added
from continuity.web.reforms.mends import Ways, pressed, ways
from tests.unit.country import DAYS, JULY, KINDS, MARCH, country, key, text

HEAD = """\
decree: draft
effective: 2025-09-01
instruments:
  - {number: 7/2025/NĐ, adopted: 2025-09-01, in-force: 2025-09-01, operates: 2025-09-01}
clauses:
"""


def draft(*clauses, head=HEAD):
    lines = [f"  - {{instrument: 7/2025/NĐ, clause: {n}, {c}}}" for n, c in enumerate(clauses, 1)]
    return text("\n".join([head.rstrip(), *lines, ""]))


def with_airport():
    """The country with a site in its second province, which the police there look after."""
    world, south = country(), key("00003")
    lineage = replace(
        world.lineage,
        leaves=world.lineage.leaves | {"airport:S": Leaf("airport:S", site="airport")},
        within=world.lineage.within | {"airport:S": (Within(south, DAYS),)},
    )
    held = (*world.mandates, Mandate("air", "vn.02.police", key("02"), DAYS))
    functions = world.functions | {"air": Function("air", owed="airport")}
    return replace(world, lineage=lineage, functions=functions, mandates=held, _held={})


def findings(tried, *others):
    return check(with_airport(), [text(o, f"o{n}") for n, o in enumerate(others)], tried, KINDS)[1]


def offered(tried, *others):
    found = findings(tried, *others)
    with override("en"):
        return [(one, ways(one, found, tried)) for one in found]


def after(tried, press):
    return text(pressed(tried, press))


@pytest.mark.parametrize(
    ("clause", "label", "left"),
    [
        ('in: ["01", "02"]', "the place", [["02"]]),
        ('in: ["00001", "00002", "02"]', "these 2 places", [["02"]]),
        ("in: {every: province}", "the place", [{"every": "province", "except": ["01"]}]),
        ('in: ["01"]', "the place", []),
    ],
)
def test_where_nothing_is_owed_is_left_out_of_a_clause_by_one_press(clause, label, left):
    tried = draft("rename: '00001', name: Xã Mới", f"transfer: air, {clause}, to: police")
    told = [way for one, way in offered(tried) if one.code == "stray"]

    assert told[0].label == f"Leave {label} out of clause 2"
    assert told[1:] == [Ways()] * (len(told) - 1)
    mended = after(tried, told[0].press)
    assert findings(mended) == []
    assert [clause["in"] for clause in mended.tree["clauses"][1:]] == left


def test_what_somebody_wrote_beside_it_stays_as_it_is():
    clause = 'transfer: air, in: ["01"], to: police'
    tried = draft("rename: '00001', name: Xã Mới", clause)
    noted = text(tried.source.replace("clauses:", "# agreed on Monday\nclauses:"))
    press = next(way.press for one, way in offered(noted) if one.code == "stray")

    assert "# agreed on Monday" in after(noted, press).source


def test_of_two_who_hold_one_is_chosen_and_the_others_give():
    no_merger = text(JULY.replace("[police, justice]", "[justice]"))
    told = [way for one, way in offered(no_merger, MARCH) if one.code == "overlap"]

    for _, query in told[0].links:
        asked = {key: said[0] for key, said in parse_qs(query).items()}
        clause = {
            "clause": "9", "transfer": asked["function"], "in": asked["in"].splitlines(),
            "to": asked["to"],
        }  # fmt: skip
        mended = text(added(no_merger, clause))
        assert [one for one in findings(mended, MARCH) if one.code == "overlap"] == []
    assert {label.split()[3] for label, _ in told[0].links} == {"vn.01.police", "vn.02.police"}


def test_a_giver_who_holds_nothing_is_taken_out():
    tried = draft('transfer: criminal-records, in: ["01"], from: [commune-police], to: police')
    told = [way for one, way in offered(tried) if one.code == "not-holder"]

    mended = after(tried, told[0].press)

    assert findings(mended) == []


@pytest.mark.parametrize(
    "press",
    [
        "",
        "without",
        "without 0",
        "without 9 01",
        "without -1 01",
        "whoever 0",
        "x 0 01",
        "without 0 99",
    ],
)
def test_a_press_that_nobody_offered_changes_nothing(press):
    assert pressed(draft('transfer: air, in: ["01"], to: police'), press) is None
