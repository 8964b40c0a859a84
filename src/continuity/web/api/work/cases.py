"""Cases: the list of a desk, one of them whole, its person for a purpose, and a new one."""

from __future__ import annotations

import base64
import uuid
from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import ConfigDict, Field, StringConstraints

from continuity.casework import cases, catalogue, desk, verbs
from continuity.casework.cases import Case, Personal
from continuity.casework.clock import HERE
from continuity.casework.desk import Wanted
from continuity.casework.intake import tracking
from continuity.casework.intake.sending import proved
from continuity.casework.page import page_of
from continuity.casework.purposes import Purpose
from continuity.casework.refused import Refused
from continuity.casework.wishes import wish
from continuity.pages.words import t
from continuity.web.api.answer import reckoned
from continuity.web.api.asked import PLAIN, Asked, InQuery, Key
from continuity.web.api.problems import Stop
from continuity.web.api.shapes import work
from continuity.web.api.work.program import ACTS, Program, asks, key_of, token
from continuity.web.api.work.shapes import Cases, CaseWhole, Number, case_json, page_json

router = Router(tags=["cases"], auth=token)
NONE = "none"
GROUP = Literal["name", "identity", "contact", "answers"]
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300, pattern=PLAIN)]
Answer = Annotated[str, StringConstraints(max_length=20_000)]


class CasesAsked(Asked):
    """Which cases of the desk: each filter that is given must fit."""

    show: Literal["all", "mine", "unclaimed", "late"] = "all"
    step: Key | None = None
    procedure: Key | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 25
    cursor: Annotated[str, StringConstraints(max_length=120, pattern=r"^[A-Za-z0-9_=-]+$")] | None = (
        Field(None, description="`next` of the answer before.")
    )  # fmt: skip


class ReadAsked(Asked):
    """What of a person is read, and for what."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"purpose": "processing", "groups": ["name"]}]},
    )
    purpose: Key = Field(description="Of the closed list, and of the token.")
    groups: Annotated[list[GROUP], Field(min_length=1, max_length=4)]


class PersonRead(Schema):
    """The groups that were asked for, and no other; null is what was not asked for."""

    name: str | None
    identity: str | None
    contact: str | None
    answers: dict[str, str] = Field(description="Answers of the form, of the groups asked for.")


class PersonFiled(Asked):
    """The applicant, as the papers on the counter say."""

    name: Annotated[Line, Field(min_length=1)]
    identity: Line = Field("", description="'' for whoever has no number.")
    contact: Line = ""


class CaseFiled(Asked):
    """A filled form; `personal` by an agency only, since somebody's own identity is proved."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "procedure": "certificate", "place": "00001@2025-01-01",
                    "personal": {"name": "Trần Văn An", "identity": "001085000007"},
                    "answers": {"purpose": "Xin việc làm"}, "papers": ["identity-card"],
                }
            ]
        },
    )  # fmt: skip
    procedure: Key
    place: Key = Field(description="Key of a unit or of ground.")
    personal: PersonFiled | None = None
    answers: Annotated[dict[Key, Answer], Field(max_length=500)] = Field(
        default_factory=dict, description="As /procedures/{code}/form describes them."
    )
    papers: Annotated[list[Key], Field(max_length=100)] = Field(default_factory=list)
    exemption: Annotated[str, StringConstraints(max_length=150, pattern=PLAIN)] = ""
    copies: Annotated[int, Field(ge=1, le=100)] = 1
    channel: Literal["", "counter", "post"] = ""
    lodged: Annotated[datetime, Field(strict=False)] | None = Field(
        None, description="The moment, for a term in hours; it lies on today."
    )
    language: Literal["vi", "en"] | None = Field(
        None, description="Of the notices; else Vietnamese."
    )
    english: bool = Field(
        False,
        description="An English version beside the Vietnamese that rules, where there is one.",
    )


class Receipt(Schema):
    """What the applicant gets: the number for ever, and the code that follows it without a login."""

    number: str
    code: str


@router.get("/cases", response=work(Cases), operation_id="cases", summary="The cases of a desk")
def listed(request: HttpRequest, asked: Annotated[CasesAsked, InQuery(...)]) -> HttpResponse:
    """The open cases on which the token's agency must act today, the most urgent first."""
    program = asks(request)
    wanted = Wanted(
        mine=asked.show == "mine", unclaimed=asked.show == "unclaimed", late=asked.show == "late",
        step=asked.step or "", procedure=asked.procedure or "", after=_after(asked.cursor),
    )  # fmt: skip
    program.named("")
    with program.reading():
        found = desk.desk(asked.limit + 1, wanted)
    told = [case_json(case, program.on) for case in found[: asked.limit]]
    return reckoned(request, {"cases": told, "next": _next(found, asked.limit, wanted)})


