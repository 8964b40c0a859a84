"""A draft that somebody sends: read, checked, planned, and forgotten."""

from __future__ import annotations

import threading
from datetime import date

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from continuity.core.finding import Finding
from continuity.packs.text import Text, parse
from continuity.pages.words import language
from continuity.reform.draft import draft, name
from continuity.reform.told import findings_json, plan_json
from continuity.reform.trial import Trial, trial
from continuity.web.api.answer import reckoned
from continuity.web.api.asked import body_of
from continuity.web.api.problems import Stop
from continuity.web.api.reforms import Plan
from continuity.web.api.shapes import answers
from continuity.web.known import Known, known

YAML = ("application/yaml", "application/x-yaml", "text/yaml", "application/json")
router = Router(tags=["reforms"])
_one = threading.Lock()


class Mistake(Schema):
    """One thing that is wrong with a draft."""

    code: str
    instrument: str | None
    clause: str | None
    line: int | None
    what: str
    expected: str
    mend: str


class Tried(Schema):
    """What a draft would change, and everything that is wrong with it."""

    decree: str
    holds: bool = Field(description="True where nothing is wrong.")
    findings: list[Mistake]
    plan: Plan | None = Field(description="null where its day cannot be read.")


BODY = {
    "requestBody": {
        "required": True,
        "description": "A decree as docs/reform.md describes it, in YAML or as the same in JSON.",
        "content": {
            media: {"schema": {"type": "object", "minProperties": 1}}
            for media in ("application/yaml", "application/json")
        },
    }
}


@router.post(
    "/drafts/plan", response=answers(Tried, sends=True), by_alias=True, operation_id="draft_plan",
    summary="Try a draft", openapi_extra=BODY,
)  # fmt: skip
def plan(request: HttpRequest) -> HttpResponse:
    """Checked and planned against the register as it stands; nothing is stored.

    One draft at a time: 503 with Retry-After says that somebody else's is being tried.
    """
    here = known()
    text = _read(here, body_of(request, *YAML))
    if not _one.acquire(blocking=False):
        raise Stop("busy")
    try:
        tried = trial(text, here.pack.kinds, lambda thing: _named(here, thing))
    finally:
        _one.release()
    return reckoned(request, _told(text, tried))


def _read(here: Known, body: bytes) -> Text:
    """The document; what cannot be read as a decree at all is refused with all its findings."""
    text = parse(body, "draft")
    if not isinstance(text.tree, dict) or not text.tree:
        found = text.findings or draft(text, here.world, here.pack.kinds).findings
        raise Stop("wrong-input", [(_where(one), " ".join(one.parts(language()))) for one in found])
    return text


def _where(finding: Finding) -> str:
    return f"#/body/line/{finding.cite.line}" if finding.cite.line else "#/body"


def _named(here: Known, thing: str) -> str:
    named = here.names.of(thing, date.max, language())
    return named if named == thing else f"{named} [{thing}]"


def _told(text: Text, tried: Trial) -> dict[str, object]:
    known_day = tried.stage.decree.effective < date.max
    return {
        "decree": name(text),
        "holds": not tried.findings,
        "findings": findings_json(tried.findings, language()),
        "plan": plan_json(tried.stage, tried.plan) if known_day else None,
    }
