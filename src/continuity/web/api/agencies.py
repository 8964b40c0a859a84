"""Agencies: of a kind, at a unit, on a day; and one of them with all that it must do."""

from __future__ import annotations

from typing import Annotated, Literal

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import Path, Router, Schema
from pydantic import Field

from continuity.accounts.today import today
from continuity.packs.things import agencies_json, agency_json
from continuity.web.api.answer import answered
from continuity.web.api.asked import Asked, Day, InQuery, Key, Limit, OfDay, Offset
from continuity.web.api.problems import Stop
from continuity.web.api.shapes import Body, Extent, Pair, Source, Unit, answers
from continuity.web.known import known

router = Router(tags=["agencies"])


class AgenciesAsked(Asked):
    """Which agencies: each filter that is given must fit."""

    on: Day | None = Field(None, description="Those of this day; of all days if left out.")
    kind: Key | None = Field(None, description="As in the answers, such as `police`.")
    seat: Key | None = Field(None, description="Key of the unit that they serve.")
    limit: Limit = 50
    offset: Offset = 0


class Listed(Body):
    """An agency of a list."""

    kind: str
    seat: str | None = Field(description="Key of the unit or site that it serves.")
    valid: Pair


class Agencies(Schema):
    """Some agencies in order of their keys; `count` tells how many there are in all."""

    agencies: list[Listed]
    count: int


class Passed(Body, Source):
    """What continues an agency, or what it continues."""

    extent: Extent


class Mandate(Source):
    """What an agency must do, where, on which days, for what was filed when."""

    function: str
    mode: Literal["must", "may", "answers-for"]
    area: Unit
    valid: Pair
    intake: Pair
    left_out: int = Field(alias="except", description="How many places within are another's.")


class Agency(Body):
    """An agency over time, with its duties."""

    kind: str
    seat: Unit | None
    valid: Pair
    heirs: list[Passed]
    predecessors: list[Passed]
    mandates: list[Mandate]


@router.get("/agencies", response=answers(Agencies), operation_id="agencies", summary="Agencies")
def agencies(
    request: HttpRequest, asked: Annotated[AgenciesAsked, InQuery(...)]
) -> HttpResponseBase:
    """The agencies of a kind, at a unit, on a day."""
    here = known()

    def made() -> object:
        found = [
            body.id
            for body in here.world.agencies.values()
            if (asked.on is None or asked.on in body.valid)
            and asked.kind in (None, body.kind)
            and asked.seat in (None, body.seat)
        ]
        chosen = sorted(found)[asked.offset : asked.offset + asked.limit]
        return {"agencies": agencies_json(here, chosen, asked.on), "count": len(found)}

    return answered(request, here, made)


@router.get(
    "/agencies/{key}", response=answers(Agency, finds=True), by_alias=True, operation_id="agency",
    summary="An agency and its duties",
)  # fmt: skip
def agency(
    request: HttpRequest,
    key: Annotated[Key, Path(examples=["vn.31.police@2025-07-01"])],
    asked: Annotated[OfDay, InQuery(...)],
) -> HttpResponseBase:
    """Its days, what it came from and what continues it, and each of its mandates with its clause."""
    here = known()
    if key not in here.world.agencies:
        raise Stop("not-there", thing=key)

    def made() -> object:
        return agency_json(here, key, asked.on or today())

    return answered(request, here, made, stated=asked.on is not None)
