"""Written addresses: what they mean on a day, and in which units of another day they lie.

They are read with the names of the register, and a commune's lists in it decide what was divided.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Literal

from django.http import HttpRequest, HttpResponse
from django.urls import resolve as routed
from django.views.decorators.csrf import csrf_exempt
from ninja import Router, Schema
from pydantic import ConfigDict, Field

from continuity.addresses import Converter
from continuity.addresses.told import Json, answer_json
from continuity.pages.words import language, t
from continuity.web.addresses import converter
from continuity.web.api.answer import reckoned
from continuity.web.api.asked import Asked, Day
from continuity.web.api.problems import Stop
from continuity.web.api.shapes import Source, Unit, answers
from continuity.web.known import Known, known

MOST = 10_000
MOST_SECONDS = 30.0  # a list that is made to be hard to read keeps no thread for longer
STATUSES = ("resolved", "candidates", "ambiguous", "unknown")
ADDRESS = "12 Lê Lợi, P.Bến Nghé, Q1, TPHCM"
router = Router(tags=["addresses"])


class AddressAsked(Asked):
    """One address and a day."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"text": ADDRESS, "on": "2025-07-01"}]}
    )
    text: str | None = Field(description="As it was written, of any day.", examples=[ADDRESS])
    on: Day = Field(description="The day on which its meaning is asked.")


class AddressesAsked(Asked):
    """Addresses of one day, and the day to which they are converted."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"texts": [ADDRESS], "old_on": "2025-06-30", "new_on": "2025-07-01"}]
        },
    )
    texts: list[str | None] = Field(
        min_length=1, max_length=MOST, description="As they were written; null for an empty cell."
    )
    old_on: Day = Field(description="The day on which they were written.")
    new_on: Day = Field(description="The day whose units are asked for, earlier or later.")


class AddressHeir(Unit, Source):
    """A unit in which the address lies, or may lie, and by which clause."""

    residents: bool = Field(description="False for one that received land only.")


class AddressReading(Schema):
    """A unit that the text may name, as it was called then, and what was odd about the text."""

    key: str
    name: str = Field(examples=["Phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh"])
    how: list[str] = Field(examples=[["short-form"]])
    score: float


class AddressAnswer(Schema):
    """What an address means: never a silent guess."""

    text: str | None
    status: Literal["resolved", "candidates", "ambiguous", "unknown"] = Field(
        description="candidates: a divided unit, with all its heirs."
    )
    score: float = Field(
        description="How sure the reading is; docs/addresses.md says what it means."
    )
    heirs: list[AddressHeir]
    readings: list[AddressReading]
    rest: str = Field(description="House, street, hamlet: untouched.", examples=["12 Lê Lợi"])
    why: str = Field(description="The evidence or the reason, in one sentence.")


class Counts(Schema):
    """How many answers are what."""

    resolved: int
    candidates: int
    ambiguous: int
    unknown: int


class AddressAnswers(Schema):
    """One answer for each text, in order, and how many are what."""

    answers: list[AddressAnswer]
    counts: Counts


@router.post(
    "/addresses/resolve", response=answers(AddressAnswer, sends=True),
    operation_id="addresses_resolve", summary="What an address means",
)  # fmt: skip
def resolve(request: HttpRequest, asked: AddressAsked) -> HttpResponse:
    """What a written address means on a day, whichever day's names it bears."""
    here = known()
    _refuse(here, ("on", asked.on))
    return reckoned(request, _told(_converter(here, asked.on, asked.on), [asked.text])[0])


@router.post(
    "/addresses/convert", response=answers(AddressAnswers, sends=True),
    operation_id="addresses_convert", summary="Old addresses to new units",
)  # fmt: skip
def convert(request: HttpRequest, asked: AddressesAsked) -> HttpResponse:
    """Addresses of one day in units of another; one that cannot be read says why, in its place."""
    here = known()
    _refuse(here, ("old_on", asked.old_on), ("new_on", asked.new_on))
    told = _told(_converter(here, asked.old_on, asked.new_on), asked.texts)
    counted = Counter(answer["status"] for answer in told)
    counts = {status: counted[status] for status in STATUSES}
    return reckoned(request, {"answers": told, "counts": counts})


@csrf_exempt  # as all of the interface: no cookie passes the door
def short(request: HttpRequest) -> HttpResponse:
    """The same without a version in the address; a redirect would lose what is sent."""
    path = "/api/v1" + request.path_info.removeprefix("/api")
    answer: HttpResponse = routed(path).func(request)
    return answer


def _refuse(here: Known, *days: tuple[str, date]) -> None:
    first = here.world.starts
    words = t(f"Dữ liệu bắt đầu từ {first}.", f"The data begin on {first}.")
    early = [(f"#/body/{name}", words) for name, on in days if on < first]
    if early:
        raise Stop("wrong-input", early)


def _told(convert: Converter, texts: Iterable[str | None]) -> list[Json]:
    """The answers in order; a problem where they would take too long."""
    end, told = time.monotonic() + MOST_SECONDS, list[Json]()
    for text in texts:
        if time.monotonic() > end:
            raise Stop("too-slow", seconds=f"{MOST_SECONDS:.0f}", done=len(told))
        told.append(answer_json(text, convert.one(text), language()))
    return told


def _converter(here: Known, old_on: date, new_on: date) -> Converter:
    """A converter over the register; what it remembers goes with the answer."""
    return converter(old_on, new_on, here.written.gazetteer)
