"""The paper of a case's issue: signed here with the agency's key, or by its leader elsewhere.

Where only a leader can sign, with a token of their own, the result goes out before the step is taken
and the step is taken when it is back. Then it is drafted once more, as of the day on which it went out:
if the case or a register says something else by now, what was signed is not true any more.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from continuity.casework import keys
from continuity.casework.cases import locked
from continuity.casework.documents import refusals, rows
from continuity.casework.documents.deferred import (
    MARK,
    HandedOut,
    checked,
    drop,
    signed_in,
    waiting,
)
from continuity.casework.documents.drafts import Draft, drafter_of
from continuity.casework.documents.holding import Leader, leaders
from continuity.casework.documents.making import Issued, entered, issued, kept, made, sealed_by
from continuity.casework.documents.verbs import as_issued, asked
from continuity.casework.documents.words import Refused
from continuity.casework.listed import listed
from continuity.casework.purposes import Purpose
from continuity.casework.sealed import blind
from continuity.casework.sight import reading
from continuity.casework.verbs import deciding
from continuity.casework.verbs.beforehand import Asked, Moment
from continuity.casework.verbs.deciding import Issue, Outcome
from continuity.casework.verbs.doing import law
from continuity.core.procedure import Words
from continuity.journal.record import Actor
from continuity.register.called import called

if TYPE_CHECKING:
    from continuity.casework.documents.looked_at import Signature


@dataclass(frozen=True, slots=True)
class Brought:
    """The file of a paper that waited, found good, and its signature."""

    paper: rows.Document
    pdf: bytes
    seen: Signature


def on_issue(told: Issue) -> None:
    """The hook of a case's issue: with it are issued the papers that its procedure's drafter drafts,
    or the form of its refusal; or the one that was brought is taken in."""
    if isinstance(told.brought, Brought):
        _taken_in(told, told.brought)
        return
    if paper := awaited(told.case.id):
        raise Refused("waits-elsewhere", number=paper.number, person=paper.signer_name)
    for draft in _drafts(told):
        issued(told.case, draft)


def hand_out_result(
    case_id: uuid.UUID, *, actor: Actor, agency: str, on: date, key: str, leader: str = ""
) -> HandedOut:
    """The result of a case as a file that a leader signs elsewhere; asked again, the same bytes.

    `leader` is the id of whoever signs, which may be left out where only one can. Refused to who may
    not take the step of the issue, and while a result waits already.
    """
    from continuity.casework.documents.sign import fielded

    with reading(actor, agency, Purpose.PROCESSING, on):
        id, again = asked(case_id, key, verb="hand-out-result", leader=leader)
        if again:
            held = rows.paper(case_id, id)
            return HandedOut(id, held.number, rows.content(held))
        case = locked(case_id)
        deciding.may_issue(case)
        if there := awaited(case_id):
            raise Refused("waits-elsewhere", number=there.number, person=there.signer_name)
        sealed_by(agency, on)
        signer = _signer(agency, on, leader)

        draft = _first(_drafts(Issue(case, law(case), agency, actor, on, id)))
        one = made(case, replace(draft, signer=signer.name), id, mark=MARK)

        pdf = fielded(one.typeset.pdf)
        paper = kept(case, draft, one, pdf, verb="hand-out-paper")
        paper = replace(paper, signer=signer.id, signer_name=signer.name, drafted=_hashed(draft))
        rows.added(paper, case, one.code, draft.shown)
        entered(paper, "hand-out-paper", signer=signer.id)
    return HandedOut(id, one.number, pdf)


def take_in_result(
    case_id: uuid.UUID, pdf: bytes, *, actor: Actor, agency: str, on: date, key: str
) -> Issued:
    """The result that was signed elsewhere is the paper of the case, which is issued by this.

    Each thing that is wrong with the file has its words, and nothing was done.
    """
    with reading(actor, agency, Purpose.PROCESSING, on):
        digest = hashlib.sha256(pdf)
        if asked(case_id, key, verb="take-in-result", digest=digest.hexdigest())[1]:
            return as_issued(_of(case_id, digest.digest()))
        case, there = locked(case_id), awaited(case_id)
        if there is None:
            raise Refused("nothing-waits")
        paper = waiting(case_id, there.id)

        seen = checked(paper, pdf)

        deciding.issued(case, Brought(paper, pdf, seen))
        return as_issued(rows.paper(case_id, paper.id))


def drop_result(
    case_id: uuid.UUID, words: str, *, actor: Actor, agency: str, on: date, key: str
) -> str:
    """The number of the result that is not to come back; for a reason, and another may go out then."""
    with reading(actor, agency, Purpose.PROCESSING, on):
        locked(case_id)
        found = [one for one in rows.papers(case_id) if one.drafted]
        if not found:
            raise Refused("nothing-waits")
        paper = awaited(case_id) or found[-1]
        drop(case_id, paper.id, words, actor=actor, agency=agency, on=on, key=key)
    return paper.number


def awaited(case_id: uuid.UUID) -> rows.Document | None:
    """The result of a case that is out to be signed; None where none is."""
    found = [one for one in rows.papers(case_id) if one.drafted and one.status == "handed-out"]
    return found[0] if found else None


def stays_out(told: Asked) -> None:
    """Refuses to decide anew while the result of the old decision is out to be signed."""
    if told.moment is Moment.REOPEN and (paper := awaited(told.case.id)):
        raise Refused("waits-elsewhere", number=paper.number, person=paper.signer_name)


def _taken_in(told: Issue, brought: Brought) -> None:
    """The one paper of the case, if its draft is still what it was; its drafter is walked to its end."""
    paper, taken = brought.paper, False
    # The paper bears the day on which it went out; what is registered with it bears the same.
    for draft in _drafts(told._replace(on=paper.issued)):
        if taken:
            raise Refused("several-papers")
        if _hashed(draft) != paper.drafted:
            raise Refused("paper-outdated", number=paper.number)
        signed_in(paper, brought.pdf, brought.seen)
        taken = True
    if not taken:
        raise Refused("paper-outdated", number=paper.number)


def _drafts(told: Issue) -> Iterable[Draft]:
    if told.case.outcome == Outcome.REFUSED:
        return [refusals.drafted(told)]
    draw = drafter_of(told.procedure.code)
    return draw(told) if draw is not None else ()


def _first(drafts: Iterable[Draft]) -> Draft:
    """The paper that is to be signed. Nothing is issued yet, so its drafter stops there."""
    if isinstance(drafts, list | tuple) and len(drafts) > 1:
        raise Refused("several-papers")
    draft = next(iter(drafts), None)
    if draft is None:
        raise Refused("no-paper-to-sign")
    return draft


def _signer(agency: str, on: date, chosen: str) -> Leader:
    """Who is to sign: the one who was chosen, or the only one."""
    found = {one.id: one for one in leaders(agency, on)}
    if not found:
        raise Refused("nobody-signs", agency=called(agency, on), on=on)
    if not chosen and len(found) == 1:
        return next(iter(found.values()))
    if chosen not in found:
        names = {one.id: Words(one.name, one.name) for one in found.values()}
        known = listed(names, names)
        raise Refused(
            "no-such-leader", person=chosen or "–", agency=called(agency, on), on=on, known=known
        )
    return found[chosen]


def _hashed(draft: Draft) -> bytes:
    """Under a key, since a plain hash of what a paper says could be tried out."""
    text = json.dumps(asdict(draft), default=str, sort_keys=True, ensure_ascii=False)
    return blind(keys.blind_key(), hashlib.sha256(text.encode()).hexdigest())


def _of(case_id: uuid.UUID, digest: bytes) -> rows.Document:
    return next(one for one in rows.papers(case_id) if one.digest == digest)
