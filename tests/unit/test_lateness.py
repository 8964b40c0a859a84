"""Which steps a late thing has reached, who is told at each, and who where nobody is there."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from continuity.handover.plans.lateness import (
    EVERY,
    Above,
    Due,
    Kind,
    Seat,
    gathered,
    reached,
    telling,
)
from continuity.handover.plans.templates import escalation

DAY = date(2025, 3, 1)
HOW = escalation(DAY)
DUNG, HAI = Seat("dung", "Captain Dung", "officer"), Seat("hai", "Đại tá Hải", "head")
TASK = Due(Kind.TASK, "functions", "police", "seal", "Con dấu", DAY, ("dai ta hai", "Captain Dung"))


@pytest.mark.parametrize(
    ("kind", "days", "steps"),
    [
        (Kind.TASK, 0, []), (Kind.TASK, 1, [1]), (Kind.TASK, 3, [1, 3]), (Kind.TASK, 30, [1, 3, 7]),
        (Kind.SECONDMENT, -8, []), (Kind.SECONDMENT, -7, [7]), (Kind.SECONDMENT, 0, [7, 1]),
        (Kind.SECONDMENT, 1, []), (Kind.LOAN, -1, [7, 1]), (Kind.LOAN, 1, [1]),
    ],
)  # fmt: skip
def test_a_step_is_reached_by_days_late_or_by_days_left(kind, days, steps):
    found = reached(TASK._replace(kind=kind), DAY + timedelta(days), HOW)

    assert [int(step.split(" ")[1]) for step, _ in found] == steps


BY_NAME = ("late 1", "dung")
ALL = Above(("mai",), "approver")


@pytest.mark.parametrize(
    ("named", "seats", "above", "told"),
    [
        (("captain dung",), [DUNG, HAI], ALL, [BY_NAME, ("late 3", "hai"), ("late 7", "mai")]),
        (("captain dung",), [DUNG, HAI], Above(), [BY_NAME, ("late 3", "hai")]),
        (("Nobody",), [DUNG, HAI], ALL, [("late 1", "hai"), ("late 3", "hai"), ("late 7", "mai")]),
        (("Captain Dung", "dai ta hai"), [DUNG, HAI], Above(),
         [BY_NAME, ("late 1", "hai"), ("late 3", "hai")]),
        ((), [DUNG], Above((), "approver"), [(f"late {days}", "approver") for days in (1, 3, 7)]),
        ((), [], Above(), []),
    ],
)  # fmt: skip
def test_who_is_named_is_told_first_then_the_head_then_who_stands_above(named, seats, above, told):
    one, over = TASK._replace(named=named), {("functions", "police"): above}

    found = telling([one], DAY + timedelta(7), HOW, {"police": seats}, over)

    assert [(it.step, it.person) for it in found] == told


def test_bodies_in_which_nobody_sits_are_one_line_for_who_stands_above():
    missing = [Due(Kind.NOTICE, "map", f"c{n}", f"c{n}", "", DAY) for n in range(3000)]
    seats = {"c0": [HAI]}

    found = gathered([TASK, *missing], seats)

    assert [(one.kind, one.body, one.thing, one.said) for one in found] == [
        (Kind.TASK, "police", "seal", "Con dấu"), (Kind.NOTICE, "c0", "c0", ""),
        (Kind.NOTICE, "", EVERY, "2999"),
    ]  # fmt: skip
    assert gathered(missing[1:2], {}) == missing[1:2]
