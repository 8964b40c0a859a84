"""Findings: what is wrong with a decree, all of it at once.

A refusal is not an error. Each finding says what is wrong, where it stands (clause and line), what
was expected and how to mend it, in Vietnamese and English.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from continuity.core.lineage import NOWHERE, Cite
from continuity.core.messages import MESSAGES
from continuity.core.terms import TERMS


class Flawed(Exception):
    """A decree was refused; `findings` says why, all at once."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("\n".join(finding.say("en") for finding in findings))
        self.findings = findings


class Said(str):
    """A value as each language says it: itself in English, and `vi` in Vietnamese."""

    __slots__ = ("vi",)
    vi: str

    def __new__(cls, en: str, vi: str) -> Said:
        made = super().__new__(cls, en)
        made.vi = vi
        return made


MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def said_day(on: date) -> Said:
    """A day as people write it: 1 Jul 2025, and 01/07/2025."""
    return Said(
        f"{on.day} {MONTHS[on.month - 1]} {on.year:04}", f"{on.day:02}/{on.month:02}/{on.year:04}"
    )


def said(value: object) -> str:
    """A value as a finding says it: a day as people write it, what bears both languages in each."""
    if isinstance(value, Said):
        return value
    return said_day(value) if isinstance(value, date) else str(value)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong; `code` chooses the words, `values` fill them."""

    code: str
    cite: Cite = NOWHERE
    values: dict[str, str] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.code, self.cite, frozenset(self.values.items())))

    def parts(self, language: str) -> tuple[str, str, str]:
        """What is wrong, what was expected, how to mend it."""
        texts = MESSAGES[self.code]["vi" if language == "vi" else "en"]
        values = _Blank(self.values)
        if language == "vi":
            values = _Blank({key: _vietnamese(text) for key, text in self.values.items()})
        what, expected, mend = (text.format_map(values) for text in texts)
        return what, expected, mend

    def where(self, language: str) -> str:
        """Decree, instrument, clause and line, as far as they are known."""
        words = ("khoản", "dòng") if language == "vi" else ("clause", "line")
        cite = self.cite
        parts = [cite.decree, cite.instrument]
        parts += [f"{words[0]} {cite.clause}"] if cite.clause else []
        parts += [f"{words[1]} {cite.line}"] if cite.line else []
        return ", ".join(part for part in parts if part)

    def say(self, language: str) -> str:
        """The whole finding on one line."""
        where = self.where(language)
        return (f"{where}: " if where else "") + " ".join(self.parts(language))


def _vietnamese(text: str) -> str:
    return text.vi if isinstance(text, Said) else TERMS.get(text, text)


class _Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"
