"""A draft becomes a case: checked whole, filed once, and nothing of it is left behind."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from continuity.casework import verbs
from continuity.casework.cases import Personal
from continuity.casework.intake import drafts, papers
from continuity.casework.intake.applicants import applicant, reading_as
from continuity.casework.intake.drafts import Draft
from continuity.casework.refused import Refused
from continuity.core import form
from continuity.core.finding import Finding, Flawed
from continuity.core.procedure import Group, Procedure
from continuity.journal.record import Actor


def send(draft: uuid.UUID, procedure: Procedure, *, person: Actor, on: date) -> verbs.Receipt:
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

        receipt = _filed(found, procedure, who.personal, person, on)

        papers.hand_over(draft, receipt.case)
        drafts.sent(found, receipt.case, receipt.number)
    return receipt


def findings(draft: Draft, procedure: Procedure, who: Personal | None, on: date) -> list[Finding]:
    """All that is still to be mended in a draft; called inside `reading_as`."""
    answers = answered(draft, procedure, who)
    there = {paper.evidence for paper in papers.of_draft(draft.id)}
    return form.problems(procedure, answers, there, on=on)


def answered(draft: Draft, procedure: Procedure, who: Personal | None) -> dict[str, str]:
    """What was answered, with what a proof of identity answers by itself: that is never asked."""
    known = {field.id for field in procedure.fields}
    answers = {id: text for id, text in draft.filled.answers.items() if id in known}
    return answers | (proved(procedure, who) if who else {})


def proved(procedure: Procedure, who: Personal) -> dict[str, str]:
    """The fields that a proof of identity answers."""
    of = {Group.NAME: who.name, Group.IDENTITY: who.identity}
    return {field.id: of[field.group] for field in procedure.fields if field.group in of}


def contact(procedure: Procedure, answers: Mapping[str, str]) -> str:
    """How the applicant is reached, in the order in which it was asked."""
    said = (answers.get(f.id, "") for f in procedure.fields if f.group is Group.CONTACT)
    return "; ".join(text for text in said if text)


def _filed(
    draft: Draft, procedure: Procedure, who: Personal, person: Actor, on: date
) -> verbs.Receipt:
    answers = form.kept(procedure, answered(draft, procedure, who))
    personal = replace(who, contact=contact(procedure, answers) or who.contact)
    return verbs.file(
        procedure.code, draft.filled.place, on, personal, answers, actor=person,
        key=f"draft:{draft.id}", exemption=draft.filled.exemption,
        papers={paper.evidence for paper in papers.of_draft(draft.id)},
    )  # fmt: skip
