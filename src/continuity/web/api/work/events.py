"""What was done to cases, page by page, and the addresses that are told of it at once.

The feed shows the events of the cases that the token's agency may see; a program keeps the cursor of its
last page. Subscriptions are kept by a steward's program; who was away too long reads the feed.
"""

from __future__ import annotations

import uuid
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router, Schema
from pydantic import Field, StringConstraints

from continuity.casework.notices import events, hooks, verbs
from continuity.casework.notices.apps import SUBSCRIBING
from continuity.casework.notices.hooks import Hook
from continuity.casework.refused import Refused
from continuity.pages.words import t
from continuity.web.api.answer import reckoned
from continuity.web.api.asked import PLAIN, Asked, InQuery, Key
from continuity.web.api.problems import Stop
from continuity.web.api.shapes import DayText, work
from continuity.web.api.work.cases import purpose
from continuity.web.api.work.program import Program, asks, token

router = Router(tags=["events"], auth=token)
CURSOR = r"^[0-9]{1,9}\.[0-9]{1,18}\.[0-9]{1,18}$"
Id = Annotated[uuid.UUID, Path(examples=["019a0c3e-7a51-7b1e-9d59-3a8f1c2b7e60"])]
Url = Annotated[str, StringConstraints(min_length=8, max_length=500, pattern=PLAIN)]


class EventsAsked(Asked):
    """From where on; the first page is asked for without a cursor."""

    cursor: Annotated[str, StringConstraints(pattern=CURSOR)] | None = None
    limit: Annotated[int, Field(ge=1, le=events.MOST)] = 100


class CaseEvent(Schema):
    """What was done to a case; nobody is named in it."""

    id: str = Field(description="The same however often it is told: drop what you have seen.")
    entry: int
    case: str
    number: str
    verb: str
    status: str
    step: str
    function: str
    place: str
    on: DayText
    at: str


class CaseEvents(Schema):
    """Some events in order."""

    events: list[CaseEvent]
    cursor: str = Field(description="For the next page; keep it.")
    more: bool = Field(description="True where there is more to look through: ask again at once.")


class Subscription(Schema):
    """An address that is told; empty `functions` and `verbs` mean all."""

    id: str
    url: str
    functions: list[str]
    verbs: list[str]
    state: str = Field(examples=["active"])
    why: str = Field(description="Why it failed last, '' where it did not.")


class Subscriptions(Schema):
    """Those of the token's agency."""

    hooks: list[Subscription]


class Subscribing(Asked):
    """An address, and of what it is told."""

    url: Url = Field(description="HTTPS.", examples=["https://example.org/continuity"])
    functions: Annotated[list[Key], Field(max_length=100)] = Field(default_factory=list)
    verbs: Annotated[list[Key], Field(max_length=100)] = Field(default_factory=list)


class Subscribed(Schema):
    """The new subscription; its secret is told this once."""

    id: str
    secret: str


class Ended(Schema):
    """The subscription, and what it is now."""

    id: str
    state: str


@router.get("/events", response=work(CaseEvents), operation_id="events", summary="The feed")
def feed(request: HttpRequest, asked: Annotated[EventsAsked, InQuery(...)]) -> HttpResponse:
    """What was done to the cases that the token may see, in order, after a cursor."""
    program = asks(request)
    with program.reading(purpose(program)):
        page = events.feed(asked.cursor or events.START, asked.limit)
    told = {
        "events": [one.plain() for one in page.events],
        "cursor": page.cursor,
        "more": page.more,
    }
    return reckoned(request, told)


@router.get(
    "/hooks", response=work(Subscriptions), operation_id="hooks", summary="Subscriptions"
)  # fmt: skip
def listed(request: HttpRequest) -> HttpResponse:
    """The addresses that are told of the agency's cases."""
    found = hooks.hooks(_steward(request).agency)
    return reckoned(request, {"hooks": [_told(one) for one in found if one.state != "ended"]})


@router.post(
    "/hooks", response=work(Subscribed, acts=True, made=True), operation_id="hook_subscribe",
    summary="Subscribe an address",
)  # fmt: skip
def subscribe(request: HttpRequest, asked: Subscribing) -> HttpResponse:
    """Signed as the Standard Webhooks have it; 409 where the address is told already."""
    program = _steward(request)
    if any(one.url == asked.url and one.state != "ended" for one in hooks.hooks(program.agency)):
        why = t("Địa chỉ này đã đăng ký.", "This address is told already.")
        raise Stop("refused", code="hook-there", why=why)
    by = {"actor": program.bearer.actor, "on": program.on}
    wanted = {"functions": asked.functions, "verbs": asked.verbs}
    made = verbs.subscribe(program.agency, asked.url, **by, **wanted)  # type: ignore[arg-type]
    return reckoned(request, {"id": str(made.hook), "secret": made.secret}, status=201)


@router.delete(
    "/hooks/{id}", response=work(Ended), operation_id="hook_end", summary="End a subscription"
)  # fmt: skip
def unsubscribe(request: HttpRequest, id: Id) -> HttpResponse:
    """The address is told of nothing more."""
    program = _of(request, id)
    verbs.unsubscribe(id, actor=program.bearer.actor, on=program.on)
    return reckoned(request, {"id": str(id), "state": "ended"})


@router.post(
    "/hooks/{id}/enable", response=work(Ended, acts=True), operation_id="hook_enable",
    summary="Tell a failed address again",
)  # fmt: skip
def enable(request: HttpRequest, id: Id) -> HttpResponse:
    """From now on; what it missed stands in the feed."""
    program = _of(request, id)
    verbs.enable(id, actor=program.bearer.actor, on=program.on)
    return reckoned(request, {"id": str(id), "state": "active"})


def _steward(request: HttpRequest) -> Program:
    program = asks(request)
    if SUBSCRIBING not in program.bearer.purposes:
        told = ", ".join(program.bearer.purposes)
        raise Refused("out-of-scope", purpose=SUBSCRIBING, purposes=told)
    return program


def _of(request: HttpRequest, id: uuid.UUID) -> Program:
    """The program, where the subscription is its agency's."""
    program = _steward(request)
    if id not in {one.id for one in hooks.hooks(program.agency)}:
        raise Refused("no-hook", hook=id)
    return program


def _told(hook: Hook) -> dict[str, object]:
    told = {name: getattr(hook, name) for name in ("url", "functions", "verbs", "state", "why")}
    return {"id": str(hook.id), **told}
