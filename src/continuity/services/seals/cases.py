"""A case of seals ends in the register: what is issued is registered in the same transaction.

The applicant's answers are read here once more, which stands in the case's stream like any reading.
What the register refuses is not issued either. A specimen is prepared first, with its number, which its
certificate bears; it is registered once that is issued, be it signed here or elsewhere.
"""

from __future__ import annotations

from django.db import connection

from continuity.casework.cases import answers
from continuity.casework.verbs.deciding import Issue, Outcome
from continuity.journal.record import record
from continuity.services.seals import kept as seals
from continuity.services.seals import verbs
from continuity.services.seals.acts import stream
from continuity.services.seals.kept import Kept
from continuity.services.seals.procedure import ADDITIONAL, AGAIN, CERTIFICATE_AGAIN, NIGHT
from continuity.services.seals.refused import Refused


def prepared(issue: Issue) -> Kept | None:
    """The seal that a case is about: a specimen to be registered, or for a certificate alone a seal.

    What is lost is lost from here on. None where the case was refused.
    """
    if issue.case.outcome != Outcome.GRANTED:
        return None
    code, told = issue.procedure.code, answers(issue.case.id, ["answers"])
    body, kind = told["body"], told.get("kind", "wet")
    if code == CERTIFICATE_AGAIN.code:
        return _present(body, kind)
    if code == NIGHT.code:
        return _uncertified(body)
    old = _present(body, kind) if code == AGAIN.code else None
    if old and old.seal.out and told.get("reason") == "lost":
        why = f"{issue.case.number}: {told.get('lost-on', '')}"
        verbs.lose(old.id, actor=issue.actor, agency=issue.agency, on=issue.on, reason=why)
    return verbs.prepare(
        body,
        kind,
        actor=issue.actor,
        agency=issue.agency,
        on=issue.on,
        allowed=_allowed(issue, told),
        replaces=old.id if old else None,
    )


def registered(kept: Kept, issue: Issue) -> None:
    """Its specimen is registered, if no night has done that; where only a certificate was asked for
    once more, that is written down."""
    if issue.procedure.code == NIGHT.code:
        return
    if kept.seal.done:
        entry = {"certificate": kept.certificate, "case": issue.case.number}
        record(stream(kept.id), "certify-again", issue.actor, entry)
        return
    allowed = ""
    if issue.procedure.code == ADDITIONAL.code:
        allowed = _allowed(issue, answers(issue.case.id, ["answers"]))
    why = filter(None, (allowed, issue.case.number))
    verbs.confirm(
        kept.id, actor=issue.actor, agency=issue.agency, on=issue.on, reason="; ".join(why)
    )


def _allowed(issue: Issue, told: dict[str, str]) -> str:
    """The decision that allows an additional wet seal, in a case of one."""
    return told.get("decision-number", "") if issue.procedure.code == ADDITIONAL.code else ""


def _uncertified(body: str) -> Kept:
    """The wet seal that was registered and never had a certificate; refused where there is none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select id from seals_now s where body = %s and kind = 'wet' "
            "and act in ('registered', 'delivered', 'given-back') "
            "and not exists (select from seals_paper p where p.seal = s.id) "
            "order by version desc limit 1",
            [body],
        )
        row = cursor.fetchone()
    if row is None:
        raise Refused("no-seal", seal=body)
    return seals.one(row[0])


def _present(body: str, kind: str) -> Kept:
    """The seal that a case is about: the last one of its kind; refused where there is none."""
    found = [kept for kept in seals.of(body) if kept.seal.kind == kind and kept.seal.done]
    if not found:
        raise Refused("no-seal", seal=f"{body}, {kind}")
    return found[-1]
