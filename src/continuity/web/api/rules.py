"""Which rules apply to an address on a day: the documents of the register that hold there.

Documents do not move the register's head, from which tags for caches are made; so these bear none.
"""

from __future__ import annotations

from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from continuity.accounts.today import today
from continuity.handover.review import kept
from continuity.handover.review.here import rules_json
from continuity.web.api.answer import reckoned
from continuity.web.api.asked import Asked, Day, InQuery, Text
from continuity.web.api.shapes import Body, DayText, Read, Unit, answers
from continuity.web.known import known

router = Router(tags=["rules"])


class RulesAsked(Asked):
    """An address and a day."""

    place: Text = Field(
        description="A name or address of any day, a code, or a key.",
        examples=["Phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh"],
    )
    on: Day | None = Field(None, description="The day that is asked about; today if left out.")


class MaybeMeant(Unit):
    """A unit that a text may mean, as it is written, and the days on which it lived."""

    line: str
    first: DayText | None
    last: DayText | None


class RulesPlace(Schema):
    """What an address means: one lowest unit, several to choose from, or none."""

    status: Literal["resolved", "ambiguous", "unknown"]
    text: str
    unit: Unit | None
    line: str | None
    candidates: list[MaybeMeant] = Field(
        description="What an ambiguous text may mean; what is spelled nearly like an unknown one."
    )
    count: int = Field(description="How many units the text may mean in all.")
    read: Read | None


class RuleHere(Schema):
    """A document that holds there, on all of that ground or a part, and until when."""

    id: str
    number: str
    title: str
    adopted: DayText
    articles: str
    issuer: Body
    territory: Unit | None = Field(description="null for the whole country.")
    whole: bool = Field(description="False where it holds on a part of that ground only.")
    old: bool = Field(description="True for what was issued for a unit that is no more.")
    until: DayText | None = Field(description="The first day on which it holds no longer.")
    why: str | None = Field(description="By which source it holds still, if it is old.")
    sure: Literal["found", "unverified"] | None
    source: str


class Rules(Schema):
    """Which documents of the register hold at an address; `entered` counts all."""

    on: DayText
    place: RulesPlace
    entered: int
    documents: list[RuleHere]


@router.get("/rules", response=answers(Rules), operation_id="rules", summary="Which rules apply")
def rules(request: HttpRequest, asked: Annotated[RulesAsked, InQuery(...)]) -> HttpResponse:
    """The documents that hold at an address on a day; only what was entered, and no legal advice."""
    on = asked.on or today()
    return reckoned(request, rules_json(known(), asked.place, on, kept.documents()))
