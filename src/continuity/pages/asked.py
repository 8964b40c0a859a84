"""The form of a public service, made from its data: each field and paper as a template needs it.

Nothing is asked here that the procedure does not ask, and every error stands at its field.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from continuity.core.finding import Finding
from continuity.core.procedure import Evidence, Field, Form, Group, Kind, Procedure, Words
from continuity.pages.words import language, t

TYPES = {
    Kind.EMAIL: "email",
    Kind.PHONE: "tel",
}
MODES = {Kind.NUMBER: "numeric", Kind.IDENTITY: "numeric", Kind.DATE: "numeric"}
HINTS: dict[Kind, Words] = {
    Kind.DATE: Words("Ví dụ 20/02/2025", "For example 20/02/2025"),
    Kind.IDENTITY: Words("12 chữ số", "12 digits"),
}


def fields(
    procedure: Procedure, answers: Mapping[str, str], errors: Mapping[str, str], *, group: str = ""
) -> list[dict[str, Any]]:
    """The fields of a form in their order, of one group or of all, with what was typed."""
    wanted = [one for one in procedure.fields if group in ("", one.group)]
    return [field(one, answers.get(one.id, ""), errors.get(one.id, "")) for one in wanted]


def field(one: Field, value: str, error: str) -> dict[str, Any]:
    """One field as its template needs it."""
    hint = one.hint if one.hint.vi else HINTS.get(one.kind, Words("", ""))
    return {
        "id": one.id, "label": t(*one.label), "hint": t(*hint), "kind": str(one.kind),
        "value": value, "error": error, "required": one.required, "most": one.most,
        "type": TYPES.get(one.kind, "text"), "mode": MODES.get(one.kind, ""),
        "options": options(one, value), "when": one.when,
        "group": str(one.group) if isinstance(one.group, Group) else one.group,
    }  # fmt: skip


def options(one: Field, value: str) -> list[tuple[str, str, bool]]:
    """What can be chosen: the choices of a field, or yes and no."""
    if one.kind is Kind.YES_NO:
        pairs = [("yes", t("Có", "Yes")), ("no", t("Không", "No"))]
    else:
        pairs = [(choice.id, t(*choice.label)) for choice in one.choices]
    return [(id, label, id == value) for id, label in pairs]


FORMS: dict[Form, Words] = {
    Form.ORIGINAL: Words("bản chính", "the original"),
    Form.COPY: Words("bản sao", "a copy"),
    Form.ELECTRONIC: Words("bản điện tử", "an electronic copy"),
    Form.DRAWN: Words(
        "cơ quan tự tra cứu, không phải nộp", "drawn from a register; you give nothing"
    ),
}


def papers(
    procedure: Procedure, held: Iterable[str], errors: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The papers of a dossier, those that are drawn from a register among them."""
    there = set(held)
    return [_paper(one, one.id in there, errors.get(one.id, "")) for one in procedure.evidence]


def _paper(one: Evidence, held: bool, error: str) -> dict[str, Any]:
    return {
        "id": one.id, "label": t(*one.label), "form": t(*FORMS[one.form]), "held": held,
        "required": one.required and one.when is None, "drawn": one.form is Form.DRAWN,
        "source": one.source, "error": error, "megabytes": one.most_bytes // 2**20,
    }  # fmt: skip


def errors_of(findings: Iterable[Finding]) -> dict[str, str]:
    """What is wrong, by the field that it is about; '' is the form as a whole."""
    found: dict[str, str] = {}
    for finding in findings:
        what, _, mend = finding.parts(language())
        id = finding.values.get("field", "")
        said = " ".join(dict.fromkeys((what, mend)))
        found[id] = f"{found[id]} {said}" if id in found else said
    return found