@router.get(
    "/cases/{number}", response=work(CaseWhole), operation_id="case", summary="A case"
)  # fmt: skip
def case(request: HttpRequest, number: Number) -> HttpResponse:
    """One case with its acts, who must act today and why; who its person is, stands in /read."""
    program = asks(request)
    with program.reading(purpose(program)):
        page = page_of(cases.by_number(number))
    return reckoned(request, page_json(page, program.on))


@router.post(
    "/cases/{number}/read", response=work(PersonRead), operation_id="case_read",
    summary="Read its person, logged",
)  # fmt: skip
def read(request: HttpRequest, number: Number, asked: ReadAsked) -> HttpResponse:
    """Personal data, by groups, for a purpose; who read what and why, the person concerned sees."""
    program = asks(request)
    if (asked.purpose == Purpose.APPLICANT) != (not program.agency):
        raise Refused("not-for-purpose", purpose=asked.purpose)
    with program.reading(asked.purpose):
        found = cases.clear(cases.by_number(number).id, asked.groups)
    told: dict[str, Any] = {
        group: found[group][0] if group in found else None for group in cases.FIELDS
    }
    answered = {id: text for _, answers in found.values() for id, text in answers.items()}
    return reckoned(request, told | {"answers": answered})


@router.post(
    "/cases", response=work(Receipt, acts=True, made=True), operation_id="case_file",
    summary="File a case", openapi_extra=ACTS,
)  # fmt: skip
def file(request: HttpRequest, asked: CaseFiled) -> HttpResponse:
    """A new case under the law of today, at any counter, or for oneself online."""
    program, key = asks(request), key_of(request)
    filed = program.on
    told: dict[str, Any] = {
        name: getattr(asked, name) for name in ("exemption", "copies", "lodged")
    }
    told |= {
        "papers": program.on_the_counter(asked.papers),
        "channel": asked.channel,
        "agency": program.agency,
    }
    told |= {"actor": program.bearer.actor, "key": key}
    if asked.language or asked.english:
        told["wish"] = wish(asked.language or "vi", asked.english)
    _on_the_day(asked.lodged, filed)
    with program.scope():
        person, answers = _personal(program, asked)
        receipt = verbs.file(asked.procedure, asked.place, filed, person, answers, **told)
    body = {"number": receipt.number, "code": tracking.code(receipt.number)}
    return reckoned(request, body, status=201)


def purpose(program: Program) -> str:
    """For what a program looks at a case: the first purpose of its token that lets it."""
    if not program.agency:
        return Purpose.APPLICANT
    mine = program.bearer.purposes
    return next((one for one in Purpose if one in mine and one != Purpose.STATISTICS), mine[0])


def _personal(program: Program, asked: CaseFiled) -> tuple[Personal, dict[str, str]]:
    """The applicant and the answers; of somebody's own, the proof tells name and number."""
    if program.agency:
        if asked.personal is None:
            missing = t("Cần nêu người nộp.", "The applicant is missing.")
            raise Stop("wrong-input", [("#/body/personal", missing)])
        return Personal(**asked.personal.model_dump()), asked.answers
    if asked.personal is not None:
        known = t("Danh tính đã xác minh; bỏ mục này.", "Your identity is proved; leave this out.")
        raise Stop("wrong-input", [("#/body/personal", known)])
    who = program.applicant().personal
    rules = catalogue.procedure(asked.procedure, program.on)
    return who, asked.answers | proved(rules, who)


def _on_the_day(lodged: datetime | None, filed: date) -> None:
    wrong = t("Cần thời điểm kèm múi giờ, trong ngày hôm nay.",
              "Expected a moment of today, with its zone.")  # fmt: skip
    if lodged and (lodged.tzinfo is None or lodged.astimezone(HERE).date() != filed):
        raise Stop("wrong-input", [("#/body/lodged", wrong)])


def _next(found: list[Case], limit: int, wanted: Wanted) -> str | None:
    """Where the list goes on; after the last that is due come those that never are."""
    if len(found) > limit:
        return _cursor(found[limit - 1].due, found[limit - 1].id)
    if wanted.after and wanted.after[0]:
        return _cursor(None, uuid.UUID(int=0))
    return None


def _cursor(due: date | None, id: uuid.UUID) -> str:
    return base64.urlsafe_b64encode(f"{due or NONE} {id}".encode()).decode()


def _after(cursor: str | None) -> tuple[date | None, uuid.UUID] | None:
    if cursor is None:
        return None
    try:
        due, _, id = base64.urlsafe_b64decode(cursor.encode()).decode().partition(" ")
        return None if due == NONE else date.fromisoformat(due), uuid.UUID(id)
    except ValueError:
        wrong = t("Không phải `next` của lần trước.", "It is no `next` of an answer before.")
        raise Stop("wrong-input", [("#/query/cursor", wrong)]) from None
