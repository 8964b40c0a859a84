"""Is the dossier complete, and is the draft right: check, ask once for what is missing, review.

What the dossier holds and what was paid is never asked for again. A paper that cannot be used is first
found faulty, for a reason of a closed list; that another body took it in is no such reason.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from continuity.casework import clock, groups, listed
from continuity.casework.cases import Case, locked
from continuity.casework.purposes import Purpose
from continuity.casework.refused import Refused
from continuity.casework.sight import reading
from continuity.casework.status import Status
from continuity.casework.story import story
from continuity.casework.verbs.beforehand import Moment, ask
from continuity.casework.verbs.doing import (
    again,
    done,
    law,
    moved,
    running,
    taken,
    undecided,
)
from continuity.casework.verbs.sharing import back
from continuity.core.form import asked, papers_asked
from continuity.core.procedure import Duty, Evidence, Field, Form, Procedure
from continuity.journal.record import Actor

FEE = listed.FEE


class Fault(StrEnum):
    """Why a paper or an answer cannot be used. That it names a former body is none of them."""

    ILLEGIBLE = "illegible"
    EXPIRED = "expired"
    ANOTHERS = "anothers"
    UNFIT = "unfit"
    FORGED = "forged"


NEW_FACTS = frozenset({Fault.EXPIRED, Fault.ANOTHERS, Fault.FORGED})
"""What may still be found of a paper once the dossier was checked complete, by whichever agency."""


def check(
    case_id: uuid.UUID,
    complete: bool,
    *,
    actor: Actor,
    agency: str,
    on: date,
    key: str,
    faulty: Mapping[str, str] | None = None,
    words: str = "",
) -> None:
    """The dossier is complete, and the step is taken; or it is not, and says what cannot be used.

    It is complete with all that is asked of this applicant, and no sooner. What was found complete once
    stays so: only a fact that is new makes a paper of it useless.
    """
    faults = dict(faulty or {})
    with reading(actor, agency, Purpose.PROCESSING, on):
        if again(case_id, key, verb="check", complete=complete, faulty=faults, words=words):
            return
        case = locked(case_id)

        running(case)
        undecided(case)
        procedure = law(case)
        took = taken(case, procedure, Duty.CHECK)
        _faults(case, procedure, faults, complete)
        if complete and (left := missing(procedure, case)):
            raise Refused("not-complete", items=listed.items(procedure, left))
        status = {"status": moved(case, Status.PROCESSING)}
        held = tuple(item for item in case.held if item not in faults)
        ask(Moment.CHECK, case, procedure)
        changed = took | status if complete else status | {"held": held, "assignee": actor.id}

        done(case, "check", changed, at=case.step, words=words, complete=complete, faulty=faults)


def ask_supplement(
    case_id: uuid.UUID,
    items: Collection[str],
    words: str,
    *,
    actor: Actor,
    agency: str,
    on: date,
    key: str,
) -> None:
    """Asks for all that is missing, once; the clock stands still until the answer.

    Refuses a second time, an item that the dossier holds, a fee that is paid, and a list that
    leaves out a paper that is missing: else it would have to be asked for later.
    """
    wanted = sorted(set(items))
    with reading(actor, agency, Purpose.PROCESSING, on):
        if again(case_id, key, verb="ask-supplement", items=wanted, words=words):
            return
        case = locked(case_id)

        running(case)
        undecided(case)
        if any(act.verb == "ask-supplement" for act in story(case_id).acts):
            raise Refused("asked-before")
        if case.status is Status.REGISTERED:
            raise Refused("not-received")
        _askable(case, law(case), wanted)
        if not words.strip():
            raise Refused("no-words")

        changed = {"status": moved(case, Status.SUPPLEMENT), **clock.stopped(case, on)}
        done(case, "ask-supplement", changed, at=case.step, words=words, items=wanted)


def review(
    case_id: uuid.UUID,
    agree: bool,
    words: str = "",
    *,
    actor: Actor,
    agency: str,
    on: date,
    key: str,
    reason: str = "",
) -> None:
    """A second person agrees, and the step is taken; or returns the case to the step before.

    Where another agency took that step, returning it needs a reason of `Redo`.
    """
    with reading(actor, agency, Purpose.PROCESSING, on):
        if again(case_id, key, verb="review", agree=agree, words=words, reason=reason):
            return
        case = locked(case_id)

        running(case)
        undecided(case)
        procedure = law(case)
        took: dict[str, Any] = taken(case, procedure, Duty.REVIEW)
        ids = [step.id for step in procedure.steps]
        before = ids[ids.index(case.step) - 1]
        changed = took if agree else back(case, before, words, reason)
        changed |= {"status": moved(case, Status.PROCESSING)}

        done(case, "review", changed, at=case.step, words=words, agree=agree, reason=reason)


def missing(procedure: Procedure, case: Case) -> list[str]:
    """What the dossier must hold, given what was answered, and does not."""
    answers = _deciding(procedure, case)
    items: list[Field | Evidence] = [*asked(procedure, answers), *papers_asked(procedure, answers)]
    return [one.id for one in items if one.required and one.id not in case.held]


def _deciding(procedure: Procedure, case: Case) -> dict[str, str]:
    """The answers that are held and on which something hangs.

    Without an entry that they were read: nobody is shown them, and only what is missing shows.
    """
    items: list[Field | Evidence] = [*procedure.fields, *procedure.evidence]
    ids = {one.when.field for one in items if one.when}
    fields = [field for field in procedure.fields if field.id in ids & set(case.held)]
    found = groups.opened_of(case.id, {field.group for field in fields}) if fields else {}
    told = {group: answers for group, (_, answers) in (found or {}).items()}
    return {field.id: told.get(field.group, {}).get(field.id, "") for field in fields}


def _faults(case: Case, procedure: Procedure, faults: Mapping[str, str], complete: bool) -> None:
    if complete and faults:
        raise Refused("faulty-complete", items=listed.items(procedure, faults))
    for item, fault in faults.items():
        if item not in case.held:
            raise Refused("not-held", item=listed.items(procedure, [item]))
        if fault not in tuple(Fault):
            raise Refused("no-ground", reason=fault, known=listed.reasons(Fault))
    known, late = listed.reasons(sorted(NEW_FACTS)), set(faults.values()) - NEW_FACTS
    if late and story(case.id).complete:
        items = listed.items(procedure, [item for item, why in faults.items() if why in late])
        raise Refused("checked-complete", items=items, known=known)


def _askable(case: Case, procedure: Procedure, items: list[str]) -> None:
    known = {field.id for field in procedure.fields} | {one.id for one in procedure.evidence}
    drawn = {paper.id for paper in procedure.evidence if paper.form is Form.DRAWN}
    if not items:
        raise Refused("no-items")
    for item in items:
        if item == FEE and not case.owed:
            raise Refused("paid-already")
        if item in case.held:
            raise Refused("held-already", item=listed.items(procedure, [item]))
        if item in drawn:
            raise Refused("drawn", item=listed.items(procedure, [item]))
        if item not in known and item != FEE:
            raise Refused("unknown-item", item=item, known=listed.items(procedure, known))
    if left := [item for item in missing(procedure, case) if item not in items]:
        raise Refused("not-whole", items=listed.items(procedure, left))
