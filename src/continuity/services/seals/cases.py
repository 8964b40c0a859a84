"""A case of seals ends in the register: what is issued is registered in the same transaction.

The applicant's answers are read here once more, which stands in the case's stream like any reading.
What the register refuses is not issued either.
"""

from __future__ import annotations

from continuity.casework.cases import answers
from continuity.casework.verbs.deciding import Issue, Outcome
from continuity.journal.record import record
from continuity.services.seals import kept as seals
from continuity.services.seals import verbs
from continuity.services.seals.acts import stream
from continuity.services.seals.kept import Kept
from continuity.services.seals.procedure import ADDITIONAL, AGAIN, CERTIFICATE_AGAIN
from continuity.services.seals.refused import Refused


def registered(issue: Issue) -> Kept | None:
    """The seal that a case is about, once it is registered: a new specimen, or one in place of another.

    A new certificate alone registers nothing. None where the case was refused.
    """
    if issue.case.outcome != Outcome.GRANTED:
        return None
    code, told = issue.procedure.code, answers(issue.case.id, ["answers"])
    body, kind = told["body"], told.get("kind", "wet")
    if code == CERTIFICATE_AGAIN.code:
        there = _present(body, kind)
        entry = {"certificate": there.certificate, "case": issue.case.number}
        record(stream(there.id), "certify-again", issue.actor, entry)
        return there
    old = _present(body, kind) if code == AGAIN.code else None
    if old and old.seal.out and told.get("reason") == "lost":
        why = f"{issue.case.number}: {told.get('lost-on', '')}"
        verbs.lose(old.id, actor=issue.actor, agency=issue.agency, on=issue.on, reason=why)
    return verbs.register(
        body,
        kind,
        actor=issue.actor,
        agency=issue.agency,
        on=issue.on,
        allowed=told.get("decision-number", "") if code == ADDITIONAL.code else "",
        replaces=old.id if old else None,
        case=issue.case.number,
    )


def _present(body: str, kind: str) -> Kept:
    """The seal that a case is about: the last one of its kind; refused where there is none."""
    found = [kept for kept in seals.of(body) if kept.seal.kind == kind and kept.seal.done]
    if not found:
        raise Refused("no-seal", seal=f"{body}, {kind}")
    return found[-1]
