"""A filled form: what each answer means, and everything that is wrong with it, all at once.

An answer is read as people write it (a date as 5/3/2025 or 2025-03-05, a phone with spaces) into one
form in which it is kept. What could be read in two ways is refused and never guessed: 1.500 is
fifteen hundred in Ha Noi and one and a half in London.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from datetime import date

from continuity.core import form_words as form_words
from continuity.core import service_words as service_words
from continuity.core.finding import Finding, Said, said_day
from continuity.core.procedure import Evidence, Field, Form, Kind, Procedure, When, Words

MOST_UNKNOWN = 10
"""So many strange fields are named; a flood of them says no more."""

EMAIL = re.compile(
    r"[\w!#$%&'*+/=?^`{|}~.-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,63}", re.A | re.I
)
BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn letters around, so that a text reads as another than it is."""


def problems(
    procedure: Procedure, answers: Mapping[str, str], papers: Collection[str], *, on: date
) -> list[Finding]:
    """Everything that is wrong with a filled form; each finding names its `field` in its values.

    A field or paper is asked for only where its `when` holds; an answer to what is not asked is left
    out by `kept` and is no fault. What is drawn from a register is asked of nobody.
    """
    found = []
    if on < procedure.since:
        told = {"field": "", "since": said_day(procedure.since), "on": said_day(on)}
        found.append(Finding("form-too-early", values=told))
    for one in asked(procedure, answers):
        found += _problem(one, answers.get(one.id, ""))
    for paper in papers_asked(procedure, answers):
        if paper.required and paper.id not in papers:
            found.append(_told("form-paper", paper))
    strange = [id for id in answers if id not in {one.id for one in procedure.fields}]
    papers_known = {paper.id for paper in procedure.evidence}
    strange += [id for id in papers if id not in papers_known]
    told = {"known": _labels(procedure)}
    return found + [
        Finding("form-unknown", values={**told, "field": shown(id)})
        for id in strange[:MOST_UNKNOWN]
    ]


def kept(procedure: Procedure, answers: Mapping[str, str]) -> dict[str, str]:
    """The answers in the form in which they are kept: what is asked, and could be read."""
    read = {one.id: meaning(one, answers.get(one.id, "")) for one in asked(procedure, answers)}
    return {id: text for id, text in read.items() if text}


def asked(procedure: Procedure, answers: Mapping[str, str]) -> list[Field]:
    """The fields that are asked, given the answers to earlier ones that are asked themselves."""
    found: list[Field] = []
    read: dict[str, str] = {}
    for one in procedure.fields:
        if _holds(one.when, read):
            found.append(one)
            read[one.id] = meaning(one, answers.get(one.id, "")) or ""
    return found


def papers_asked(procedure: Procedure, answers: Mapping[str, str]) -> list[Evidence]:
    """The papers that are asked for, required or not, given the answers; what is drawn is not."""
    read = kept(procedure, answers)
    papers = [paper for paper in procedure.evidence if paper.form is not Form.DRAWN]
    return [paper for paper in papers if _holds(paper.when, read)]


def meaning(field: Field, text: str) -> str | None:
    """An answer in the one form in which it is kept; '' for no answer, None for one not readable."""
    text = unicodedata.normalize("NFC", text).strip()
    if not text:
        return ""
    if unfit(text, lines=field.kind is Kind.LINES) or len(text) > field.most:
        return None
    return READERS.get(field.kind, _same)(text, field)


def unfit(text: str, *, lines: bool = False) -> str:
    """The first character that no answer may hold, as U+0000; '' where there is none."""
    allowed = "\n\r\t" if lines else ""
    for letter in text:
        control = unicodedata.category(letter) in ("Cc", "Cs") and letter not in allowed
        if control or letter in BIDI:
            return f"U+{ord(letter):04X}"
    return ""


def shown(text: str) -> str:
    """A stranger's text, short and without what a screen would obey."""
    return "".join(letter for letter in text[:40] if not unfit(letter)) or "?"


