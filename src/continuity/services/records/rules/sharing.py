"""What a third party may be shown with the holder's consent, for how long, and on which legal bases.

Certificate No. 1 and nothing else: No. 2 holds what has been expunged, and nobody may ask for it. A
statement holds less than the paper: who it is about, so far as one must to compare, and what it says.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from continuity.core.dated import Dated, Value
from continuity.core.procedure import Words
from continuity.services.records.rules.certificate import Number
from continuity.services.records.rules.periods import NEW_RECORDS, RECORDS_2009, RECORDS_2026

LONGEST_DAYS = 90
"""Days for which a code is good at most: the law names none, so it is a rule of this system."""
MOST_OPEN = 10
"""Codes of one certificate that are good at the same time."""


class Line(NamedTuple):
    """One line of a statement, in both languages."""

    label: Words
    value: Words


NOBODY_ASKS_FOR_TWO = Dated(
    [
        Value(
            date(2010, 7, 1),
            Words(
                "Phiếu lý lịch tư pháp số 2 chỉ cấp cho cơ quan tiến hành tố tụng và cho chính người "
                "được cấp.",
                "Certificate No. 2 is given to bodies of criminal proceedings and to the person alone.",
            ),
            f"{RECORDS_2009}, 41",
        ),
        Value(
            NEW_RECORDS,
            Words(
                "Không cơ quan, tổ chức, cá nhân nào được yêu cầu người khác cung cấp Phiếu lý lịch tư "
                "pháp số 2.",
                "No agency, organisation or person may require certificate No. 2 from anybody.",
            ),
            RECORDS_2026,
            True,
        ),
    ]
)


def may_share(number: Number) -> bool:
    """True for what may be shown to a third party with the holder's consent."""
    return number is Number.ONE


def last_day(made: date) -> date:
    """The last day that a code of a day may be good."""
    return date.fromordinal(made.toordinal() + LONGEST_DAYS)


def good(made: date, until: date, ended: date | None, on: date) -> bool:
    """True while a code may be used; the last day is one of its days, the day of its end is none."""
    return ended is None and made <= on <= until


def masked(identity: str) -> str:
    """So much of an identity number that a person who is there can be compared with it."""
    digits = "".join(identity.split())
    hidden = max(len(digits) - 4, (len(digits) + 1) // 2)
    return "*" * hidden + digits[hidden:]


def statement(lines: Iterable[Line], shown: frozenset[Words]) -> tuple[Line, ...]:
    """Those lines of a paper that a third party may be shown, in their order."""
    return tuple(line for line in lines if line.label in shown)
