"""An answer of a form as people read it: a choice by its words, a day, a body by name."""

from __future__ import annotations

from datetime import date

from continuity.core.form import meaning
from continuity.core.procedure import Field, Kind, Procedure
from continuity.pages.words import day, t
from continuity.web.known import known


def answer_said(field: Field, text: str, on: date) -> str:
    """What was answered to a field, in the language of the page; as it was typed where that fails."""
    read = meaning(field, text) or text
    match field.kind:
        case Kind.YES_NO if read in ("yes", "no"):
            return t("Có", "Yes") if read == "yes" else t("Không", "No")
        case Kind.CHOICE:
            return next((t(*one.label) for one in field.choices if one.id == read), read)
        case Kind.AGENCY:
            here = known()
            return here.names.of(read, on, here.language)
        case Kind.DATE if read:
            try:
                return day(date.fromisoformat(read))
            except ValueError:
                return text
    return text


def answers_said(procedure: Procedure | None, answers: dict[str, str], on: date) -> dict[str, str]:
    """The same for all answers of a case; as they are where it has no procedure."""
    fields = {one.id: one for one in procedure.fields} if procedure else {}
    return {
        id: answer_said(fields[id], text, on) if id in fields else text
        for id, text in answers.items()
    }
