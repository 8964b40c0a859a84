"""What may be done with a paper: issue, revoke, correct, issue anew as successor.

Each verb is one transaction of the agency that must act on the case that day, asked for with a key.
A paper is never changed: a correction is another paper, and the first one says so for ever.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import connection

from continuity.accounts.ids import uuid7
from continuity.accounts.roles import Role
from continuity.casework.cases import Case, locked
from continuity.casework.documents import rows
from continuity.casework.documents.drafts import Draft
from continuity.casework.documents.making import Issued, entered, issued
from continuity.casework.documents.words import Refused
from continuity.casework.once import earlier
from continuity.casework.purposes import Purpose
from continuity.casework.sight import present, reading
from continuity.journal.record import Actor

REISSUED = "reissued"


def issue(
    case_id: uuid.UUID, draft: Draft, *, actor: Actor, agency: str, on: date, key: str
) -> Issued:
    """A paper of a case, signed by the agency that is competent on the day.

    Refuses a body without a registered seal or a key, and says which of them is missing.
    """
    with reading(actor, agency, Purpose.PROCESSING, on):
        id, again = asked(case_id, key, verb="issue-paper", draft=draft)
        if again:
            return as_issued(rows.paper(case_id, id))
        return issued(locked(case_id), draft, id)


def revoke(
    case_id: uuid.UUID, id: uuid.UUID, reason: str, *, actor: Actor, agency: str, on: date, key: str
) -> None:
    """Takes a paper back, for a reason that everybody who verifies it will read."""
    with reading(actor, agency, Purpose.PROCESSING, on):
        if asked(case_id, key, verb="revoke-paper", paper=id, reason=reason)[1]:
            return
        locked(case_id)
        _leads()
        _ended(rows.paper(case_id, id, held=True), "revoked", reason)


def correct(
    case_id: uuid.UUID,
    id: uuid.UUID,
    draft: Draft,
    reason: str,
    *,
    actor: Actor,
    agency: str,
    on: date,
    key: str,
) -> Issued:
    """A right paper for a wrong one, which says from then on that it was corrected."""
    with reading(actor, agency, Purpose.PROCESSING, on):
        anew, again = asked(
            case_id, key, verb="correct-paper", paper=id, reason=reason, draft=draft
        )
        if again:
            return as_issued(rows.paper(case_id, anew))
        return in_its_place(locked(case_id), id, draft, "corrected", reason, anew)


def reissue(
    case_id: uuid.UUID,
    id: uuid.UUID,
    draft: Draft,
    *,
    actor: Actor,
    agency: str,
    on: date,
    key: str,
) -> Issued:
    """The same in the name of the body that is competent now; the old paper was good until then."""
    with reading(actor, agency, Purpose.PROCESSING, on):
        anew, again = asked(case_id, key, verb="reissue-paper", paper=id, draft=draft)
        if again:
            return as_issued(rows.paper(case_id, anew))
        return in_its_place(locked(case_id), id, draft, "replaced", REISSUED, anew)


def asked(case_id: uuid.UUID, key: str, **told: Any) -> tuple[uuid.UUID, bool]:
    """The id of the paper that a key stands for, and whether the present actor asked with it before."""
    reader, id = present(), uuid7()
    plain = {name: _plain(value) for name, value in told.items()}
    plain |= {"case": str(case_id), "agency": reader.agency, "on": str(reader.on)}
    given = earlier(reader.actor, key, plain, {"paper": str(id)})
    return (uuid.UUID(given["paper"]), True) if given else (id, False)


def as_issued(one: rows.Document) -> Issued:
    """What the first time gave."""
    return Issued(one.id, one.number, one.profile, one.note)


def in_its_place(
    case: Case, id: uuid.UUID, draft: Draft, ends: str, reason: str, anew: uuid.UUID
) -> Issued:
    """The paper of a draft in the place of an old one, whose end is written; by who leads the agency."""
    _leads()
    old = rows.paper(case.id, id, held=True)
    if draft.kind != old.kind:
        raise Refused("another-kind", kind=draft.kind, was=old.kind)
    _ended(old, ends, reason)
    return issued(case, draft, anew, replaces=old.id)


def _ended(old: rows.Document, status: str, reason: str) -> None:
    reader = present()
    if old.status != "issued":
        raise Refused("paper-over", number=old.number, status=old.status)
    if not reason.strip():
        raise Refused("no-reason-given")
    if old.signer == reader.actor.id:
        raise Refused("own-paper", number=old.number, person=reader.actor.name)
    if old.issued > reader.on:
        raise Refused("paper-later", number=old.number, issued=old.issued, on=reader.on)
    verb = {"revoked": "revoke-paper", "corrected": "correct-paper", "replaced": "reissue-paper"}
    mandate = rows.acted(old.case_id, verb[status])
    rows.changed(
        old, status=status, ended=reader.on, ended_by=reader.agency, ended_mandate=mandate,
        reason=reason,
    )  # fmt: skip
    entered(old, verb[status], reason=reason, acted_as=str(mandate))


def _plain(value: Any) -> Any:
    if isinstance(value, Draft):
        return json.loads(json.dumps(asdict(value), default=str))
    return str(value)


def _leads() -> None:
    """Refuses whoever does not lead the agency that day: what an agency said is theirs to unsay."""
    reader = present()
    with connection.cursor() as cursor:
        cursor.execute(
            "select accounts_roles(%s, %s, %s)", [reader.actor.id, reader.agency, reader.on]
        )
        if Role.HEAD not in cursor.fetchone()[0]:
            raise Refused(
                "not-leading", person=reader.actor.name, agency=reader.agency, on=reader.on
            )
