"""The public list of seals that are out of use."""

from __future__ import annotations

import csv

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from continuity.pages.words import cell
from continuity.services.seals import void as reading
from continuity.services.seals.screens.room import page_of


def void(request: HttpRequest) -> HttpResponse:
    """One page of the list, the latest first; searched by name or number."""
    words, page = request.GET.get("q", ""), page_of(request)
    found, more = reading.void(words, page)
    told = {"found": found, "words": words, "page": page, "more": more}
    return render(request, "seals/void.html", told)


def void_csv(request: HttpRequest) -> HttpResponse:
    """The whole list as a table."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="void-seals.csv"'
    response.write("\ufeff")  # else a spreadsheet takes the letters for others
    written = csv.writer(response)
    written.writerow(["name", "name_en", "kind", "certificate", "since", "state"])
    for one in reading.every():
        told = (one.vi, one.en, one.kind, one.certificate, one.day.isoformat(), one.state)
        written.writerow([cell(text) for text in told])
    return response
