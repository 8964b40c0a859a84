"""What agencies ask of the issuer, and not of the person: about whom, by whom, on which basis.

An agency files from its own desk, so it is one of those who see the case and its answer; who holds the
duty may also take in what came by post for another body. The person concerned finds every question of an
agency by the own identity number; what is asked in criminal proceedings is not shown (unverified).
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from continuity.accounts.ids import uuid7
from continuity.casework import keys
from continuity.casework.sealed import blind, opened, sealed
from continuity.casework.sight import present
from continuity.casework.verbs.beforehand import Asked, Moment
from continuity.core.procedure import NO_WORDS, Words
from continuity.register.ask import areas_of
from continuity.services.records.procedure import AGENCY, FUNCTION, PROCEEDINGS
from continuity.services.records.refused import Refused
from continuity.services.records.rules import bases

CODES = {AGENCY.code: True, PROCEEDINGS.code: False}
"""The procedures in which an agency asks, and whether the person concerned is told."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question about a person: by whom, when, on which kind of text, and whether it was answered."""

    day: date
    agency: str
    basis: Words
    text: str
    answered: date | None
    answered_by: str


def filed(asked: Asked) -> None:
    """As such a case is filed it names the person concerned; only an agency may ask, for itself."""
    if asked.procedure.code not in CODES or asked.moment is not Moment.FILE:
        return
    told = asked.answers()
    if not asked.agency:
        raise Refused("agency-files")
    if told["body"] != asked.agency and not _issues(asked.agency, asked.on):
        raise Refused("asks-for-another")
    stands(told, asked.case.filed)
    id, case = uuid7(), asked.case.id
    why = json.dumps(relied_on(told), ensure_ascii=False)
    row: list[Any] = [
        case, id, blind(keys.blind_key(), told["subject-identity"]), told["body"],
        asked.procedure.code, CODES[asked.procedure.code],
        sealed(keys.ring(), case, f"asked:{id}", why), asked.on,
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into records_asked (case_id, id, seeker, agency, procedure, told, sealed_why, day) "
            "values (%s, %s, %s, %s, %s, %s, %s, %s)",
            row,
        )


def stands(told: Mapping[str, str], filed: date) -> None:
    """Refuses a text of the closed register that was not in force on the day of filing."""
    text = bases.named(told.get("basis", ""))
    if text and not text.holds(filed):
        raise Refused("basis-ended", vi=text.label.vi, en=text.label.en, on=f"{filed:%d/%m/%Y}")


def relied_on(told: Mapping[str, str]) -> tuple[str, str]:
    """On which kind of text somebody asks, '' where none is named, and its number and article."""
    text = bases.named(told.get("basis", ""))
    if text:
        return text.kind, text.cited
    return told.get("basis", ""), told.get("text", "")


def answered(case: uuid.UUID) -> None:
    """The answer was issued; inside its issue. Once more, by a correction, it stays the first day."""
    reader = present()
    with connection.cursor() as cursor:
        cursor.execute(
            "update records_asked set answered = %s, answered_by = %s "
            "where case_id = %s and answered is null",
            [reader.on, reader.agency, case],
        )


def answered_on(case: uuid.UUID) -> date | None:
    """When the question of a case was answered, as far as the reader sees it; None where it was not."""
    with connection.cursor() as cursor:
        cursor.execute("select answered from records_asked where case_id = %s", [case])
        row = cursor.fetchone()
    return row[0] if row else None


def about_me() -> list[Question]:
    """What was asked about whoever reads as an applicant, the newest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select case_id, id, sealed_why, day, agency, answered, answered_by from records_asked "
            "where seeker = casework_applicant() order by day desc, id desc"
        )
        return [_question(*row) for row in cursor.fetchall()]


def _question(
    case: uuid.UUID, id: uuid.UUID, why: bytes, day: date, agency: str, *rest: Any
) -> Question:
    told = json.loads(opened(keys.ring(), case, f"asked:{id}", bytes(why)))
    basis = bases.KINDS.get(told[0], NO_WORDS)
    return Question(day, agency, basis, told[1], *rest)


def _issues(agency: str, on: date) -> bool:
    return any(one.function == FUNCTION for one in areas_of(agency, on))
