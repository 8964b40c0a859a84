"""Clocks: a pause for a reason, running on, and the one apology for being late.

A reorganisation is no reason for a pause, and neither moves a due day.
"""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from continuity.casework import clock, listed
from continuity.casework.cases import Case, locked
from continuity.casework.purposes import Purpose
from continuity.casework.refused import Refused
from continuity.casework.sight import reading
from continuity.casework.status import WAITING, Reason, Status
from continuity.casework.verbs.doing import again, done, law, moved, running
from continuity.journal.record import Actor


def pause(
    case_id: uuid.UUID,
    reason: str,
    *,
    actor: Actor,
    agency: str,
    on: date,
    key: str,
    words: str = "",
) -> None:
    """Stops a case's clock for a reason of the closed list; its due day stays as it is.

    What is missing is asked for by `ask_supplement`, and payment only where something is owed.
    """
    with reading(actor, agency, Purpose.PROCESSING, on):
        if again(case_id, key, verb="pause", reason=reason, words=words):
            return
        case = locked(case_id)

        if reason not in tuple(Reason):
            raise Refused("no-reason", reason=reason, known=listed.reasons(Reason))
        why = Reason(reason)
        running(case)
        _justified(case, why)
        status = moved(case, WAITING.get(why, Status.PROCESSING))

        changed = {"status": status, **clock.stopped(case, on)}
        done(case, "pause", changed, words=words, reason=why)


def resume(
    case_id: uuid.UUID,
    due: date | None = None,
    *,
    actor: Actor,
    agency: str,
    on: date,
    key: str,
) -> None:
    """Lets a paused clock run on. By a procedure the new due day is reckoned, else it is given.

    It is never before the old one.
    """
    with reading(actor, agency, Purpose.PROCESSING, on):
        if again(case_id, key, verb="resume", due=str(due)):
            return
        case = locked(case_id)

        if not case.paused:
            raise Refused("not-paused")
        if case.procedure and due:
            raise Refused("due-reckoned")
        changed = ran_on(case, on) if case.procedure else ran_until(case, due)

        done(case, "resume", changed)


def apologise(
    case_id: uuid.UUID,
    until: date,
    words: str,
    *,
    actor: Actor,
    agency: str,
    on: date,
    key: str,
) -> None:
    """Says sorry for being late and promises a new day, once at most; the due day stays."""
    with reading(actor, agency, Purpose.PROCESSING, on):
        if again(case_id, key, verb="apologise", until=str(until), words=words):
            return
        case = locked(case_id)

        running(case)
        if case.apologised:
            raise Refused("apologised-before", until=case.apologised)
        if case.status in (Status.REGISTERED, Status.DONE):
            raise Refused("not-at-work", status=case.status)
        if not case.due or until <= max(case.due, on):
            raise Refused("promise-early", until=until, after=max(case.due or on, on))
        if not words.strip():
            raise Refused("no-words")

        done(case, "apologise", {"apologised": until}, words=words)


def ran_on(case: Case, on: date) -> dict[str, Any]:
    """What changes where a paused clock runs on: as much time is left as was left."""
    changed = clock.resumed(law(case), case, on) | {"status": moved(case, Status.PROCESSING)}
    due = changed["due"]
    # A promised day that the clock has passed would be an earlier one than the law gives.
    if case.apologised and due and case.apologised <= due:
        raise Refused("promise-early", until=case.apologised, after=due)
    return changed


def ran_until(case: Case, due: date | None) -> dict[str, Any]:
    """What changes where a case without a procedure runs on until a day that somebody names."""
    if case.due and due and due < case.due:
        raise Refused("due-earlier", due=due, before=case.due)
    status = moved(case, Status.PROCESSING)
    return {"status": status, "paused": False, "paused_on": None, "due": due or case.due}


def _justified(case: Case, why: Reason) -> None:
    if not case.procedure:
        return
    if why is Reason.SUPPLEMENT:
        raise Refused("by-supplement")
    if why is Reason.PAYMENT and not case.owed:
        raise Refused("paid-already")
    if case.status in (Status.REGISTERED, Status.DONE):
        raise Refused("not-at-work", status=case.status)
