"""The feed of events, for programs that ask instead of being told."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field, StringConstraints

from continuity.casework.notices.events import MOST, START, feed
from continuity.web.api.answer import reckoned
from continuity.web.api.asked import Asked, InQuery
from continuity.web.api.shapes import DayText, work
from continuity.web.api.work.cases import purpose
from continuity.web.api.work.program import asks, token

router = Router(tags=["cases"], auth=token)
CURSOR = r"^[0-9]{1,9}\.[0-9]{1,18}\.[0-9]{1,18}$"


class EventsAsked(Asked):
    """From where on, and how many at most."""

    cursor: Annotated[str, StringConstraints(pattern=CURSOR)] = Field(
        START, description="`cursor` of the answer before; left out, from the first event on."
    )
    limit: Annotated[int, Field(ge=1, le=MOST)] = 100


class EventTold(Schema):
    """What was done to a case, without anybody in it."""

    id: str = Field(description="The same however often it is told.")
    entry: int = Field(description="The number of the journal's entry.")
    case: str
    number: str
    verb: str
    status: str = Field(description="After the act, and so is step.")
    step: str
    function: str
    place: str
    on: DayText
    at: str


class Events(Schema):
    """Some events in order; they may be none, and there be more."""

    events: list[EventTold]
    cursor: str
    more: bool = Field(description="False where everything was looked through; then ask later.")


@router.get("/events", response=work(Events), operation_id="events", summary="The feed of events")
def events(request: HttpRequest, asked: Annotated[EventsAsked, InQuery(...)]) -> HttpResponse:
    """What was done to the cases that the token's agency may see today, or to one's own."""
    program = asks(request)
    with program.reading(purpose(program)):
        page = feed(asked.cursor, asked.limit)
    told = [one.plain() for one in page.events]
    return reckoned(request, {"events": told, "cursor": page.cursor, "more": page.more})
