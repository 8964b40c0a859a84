"""Clocks of a case that are not whole days: hours with their moment, and half working days."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest

from continuity.casework import cases, catalogue, clock, desk, verbs
from continuity.casework.folded import folded, row_of
from continuity.casework.late import late
from continuity.casework.sight import reading
from continuity.core.procedure import Term, Unit
from continuity.core.workdays import Kind
from continuity.journal.record import SYSTEM
from tests.integration.casework import (
    BINH,
    CLERK,
    COUNTER,
    FILED,
    GROUND,
    HER,
    JUSTICE,
    LAN,
    enacted,
    stream,
)
from tests.integration.service import CERTIFICATE, HER_NUMBER, by, staffed
from tests.unit.country import MARCH

# One server is enough: what is asked of it is the same on both.
pytestmark = pytest.mark.parametrize("server", ["embedded"], indirect=True)


@pytest.fixture
def at(db, monkeypatch):
    """The services of this story, and the hand of the clock."""
    staffed()
    terms = {"urgent": Term(24, Unit.HOURS), "half": Term(3.5, Unit.WORKING_DAYS)}
    catalogue.load([replace(CERTIFICATE, code=c, term=term) for c, term in terms.items()], SYSTEM)

    def turned(day, hour, minute=0):
        now = datetime(2025, 2, day, hour, minute, tzinfo=clock.HERE)
        monkeypatch.setattr(clock, "now", lambda: now.astimezone(UTC))
        return now

    turned(20, 14, 30)
    return turned


def filed(code, **more):
    told = {"actor": CLERK, "agency": COUNTER, "papers": ("identity-card",), **more}
    return verbs.file(
        code, GROUND, FILED, HER, {"purpose": "Xin việc"}, key=f"{code} {sorted(more)}", **told
    ).case


def seen(case, day, actor=BINH):
    with reading(actor, JUSTICE, "processing", date(2025, 2, day)):
        return cases.one(case)


def test_twenty_four_hours_end_at_their_moment_and_stand_still_at_one(at):
    case, paused = filed("urgent"), filed("urgent", exemption="poor")
    lodged = filed("urgent", lodged=at(20, 8), exemption="student")
    at(20, 20, 30)
    ask = by(BINH, on=FILED)
    verbs.ask_supplement(paused, ["residence"], "Thiếu giấy tờ cư trú", **ask)
    enacted(MARCH)

    assert seen(case, 20).due_at == datetime(2025, 2, 21, 14, 30, tzinfo=clock.HERE)
    assert seen(lodged, 20).due_at == datetime(2025, 2, 21, 8, tzinfo=clock.HERE)
    friday = date(2025, 2, 21)
    for hour, minute, found, behind in ((7, 0, [], 0.0), (14, 29, [lodged], 0.0),
                                        (14, 31, [lodged, case], 0.5)):  # fmt: skip
        at(21, hour, minute)
        assert {one.id for one in late(friday)} == set(found)
        assert clock.lateness(seen(case, 21), friday) == behind
        with reading(BINH, JUSTICE, "processing", friday):
            assert {one.id for one in desk.desk(wanted=desk.Wanted(late=True))} == set(found)
            assert sum(one.late for one in desk.load(desk.shares())) == len(found)
            assert sum(one.late for one in desk.counts(desk.shares())) == len(found)

    at(22, 8, 30)
    own = {"actor": LAN, "identity": HER_NUMBER, "on": date(2025, 2, 22), "key": "own"}
    verbs.answer_supplement(paused, {}, papers=["residence"], **own)
    went_on = seen(paused, 22)
    assert went_on.due_at == datetime(2025, 2, 23, 2, 30, tzinfo=clock.HERE), "18 hours were left"
    assert (went_on.due, went_on.paused_at) == (date(2025, 2, 23), None)
    assert folded(content for *_, content in stream(paused)) == row_of(went_on)


def test_three_and_a_half_working_days_end_on_a_day_that_is_half_worked(at, monkeypatch):
    halves = dict.fromkeys((date(2025, 2, 26), date(2025, 2, 27)), Kind.HALF)
    usual = clock.pack().calendar
    told = SimpleNamespace(calendar=usual._replace(days={**usual.days, **halves}))
    monkeypatch.setattr(clock, "pack", lambda: told)
    clock._late.cache_clear()
    case, paused = filed("half"), filed("half", exemption="poor")
    verbs.pause(paused, "verification", **by(BINH, on=date(2025, 2, 21)))
    verbs.resume(paused, **by(BINH, on=date(2025, 2, 25), key="r"))

    # 21, 24 and 25 whole, the morning of the 26th; 2.5 of them were left on the 21st.
    assert (seen(case, 25).due, seen(case, 25).due_at) == (date(2025, 2, 26), None)
    assert seen(paused, 25).due == date(2025, 3, 3)
    late_by = [
        clock.lateness(seen(case, 25), date(2025, 2, 26) + n * timedelta(1)) for n in range(4)
    ]
    clock._late.cache_clear()
    assert late_by == [0.0, 0.5, 1.5, 1.5], (
        "the 27th is worked by half, the 1st of March not at all"
    )
