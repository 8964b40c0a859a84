"""Who is responsible: one question, with its reasons."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import Router, Schema
from pydantic import Field

from continuity.accounts.today import today
from continuity.addresses.written import who_read
from continuity.web.api.answer import answered
from continuity.web.api.asked import Asked, Day, InQuery, Text, function_of, too_early
from continuity.web.api.problems import Stop
from continuity.web.api.shapes import (
    Body,
    CitedUnit,
    DayText,
    Pair,
    PlaceStatus,
    Read,
    Status,
    Unit,
    answers,
)
from continuity.web.known import known

router = Router(tags=["who"])


class WhoAsked(Asked):
    """A function, a place, a day, and the day on which the matter was filed."""

    function: Text = Field(
        description="An id, a name or an everyday word.", examples=["driving-licences"]
    )
    place: Text = Field(
        description="A name or address of any day, a code, or a key.",
        examples=["12 Lê Lợi, P.Bến Nghé, Q1, TPHCM"],
    )
    on: Day | None = Field(None, description="The day that is asked about; today if left out.")
    filed: Day | None = Field(None, description="When the matter was filed; `on` if left out.")


class Place(Schema):
    """Where the place lies on the day, or which units it may be."""

    status: PlaceStatus
    text: str
    unit: Unit | None
    candidates: list[CitedUnit]
    read: Read | None = Field(description="null where the name alone sufficed.")


class Terms(Schema):
    """The days on which a mandate stands, and the filing days that it takes."""

    valid: Pair
    intake: Pair


class Holder(Body, Terms):
    """An agency that holds the function there."""

    area: str
    disputed: bool = False


class Basis(Schema):
    """The instrument by which the agency is responsible."""

    number: str | None
    clause: str | None
    effective: DayText


class Link(Schema):
    """Who was, is or will be responsible for this matter, on some days."""

    agency: str | None
    agency_en: str | None
    status: Status
    since: DayText = Field(alias="from")
    until: DayText | None
    instrument: str | None


class Meanwhile(Body):
    """Who acts while the place is open, and by which rule."""

    rule: str


class Who(Schema):
    """The answer as to the agency, the answer as to the place, and the reasons of both."""

    status: Status
    function: str
    on: DayText
    filed: DayText
    place: Place
    agency: Body | None
    holders: list[Holder]
    mandate: Terms | None
    instrument: Basis | None
    chain: list[Link]
    meanwhile: Meanwhile | None


@router.get(
    "/who", response=answers(Who), by_alias=True, operation_id="who", summary="Who is responsible"
)
def who(request: HttpRequest, asked: Annotated[WhoAsked, InQuery(...)]) -> HttpResponseBase:
    """Who must act for a function at a place on a day, for a matter filed on a day, and why."""
    here, on = known(), asked.on or today()
    filed = asked.filed or on
    function, wrong = function_of(here, asked.function)
    found = [("#/query/function", wrong), ("#/query/filed", too_early(on, filed))]
    if faults := [(where, text) for where, text in found if text]:
        raise Stop("wrong-input", faults)

    def made() -> object:
        return who_read(here, function, asked.place, on, filed, here.directory)[0]

    return answered(request, here, made, stated=asked.on is not None)
