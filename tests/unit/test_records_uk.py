"""England and Wales by the engine of criminal records: one row for each rule, and the laws of bounds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from continuity.core.interval import EVER, FOREVER
from continuity.services.records.rules.reckon import Standing, answer
from continuity.services.records.rules.uk import Conviction, Disposal, england
from continuity.services.records.rules.uk_checks import Level, disclosed
from continuity.services.records.rules.words import MARKS, WHAT

ON = date(2026, 11, 22)


def conviction(disposal, convicted="2015-01-01", ended=None, months=0, key="a", age=30, **told):
    end = date.fromisoformat(ended) if ended else None
    return Conviction(key, date.fromisoformat(convicted), disposal, months, end, age, **told)


def ends(*made, on=ON):
    return [(one.least, one.most) for one in answer(made, england, on).conclusions]


CUSTODY, FINE = Disposal.CUSTODY, Disposal.FINE


@pytest.mark.parametrize(
    ("made", "end"),
    [
        pytest.param(conviction(CUSTODY, ended="2024-01-31", months=12), "2025-01-31", id="to-1-y"),
        pytest.param(
            conviction(CUSTODY, ended="2024-08-31", months=12, age=17), "2025-02-28", id="young-6-m"
        ),
        pytest.param(conviction(CUSTODY, ended="2020-05-01", months=13), "2024-05-01", id="to-4-y"),
        pytest.param(
            conviction(CUSTODY, ended="2020-05-01", months=48, age=16), "2022-05-01", id="young-2-y"
        ),
        pytest.param(
            conviction(CUSTODY, ended="2018-05-01", months=60, grave=False),
            "2025-05-01",
            id="above",
        ),
        pytest.param(
            conviction(Disposal.COMMUNITY, ended="2016-03-31"), "2016-03-31", id="end-of-order"
        ),
        pytest.param(conviction(FINE, "2020-02-29"), "2021-02-28", id="fine-from-conviction"),
        pytest.param(conviction(FINE, "2020-08-31", age=17), "2021-02-28", id="fine-young"),
        pytest.param(conviction(Disposal.ABSOLUTE, "2020-02-29"), "2020-02-28", id="at-once"),
    ],
)
def test_a_conviction_is_spent_the_day_after_its_period(made, end):
    last = date.fromisoformat(end)

    assert ends(made) == [(last, last)]
    assert (
        answer((made,), england, max(last + timedelta(days=1), date(2023, 10, 28))).standing
        == "clear"
    )


@pytest.mark.parametrize(
    "made",
    [
        conviction(Disposal.FOR_LIFE, ended="2016-01-01"),
        conviction(CUSTODY, ended="2016-01-01", months=60, grave=True),
    ],
    ids=["life", "schedule-18-above-4-y"],
)
def test_some_are_never_spent(made):
    assert ends(made) == [(FOREVER, FOREVER)]
    assert answer((made,), england, ON).standing is Standing.RECORD


def test_what_nobody_has_told_is_bounded_and_named():
    made = conviction(CUSTODY, ended="2018-05-01", months=60, age=None)
    found = answer((made,), england, ON).conclusions[0]

    assert (found.least, found.most) == (date(2021, 11, 1), FOREVER)
    assert found.missing == ("age", "grave")
    assert answer((conviction(CUSTODY, months=3),), england, ON).standing is Standing.MANUAL


def test_the_law_of_the_day_asked_about_holds_for_older_convictions():
    made = conviction(CUSTODY, "2018-01-01", ended="2019-01-01", months=24)

    assert ends(made, on=date(2023, 10, 27)) == [(date(2023, 1, 1), date(2023, 1, 1))]
    long = conviction(CUSTODY, ended="2014-01-01", months=60, grave=False)
    assert answer((long,), england, date(2023, 10, 27)).standing is Standing.RECORD
    assert answer((long,), england, date(2023, 10, 28)).standing is Standing.CLEAR


def test_a_conviction_within_a_period_lets_both_end_at_the_later_day_and_chains():
    first = conviction(CUSTODY, "2018-01-01", ended="2020-01-01", months=24, key="first")
    second = conviction(FINE, "2023-12-01", key="second")
    third = conviction(FINE, "2024-11-30", key="third")
    last = date(2025, 11, 30)

    assert ends(first, second) == [(date(2024, 12, 1),) * 2] * 2
    assert ends(first, second, third) == [(last, last)] * 3
    assert ends(third, second, first) == [(last, last)] * 3
    minor = conviction(FINE, "2023-12-01", key="minor", summary=True)
    assert ends(first, minor)[0] == (date(2024, 1, 1),) * 2


def test_where_it_is_open_whether_one_came_within_the_other_only_the_later_bound_moves():
    first = conviction(CUSTODY, "2018-01-01", ended="2020-01-01", months=24, age=None, key="first")
    second = conviction(FINE, "2023-06-01", key="second")

    assert ends(first)[0] == (date(2022, 1, 1), date(2024, 1, 1))
    assert ends(first, second)[0] == (date(2022, 1, 1), date(2024, 6, 1))


@pytest.mark.parametrize(
    ("made", "on", "shown"),
    [
        pytest.param(conviction(FINE, specified=False), "2025-12-31", True, id="adult-to-11-y"),
        pytest.param(conviction(FINE, specified=False), "2026-01-01", False, id="adult-after-11-y"),
        pytest.param(conviction(FINE, age=17, specified=False), "2020-12-01", False, id="young-5.5-y"),
        pytest.param(conviction(FINE, specified=True), "2040-01-01", True, id="specified-for-ever"),
        pytest.param(conviction(FINE), "2026-01-01", None, id="not-told-whether-specified"),
        pytest.param(
            conviction(Disposal.SUSPENDED, ended="2016-01-01", months=3), "2040-01-01", True,
            id="custodial-though-suspended",
        ),
        pytest.param(
            conviction(Disposal.CAUTION, specified=False), "2021-01-01", False, id="caution-6-y"
        ),
        pytest.param(
            conviction(Disposal.CAUTION, "2020-12-01", age=17, specified=True), "2020-12-02", False,
            id="youth-caution-never",
        ),
    ],
)  # fmt: skip
def test_a_standard_check_shows_what_is_not_filtered(made, on, shown):
    day = date.fromisoformat(on)
    (found,) = answer((made,), england, day).conclusions

    assert disclosed(made, found, Level.STANDARD, day).shown is shown
    assert disclosed(made, found, Level.ENHANCED, day).shown is shown


def test_a_basic_check_shows_only_what_is_not_spent():
    made = conviction(CUSTODY, ended="2024-01-31", months=12)
    (found,) = answer((made,), england, ON).conclusions

    assert disclosed(made, found, Level.BASIC, date(2025, 1, 31)).shown is True
    assert disclosed(made, found, Level.BASIC, date(2025, 2, 1)).shown is False


days = st.integers(0, 4000).map(lambda n: date(2014, 6, 1) + timedelta(days=n))


@st.composite
def convictions(draw, key="a"):
    convicted = draw(days)
    ended = draw(st.one_of(st.none(), st.integers(0, 900).map(lambda n: convicted + timedelta(n))))
    return Conviction(
        key, convicted, draw(st.sampled_from(Disposal)), draw(st.sampled_from([3, 12, 24, 60])), ended,
        draw(st.sampled_from([None, 16, 30])), draw(st.sampled_from([None, True, False])),
        summary=draw(st.booleans()),
    )  # fmt: skip


@settings(max_examples=60)
@given(convictions("a"), convictions("b"), convictions("c"))
def test_one_conviction_more_never_lets_any_end_earlier_in_whatever_order(first, second, third):
    on = date(2026, 1, 1)
    before = {one.key: one for one in answer((first, second), england, on).conclusions}
    after = answer((first, second, third), england, on)

    for one in after.conclusions:
        if old := before.get(one.key):
            assert one.most >= old.most
            assert one.least >= old.least or one.least == EVER
        assert {mark.code for mark in one.marks} <= set(MARKS)
        assert set(one.missing) <= set(WHAT)
    turned = answer((third, second, first), england, on)
    assert [(one.least, one.most) for one in turned.conclusions] == [
        (one.least, one.most) for one in after.conclusions
    ]
