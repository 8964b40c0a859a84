"""Who asked the issuer about me, on which text, and whether it was answered: for the person concerned."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from continuity.accounts.models import Person
from continuity.casework.intake.applicants import reading_as
from continuity.pages.words import t
from continuity.register.called import called
from continuity.services.records.questions import about_me


@never_cache
def asked(request: HttpRequest) -> HttpResponse:
    """The list of whoever is signed in and whose identity is proved."""
    person = request.user
    if not isinstance(person, Person):
        path = urlencode({"next": reverse("records:asked")}, safe="/")
        return redirect(f"{reverse('web:sign-in')}?{path}")
    on: date = request.lived  # type: ignore[attr-defined]
    with reading_as(person.actor, on) as proved:
        found = about_me() if proved else []
    rows = [
        {
            "one": one, "agency": t(*called(one.agency, one.day)), "basis": t(*one.basis),
            "by": t(*called(one.answered_by, one.answered)) if one.answered else "",
        }
        for one in found
    ]  # fmt: skip
    return render(request, "records/asked.html", {"rows": rows, "proved": proved, "lives": True})
