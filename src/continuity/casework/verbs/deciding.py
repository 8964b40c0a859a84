"""The decision, its document and its delivery.

A refusal names a ground of the procedure's closed list. Whoever makes the document hooks itself into
`issuing`, and then it is made in the same transaction or nothing is issued.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from continuity.casework import listed
from continuity.casework.cases import Case, locked
from continuity.casework.purposes import Purpose
from continuity.casework.refused import Refused
from continuity.casework.sight import present, reading
from continuity.casework.status import Status
from continuity.casework.verbs.beforehand import Moment, ask
from continuity.casework.verbs.doing import again, done, law, moved, running, taken, undecided
from continuity.core.procedure import Channel, Duty, Procedure
from continuity.journal.record import Actor


class Outcome(StrEnum):
    """What a decision may be."""

    GRANTED = "granted"
    REFUSED = "refused"


class Issue(NamedTuple):
    """What a hook is told: the case as it was just issued, by which law, by whom and when.

    `brought` is what whoever issues has brought for the hook that knows it; None for all others.
    """

    case: Case
    procedure: Procedure
    agency: str
    actor: Actor
    on: date
    act: uuid.UUID
    brought: object = None


issuing: list[Callable[[Issue], None]] = []
"""What is done in the transaction of an issue, in order; one that raises undoes it."""


def decide(
    case_id: uuid.UUID,
    outcome: str,
    *,
    actor: Actor,
    agency: str,
    on: date,
    key: str,
    reason: str = "",
    words: str = "",
) -> None:
    """Grants or refuses; a refusal has a ground of the procedure and words.

    Nobody decides who alone did all before, and no agency that is not competent on the day.
    """
    with reading(actor, agency, Purpose.PROCESSING, on):
        if again(case_id, key, verb="decide", outcome=outcome, reason=reason, words=words):
            return
        case = locked(case_id)

        running(case)
        undecided(case)
        procedure = law(case)
        if outcome not in tuple(Outcome):
            raise Refused("no-ground", reason=outcome, known=listed.reasons(Outcome))
        _grounds(procedure, outcome, reason, words)
        changed = taken(case, procedure, Duty.DECIDE)
        if outcome == Outcome.GRANTED:
            if case.owed:
                raise Refused("unpaid", owed=case.owed)
            ask(Moment.GRANT, case, procedure)
        changed |= {"outcome": outcome, "status": moved(case, Status.PROCESSING)}

        done(case, "decide", changed, at=case.step, words=words, reason=reason)


def issue(case_id: uuid.UUID, *, actor: Actor, agency: str, on: date, key: str) -> None:
    """The result is there: the case is done, and what makes the document has made it."""
    with reading(actor, agency, Purpose.PROCESSING, on):
        if again(case_id, key, verb="issue"):
            return
        issued(locked(case_id))


def issued(case: Case, brought: object = None) -> None:
    """The step of the issue, and what its hooks do; whoever calls reads for it and holds the case."""
    changed, reader = may_issue(case), present()

    act = done(case, "issue", changed, at=case.step)
    after, procedure = locked(case.id), law(case)
    told = Issue(after, procedure, reader.agency, reader.actor, reader.on, act, brought)
    for hook in issuing:
        hook(told)


def may_issue(case: Case) -> dict[str, Any]:
    """What the issue of a case changes; refused where it is not its next step, or not one's own."""
    running(case)
    if not case.outcome:
        raise Refused("undecided")
    return taken(case, law(case), Duty.ISSUE) | {"status": moved(case, Status.DONE)}


def deliver(
    case_id: uuid.UUID,
    channel: str,
    *,
    actor: Actor,
    agency: str,
    on: date,
    key: str,
    counter: bool = False,
) -> None:
    """The result is with the applicant, by a channel of the procedure; the case is over.

    The competent agency hands it out, or with `counter` the one that took the case in.
    """
    purpose = Purpose.INTAKE if counter else Purpose.PROCESSING
    with reading(actor, agency, purpose, on):
        if again(case_id, key, verb="deliver", channel=channel):
            return
        case = locked(case_id)

        if case.status is not Status.DONE:
            raise Refused("illegal-move", status=case.status, following=Status.DELIVERED)
        if channel not in law(case).channels or channel not in tuple(Channel):
            raise Refused("no-channel", channel=listed.reasons([channel]))

        changed = {"status": Status.DELIVERED, "closed": present().on, "assignee": ""}
        done(case, "deliver", changed, channel=channel)


def _grounds(procedure: Procedure, outcome: str, reason: str, words: str) -> None:
    grounds = {ground.id for ground in procedure.refusals}
    if outcome == Outcome.GRANTED:
        if reason:
            raise Refused("no-ground", reason=reason, known=listed.NOTHING)
        return
    if reason not in grounds:
        known = listed.choices(procedure.refusals)
        raise Refused("no-ground", reason=reason or "–", known=known)
    if not words.strip():
        raise Refused("no-words")
