"""What a certificate may show: No. 1 what is a record on the day, No. 2 everything with its status.

Neither is drafted while something is open: a record that is not there, or one that is there no
longer, does harm to somebody. A ban after a bankruptcy stands on No. 1 only where it was asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from continuity.core.dated import Dated, Value
from continuity.services.records.rules.facts import Ban
from continuity.services.records.rules.periods import NEW_RECORDS, RECORDS_2009, RECORDS_2026
from continuity.services.records.rules.reckon import RECORD, Answer, Conclusion, Standing, Status


class Number(StrEnum):
    """The two certificates."""

    ONE = "1"
    TWO = "2"


class Unready(ValueError):
    """A certificate was asked for while something is open; a person has to look first."""


class Shown(NamedTuple):
    """One conviction as a certificate shows it: what it is, and since when it is no longer a record."""

    key: str
    status: Status
    since: date | None = None


class Rows(NamedTuple):
    """Which statuses each certificate shows."""

    one: frozenset[Status]
    two: frozenset[Status]


EVERY = frozenset(Status) - {Status.MANUAL}

ROWS = Dated(
    [
        Value(date(2010, 7, 1), Rows(RECORD, EVERY), f"{RECORDS_2009}, 42-43", True),
        # Law 107/2025 keeps both forms; whether it changed a row has not been read.
        Value(NEW_RECORDS, Rows(RECORD, EVERY), RECORDS_2026),
    ]
)


class Certificate(NamedTuple):
    """What is said of a person on a day; no convictions and no bans is "no record"."""

    number: Number
    on: date
    convictions: tuple[Shown, ...]
    bans: tuple[Ban, ...] | None
    """None where the certificate says nothing of bans."""

    @property
    def clear(self) -> bool:
        """True where it says that there is no record."""
        return not any(shown.status in RECORD for shown in self.convictions)


def banned(bans: Iterable[Ban], on: date) -> tuple[Ban, ...]:
    """The bans that hold on a day; the last day of a ban is one of them."""
    holding = [ban for ban in bans if ban.since <= on and (ban.until is None or on <= ban.until)]
    return tuple(sorted(holding, key=lambda ban: (ban.since, ban.decision)))


def certificate(
    told: Answer, number: Number, *, bans: Iterable[Ban] = (), ask_bans: bool = False
) -> Certificate:
    """What a certificate says on the day of an answer; raises Unready while something is open."""
    if told.standing is Standing.MANUAL:
        raise Unready(f"Something is open on {told.on}: {', '.join(_open(told))}.")
    rows = ROWS.on(told.on).value
    among = rows.one if number is Number.ONE else rows.two
    shown = tuple(
        Shown(one.key, status, _since(one, status))
        for one, status in zip(told.conclusions, told.statuses(), strict=True)
        if status in among
    )
    said = banned(bans, told.on) if ask_bans or number is Number.TWO else None
    return Certificate(number, told.on, shown, said)


def _since(one: Conclusion, status: Status) -> date | None:
    """The first day without a record, where there is such a day."""
    if status in RECORD or status is Status.NOT_DEEMED:
        return None
    return date.fromordinal(max(one.most, one.older).toordinal() + 1)


def _open(told: Answer) -> list[str]:
    found = zip(told.conclusions, told.statuses(), strict=True)
    return [one.key for one, status in found if status is Status.MANUAL]
