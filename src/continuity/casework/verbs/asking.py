"""Another agency is asked: it may look into this one case until it has answered, and no longer."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import connection

from continuity.casework.cases import locked, one
from continuity.casework.concerned import apart
from continuity.casework.purposes import Purpose
from continuity.casework.refused import Refused
from continuity.casework.sight import present, reading
from continuity.casework.verbs.doing import again, done, running
from continuity.journal.record import Actor
from continuity.register.ask import is_agency


def consult(
    case_id: uuid.UUID,
    asked: str,
    question: str,
    due: date,
    *,
    actor: Actor,
    agency: str,
    on: date,
    key: str,
) -> None:
    """Asks another agency, which may read this case until it answers; the clock runs meanwhile.

    Where the answer must be waited for, the case is paused for `verification`.
    """
    told = {"asked": asked, "question": question, "due": str(due)}
    with reading(actor, agency, Purpose.PROCESSING, on):
        if again(case_id, key, verb="consult", **told):
            return
        case = locked(case_id)

        running(case)
        if not is_agency(asked, on) or asked == agency:
            raise Refused("no-agency", agency=asked, on=on)
        if due < on:
            raise Refused("due-earlier", due=due, before=on)
        if not question.strip():
            raise Refused("no-words")
        if _open(case_id, asked):
            raise Refused("asked-already", agency=asked)

        act = done(case, "consult", {}, words=question, asked=asked, by=str(due))
        with connection.cursor() as cursor:
            cursor.execute(
                "insert into casework_consultation (case_id, id, agency, asker, due, since) "
                "values (%s, %s, %s, %s, %s, %s)",
                [case_id, act, asked, agency, due, on],
            )


def answer_consult(
    case_id: uuid.UUID, words: str, *, actor: Actor, agency: str, on: date, key: str
) -> None:
    """The agency that was asked answers, and no longer sees the case."""
    with reading(actor, agency, Purpose.PROCESSING, on):
        if again(case_id, key, verb="answer-consult", words=words):
            return
        case = one(case_id)
        apart(case_id)

        if not _open(case_id, agency):
            raise Refused("nobody-asked", agency=agency)
        if not words.strip():
            raise Refused("no-words")

        done(case, "answer-consult", {}, words=words)
        with connection.cursor() as cursor:
            cursor.execute(
                "update casework_consultation set answered = %s "
                "where case_id = %s and agency = %s and answered is null",
                [present().on, case_id, agency],
            )


def _open(case_id: uuid.UUID, agency: str) -> bool:
    """True where the agency was asked and has not answered; for the asker and the asked."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select from casework_consultation "
            "where case_id = %s and agency = %s and answered is null)",
            [case_id, agency],
        )
        return bool(cursor.fetchone()[0])
