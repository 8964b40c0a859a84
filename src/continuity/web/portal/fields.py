"""Fields of a form: how each is shown, what was typed into it, and what is wrong with that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from continuity.casework import bodies
from continuity.core.finding import Finding
from continuity.core.form import problems
from continuity.core.procedure import Field, Kind, Procedure
from continuity.pages.words import t
from continuity.web.portal import said

FEW = 7
"""So many choices stand as a list to tick; more of them fold away."""
LONGEST = 20_000
"""Letters that are kept of one answer; what is too long for its field is told, and not cut."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A field as the template has it."""

    id: str
    label: str
    hint: str
    kind: str
    value: str
    error: str
    type: str = "text"
    complete: str = "off"
    choices: tuple[tuple[str, str], ...] = ()
    required: bool = True


def shown(field: Field, value: str, error: str = "") -> Shown:
    """A field with what was typed and what is wrong with it."""
    hint = t(*field.hint) if field.hint.vi else _hint(field.kind)
    type, complete = said.TYPES.get(field.kind, ("text", "off"))
    choices = tuple((one.id, t(*one.label)) for one in field.choices)
    if field.kind is Kind.YES_NO:
        choices = (("yes", t("Có", "Yes")), ("no", t("Không", "No")))
    if len(choices) == 1 and field.required and not value:
        value = choices[0][0]  # there is nothing to choose
    kind = "lines" if field.kind is Kind.LINES else "text"
    if choices:
        kind = "few" if len(choices) <= FEW else "many"
    label = t(*field.label)
    label += "" if field.required else t(" (không bắt buộc)", " (optional)")
    return Shown(field.id, label, hint, kind, value, error, type, complete, choices, field.required)


def typed(fields: tuple[Field, ...], post: Mapping[str, Any]) -> dict[str, str]:
    """What was posted for some fields, as it was typed."""
    return {one.id: str(post.get(f"f-{one.id}", ""))[:LONGEST] for one in fields}


def errors(
    procedure: Procedure, fields: tuple[Field, ...], answers: Mapping[str, str], on: date
) -> dict[str, str]:
    """What is wrong with some fields, the first of each."""
    wanted = {one.id for one in fields}
    found = problems(procedure, answers, (), on=on) + bodies.named(procedure, answers, on).findings
    return by_field([one for one in found if one.values["field"] in wanted])


def by_field(findings: list[Finding]) -> dict[str, str]:
    """Findings by the field or paper that they are about."""
    found: dict[str, str] = {}
    for one in findings:
        found.setdefault(one.values.get("field", ""), said.finding(one))
    return found


def _hint(kind: Kind) -> str:
    match kind:
        case Kind.DATE:
            return t("Ví dụ 20/02/2025", "For example 20/02/2025")
        case Kind.PHONE:
            return t("Ví dụ 0912 345 678", "For example 0912 345 678")
        case Kind.EMAIL:
            return t("Ví dụ lan@example.vn", "For example lan@example.vn")
        case Kind.IDENTITY:
            return t("12 chữ số", "12 digits")
        case _:
            return ""