def _holds(when: When | None, answers: Mapping[str, str]) -> bool:
    return when is None or answers.get(when.field, "") in when.among


def _problem(field: Field, text: str) -> list[Finding]:
    read = meaning(field, text)
    if read:
        return []
    if read == "":
        return [_told("form-required", field)] if field.required else []
    plain = unicodedata.normalize("NFC", text).strip()
    if letter := unfit(plain, lines=field.kind is Kind.LINES):
        return [_told("form-character", field, letter=letter)]
    if len(plain) > field.most:
        return [_told("form-too-long", field, length=str(len(plain)), most=str(field.most))]
    words = [choice.label for choice in field.choices]
    vi, en = (", ".join(getattr(word, tongue) for word in words) for tongue in ("vi", "en"))
    return [_told(f"form-{field.kind}", field, got=shown(plain), choices_vi=vi, choices=en)]


def _labels(procedure: Procedure) -> Said:
    """What a form asks, by the names under which people know it."""
    papers = (paper for paper in procedure.evidence if paper.form is not Form.DRAWN)
    items: list[Field | Evidence] = [*procedure.fields, *papers]
    labels = [one.label for one in items]
    english = "; ".join(label.en or label.vi for label in labels)
    return Said(english or "–", "; ".join(label.vi for label in labels) or "–")


def _told(code: str, thing: Field | Evidence, **values: str) -> Finding:
    label: Words = thing.label
    said = {"field": thing.id, "vi": label.vi, "en": label.en or label.vi}
    return Finding(code, values={**said, **values})


def _same(text: str, field: Field) -> str | None:
    return text


def _lines(text: str, field: Field) -> str | None:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _choice(text: str, field: Field) -> str | None:
    return text if text in {choice.id for choice in field.choices} else None


def _yes_no(text: str, field: Field) -> str | None:
    return text if text in ("yes", "no") else None


def _date(text: str, field: Field) -> str | None:
    """Day first, as in Viet Nam, or ISO; the years 1800 to 2999, for a slip is likelier."""
    iso = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text)
    here = re.fullmatch(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})", text)
    parts = iso.groups() if iso else here.groups()[::-1] if here else ()
    try:
        day = date(*(int(part) for part in parts))
    except (ValueError, TypeError):
        return None
    return day.isoformat() if 1800 <= day.year < 3000 else None


def _number(text: str, field: Field) -> str | None:
    """Digits, with a comma or point before a fraction; no groups, which read differently abroad."""
    found = re.fullmatch(r"(-?)0*([0-9]+)(?:[.,]([0-9]+))?", text)
    if not found or (len(found[3] or "") == 3 and found[2] != "0"):
        return None
    return found[1] + found[2] + (f".{found[3]}" if found[3] else "")


def _email(text: str, field: Field) -> str | None:
    before, _, after = text.rpartition("@")
    dots = before.startswith(".") or before.endswith(".") or ".." in before
    sound = EMAIL.fullmatch(text) and len(text) <= 254 and not dots
    return f"{before}@{after.lower()}" if sound else None


def _phone(text: str, field: Field) -> str | None:
    """A Vietnamese number from 0 or +84, or another country's from +, as +84912345678."""
    digits = re.sub(r"[\s().-]", "", text)
    if re.fullmatch(r"0[1-9][0-9]{8,9}", digits):
        return "+84" + digits[1:]
    return digits if re.fullmatch(r"\+[1-9][0-9]{7,14}", digits) else None


def _identity(text: str, field: Field) -> str | None:
    digits = re.sub(r"[\s.-]", "", text)
    return digits if re.fullmatch(r"[0-9]{12}", digits) else None


READERS: Mapping[Kind, Callable[[str, Field], str | None]] = {
    Kind.LINES: _lines,
    Kind.CHOICE: _choice,
    Kind.YES_NO: _yes_no,
    Kind.DATE: _date,
    Kind.NUMBER: _number,
    Kind.EMAIL: _email,
    Kind.PHONE: _phone,
    Kind.IDENTITY: _identity,
}
