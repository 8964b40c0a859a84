"""What all verbs share: asked before, by which law, in which seat, and the one way to write."""

from __future__ import annotations

import hashlib
import hmac
import json
import uuid
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from django.db import connection

from continuity.accounts.ids import uuid7
from continuity.casework import catalogue, keys
from continuity.casework.cases import Case
from continuity.casework.once import earlier
from continuity.casework.plainly import plain
from continuity.casework.purposes import Purpose
from continuity.casework.refused import Refused, not_too_long
from continuity.casework.sealed import sealed
from continuity.casework.sight import narrowed, present
from continuity.casework.status import Status, may_follow
from continuity.core.finding import Flawed
from continuity.core.procedure import Duty, Procedure, Step
from continuity.core.steps import may_take
from continuity.journal.record import record

STATE = frozenset({
    "procedure", "version", "status", "step", "assignee", "due", "paused", "paused_on", "closed",
    "taken", "held", "outcome", "owed", "apologised",
    "due_at", "paused_at",
})  # fmt: skip
"""What a verb may change of a case; the database's own function writes exactly these."""


def again(case_id: uuid.UUID, key: str, **asked: object) -> bool:
    """True where the present actor has done just this with the key before."""
    reader, case = present(), str(case_id)
    told = {"case": case, "agency": reader.agency, "on": str(reader.on), **asked}
    return earlier(reader.actor, key, told, {"case": case}) is not None


def law(case: Case) -> Procedure:
    """The procedure that a case follows; refused where it has none."""
    if not case.procedure:
        raise Refused("no-procedure", procedure="–", on=case.filed)
    return catalogue.version(case.procedure, case.version)


def purpose_of(agency: str, identity: str) -> Purpose:
    """For what somebody acts who brings something: at a counter, or for oneself."""
    return Purpose.INTAKE if agency or not identity else Purpose.APPLICANT


def moved(case: Case, following: Status) -> Status:
    """The status to which a case moves; refused where that is not forward, and where it is over."""
    stays = following is case.status and not case.closed
    if not stays and not may_follow(case.status, following):
        raise Refused("illegal-move", status=case.status, following=following)
    return following


def running(case: Case) -> None:
    """Refuses a case whose clock stands still, and one that is over."""
    if case.paused:
        raise Refused("paused")
    if case.closed:
        raise Refused("closed", status=case.status)


def undecided(case: Case) -> None:
    """Refuses a case that was decided."""
    if case.outcome:
        raise Refused("decided", outcome=case.outcome)


def taken(case: Case, procedure: Procedure, *duties: Duty) -> dict[str, Any]:
    """What changes where the present actor takes the next step, which is one of these duties.

    Refuses another step, a seat that may not, a second step of one person that must be apart, and a
    case that lies with a colleague. Afterwards the case lies with nobody.
    """
    step = next_step(case, procedure)
    if step.duty not in duties:
        raise Refused("other-step", step=step.label)
    reader = present()
    roles, theirs = seats(case.assignee)
    if theirs and case.assignee != reader.actor.id:
        raise Refused("with-another", assignee=case.assignee)
    found = [
        may_take(procedure, step.id, person=reader.actor.id, role=role, taken=case.taken)
        for role in roles
    ]
    if not any(finding is None for finding in found):
        raise Flawed([finding for finding in found[:1] if finding])
    after = procedure.after(step.id)
    took = {**case.taken, step.id: reader.actor.id}
    return {"taken": took, "step": after.id if after else "", "assignee": ""}


def next_step(case: Case, procedure: Procedure) -> Step:
    """The step to be taken; refused after the last."""
    if not case.step:
        raise Refused("no-step")
    return procedure.step(case.step)


def seats(assignee: str = "") -> tuple[list[str], bool]:
    """The present actor's roles at the agency today, and whether an assignee sits there too."""
    reader = present()
    told = (reader.actor.id, reader.agency, reader.on, assignee, reader.agency, reader.on)
    with connection.cursor() as cursor:
        cursor.execute("select accounts_roles(%s, %s, %s), accounts_roles(%s, %s, %s)", told)
        mine, theirs = cursor.fetchone()
    return narrowed(mine), bool(assignee and theirs)


def done(
    case: Case,
    verb: str,
    changed: Mapping[str, Any],
    *,
    at: str = "",
    words: str = "",
    **why: Any,
) -> uuid.UUID:
    """The change, the act with its mandate, its sealed words, and the entry; the act's id.

    The entry holds every changed column, so that the entries of a case fold to its row. Words are
    sealed beside the act; the entry has only a keyed hash of them.
    """
    assert not why.keys() & STATE, "what is told besides has other names than the columns"
    reader, act = present(), uuid7()
    if words:
        not_too_long(words)
        _note(case.id, act, words)
        why["words"] = hmac.new(keys.blind_key(), words.encode(), hashlib.sha256).hexdigest()
    mandate = _did(case, act, verb, changed, at, why)
    told = {"act": str(act), "agency": reader.agency, "mandate": mandate, "on": str(reader.on)}
    told |= {"at": at} if at else {}
    entry = {column: plain(value) for column, value in changed.items()}
    record(f"case:{case.id}", verb, reader.actor, entry | told | why, purpose=reader.purpose)
    return act


def _did(
    case: Case, act: uuid.UUID, verb: str, changed: Mapping[str, Any], at: str, why: dict[str, Any]
) -> str:
    """Writes the state and the act; the mandate under which it was done, '' where none was needed."""
    row = asdict(replace(case, **changed))
    state = json.dumps({name: row[name] for name in STATE}, default=str) if changed else None
    with connection.cursor() as cursor:
        cursor.execute(
            "select casework_did(%s, %s, %s, %s, %s, %s)",
            (case.id, act, verb, at, json.dumps(why, default=str), state),
        )
        return str(cursor.fetchone()[0] or "")


def _note(case_id: uuid.UUID, act: uuid.UUID, words: str) -> None:
    text = sealed(keys.ring(), case_id, f"note:{act}", words)
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into casework_note (case_id, id, sealed) values (%s, %s, %s)",
            [case_id, act, text],
        )
