"""What would change an answer: the days to wait for, what to complete, to ask or to tell."""

from __future__ import annotations

from datetime import date

from continuity.core.interval import EVER, FOREVER
from continuity.services.records.rules.periods import BASES
from continuity.services.records.rules.reckon import (
    DAY,
    RECORD,
    Clock,
    Conclusion,
    Mark,
    Status,
    Way,
    later,
)


def changes(one: Conclusion, on: date) -> tuple[Mark, ...]:
    """What would change what a conviction is, as it stands on a day; nothing where it is over."""
    status = one.status(on)
    if status not in RECORD and status is not Status.MANUAL:
        return ()
    told = [Mark("supply", None, BASES["start"], (("what", code),)) for code in one.missing]
    told += [
        Mark("complete", None, mark.basis, mark.values)
        for mark in one.marks
        if mark.code == "order-open"
    ]
    return tuple(told + _days(one, on))


def _days(one: Conclusion, on: date) -> list[Mark]:
    found = []
    if one.way is Way.COURT and one.petition:
        found.append(Mark("ask-court", one.petition, BASES["granted"]))
    if one.way is Way.TERM and on <= one.least < FOREVER and one.least == one.most:
        found.append(Mark("wait", one.least + DAY, BASES["start"]))
        found.append(Mark("new-offence", one.least, BASES["restart"]))
    if one.way is Way.TERM and one.least < one.most < FOREVER and on <= one.most:
        found.append(Mark("wait-all", max(one.most, one.older) + DAY, BASES["start"]))
    if one.early:
        found.append(Mark("ask-early", one.early, BASES["early"]))
    elif one.clock and _runs(one.clock) and one.way is Way.TERM and on <= one.least:
        third = later(one.clock.start, one.clock.months // 3)
        found += [Mark("merit", third, BASES["early"])] if third <= one.most else []
    return found


def _runs(clock: Clock) -> bool:
    return EVER < clock.start < FOREVER and clock.months >= 3
