"""What was issued in a case, and its file: for the agency whose case it is, and for whoever it is for."""

from __future__ import annotations

import uuid
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from continuity.casework import cases
from continuity.casework.documents import rows
from continuity.casework.documents.kinds import kind_of
from continuity.casework.refused import Refused
from continuity.pages.words import t
from continuity.web.api.answer import reckoned
from continuity.web.api.problems import Stop
from continuity.web.api.shapes import DayText, work
from continuity.web.api.work.cases import purpose
from continuity.web.api.work.documents import in_base64
from continuity.web.api.work.procedures import ServiceText
from continuity.web.api.work.program import asks, token
from continuity.web.api.work.shapes import Number

PLAIN = ("id", "number", "agency", "status", "reason")
router = Router(tags=["documents"], auth=token)


class PaperIssued(Schema):
    """A paper under the number that stands on it; `agency` issued it, under the name of that day."""

    id: uuid.UUID
    kind: ServiceText
    number: str
    agency: str
    agency_then: ServiceText
    issued: DayText
    status: Literal["issued", "revoked", "corrected", "replaced"]
    ended: DayText | None
    reason: str


class PapersIssued(Schema):
    """The papers of a case, the first first."""

    papers: list[PaperIssued]


class PaperFile(Schema):
    """A paper with its file, byte for byte as it was signed."""

    id: uuid.UUID
    number: str
    digest: str = Field(description="SHA-256 of the file, in hexadecimal.")
    file: str = Field(description="The PDF in Base64.")


@router.get(
    "/cases/{number}/papers", response=work(PapersIssued), operation_id="case_papers",
    summary="What was issued in a case",
)  # fmt: skip
def papers(request: HttpRequest, number: Number) -> HttpResponse:
    """Every paper that was issued, also those that hold no more; nothing that only waits to be signed."""
    program = asks(request)
    with program.reading(purpose(program)):
        found = rows.papers(cases.by_number(number).id)
    issued = [_told(one) for one in found if one.status not in rows.UNISSUED]
    return reckoned(request, {"papers": issued})


@router.get(
    "/cases/{number}/papers/{id}", response=work(PaperFile), operation_id="case_paper",
    summary="The file of a paper",
)  # fmt: skip
def paper(request: HttpRequest, number: Number, id: uuid.UUID) -> HttpResponse:
    """A paper as it was signed; the reading is an entry that the applicant sees."""
    program = asks(request)
    with program.reading(purpose(program)):
        case = cases.by_number(number)
        found = _issued(case.id, id)
        cases.logged(case.id, ["papers"])
        file = in_base64(rows.content(found))
    told = {"id": str(found.id), "number": found.number, "digest": found.digest.hex(), "file": file}
    return reckoned(request, told)


def _issued(case: uuid.UUID, id: uuid.UUID) -> rows.Document:
    """A paper that was issued; the address is what names it, so there is none at any other."""
    try:
        return rows.given_out(case, id)
    except Refused as none:
        raise Stop("no-such-case", code=none.code, why=t(none.vi, none.en)) from none


def _told(one: rows.Document) -> dict[str, Any]:
    told: dict[str, Any] = {name: str(getattr(one, name)) for name in PLAIN}
    told |= {"kind": kind_of(one.kind).label._asdict(), "issued": one.issued.isoformat()}
    told |= {"agency_then": {"vi": one.agency_vi, "en": one.agency_en}}
    return told | {"ended": one.ended and one.ended.isoformat()}
