"""What somebody typed about a case that a reform has moved meanwhile: nothing is done or lost.

Whose it is now is told to whoever still sees the case, since their agency acted on it. Others are
told what anybody is told of a number that is not theirs, with their own words, and nothing more.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from continuity.casework.listed import REASONS
from continuity.casework.refused import Refused
from continuity.pages.words import language, t
from continuity.web.desk.act import Act
from continuity.web.desk.inbox import frame
from continuity.web.desk.page import Page, competent, opened
from continuity.web.desk.seat import Seat
from continuity.web.desk.words import reason

MOVED = ("no-such-case", "not-competent")
"""What is refused to an agency that has the case no more, or never had it."""
MOST = 20_000
"""Letters of one field; it is the sender's own, shown to nobody else."""


def moved(
    request: HttpRequest, seat: Seat, number: str, chosen: Act | None, sent: QueryDict, why: Refused
) -> HttpResponse:
    """The page for an act that came too late: who must act now, and what was typed, to be copied."""
    page = _seen(number, seat)
    told = {
        "said": why.en if language() == "en" else why.vi, "act": t(*chosen.label) if chosen else "",
        "number": page.case.number if page else "", "competent": competent(page) if page else {},
        "typed": _typed(chosen, sent),
    }  # fmt: skip
    answer = frame(request, seat) | told | {"lives": True, "at": "case"}
    return render(request, "web/desk/moved.html", answer, status=409 if page else 404)


def _seen(number: str, seat: Seat) -> Page | None:
    try:
        with seat.reading():
            return opened(number, seat)
    except Refused:
        return None


def _typed(chosen: Act | None, sent: QueryDict) -> list[dict[str, Any]]:
    """The fields that somebody filled, by their labels; of what was chosen, what has a name of ours."""
    found = []
    for one in chosen.inputs if chosen else ():
        values = [value[:MOST] for value in sent.getlist(one.id) if value.strip()]
        if one.kind in ("choice", "items"):
            values = [reason(value) for value in values if value in REASONS]
        if values:
            told = {"id": f"typed-{one.id}", "label": t(*one.label), "text": "\n".join(values)}
            found.append(told | {"rows": min(12, 2 + told["text"].count("\n"))})
    return found
