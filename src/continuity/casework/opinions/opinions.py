"""An opinion is given once for a case that has its result, and counted among at least four others."""

from __future__ import annotations

import uuid
from datetime import date
from typing import NamedTuple

from django.db import connection

from continuity.casework import keys
from continuity.casework.cases import Case, one
from continuity.casework.intake.applicants import reading_as
from continuity.casework.opinions import refused as refused
from continuity.casework.refused import Refused, not_too_long
from continuity.casework.sealed import opened, renewed, sealed
from continuity.casework.sight import present, working
from continuity.casework.status import Status
from continuity.journal.record import Actor, record

SCORES = (1, 2, 3, 4, 5)
FIELD = "opinion"
KEPT_YEARS = 1
"""How long words are kept: whoever wrote them cannot ask for them, since nothing leads back."""


class Counted(NamedTuple):
    """What was said of a procedure in a quarter; `many` is None where fewer than five answered."""

    procedure: str
    quarter: date
    many: int | None
    mean: float | None
    scores: tuple[int, ...]
    words: tuple[str, ...] = ()


def asks(case: Case) -> bool:
    """True where its applicant, who reads, may still say what they think of how it was done."""
    if case.status not in (Status.DONE, Status.DELIVERED):
        return False
    with connection.cursor() as cursor:
        cursor.execute("select exists (select from opinions_asked where case_id = %s)", [case.id])
        return not cursor.fetchone()[0]


def give(case_id: uuid.UUID, score: int, words: str, *, actor: Actor, on: date) -> None:
    """What an applicant thinks of the service, once; the journal knows that, and not what."""
    with reading_as(actor, on):
        case = one(case_id)
        if score not in SCORES:
            raise Refused("no-score", most=max(SCORES))
        not_too_long(words)
        if case.status not in (Status.DONE, Status.DELIVERED):
            raise Refused("no-result-yet")
        # Random, not a UUIDv7: nothing of an answer tells when it came.
        id, said = uuid.uuid4(), " ".join(words.split())
        text = sealed(keys.ring(), id, FIELD, said) if said else b""
        with connection.cursor() as cursor:
            cursor.execute("select opinions_give(%s, %s, %s, %s)", [case_id, id, score, text])
            if not cursor.fetchone()[0]:
                raise Refused("said-already")
        record(f"case:{case_id}", "opinion", actor, {"on": str(on)}, purpose=present().purpose)


def counted() -> list[Counted]:
    """What was said of the reader's agency in quarters that are over, the latest first."""
    present()
    said: dict[tuple[str, date], list[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute("select procedure, quarter, id, words from opinions_words()")
        for procedure, quarter, id, text in cursor.fetchall():
            clear = opened(keys.ring(), id, FIELD, bytes(text))
            said.setdefault((procedure, quarter), []).append(clear)
        cursor.execute("select procedure, quarter, many, mean, scores from opinions_counted()")
        rows = cursor.fetchall()
    found = [
        Counted(what, quarter, many, float(mean) if mean else None, tuple(scores or ()),
                tuple(said.get((what, quarter), ())))
        for what, quarter, many, mean, scores in rows
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.quarter, one.procedure), reverse=True)


def expire(on: date) -> int:
    """Words go after a year; the counts stay."""
    last = on.replace(year=on.year - KEPT_YEARS, day=1)
    with working("deadlines", on), connection.cursor() as cursor:
        cursor.execute(
            "update opinions_opinion set words = '' where words <> '' and quarter < %s", [last]
        )
        return int(cursor.rowcount)


def resealed(on: date) -> int:
    """How many words were sealed anew under the ring's first key."""
    ring, changed = keys.ring(), 0
    with working("rotation", on), connection.cursor() as cursor:
        cursor.execute("select id, words from opinions_opinion where words <> '' for update")
        for id, text in cursor.fetchall():
            if anew := renewed(ring, id, FIELD, text):
                cursor.execute("update opinions_opinion set words = %s where id = %s", [anew, id])
                changed += 1
    return changed
