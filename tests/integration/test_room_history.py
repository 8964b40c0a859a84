"""Who did what to a decree, and the short way to the world before it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from continuity.pages.words import moment
from continuity.reform.chronicle import approvals, events, withdrawn
from continuity.reform.enact import enact, slip, undo
from continuity.reform.history import history
from continuity.reform.shelf import alone_since, in_force, save
from continuity.reform.trial import ground
from continuity.register.read import first, world
from tests.integration.api import DUNG, HOA, reformed
from tests.integration.test_room import settled, signed_in
from tests.unit.country import JULY, KINDS, MARCH, text


@pytest.fixture
def told(db):
    """The decrees of March and July in force; July was let slip by a week."""
    reformed()
    enact("map", save(text(JULY), 0, actor=HOA, reason="Planned"), approver=DUNG, kinds=KINDS)
    later = slip("map", date(2025, 7, 8), 1, actor=HOA, reason="Not ready")
    enact("map", later, approver=DUNG, kinds=KINDS)


def test_the_history_says_who_drafted_who_approved_and_why(told):
    slipped, enacted = events("map")

    assert (slipped.verb, slipped.person, slipped.drafter) == ("slip", "Captain Dung", "Ms Hoa")
    assert slipped.reason == "Not ready"
    assert enacted.verb == "enact"
    assert [one.verb for one in events("map", drafts=True)] == ["slip", "draft", "enact", "draft"]
    assert approvals(["map", "functions"])["map"] == slipped


def test_strangers_read_what_was_enacted_and_planners_what_was_drafted(told):
    strangers, planners = (settled(signed_in(who), "/reforms/map") for who in (None, HOA))

    assert strangers.split('id="history"')[1].count("<tr>") == 1 + 2
    assert planners.split('id="history"')[1].count("<tr>") == 1 + 4


def test_a_decree_that_was_withdrawn_is_still_told(told):
    version = undo("map", 2, actor=HOA, reason="Another way was found")
    enact("map", version, approver=DUNG, kinds=KINDS, on=date(2025, 5, 1))

    (gone,) = withdrawn()

    assert gone.text.name == "map"
    assert gone.event.reason == "Another way was found"
    assert 'id="withdrawn"' in signed_in(None).get("/reforms").content.decode()
    assert world() == history(world(first()), in_force().values(), KINDS).world


def test_the_decree_that_came_last_is_tried_on_the_world_before_it(told):
    texts = in_force()

    start, others = ground(texts["map"], texts)

    assert others == {}
    assert start == history(world(first()), [texts["functions"]], KINDS).world


def test_where_another_decree_changed_since_all_are_folded_again(told):
    corrected = MARCH.replace("decree: functions", "decree: functions\ntitle: {vi: Nhiệm vụ}")
    version = save(text(corrected), 1, actor=HOA, reason="A title")
    enact("functions", version, approver=DUNG, kinds=KINDS)
    texts = in_force()

    start, others = ground(texts["map"], texts)

    assert alone_since("map") is None
    assert list(others) == ["functions"]
    assert start == world(first())


def test_one_drills_from_a_function_into_its_provinces(told):
    page = settled(signed_in(None), "/reforms/functions")
    assert "functions-passing%2Fcriminal-records" in page

    drilled = settled(
        signed_in(None), "/reforms/functions?kind=functions-passing/criminal-records"
    ).split('id="plan"')[1]

    assert "all functions" in drilled
    assert "Mot Province" in drilled


def test_a_moment_is_told_as_the_clock_shows_it_where_the_law_is():
    late = datetime(2025, 2, 28, 17, 30, tzinfo=UTC)  # past midnight in Ha Noi

    with translation.override("vi"):
        assert moment(late) == "01/03/2025 00:30"
