"""Ends that are no decision: stopped for a reason of a closed list, or closed without a procedure."""

from __future__ import annotations

import uuid
from datetime import date
from enum import StrEnum
from typing import Any

from continuity.casework import listed
from continuity.casework.cases import Case, locked
from continuity.casework.purposes import Purpose
from continuity.casework.refused import Refused
from continuity.casework.sight import reading
from continuity.casework.status import CLOSED, Status, may_follow
from continuity.casework.story import story
from continuity.casework.verbs.checking import missing
from continuity.casework.verbs.doing import again, done, law, moved, running, undecided
from continuity.journal.record import Actor


class Stop(StrEnum):
    """Why work on a case is stopped for good. A reorganisation is none of them."""

    SILENCE = "silence"
    DEATH = "death"
    COURT = "court"
    NO_OBJECT = "no-object"
    INCOMPLETE = "incomplete"


def stop(
    case_id: uuid.UUID, reason: str, words: str, *, actor: Actor, agency: str, on: date, key: str
) -> None:
    """Work is stopped for a reason of the closed list; `silence` is an answer that never came.

    `incomplete` is a dossier that lacks something still, though it was asked for: nothing is asked twice.
    """
    with reading(actor, agency, Purpose.PROCESSING, on):
        if again(case_id, key, verb="stop", reason=reason, words=words):
            return
        case = locked(case_id)

        undecided(case)
        if reason not in tuple(Stop):
            raise Refused("no-ground", reason=reason, known=listed.reasons(Stop))
        if reason == Stop.SILENCE and case.status not in (Status.SUPPLEMENT, Status.PAYMENT):
            raise Refused("nothing-asked")
        if reason == Stop.INCOMPLETE:
            _lacking(case)
        if not words.strip():
            raise Refused("no-words")

        done(case, "stop", over(case, Status.STOPPED, on), at=case.step, words=words, reason=reason)


def close(
    case_id: uuid.UUID, status: str, *, actor: Actor, agency: str, on: date, key: str
) -> None:
    """Ends a case that has no procedure: delivered, not-received, withdrawn or stopped."""
    with reading(actor, agency, Purpose.PROCESSING, on):
        if again(case_id, key, verb="close", status=status):
            return
        case = locked(case_id)

        if case.procedure:
            raise Refused("by-procedure")
        if case.paused:
            raise Refused("paused")
        if status not in CLOSED or not may_follow(case.status, Status(status)):
            raise Refused("illegal-move", status=case.status, following=status)

        done(case, "close", {"status": Status(status), "closed": on})


def _lacking(case: Case) -> None:
    running(case)
    if story(case.id).last("ask-supplement") is None:
        raise Refused("ask-first")
    if not missing(law(case), case):
        raise Refused("nothing-missing")


RUNS = {"paused": False, "paused_on": None, "paused_at": None}


def over(case: Case, status: Status, on: date) -> dict[str, Any]:
    """What changes where a case ends; a clock that stood still is over too."""
    changed: dict[str, Any] = {"status": moved(case, status), "closed": on}
    changed |= {"step": "", "assignee": ""}
    return changed | (RUNS if case.paused else {})
