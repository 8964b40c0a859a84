"""Is a paper genuine: asked by number and code, by what a camera read, or by the file itself.

Anybody may ask, without a token. A wrong code and a number that was never given have one answer.
"""

from __future__ import annotations

import base64
import binascii
from http import HTTPStatus
from typing import Annotated, Any, Literal

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import ConfigDict, Field, StringConstraints

from continuity.accounts.today import today
from continuity.casework.documents import verify
from continuity.pages.words import t
from continuity.web.api.answer import reckoned
from continuity.web.api.asked import PLAIN, Asked
from continuity.web.api.problems import Problem, Stop
from continuity.web.api.shapes import DayText, answers
from continuity.web.api.work.procedures import ServiceText

router = Router(tags=["documents"])
Line = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=PLAIN)]


class Verifying(Asked):
    """A number with its code, or what the QR code says, or the file."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"number": "12/GCN-CAT", "code": "7KQ2-M9XA"}]},
    )
    number: Line | None = None
    code: Line | None = None
    qr: Annotated[str, StringConstraints(min_length=1, max_length=2_000, pattern=PLAIN)] | None = (
        None
    )
    file: Annotated[str, StringConstraints(min_length=1, pattern=r"^[A-Za-z0-9+/]+={0,2}$")] | None = (
        Field(None, description="The PDF in Base64.")
    )  # fmt: skip


class VerifiedLine(ServiceText):
    """A line that the paper's drafter chose to show."""

    value: str


class DocumentVerified(Schema):
    """The answer; `unknown` says nothing against a paper, only that it is not here."""

    outcome: Literal[
        "genuine", "revoked", "corrected", "replaced", "unknown", "altered", "unregistered"
    ]
    kind: ServiceText
    number: str
    issued: DayText | None
    agency: str = Field(description="The issuer's key.")
    agency_then: ServiceText = Field(description="The issuer under the name that it had then.")
    competent: bool | None = Field(description="Was the issuer competent on the day of issue?")
    successor: str = Field(description="Who answers for it now, '' where the issuer still stands.")
    successor_now: ServiceText
    profile: str = Field(description="Of the signature.")
    ended: DayText | None
    reason: str
    shown: list[VerifiedLine]


ANSWERS = answers(DocumentVerified, sends=True) | {int(HTTPStatus.TOO_MANY_REQUESTS): Problem}


@router.post(
    "/documents/verify", response=ANSWERS, operation_id="document_verify",
    summary="Is a paper genuine",
)  # fmt: skip
def document(request: HttpRequest, asked: Verifying) -> HttpResponse:
    """What the public page of verification says; the person concerned sees that it was asked."""
    on = today()
    if asked.file:
        # To look into a file costs far more than to look a number up.
        if not ratelimit.consume(request, action="verified"):
            raise Stop("too-often")
        return reckoned(request, _told(verify.by_file(of_base64(asked.file), on)))
    if asked.qr:
        return reckoned(request, _told(verify.by_qr(asked.qr, on)))
    missing = t("Cần nêu số và mã, hoặc qr, hoặc file.", "Give number and code, or qr, or file.")
    wanted = {"number": asked.number, "code": asked.code}
    if left := [name for name, value in wanted.items() if not value]:
        raise Stop("wrong-input", [(f"#/body/{name}", missing) for name in left])
    return reckoned(request, _told(verify.by_code(asked.number or "", asked.code or "", on)))


def in_base64(file: bytes) -> str:
    """A file as a program is given it."""
    return base64.b64encode(file).decode("ascii")


def of_base64(file: str) -> bytes:
    """A file as a program sends it; a problem where it is none."""
    try:
        return base64.b64decode(file, validate=True)
    except binascii.Error:
        wrong = t("Không phải Base64.", "It is no Base64.")
        raise Stop("wrong-input", [("#/body/file", wrong)]) from None


def _told(found: verify.Verified) -> dict[str, Any]:
    told = {name: getattr(found, name) for name in DocumentVerified.model_fields}
    for name in ("kind", "agency_then", "successor_now"):
        told[name] = told[name]._asdict()
    for name in ("issued", "ended"):
        told[name] = told[name] and told[name].isoformat()
    return told | {"outcome": str(found.outcome), "shown": [one._asdict() for one in found.shown]}
