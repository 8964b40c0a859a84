"""A form as a JSON schema (draft 2020-12), made from the same data as the form and its checks.

Every answer is a text, as it would be typed; what the schema lets pass, `form.problems` lets pass, as far
as a schema can tell: whether 31 April is a day, only the form knows.
"""

from __future__ import annotations

from collections.abc import Mapping

from continuity.core.plainly import Tree
from continuity.core.procedure import Field, Kind, Procedure, When

DIALECT = "https://json-schema.org/draft/2020-12/schema"
# As `form.unfit` has it: nothing that a screen would obey, and no marks that turn letters around.
UNFIT = r"\x7f-\x9f\u202a-\u202e\u2066-\u2069"
LINE = rf"^[^\x00-\x1f{UNFIT}]*$"
LINES = rf"^[^\x00-\x08\x0b\x0c\x0e-\x1f{UNFIT}]*$"
PATTERNS: Mapping[Kind, str] = {
    Kind.DATE: r"^([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4})$",
    Kind.NUMBER: r"^-?[0-9]+([.,][0-9]+)?$",
    Kind.EMAIL: r"^[^@ ]{1,64}@[A-Za-z0-9.-]+\.[A-Za-z]{2,63}$",
    Kind.PHONE: r"^(\+[0-9 .()-]{8,24}|0[0-9 .()-]{8,24})$",
    Kind.LINES: LINES,
    Kind.IDENTITY: r"^[0-9]([ .-]?[0-9]){11}$",
}
FORMATS: Mapping[Kind, str] = {Kind.EMAIL: "email"}


def schema(procedure: Procedure, language: str = "en") -> dict[str, Tree]:
    """What the answers to a form must be; titles are in a language, both stand beside each field."""
    told: dict[str, Tree] = {
        "$schema": DIALECT,
        "title": _said(procedure.label, language),
        "type": "object",
        "properties": {one.id: _field(one, language) for one in procedure.fields},
        "required": [one.id for one in procedure.fields if one.required and one.when is None],
        "additionalProperties": False,
    }
    hanging: list[Tree] = [
        {"if": _asked(procedure, one.when), "then": {"required": [one.id]}}
        for one in procedure.fields
        if one.required and one.when
    ]
    return told | ({"allOf": hanging} if hanging else {})


def _field(field: Field, language: str) -> dict[str, Tree]:
    told: dict[str, Tree] = {
        "title": _said(field.label, language),
        "type": "string",
        "x-group": str(field.group),
        "x-kind": str(field.kind),
        "x-label": {"vi": field.label.vi, "en": field.label.en},
    }
    if hint := _said(field.hint, language):
        told["description"] = hint
    if field.kind is Kind.CHOICE:
        return told | {"enum": [choice.id for choice in field.choices]}
    if field.kind is Kind.YES_NO:
        return told | {"enum": ["yes", "no"]}
    told["maxLength"] = field.most
    told["pattern"] = PATTERNS.get(field.kind, LINE)
    if field.required:
        told["minLength"] = 1
        told["allOf"] = [{"pattern": r"\S"}]
    if field.kind in FORMATS:
        told["format"] = FORMATS[field.kind]
    return told


def _asked(procedure: Procedure, when: When | None) -> dict[str, Tree]:
    """The condition on which a field is asked: its own and that of the field on which it hangs."""
    parts: list[Tree] = []
    while when is not None:
        among: list[Tree] = list(when.among)
        parts.append({"properties": {when.field: {"enum": among}}, "required": [when.field]})
        before = {one.id: one for one in procedure.fields}.get(when.field)
        when = before.when if before else None
    return {"allOf": parts}


def _said(words: tuple[str, str], language: str) -> str:
    vi, en = words
    return vi if language == "vi" or not en else en
