"""Who is responsible, for up to ten thousand questions at once."""

from __future__ import annotations

from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from continuity.packs.bulk import Question, bulk_json
from continuity.web.api.answer import reckoned
from continuity.web.api.asked import Asked, Day, Key
from continuity.web.api.shapes import Body, Status, answers
from continuity.web.known import known

MOST = 10_000
router = Router(tags=["who"])


class One(Asked):
    """One question of many: ids and keys, no words."""

    function: Key = Field(description="An id of /functions.")
    place: Key = Field(description="A key, or an official code as it stood on the day.")
    on: Day
    filed: Day | None = Field(None, description="`on` if left out.")


class Many(Asked):
    """The questions."""

    questions: Annotated[list[One], Field(min_length=1, max_length=MOST)]


class Row(Schema):
    """The answer to one question; `wrong` names the fields for which there is none."""

    status: Status | Literal["wrong"]
    agency: Body | None
    meanwhile: Body | None = Field(description="Who acts while the place is open.")
    holders: int = Field(description="How many agencies hold the function there.")
    unit: str | None = Field(description="Key of the unit in which the place lies on the day.")
    candidates: list[str] = Field(description="Keys of the units that it may be.")
    instrument: str | None
    clause: str | None
    wrong: list[Literal["function", "place", "filed"]]


class Rows(Schema):
    """One row for each question, in order."""

    rows: list[Row]


@router.post(
    "/who/bulk", response=answers(Rows, sends=True), operation_id="who_bulk",
    summary="Who is responsible, for many",
)  # fmt: skip
def bulk(request: HttpRequest, asked: Many) -> HttpResponse:
    """The same answers in short, in order; what is wrong with one spoils no other."""
    here = known()
    questions = [Question(o.function, o.place, o.on, o.filed or o.on) for o in asked.questions]
    return reckoned(request, {"rows": list(bulk_json(here, here.directory, questions))})
