"""Where to hand in, and what changes for somebody: the second answers, beside who is responsible.

Counters do not move the register's head, from which tags for caches are made; so these bear none.
"""

from __future__ import annotations

from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field, StringConstraints

from continuity.accounts.today import today
from continuity.packs import papers as kinds
from continuity.packs.changes import changes_json, is_unit
from continuity.pages.words import t
from continuity.web.api.answer import answered, reckoned
from continuity.web.api.asked import Asked, Day, InQuery, Key, Text, function_of
from continuity.web.api.problems import Stop
from continuity.web.api.shapes import Body, CitedUnit, DayText, Pair, Source, Unit, answers
from continuity.web.api.who import Holder
from continuity.web.known import known
from continuity.web.where import counters

router = Router(tags=["points"])
Listed = Annotated[str, StringConstraints(max_length=300, pattern=r"^[a-z-]+(,[a-z-]+)*$")]


class PointsAsked(Asked):
    """A function, a place and a day."""

    function: Text = Field(
        description="An id, a name or an everyday word.", examples=["driving-licences"]
    )
    place: Text = Field(
        description="A name or address of any day, a code, or a key.", examples=["Tỉnh Hải Dương"]
    )
    on: Day | None = Field(None, description="The day that is asked about; today if left out.")


class Point(Schema):
    """A counter, as it is on the day that was asked about."""

    key: str
    name: str
    name_en: str
    address: str
    unit: Unit | None
    telephone: str | None
    step_free: Literal["yes", "no", "unknown"]
    hours: list[list[str]] = Field(description="Of that day: pairs of opening and closing.")
    opens: DayText | None = Field(description="The next day on which it is open.")
    valid: Pair
    functions: list[str] = Field(description="What is taken in there.")
    whole: bool = Field(description="False where it serves only a part of the place.")
    example: bool = Field(description="True for one that was made up to show how it looks.")
    source: str


class Points(Schema):
    """The counters that take a function for a place; none where the text means several places."""

    function: str
    on: DayText
    points: list[Point]


class PaperKind(Schema):
    """A kind of paper that people hold."""

    id: str
    name: str
    name_en: str
    function: str | None
    words: list[str] = Field(description="What people say for it.")


class Papers(Schema):
    """The kinds of paper, in the order in which they are asked for."""

    papers: list[PaperKind]


class Rule(Schema):
    """What holds for a paper, by which source, and how sure that is."""

    id: str
    kind: Literal["valid", "ended", "avoid", "may"]
    text: str
    text_en: str
    source: str
    source_en: str
    sure: Literal["found", "unverified"]
    until: DayText | None


class Candidate(CitedUnit):
    """A unit that the address may lie in now, and how it is written."""

    line: str


class Address(Source):
    """An address as it was and as it is."""

    unit: str
    now: str | None
    chosen: bool
    before: str
    after: str | None
    changed: bool
    since: DayText | None
    candidates: list[Candidate]
    founded: DayText | None
    known_from: DayText | None
    to_come: DayText | None


class Office(Schema):
    """Whose a paper is, in words; never sure."""

    text: str
    text_en: str


class Paper(Schema):
    """What changes for one paper, whose it is now, and where to hand in."""

    id: str
    name: str
    name_en: str
    function: str | None
    rules: list[Rule]
    agency: Body | None
    holders: list[Holder]
    office: Office | None
    points: list[Point]


class Changes(Schema):
    """What changes for somebody who lives there and holds these papers."""

    on: DayText
    address: Address
    rules: list[Rule]
    papers: list[Paper]


class ChangesAsked(Asked):
    """The key of a lowest unit, kinds of paper, and a day."""

    unit: Key = Field(description="See /units?q=…", examples=["26740@2025-01-01"])
    papers: Listed = Field(
        description="Ids of /papers, with commas between.", examples=["driving-licence,residence"]
    )
    now: Key | None = Field(None, description="The candidate that is theirs, of a divided unit.")
    on: Day | None = Field(None, description="The day that is asked about; today if left out.")


@router.get("/points", response=answers(Points), operation_id="points", summary="Where to hand in")
def points(request: HttpRequest, asked: Annotated[PointsAsked, InQuery(...)]) -> HttpResponse:
    """The counters of a day for a function at a place."""
    here, on = known(), asked.on or today()
    function, wrong = function_of(here, asked.function)
    if wrong:
        raise Stop("wrong-input", [("#/query/function", wrong)])
    place = here.written.meant(asked.place, on).place(asked.place)
    found = counters(here, function, place, on)
    return reckoned(request, {"function": function, "on": on.isoformat(), "points": found})


@router.get("/papers", response=answers(Papers), operation_id="papers", summary="Kinds of paper")
def papers(request: HttpRequest) -> HttpResponse:
    """Every kind of paper that /changes knows."""
    told = [
        {
            "id": one.id, "name": one.label.vi, "name_en": one.label.en,
            "function": one.function or None, "words": list(one.words),
        }
        for one in kinds.papers().values()
    ]  # fmt: skip
    return answered(request, known(), lambda: {"papers": told})  # type: ignore[return-value]


@router.get(
    "/changes", response=answers(Changes, finds=True), operation_id="changes",
    summary="What changes for me",
)  # fmt: skip
def changes(request: HttpRequest, asked: Annotated[ChangesAsked, InQuery(...)]) -> HttpResponse:
    """What stays good, what need not be done, who and where now; nothing of it is kept."""
    here, on = known(), asked.on or today()
    held = asked.papers.split(",")
    if strange := [id for id in held if id not in kinds.papers()]:
        text = t(
            f"Không có loại giấy {', '.join(strange)}; /api/v1/papers liệt kê.",
            f"There is no paper {', '.join(strange)}; /api/v1/papers lists them.",
        )
        raise Stop("wrong-input", [("#/query/papers", text)])
    if not is_unit(here, asked.unit):
        raise Stop("not-there", thing=asked.unit)
    told = changes_json(
        here, asked.unit, asked.now or "", list(dict.fromkeys(held)), on,
        lambda function, place: counters(here, function, place, on),
    )  # fmt: skip
    return reckoned(request, told)
