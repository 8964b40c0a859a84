"""Public services as they are in force on a day: their data, and the schema of their form."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import Path, Router, Schema
from pydantic import Field

from continuity.accounts.today import today
from continuity.casework import catalogue
from continuity.casework.refused import Refused
from continuity.core.procedure import Procedure, digest, plain
from continuity.core.schema import schema
from continuity.pages.words import language
from continuity.web.api.answer import same
from continuity.web.api.asked import Asked, Day, InQuery, Key
from continuity.web.api.problems import Stop
from continuity.web.api.shapes import DayText, answers

router = Router(tags=["procedures"])
Code = Annotated[Key, Path(examples=["seal-registration"])]


class Words(Schema):
    """A text in both languages."""

    vi: str
    en: str


class Named(Schema):
    """A thing with an id and what it is called."""

    id: str
    label: Words


class Term(Schema):
    """How long something may take."""

    amount: float
    unit: str = Field(examples=["working-days"])


class Basis(Schema):
    """The law on which something stands."""

    source: str
    article: str
    verified: bool


class When(Schema):
    """Only where an earlier field has one of these answers."""

    field: str
    among: list[str]


class Question(Named):
    """One thing that the form asks."""

    kind: str
    group: str = Field(description="In which group it is sealed, read and logged.")
    required: bool
    hint: Words
    choices: list[Named]
    most: int
    when: When | None


class Paper(Named):
    """A paper that belongs to the dossier."""

    form: str
    required: bool
    media: list[str]
    most_bytes: int
    source: str
    when: When | None


class Step(Named):
    """One step, and who may take it."""

    duty: str
    seats: list[str]
    apart: list[str]


class Output(Named):
    """What is issued."""

    valid_for: Term | None
    kept_for: Term | None


class Ground(Named):
    """A ground on which an application may be refused."""

    basis: Basis


class Listed(Schema):
    """A public service in short."""

    code: str
    version: int
    since: DayText
    function: str
    official: str = Field(description="The national code, '' where it is not known.")
    label: Words
    summary: Words
    term: Term
    fee: str = Field(description="A key of the tariffs, '' where nothing is charged.")
    channels: list[str]


class Whole(Listed):
    """A public service with its form, papers, steps and law; the shapes are those of the pack."""

    fields: list[Question]
    evidence: list[Paper]
    steps: list[Step]
    outputs: list[Output]
    bases: list[Basis]
    refusals: list[Ground]
    exemptions: list[Named]
    words: list[str]
    digest: str = Field(description="SHA-256 of the version; a version never changes.")


class Services(Schema):
    """The services in force on a day, by code."""

    procedures: list[Listed]


class Form(Schema):
    """A JSON schema (2020-12) of the answers."""

    type: str
    title: str
    properties: dict[str, dict[str, Any]]
    required: list[str]


class OnDay(Asked):
    """The day on which a service is in force."""

    on: Day | None = Field(None, description="Today if left out.")


@router.get(
    "/procedures", response=answers(Services), operation_id="procedures", summary="Public services"
)
def procedures(request: HttpRequest, asked: Annotated[OnDay, InQuery(...)]) -> HttpResponseBase:
    """The version of each service that is in force on a day."""
    found = catalogue.offered(asked.on or today())
    return same(request, {"procedures": [_short(one) for one in found]})


@router.get(
    "/procedures/{code}", response=answers(Whole, finds=True), operation_id="procedure",
    summary="A public service",
)  # fmt: skip
def procedure(
    request: HttpRequest, code: Code, asked: Annotated[OnDay, InQuery(...)]
) -> HttpResponseBase:
    """One service as data: what is asked, by which steps, for how much, by when, on what law."""
    found = _found(code, asked.on or today())
    return same(request, {**_tree(found), "digest": digest(found)})


@router.get(
    "/procedures/{code}/form", response=answers(Form, finds=True), operation_id="procedure_form",
    summary="The schema of its form",
)  # fmt: skip
def form(
    request: HttpRequest, code: Code, asked: Annotated[OnDay, InQuery(...)]
) -> HttpResponseBase:
    """A JSON schema of the `answers` that are filed; titles follow Accept-Language."""
    return same(request, schema(_found(code, asked.on or today()), language()))


def _found(code: str, on: date) -> Procedure:
    try:
        return catalogue.procedure(code, on)
    except Refused:
        raise Stop("not-there", thing=code) from None


def _tree(procedure: Procedure) -> dict[str, Any]:
    told: Any = plain(procedure)
    return dict(told)


def _short(procedure: Procedure) -> dict[str, Any]:
    told = _tree(procedure)
    return {name: told[name] for name in Listed.model_fields}
