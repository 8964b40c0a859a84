"""A paper drawn up anew: corrected, or issued by the body that has taken the place of its issuer.

What it says is drafted once more from what the case and the registers say now, and typed by nobody; so
whoever corrects a paper first mends what it was drawn from.
"""

from __future__ import annotations

import uuid
from datetime import date

from continuity.casework.cases import Case, locked
from continuity.casework.documents import refusals, rows
from continuity.casework.documents.drafts import Redrafter, redrafter_of
from continuity.casework.documents.making import Issued
from continuity.casework.documents.verbs import REISSUED, as_issued, asked, in_its_place
from continuity.casework.documents.words import Refused
from continuity.casework.purposes import Purpose
from continuity.casework.sight import present, reading
from continuity.casework.verbs.deciding import Issue, Outcome
from continuity.casework.verbs.doing import law
from continuity.journal.record import Actor


def correct_paper(
    case_id: uuid.UUID, id: uuid.UUID, words: str, *, actor: Actor, agency: str, on: date, key: str
) -> Issued:
    """A right paper for a wrong one; the words say what was wrong, to everybody who verifies it."""
    with reading(actor, agency, Purpose.PROCESSING, on):
        anew, again = asked(case_id, key, verb="correct-anew", paper=id, reason=words)
        if again:
            return as_issued(rows.paper(case_id, anew))
        return _drawn(locked(case_id), id, "corrected", words, anew)


def reissue_paper(
    case_id: uuid.UUID, id: uuid.UUID, *, actor: Actor, agency: str, on: date, key: str
) -> Issued:
    """The same paper in the name of the agency that must act now; refused to the one that issued it."""
    with reading(actor, agency, Purpose.PROCESSING, on):
        anew, again = asked(case_id, key, verb="reissue-anew", paper=id)
        if again:
            return as_issued(rows.paper(case_id, anew))
        case = locked(case_id)
        old = rows.paper(case_id, id)
        if old.agency == agency:
            raise Refused("no-successor", number=old.number, agency=old.names)
        return _drawn(case, id, "replaced", REISSUED, anew)


def _drawn(case: Case, id: uuid.UUID, ends: str, reason: str, anew: uuid.UUID) -> Issued:
    reader, draw = present(), _redrafter(case)
    if draw is None:
        raise Refused("no-redrafter", number=rows.paper(case.id, id).number)
    told = Issue(case, law(case), reader.agency, reader.actor, reader.on, anew)
    # The drafter goes on after its draft, so it is walked to its end.
    (made,) = [in_its_place(case, id, draft, ends, reason, anew) for draft in draw(told, id)]
    return made


def _redrafter(case: Case) -> Redrafter | None:
    """Who draws up a paper of the case: its service what it granted, nobody of them a refusal."""
    if case.outcome == Outcome.REFUSED:
        return lambda told, id: [refusals.drafted(told)]
    return redrafter_of(case.procedure)
