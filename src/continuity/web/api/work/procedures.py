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


class ServiceText(Schema):
    """A text in both languages."""

    vi: str
    en: str


class ServiceNamed(Schema):
    """A thing with an id and what it is called."""

    id: str
    label: ServiceText


class ServiceTerm(Schema):
    """How long something may take."""

    amount: float
    unit: str = Field(examples=["working-days"])


class ServiceBasis(Schema):
    """The law on which something stands."""

    source: str
    article: str
    verified: bool


class ServiceWhen(Schema):
    """Only where an earlier field has one of these answers."""

    field: str
    among: list[str]


class ServiceQuestion(ServiceNamed):
    """One thing that the form asks."""

    kind: str
    group: str = Field(description="In which group it is sealed, read and logged.")
    required: bool
    hint: ServiceText
    choices: list[ServiceNamed]
    most: int
    when: ServiceWhen | None


class ServicePaper(ServiceNamed):
    """A paper that belongs to the dossier."""

    form: str
    required: bool
    media: list[str]
    most_bytes: int
    source: str
    when: ServiceWhen | None


class ServiceStep(ServiceNamed):
    """One step, and who may take it."""

    duty: str
    seats: list[str]
    apart: list[str]


class ServiceOutput(ServiceNamed):
    """What is issued."""

    valid_for: ServiceTerm | None
    kept_for: ServiceTerm | None
    kept_by: ServiceBasis | None
    english: bool = False


class ServiceGround(ServiceNamed):
    """A ground on which an application may be refused."""

    basis: ServiceBasis


class ServiceListed(Schema):
    """A public service in short."""

    code: str
    version: int
    since: DayText
    until: DayText | None = Field(description="Repealed from this day on; null where it is not.")
    function: str
    official: str = Field(description="The national code, '' where it is not known.")
    label: ServiceText
    summary: ServiceText
    term: ServiceTerm
    fee: str = Field(description="A key of the tariffs, '' where nothing is charged.")
    channels: list[str]
    audience: list[str] = Field(description="For whom it is: people, bodies, or the office itself.")


class ServiceWhole(ServiceListed):
    """A public service with its form, papers, steps and law; the shapes are those of the pack."""

    fields: list[ServiceQuestion]
    evidence: list[ServicePaper]
    steps: list[ServiceStep]
    outputs: list[ServiceOutput]
    bases: list[ServiceBasis]
    refusals: list[ServiceGround]
    exemptions: list[ServiceNamed]
    words: list[str]
    digest: str = Field(description="SHA-256 of the version; a version never changes.")


class Services(Schema):
    """The services in force on a day, by code."""

    procedures: list[ServiceListed]


class ServiceForm(Schema):
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
    "/procedures/{code}", response=answers(ServiceWhole, finds=True), operation_id="procedure",
    summary="A public service",
)  # fmt: skip
def procedure(
    request: HttpRequest, code: Code, asked: Annotated[OnDay, InQuery(...)]
) -> HttpResponseBase:
    """One service as data: what is asked, by which steps, for how much, by when, on what law."""
    found = _found(code, asked.on or today())
    return same(request, {**_tree(found), "digest": digest(found)})


@router.get(
    "/procedures/{code}/form", response=answers(ServiceForm, finds=True), operation_id="procedure_form",
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
    return {name: told[name] for name in ServiceListed.model_fields}
