"""One question after the result: how well one was served. No answer leads back to its case."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from continuity.accounts.models import Person
from continuity.casework.opinions import opinions
from continuity.casework.refused import Refused
from continuity.pages.words import t
from continuity.web.portal import said
from continuity.web.portal.my import of_case, told_of
from continuity.web.portal.offered import lived
from continuity.web.resume import given_back

LEVELS = (
    (5, "Rất hài lòng", "Very well"),
    (4, "Hài lòng", "Well"),
    (3, "Bình thường", "Neither well nor badly"),
    (2, "Chưa hài lòng", "Badly"),
    (1, "Rất không hài lòng", "Very badly"),
)


@of_case
def opinion(request: HttpRequest, person: Person, id: uuid.UUID) -> HttpResponse:
    """The question, and the answer, which is taken once; a second press finds it taken."""
    on, error = lived(request), ""
    typed = given_back(request) or {}
    words = request.POST.get("words", (typed.get("words") or [""])[-1])
    score = request.POST.get("score", (typed.get("score") or [""])[-1])
    if request.method == "POST":
        try:
            given = int(score) if score in {str(one) for one in opinions.SCORES} else 0
            opinions.give(id, given, words, actor=person.actor, on=on)
            return _thanked(request, id)
        except Refused as refused:
            if refused.code == "said-already":
                return _thanked(request, id)
            error = said.refusal(refused)
    told = told_of(person, id, on)[0]
    if not told["asks_opinion"] and not error:
        return HttpResponseRedirect(reverse("web:my-case", args=[id]))
    told |= {"levels": LEVELS, "words": words, "score": score, "error": error}
    return render(request, "web/portal/opinion.html", told, status=422 if error else 200)


def _thanked(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    messages.success(request, t("Cảm ơn ý kiến của bạn.", "Thank you for saying so."))
    return HttpResponseRedirect(reverse("web:my-case", args=[id]), status=303)
