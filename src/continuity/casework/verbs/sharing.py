"""Who of an agency works on a case: claimed, released, given to somebody, handed back a step.

A case lies with an officer only while that officer sits in the competent agency. After a reform it
lies with nobody, and the new body's officers find it unclaimed. What the old body did stays done: its
steps are taken again only for a reason of a closed list.
"""

from __future__ import annotations

import uuid
from datetime import date
from enum import StrEnum
from typing import Any

from django.db import connection

from continuity.accounts.roles import Role
from continuity.casework import listed
from continuity.casework.cases import Case, locked
from continuity.casework.purposes import Purpose
from continuity.casework.refused import Refused
from continuity.casework.sight import present, reading
from continuity.casework.status import Status
from continuity.casework.story import story
from continuity.casework.verbs.beforehand import Moment, ask
from continuity.casework.verbs.deciding import Outcome
from continuity.casework.verbs.doing import again, done, law, moved, next_step, seats, undecided
from continuity.core.procedure import Duty
from continuity.journal.record import Actor


class Redo(StrEnum):
    """Why a step is taken again that another agency took. A reorganisation is none of them."""

    NEW_FACT = "new-fact"
    MISTAKE = "mistake"
    COMPLAINT = "complaint"
    COURT = "court"


def claim(case_id: uuid.UUID, *, actor: Actor, agency: str, on: date, key: str) -> None:
    """The case lies with the actor, who works on it; refused where it lies with a colleague."""
    with reading(actor, agency, Purpose.PROCESSING, on):
        if again(case_id, key, verb="claim"):
            return
        case = locked(case_id)

        _open(case)
        _, theirs = seats(case.assignee)
        if theirs and case.assignee != actor.id:
            raise Refused("with-another", assignee=case.assignee)

        done(case, "claim", {"assignee": actor.id, **_begun(case)})


def release(case_id: uuid.UUID, *, actor: Actor, agency: str, on: date, key: str) -> None:
    """The case lies with nobody again; whoever it lies with, or a head, lets go of it."""
    with reading(actor, agency, Purpose.PROCESSING, on):
        if again(case_id, key, verb="release"):
            return
        case = locked(case_id)

        _open(case)
        roles, _ = seats()
        if case.assignee != actor.id and Role.HEAD not in roles:
            raise Refused(
                "with-another" if case.assignee else "with-nobody", assignee=case.assignee
            )

        done(case, "release", {"assignee": ""})


def assign(
    case_id: uuid.UUID, person: str, *, actor: Actor, agency: str, on: date, key: str
) -> None:
    """A head gives the case to somebody who sits in the same agency, whoever had it."""
    with reading(actor, agency, Purpose.PROCESSING, on):
        if again(case_id, key, verb="assign", person=person):
            return
        case = locked(case_id)

        _open(case)
        roles, _ = seats()
        if Role.HEAD not in roles:
            raise Refused("not-head", person=actor.name, agency=agency)
        if not _works_here(person):
            raise Refused("sits-elsewhere", person=person, agency=agency, on=on)

        done(case, "assign", {"assignee": person, **_begun(case)})


def hand_back(
    case_id: uuid.UUID,
    step: str,
    words: str,
    *,
    actor: Actor,
    agency: str,
    on: date,
    key: str,
    reason: str = "",
) -> None:
    """An earlier step is to be taken again, and says why; the status does not go back.

    Words do for a step of one's own agency. One that another agency took needs a reason of `Redo`, too.
    A head hands back what was granted and cannot be issued, to be decided anew.
    """
    with reading(actor, agency, Purpose.PROCESSING, on):
        if again(case_id, key, verb="hand-back", step=step, words=words, reason=reason):
            return
        case = locked(case_id)

        _open(case)
        changed = _reopened(case, step) | back(case, step, words, reason)

        done(case, "hand-back", changed, at=case.step, words=words, to=step, reason=reason)


def _reopened(case: Case, step: str) -> dict[str, Any]:
    """What changes where a decision was made and is not issued; refused where it stays."""
    if not case.outcome:
        return {}
    procedure, reader = law(case), present()
    deciding = {one.id for one in procedure.steps if one.duty is Duty.DECIDE}
    if (
        case.outcome != Outcome.GRANTED
        or case.status is not Status.PROCESSING
        or step not in deciding
    ):
        undecided(case)
    if next_step(case, procedure).duty is not Duty.ISSUE:
        undecided(case)
    if Role.HEAD not in seats()[0]:
        raise Refused("not-head", person=reader.actor.name, agency=reader.agency)
    ask(Moment.REOPEN, case, procedure)
    return {"outcome": ""}


def back(case: Case, step: str, words: str, reason: str) -> dict[str, Any]:
    """What changes where a case goes back to a step that was taken; intake is not taken twice."""
    procedure = law(case)
    ids = [one.id for one in procedure.steps]
    if step not in case.taken or step == ids[0]:
        raise Refused("not-taken", step=listed.steps(procedure, step))
    if not words.strip():
        raise Refused("no-words")
    _redone(case, ids[ids.index(step) :], reason)
    kept = {id: who for id, who in case.taken.items() if ids.index(id) < ids.index(step)}
    return {"taken": kept, "step": step, "assignee": ""}


def _redone(case: Case, steps: list[str], reason: str) -> None:
    """Refuses to undo, without a reason of the closed list, a step that another agency took."""
    known, told = listed.reasons(Redo), story(case.id)
    if reason and reason not in tuple(Redo):
        raise Refused("no-ground", reason=reason, known=known)
    for step in steps:
        took = told.took(step) if step in case.taken else None
        if took and took.agency != present().agency and not reason:
            called = listed.steps(law(case), step)
            raise Refused("anothers-step", step=called, agency=took.agency, known=known)


def _open(case: Case) -> None:
    if case.closed:
        raise Refused("closed", status=case.status)
    if case.status is Status.REGISTERED:
        raise Refused("not-received")


def _begun(case: Case) -> dict[str, Any]:
    """Work begins when somebody takes the case up."""
    if case.status is Status.RECEIVED:
        return {"status": moved(case, Status.PROCESSING)}
    return {}


def _works_here(person: str) -> bool:
    """True for an officer or a head of the reader's agency."""
    reader = present()
    with connection.cursor() as cursor:
        cursor.execute(
            "select accounts_roles(%s, %s, %s) && %s",
            [person, reader.agency, reader.on, [Role.OFFICER, Role.HEAD]],
        )
        return bool(cursor.fetchone()[0])
