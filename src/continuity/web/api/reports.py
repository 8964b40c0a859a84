"""What a gateway for short messages reports: the one thing here that is entered, if it is signed."""

from __future__ import annotations

import time
from http import HTTPStatus
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import ConfigDict, Field, StringConstraints

from continuity.casework.notices import reports
from continuity.web.api.asked import PLAIN
from continuity.web.api.problems import Problem, Stop
from continuity.web.api.shapes import answers

router = Router(tags=["notices"])


class Report(Schema):
    """What became of one message."""

    model_config = ConfigDict(extra="ignore")

    id: Annotated[str, StringConstraints(min_length=1, max_length=150, pattern=PLAIN)] = Field(
        description="The id that the message was handed over with."
    )
    state: Literal["delivered", "failed"]


ANSWERS: dict[int, Any] = {
    204: None,
    401: Problem,
    **{code: shape for code, shape in answers(None, finds=True, sends=True).items() if code >= 400},
}
SIGNED = {
    "parameters": [
        {
            "in": "header", "name": name, "required": False, "description": said,
            "schema": {"type": "string", "maxLength": 400},
        }
        for name, said in (
            ("webhook-id", "As the Standard Webhooks have it."),
            ("webhook-timestamp", "Unix seconds; at most five minutes away."),
            ("webhook-signature", "v1, and HMAC-SHA256 in Base64 over id.timestamp.body."),
        )
    ]
}  # fmt: skip


@router.post(
    "/notices/reports", response=ANSWERS, operation_id="notice_report", openapi_extra=SIGNED,
    summary="Report on a short message",
)  # fmt: skip
def report(request: HttpRequest, told: Report) -> HttpResponse:
    """Entered once; what was delivered stays so, whatever is reported later."""
    headers = {name.lower(): text for name, text in request.headers.items()}
    if not reports.signed(headers, request.body, int(time.time())):
        raise Stop("not-signed")
    if not reports.report(told.id, told.state):
        raise Stop("not-there", thing=told.id)
    return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"Cache-Control": "no-store"})
