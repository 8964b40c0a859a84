"""What casework does not do, as problems: nobody's right, not there, a wrong input, or not now."""

from __future__ import annotations

from continuity.casework.refused import Refused
from continuity.core.finding import Finding, Flawed
from continuity.pages.words import language
from continuity.web.api.problems import Stop

FORBIDDEN = frozenset({
    "not-appointed", "not-competent", "not-for-purpose", "out-of-scope", "own-case", "not-head",
    "not-leading", "own-paper", "with-another", "nobody-asked", "no-seat-there", "not-proved",
})  # fmt: skip
NOT_THERE = frozenset({"no-such-case", "no-procedure", "no-hook", "no-such-draft", "no-such-paper"})
INPUT = {
    "wrong-number": "#/path/number", "unknown-place": "#/body/place",
    "nobody-acts": "#/body/place",
    "no-channel": "#/body/channel", "no-exemption": "#/body/exemption",
    "no-identity": "#/body/personal/identity", "no-ground": "#/body/reason",
    "no-reason": "#/body/reason", "no-words": "#/body/words",
    "too-many-words": "#/body/words", "no-items": "#/body/items",
    "unknown-item": "#/body/items", "not-whole": "#/body/items", "held-already": "#/body/items",
    "drawn": "#/body/items", "not-asked": "#/body/answers", "still-missing": "#/body/answers",
    "not-held": "#/body/faulty", "faulty-complete": "#/body/faulty",
    "checked-complete": "#/body/faulty", "not-complete": "#/body/complete",
    "anothers-step": "#/body/reason", "no-way": "#/body/way",
    "promise-early": "#/body/until", "due-earlier": "#/body/due", "no-agency": "#/body/asked",
    "sits-elsewhere": "#/body/person", "not-taken": "#/body/step", "no-purpose": "#/body/purpose",
    "unknown-field": "#/body/groups", "no-cursor": "#/query/cursor",
    "no-address": "#/body/url", "paper-too-large": "#/body/file", "paper-unreadable": "#/body/file",
    "no-such-document": "#/body/paper", "paper-unasked": "#/path/evidence",
    **dict.fromkeys(
        ("paper-empty", "paper-big", "paper-kind", "paper-ending", "paper-broken", "paper-wide",
         "paper-long", "paper-locked", "paper-active", "paper-bomb", "paper-virus"),
        "#/body/file",
    ),
}  # fmt: skip
"""Where each refusal points that is about what was sent; the rest is about the case as it stands."""


def refused(why: Refused) -> Stop:
    """A refusal of casework as a problem, with its sentence and its code."""
    said = why.en if language() == "en" else why.vi
    said += f" ({', '.join(why.ids)})" if why.ids else ""
    if why.code in INPUT:
        return Stop("wrong-input", [(INPUT[why.code], said)], code=why.code)
    if why.code in NOT_THERE:
        return Stop("no-such-case", code=why.code, why=said)
    if why.code == "key-reused":
        return Stop("key-reused", why=said)
    kind = "not-allowed" if why.code in FORBIDDEN else "refused"
    return Stop(kind, code=why.code, why=said)


def flawed(why: Flawed) -> Stop:
    """Findings as a problem: those about a filled form at their fields, others as a refusal."""
    findings = why.findings
    if any("field" in one.values for one in findings):
        return Stop("wrong-input", [(_where(one), _said(one)) for one in findings])
    told = " ".join(_said(one) for one in findings)
    return Stop("not-allowed", code=findings[0].code if findings else "", why=told)


def _where(finding: Finding) -> str:
    part = "papers" if finding.code == "form-paper" else "answers"
    field = finding.values.get("field", "").replace("~", "~0").replace("/", "~1")
    return f"#/body/{part}/{field}" if field else "#/body"


def _said(finding: Finding) -> str:
    return " ".join(part for part in finding.parts(language()) if part)
