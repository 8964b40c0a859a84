"""The public list of seals that are out of use: as it is now, and as it was published and signed."""

from __future__ import annotations

import csv
import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from continuity.pages.words import cell, t
from continuity.services.seals import lists as published
from continuity.services.seals import void as reading
from continuity.services.seals.screens.room import Desk, page_of, seated

LATEST = 3
"""How many lists stand on the page itself."""


def void(request: HttpRequest) -> HttpResponse:
    """One page of the list, the latest first; searched by name or number."""
    words, page = request.GET.get("q", ""), page_of(request)
    found, more = reading.void(words, page)
    told = {"found": found, "words": words, "page": page, "more": more}
    return render(request, "seals/void.html", told | {"lists": published.lists(size=LATEST)[0]})


def lists(request: HttpRequest) -> HttpResponse:
    """The lists that were published and signed, the latest first."""
    page = page_of(request)
    found, more = published.lists(page)
    return render(request, "seals/lists.html", {"found": found, "page": page, "more": more})


def void_pdf(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """A list as it was signed, byte by byte."""
    found = published.file(id)
    if found is None:
        raise Http404
    one, pdf = found
    return HttpResponse(
        pdf, content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="void-seals-{one.day}.pdf"',
            "X-Content-Type-Options": "nosniff",
        },
    )  # fmt: skip


@require_POST
@seated
def publish(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The list of the day is signed and stands on the public page."""
    made = published.publish(**desk.by)
    said = t("Đã công bố danh sách số {number}.", "List {number} is published.")
    messages.success(request, said.format(number=made.number))
    return redirect("seals:home")


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
