"""The result of a case that its leader signs with a token: handed out, taken in, or dropped.

As at the desk: what is handed out is the file, and taking it in signed is the issue of the case.
"""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field, StringConstraints

from continuity.casework import cases
from continuity.casework.documents import issuing
from continuity.casework.purposes import Purpose
from continuity.casework.refused import Refused
from continuity.web.api.answer import reckoned
from continuity.web.api.asked import Asked
from continuity.web.api.shapes import work
from continuity.web.api.work.acts import Worded
from continuity.web.api.work.documents import in_base64, of_base64
from continuity.web.api.work.program import ACTS, Program, asks, key_of, token
from continuity.web.api.work.shapes import Number

router = Router(tags=["acts"], auth=token)
Base64 = Annotated[str, StringConstraints(min_length=1, pattern=r"^[A-Za-z0-9+/]+={0,2}$")]


class HandedOutTo(Asked):
    """The id of the leader who signs; '' where only one can."""

    leader: Annotated[str, StringConstraints(max_length=150)] = ""


class BroughtBack(Asked):
    """The PDF, just as the signing program saved it."""

    file: Base64 = Field(description="In Base64.")


class ToSign(Schema):
    """A file that waits for its signature; the same again for the same key."""

    number: str
    paper: str = Field(description="The number that stands on it.")
    file: str = Field(description="The PDF in Base64.")


class ResultIssued(Schema):
    """The paper that was issued by this; the same again for the same key."""

    number: str
    paper: str = Field(description="The number that stands on it.")
    profile: str = Field(description="Of the signature.")


class ResultDropped(Schema):
    """The paper that is not to come back."""

    number: str
    paper: str = Field(description="Its number, which stays unused.")


@router.post(
    "/cases/{number}/hand-out-result", response=work(ToSign, acts=True), openapi_extra=ACTS,
    operation_id="case_hand_out_result", summary="Hand the result out to be signed",
)  # fmt: skip
def hand_out(request: HttpRequest, number: Number, asked: HandedOutTo) -> HttpResponse:
    """The result of a case as a file that a leader signs elsewhere, with a token of their own."""
    program, key = asks(request), key_of(request)
    case = _case(program, number)
    with program.scope():
        made = issuing.hand_out_result(case.id, **program.named(key), leader=asked.leader)
    told = {"number": case.number, "paper": made.number, "file": in_base64(made.pdf)}
    return reckoned(request, told)


@router.post(
    "/cases/{number}/take-in-result", response=work(ResultIssued, acts=True), openapi_extra=ACTS,
    operation_id="case_take_in_result", summary="Issue the result that was signed elsewhere",
)  # fmt: skip
def take_in(request: HttpRequest, number: Number, asked: BroughtBack) -> HttpResponse:
    """The case is issued with the file that came back; each thing that is wrong with it has its code."""
    program, key = asks(request), key_of(request)
    case, pdf = _case(program, number), of_base64(asked.file)
    with program.scope():
        made = issuing.take_in_result(case.id, pdf, **program.named(key))
    return reckoned(request, {"number": case.number, "paper": made.number, "profile": made.profile})


@router.post(
    "/cases/{number}/drop-result", response=work(ResultDropped, acts=True), openapi_extra=ACTS,
    operation_id="case_drop_result", summary="Drop the result that waits to be signed",
)  # fmt: skip
def drop(request: HttpRequest, number: Number, asked: Worded) -> HttpResponse:
    """What was handed out is not to come back, for a reason in words; another file may go out then."""
    program, key = asks(request), key_of(request)
    case, by = _case(program, number), program.named(key)
    with program.scope():
        paper = issuing.drop_result(case.id, asked.words, **by)
    return reckoned(request, {"number": case.number, "paper": paper})


def _case(program: Program, number: str) -> Any:
    if not program.agency:
        raise Refused("not-for-purpose", purpose=Purpose.APPLICANT)
    with program.reading(Purpose.PROCESSING):
        return cases.by_number(number)
