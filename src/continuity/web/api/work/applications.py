"""Somebody's own application with its files: begun, papers uploaded, sent; as on the pages.

It is the draft that the pages of the portal write in, so one may go on there. The same again does the
same once: an application by its key, a file by its content, the sending by the application itself.
"""

from __future__ import annotations

import uuid
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import File, Path, Router, Schema
from ninja.files import UploadedFile
from pydantic import ConfigDict, Field, StringConstraints

from continuity.accounts import people
from continuity.casework import cases, catalogue
from continuity.casework.intake import drafts, papers, sending, tracking
from continuity.casework.intake.applicants import reading_as
from continuity.casework.intake.drafts import Draft
from continuity.casework.purposes import Purpose
from continuity.casework.refused import Refused
from continuity.casework.wishes import Wish, wish
from continuity.core.procedure import Evidence, Procedure
from continuity.journal.record import Actor
from continuity.pages.words import t
from continuity.web.api.answer import reckoned
from continuity.web.api.asked import PLAIN, Asked, Key
from continuity.web.api.problems import Stop
from continuity.web.api.shapes import DayText, work
from continuity.web.api.work.cases import Answer, Receipt
from continuity.web.api.work.program import ACTS, Program, asks, key_of, token

router = Router(tags=["applications"], auth=token)
Id = Annotated[uuid.UUID, Path(examples=["01890a5d-ac96-774b-bcce-b302099a8057"])]
KEYS = uuid.UUID("6f0f3a52-8f2c-4b83-9b1b-6d3d3f0d1c11")
"""The namespace of ids that come of a key: whoever sends a key again finds what it began."""


