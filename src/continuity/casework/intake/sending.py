"""A draft becomes a case: checked whole, filed once, and nothing of it is left behind."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from continuity.casework import bodies, cases, places, verbs
from continuity.casework.cases import Personal
from continuity.casework.intake import drafts, papers
from continuity.casework.intake.applicants import applicant, reading_as
from continuity.casework.intake.drafts import Draft
from continuity.casework.refused import Refused
from continuity.casework.wishes import Wish
from continuity.core import form
from continuity.core.finding import Finding, Flawed, Said
from continuity.core.procedure import Group, Procedure
from continuity.journal.record import Actor

PLACE = "draft:place"
"""The place as a finding names it; no field of a procedure is called so."""


def send(
    draft: uuid.UUID, procedure: Procedure, *, person: Actor, on: date, wish: Wish | None = None
) -> verbs.Receipt:
    """The case that a draft became; asked again it is the same one.

    Raises `Refused` before the identity is proved, and `Flawed` with all that is still to be mended.
    """
    with reading_as(person, on) as proved:
        found = drafts.one(draft, locked=True)
        if found.case and found.number:
            return verbs.Receipt(found.case, found.number)
        who = applicant() if proved else None
        if who is None:
            raise Refused("not-proved")
        if flaws := findings(found, procedure, who.personal, on):
            raise Flawed(flaws)

        receipt = _filed(found, procedure, who.personal, person, on, wish)

        papers.hand_over(draft, receipt.case)
        drafts.sent(found, receipt.case, receipt.number)
    return receipt


def answer(draft: uuid.UUID, *, person: Actor, on: date) -> None:
    """What was asked for in a case is given, all of it; asked again nothing happens.

    Raises what `verbs.answer_supplement` raises: something is wrong, or still missing.
    """
    with reading_as(person, on):
        found, who = drafts.one(draft, locked=True), applicant()
        if found.number:
            return
        if found.about is None or who is None:
            raise Refused("no-such-draft", days=drafts.DAYS)
        case = cases.one(found.about)
        given = {id: text for id, text in found.filled.answers.items() if text.strip()}
        there = sorted({paper.evidence for paper in papers.of_draft(draft)})

        verbs.answer_supplement(
            case.id, given, papers=there,
            actor=person, on=on, key=f"draft:{draft}", identity=who.personal.identity,
        )  # fmt: skip

        papers.hand_over(draft, case.id)
        drafts.sent(found, case.id, case.number)


def findings(draft: Draft, procedure: Procedure, who: Personal | None, on: date) -> list[Finding]:
    """All that is still to be mended in a draft; called inside `reading_as`."""
    answers = answered(draft, procedure, who)
    there = {paper.evidence for paper in papers.of_draft(draft.id)}
    nowhere = [] if draft.filled.place else [Finding("draft-place", values={"field": PLACE})]
    nowhere += unowed(procedure, draft.filled.place, on)
    wrong = form.problems(procedure, answers, there, on=on)
    return nowhere + wrong + bodies.named(procedure, answers, on).findings


def unowed(procedure: Procedure, place: str, on: date) -> list[Finding]:
    """What is wrong with a place where nobody need act on the procedure."""
    if not place or places.is_owed(procedure.function, place):
        return []
    names = places.called(place, on)
    return [Finding("draft-unowed", values={"field": PLACE, "place": Said(names.en, names.vi)})]


def answered(draft: Draft, procedure: Procedure, who: Personal | None) -> dict[str, str]:
    """What was answered, with what a proof of identity answers by itself: that is never asked."""
    known = {field.id for field in procedure.fields}
    answers = {id: text for id, text in draft.filled.answers.items() if id in known}
    return answers | (proved(procedure, who) if who else {})


def proved(procedure: Procedure, who: Personal) -> dict[str, str]:
    """The fields that a proof of identity answers."""
    of = {Group.NAME: who.name, Group.IDENTITY: who.identity}
    return {field.id: of[field.group] for field in procedure.fields if field.group in of}


def contact(procedure: Procedure, answers: Mapping[str, str], before: str) -> str:
    """How the applicant is reached: as they said now, in the order in which it was asked, or before."""
    said = [answers.get(f.id, "") for f in procedure.fields if f.group is Group.CONTACT]
    return "; ".join(text for text in said if text) or before


def _filed(
    draft: Draft,
    procedure: Procedure,
    who: Personal,
    person: Actor,
    on: date,
    wish: Wish | None,
) -> verbs.Receipt:
    answers = form.kept(procedure, answered(draft, procedure, who))
    return verbs.file(
        procedure.code,
        draft.filled.place,
        on,
        replace(who, contact=contact(procedure, answers, who.contact)),
        answers,
        actor=person,
        key=f"draft:{draft.id}",
        papers=sorted({paper.evidence for paper in papers.of_draft(draft.id)}),
        exemption=draft.filled.exemption,
        wish=wish,
    )
