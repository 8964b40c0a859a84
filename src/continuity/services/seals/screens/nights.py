"""A night at the desk: prepared by a form, watched while it goes on, closed by a head."""

from __future__ import annotations

import csv
import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from continuity.core.finding import Flawed
from continuity.pages.words import cell, language
from continuity.reform.shelf import entries
from continuity.register.called import called
from continuity.services.seals import certifying
from continuity.services.seals import night as nights
from continuity.services.seals import progress as reading
from continuity.services.seals.scanning import allowed
from continuity.services.seals.screens.points import EMPTY, areas, read
from continuity.services.seals.screens.room import Desk, page_of, seated
from continuity.services.seals.titled import by_day, title

LISTS = {"missing": reading.MISSING, "came": reading.CAME, "new": reading.NEW, "back": reading.BACK}
"""The lists of a night, by the name in their address."""


@seated
def new(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The form by which a night is prepared; what was typed stays in it."""
    sent = request.POST if request.method == "POST" else request.GET
    decrees = by_day(entries())
    new_areas, old_areas = areas(on for _, _, on in decrees)
    told = {"decrees": decrees, "decree": sent.get("decree", ""), "desk": desk}
    told |= {"areas": new_areas, "old_areas": old_areas}
    told |= {"area": sent.get("area", ""), "rows": EMPTY, "lives": True}
    if request.method != "POST":
        return render(request, "seals/new.html", told)
    rows, points, errors = read(request.POST)
    told |= {"rows": rows, "errors": errors}
    if not errors:
        try:
            made = nights.prepare(
                sent.get("decree", ""), points, **desk.by, area=sent.get("area", "").strip()
            )
            return redirect("seals:night", made.night)
        except Flawed as refused:
            told |= {"all": [finding.parts(language()) for finding in refused.findings]}
    return render(request, "seals/new.html", told, status=422)


@seated
def night(request: HttpRequest, desk: Desk, id: uuid.UUID) -> HttpResponse:
    """A night: how far it is, what may be done, and its lists."""
    one = nights.night(id)
    allowed(one, **desk.by)
    told = {"night": one, "withdrawn": nights.withdrawn(one), "desk": desk, "lives": True}
    told |= {"progress": reading.progress(id), "most": certifying.MOST}
    told |= {"called": title(one.decree), "area": one.area and called(one.area, one.day)}
    if desk.on >= one.day:
        told["certifying"] = certifying.standing(id, **desk.by)
    return render(request, "seals/night.html", told)


@seated
def progress(request: HttpRequest, desk: Desk, id: uuid.UUID) -> HttpResponse:
    """How far a night is: a part of its page, asked for every few seconds."""
    one = nights.night(id)
    allowed(one, **desk.by)
    told = {"night": one, "progress": reading.progress(id)}
    return render(request, "seals/progress.html", told)


@require_POST
@seated
def confirm(request: HttpRequest, desk: Desk, id: uuid.UUID) -> HttpResponse:
    """A head registers the specimens that somebody else prepared."""
    nights.confirm(id, **desk.by)
    return redirect("seals:night", id)


@require_POST
@seated
def certify(request: HttpRequest, desk: Desk, id: uuid.UUID) -> HttpResponse:
    """The cases of the certificates go one step on: opened, decided or issued."""
    go_on = certifying.STEPS.get(request.POST.get("step", ""))
    if go_on is None:
        raise Http404
    go_on(id, **desk.by)
    return redirect(f"{reverse('seals:night', args=[id])}#certificates")


@require_POST
@seated
def close(request: HttpRequest, desk: Desk, id: uuid.UUID) -> HttpResponse:
    """What never came is void."""
    nights.close(id, **desk.by, reason=request.POST.get("reason", ""))
    return redirect("seals:night", id)


@seated
def tasks(request: HttpRequest, desk: Desk, id: uuid.UUID, which: str) -> HttpResponse:
    """One list of a night: what is missing, what came, the new seals, what goes back."""
    if which not in LISTS:
        raise Http404
    one = nights.night(id)
    allowed(one, **desk.by)
    point, page = request.GET.get("point", ""), page_of(request)
    found, more = reading.listed(id, LISTS[which], point=point, page=page)
    points = {p.id: p for p in nights.points(id)}
    told = {"night": one, "which": which, "found": found, "page": page, "more": more}
    told |= {"points": points.values(), "point": point, "desk": desk}
    told["found"] = [(due, _expected(due, points)) for due in found]
    withdrawn = nights.withdrawn(one)
    return render(request, "seals/tasks.html", told | {"withdrawn": withdrawn, "lives": True})


def _expected(due: reading.Due, points: dict[str, nights.Point]) -> dict[str, Any] | None:
    """Where a seal is expected, and when."""
    point = points.get(due.point or "")
    return {"point": point, "time": point.time(due.slot or 0)} if point else None


@seated
def missing_csv(request: HttpRequest, desk: Desk, id: uuid.UUID) -> HttpResponse:
    """What has not come yet, as a table to telephone by."""
    allowed(nights.night(id), **desk.by)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="missing-seals.csv"'
    response.write("\ufeff")
    written = csv.writer(response)
    points = {p.id: p for p in nights.points(id)}
    written.writerow(["body", "name", "certificate", "label", "point", "time", "heir"])
    for due in reading.every(id, reading.MISSING):
        point = points.get(due.point or "")
        time = point.time(due.slot or 0).isoformat() if point else ""
        named = (due.body, due.vi, due.certificate or "", due.code or "")
        told = (*named, point.vi if point else "", time, due.heir)
        written.writerow([cell(text) for text in told])
    return response