class Beginning(Asked):
    """A service, or the number of one's own case about which something was asked."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"procedure": "certificate"}]}
    )
    procedure: Key | None = None
    about: Annotated[str, StringConstraints(min_length=14, max_length=30, pattern=PLAIN)] | None = (
        None
    )


class UploadedPaper(Schema):
    """A file that lies with an application: of which paper, what it is and how large."""

    id: str
    evidence: str
    media: str
    size: int


class Application(Schema):
    """An application that is being written, or what it became."""

    id: str
    procedure: str
    until: DayText = Field(description="It is kept to the day before, and longer where it is used.")
    papers: list[UploadedPaper]
    number: str | None = Field(description="Of the case, once it was sent.")


class Sending(Asked):
    """The filled form; what the proof of identity says is asked of nobody. Of an answer, no place."""

    place: Annotated[str, StringConstraints(max_length=150, pattern=PLAIN)] = Field(
        "", description="Key of a unit or of ground."
    )
    answers: Annotated[dict[Key, Answer], Field(max_length=500)] = Field(default_factory=dict)
    exemption: Annotated[str, StringConstraints(max_length=150, pattern=PLAIN)] = ""
    language: Literal["vi", "en"] | None = Field(
        None, description="Of the notices; else that of the login."
    )
    english: bool = Field(
        False,
        description="An English version beside the Vietnamese that rules, where there is one.",
    )


@router.post(
    "/applications", response=work(Application, acts=True, made=True),
    operation_id="application_begin", summary="Begin one's own application", openapi_extra=ACTS,
)  # fmt: skip
def begin(request: HttpRequest, asked: Beginning) -> HttpResponse:
    """With nothing in it; about a case, the answer to what was asked for there."""
    program, key = _own(request), key_of(request)
    person = program.bearer.actor
    if (asked.procedure is None) == (asked.about is None):
        one = t("Cần nêu một trong hai: procedure hoặc about.", "Give either procedure or about.")
        raise Stop("wrong-input", [("#/body/procedure", one)])
    about = None
    if asked.about is not None:
        with program.reading():
            case = cases.by_number(asked.about)
        code, about = case.procedure, case.id
    else:
        code = catalogue.procedure(asked.procedure or "", program.on).code
    draft = drafts.begin(
        code, person=person, on=program.on, about=about, id=uuid.uuid5(KEYS, f"{person.id} {key}")
    )
    if draft.procedure != code or draft.about != about:
        raise Refused("key-reused", key=key)
    return reckoned(request, _told(program, draft), status=201)


@router.get(
    "/applications/{id}", response=work(Application), operation_id="application",
    summary="One's own application",
)  # fmt: skip
def one(request: HttpRequest, id: Id) -> HttpResponse:
    """What lies with it, and its number once it was sent; never what was typed."""
    program = _own(request)
    with program.reading():
        draft = drafts.one(id)
    return reckoned(request, _told(program, draft))


@router.post(
    "/applications/{id}/papers/{evidence}", response=work(UploadedPaper, acts=True, made=True),
    operation_id="application_upload", summary="Upload a paper",
)  # fmt: skip
def upload(
    request: HttpRequest,
    id: Id,
    evidence: Annotated[Key, Path(examples=["portrait"])],
    file: Annotated[UploadedFile, File(description="PDF, JPEG or PNG, as the procedure takes.")],
) -> HttpResponse:
    """A file for a paper of the service; looked at by type, size and content before it is kept.

    The same file for the same paper again is the one that is there already.
    """
    program = _own(request)
    by: dict[str, Any] = {"person": program.bearer.actor, "on": program.on}
    with program.reading():
        wanted = _wanted(drafts.unsent(id), evidence, program)
    kept = papers.attach(id, file.read(), file.name or "", wanted, **by)
    return reckoned(request, _paper(kept), status=201)


@router.delete(
    "/applications/{id}/files/{paper}", response=work(Application, acts=True),
    operation_id="application_detach", summary="Take a paper out",
)  # fmt: skip
def detach(request: HttpRequest, id: Id, paper: Id) -> HttpResponse:
    """Before it is sent; nothing happens where it is gone already."""
    program = _own(request)
    papers.detach(id, paper, person=program.bearer.actor, on=program.on)
    with program.reading():
        draft = drafts.one(id)
    return reckoned(request, _told(program, draft))


@router.post(
    "/applications/{id}/send", response=work(Receipt, acts=True, made=True),
    operation_id="application_send", summary="Send it",
)  # fmt: skip
def send(request: HttpRequest, id: Id, asked: Sending) -> HttpResponse:
    """It becomes a case, with its files, or answers what was asked in one; again, it is the same one.

    What is wrong or still missing comes back all at once, and what was sent stays in the application.
    """
    program = _own(request)
    person, on = program.bearer.actor, program.on
    with program.reading():
        draft = drafts.one(id)
    if not draft.number:
        _kept(draft, asked, person, program)
        if draft.about:
            sending.answer(id, person=person, on=on)
        else:
            sending.send(id, _law(draft, program), person=person, on=on, wish=_wish(asked, person))
    with program.reading():
        number = drafts.one(id).number or ""
    body = {"number": number, "code": tracking.code(number)}
    return reckoned(request, body, status=201)


def _kept(draft: Draft, asked: Sending, person: Actor, program: Program) -> None:
    if not draft.about and not asked.place:
        missing = t("Cần nêu nơi: khoá của một xã, phường.", "The place is missing: a unit's key.")
        raise Stop("wrong-input", [("#/body/place", missing)])
    told = {"place": asked.place, "exemption": asked.exemption}
    drafts.save(draft.id, asked.answers, person=person, on=program.on, **told)


def _wish(asked: Sending, person: Actor) -> Wish | None:
    """What was chosen; None where nothing was, and notices go by the login."""
    if asked.language is None and not asked.english:
        return None
    return wish(asked.language or people.language(person.id), asked.english)


def _own(request: HttpRequest) -> Program:
    """The program of somebody for themselves; a seat has no applications of its own."""
    program = asks(request)
    if program.agency:
        raise Refused("not-for-purpose", purpose=Purpose.PROCESSING)
    return program


def _law(draft: Draft, program: Program) -> Procedure:
    return catalogue.procedure(draft.procedure, program.on)


def _wanted(draft: Draft, evidence: str, program: Program) -> Evidence:
    """A paper that the service takes; of an answer, by the version that its case follows."""
    if draft.about:
        case = cases.one(draft.about)
        law = catalogue.version(case.procedure, case.version)
    else:
        law = _law(draft, program)
    for paper in law.evidence:
        if paper.id == evidence:
            return paper
    raise Refused("paper-unasked", paper=evidence)


def _told(program: Program, draft: Draft) -> dict[str, Any]:
    with reading_as(program.bearer.actor, program.on):
        there = papers.of_draft(draft.id)
    return {
        "id": str(draft.id), "procedure": draft.procedure, "until": draft.until.isoformat(),
        "papers": [_paper(paper) for paper in there], "number": draft.number,
    }  # fmt: skip


def _paper(paper: papers.Paper) -> dict[str, Any]:
    told = {"id": str(paper.id), "evidence": paper.evidence}
    return told | {"media": paper.media, "size": paper.kept.size}
