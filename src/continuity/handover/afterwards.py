"""What came after the signing, as pages and minutes of later handovers read it."""

from __future__ import annotations

import json
import uuid
from datetime import date
from typing import NamedTuple

from django.db import connection

from continuity.handover.lines import LENT, PREMISES


class Found(NamedTuple):
    """Something that came to light after the signing."""

    annex: str
    number: str
    quantity: int
    words: str
    evidence: str
    day: date


class Loan(NamedTuple):
    """Premises that the giver lends; `returned` and `evidence` are empty while they are used."""

    number: str
    address: str
    until: date | None
    returned: date | None = None
    evidence: str = ""

    def late(self, on: date) -> bool:
        """True where the last day has passed and nobody has shown that they came back."""
        return self.returned is None and self.until is not None and on > self.until


def found_late(handover: uuid.UUID) -> list[Found]:
    """Everything that was found after the signing, in the order in which it was told."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select annex, number, quantity, words, evidence, day from handover_found "
            "where handover = %s order by id",
            [handover],
        )
        return [Found._make(row) for row in cursor.fetchall()]


def loans(handover: uuid.UUID, on: date) -> list[Loan]:
    """The premises that are lent, in order of numbers; what came back after a day is still out on it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select l.number, l.\"values\", r.day, coalesce(r.evidence, '') from handover_line l "
            "left join handover_returned r on r.handover = l.handover and r.number = l.number "
            "and r.day <= %s "
            "where l.handover = %s and l.annex = %s and l.\"values\"->>'plan' = %s order by l.number",
            [on, handover, PREMISES, LENT],
        )
        rows = cursor.fetchall()
    return [_loan(*row) for row in rows]


def _loan(number: str, values: str | dict[str, str], day: date | None, evidence: str) -> Loan:
    told: dict[str, str] = json.loads(values) if isinstance(values, str) else values
    until = date.fromisoformat(told["until"]) if "until" in told else None
    return Loan(number, told.get("address", ""), until, day, evidence)
