"""Following a case without signing in: a number, the code of its slip, and nothing of a person.

Both come by POST, so that no address, no log and no history of a browser holds the code.
"""

from __future__ import annotations

from typing import Any

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from continuity.casework.intake.tracking import Tracked, tracked
from continuity.casework.refused import Refused
from continuity.handover.mine import crossed
from continuity.pages.words import t
from continuity.web.known import known
from continuity.web.portal import said
from continuity.web.portal.crossings import crossings
from continuity.web.portal.holder import called, holder
from continuity.web.portal.offered import lived

LONGEST = 40


@never_cache
def track(request: HttpRequest) -> HttpResponse:
    """The two fields; and where the case stands."""
    number = request.POST.get("number", request.GET.get("number", "")).strip()[:LONGEST]
    code = request.POST.get("code", "").strip()[:LONGEST]
    told: dict[str, Any] = {"number": number, "here": "services", "lives": True}
    if request.method != "POST":
        return render(request, "web/portal/track.html", told)
    errors = _missing(number, code)
    status = 422
    if not errors:
        try:
            told |= _found(request, number, code)
            told |= {
                "code": code,
                "crossed": crossings(crossed(told["case"].number, lived(request))),
            }
            return render(request, "web/portal/tracked.html", told)
        except Refused as refused:
            status = 429 if refused.code == "tracked-often" else 404
            errors = {"number": said.refusal(refused)}
    return render(request, "web/portal/track.html", told | {"errors": errors}, status=status)


def asked_for(request: HttpRequest) -> Tracked | None:
    """The case of the slip that was sent along; None where either of the two is wrong."""
    number, code = (request.POST.get(name, "").strip()[:LONGEST] for name in ("number", "code"))
    digits = "".join(letter for letter in number if letter.isdecimal())
    if not code or not ratelimit.consume(request, action="tracked", key=digits or number):
        return None
    try:
        return tracked(number, code)
    except Refused:
        return None


def _missing(number: str, code: str) -> dict[str, str]:
    errors = {}
    if not number:
        errors["number"] = t("Hãy nhập số hồ sơ.", "Enter the number of the case.")
    if not code:
        errors["code"] = t("Hãy nhập mã tra cứu.", "Enter the tracking code.")
    return errors


def _found(request: HttpRequest, number: str, code: str) -> dict[str, Any]:
    digits = "".join(letter for letter in number if letter.isdecimal())
    if not ratelimit.consume(request, action="tracked", key=digits or number):
        raise Refused("tracked-often")
    return _told(tracked(number, code), request)


def _told(case: Tracked, request: HttpRequest) -> dict[str, Any]:
    here, on = known(), lived(request)
    return {
        "case": case,
        "label": called(here, case.function, on),
        "status": said.words(said.STATUSES, case.status),
        "holder": holder(here, case.function, case.place, case.filed, on),
        "until": "" if case.closed else said.until(case.promised, on),
    }
