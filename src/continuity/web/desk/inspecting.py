"""Inspection: who read which personal data of a case, and for what. The look is itself an entry."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from continuity.casework import cases
from continuity.casework.intake.beside import Reading, readings
from continuity.casework.purposes import GROUNDS, Purpose
from continuity.casework.refused import Refused
from continuity.core.procedure import NO_WORDS
from continuity.pages.words import language, t
from continuity.web.desk.inbox import frame
from continuity.web.desk.seat import Seat, at_inspection
from continuity.web.known import Known, known
from continuity.web.portal import said


@at_inspection
def inspect(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The log of one case of the agency, by its number; nothing personal stands here."""
    number = request.GET.get("number", "").strip()[:60]
    told: dict[str, Any] = {"number": number, "at": "inspect"}
    status = 200
    if number:
        try:
            with seat.reading(Purpose.INSPECTION):
                found = cases.by_number(number)
                told["readings"] = [_line(known(), one) for one in readings(found.id)]
                told["case"] = found
                cases.logged(found.id, ["readers"])
        except Refused as refused:
            told["wrong"] = refused.en if language() == "en" else refused.vi
            status = 404
    return render(request, "web/desk/inspect.html", frame(request, seat) | told, status=status)


def _line(here: Known, one: Reading) -> dict[str, Any]:
    own, by_itself = one.purpose == Purpose.APPLICANT, one.purpose.startswith("system:")
    label, basis = GROUNDS[Purpose(one.purpose)] if not by_itself else (NO_WORDS, None)
    return {
        "at": one.at,
        "who": t("người nộp", "the applicant") if own else "" if by_itself else one.who,
        "agency": here.names.of(one.agency, one.on, here.language) if one.agency else "",
        "fields": said.reads(one.groups),
        "purpose": t("gửi thông báo", "to tell the applicant") if by_itself else t(*label),
        "basis": basis.source if basis else "",
    }
