"""What is printed: labels with a QR code for the seals that must come, receipts for those that came."""

from __future__ import annotations

import uuid

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe

from continuity.services.seals import kept as seals
from continuity.services.seals import night as nights
from continuity.services.seals import progress as reading
from continuity.services.seals.scanning import allowed, label, task_of
from continuity.services.seals.screens.room import Desk, page_of, seated

A_SHEET = 24


def drawn(code: str) -> SafeString:
    """The QR code of a label as SVG; it holds nothing but digits and two letters of ours."""
    # Level H reads through the ink of a stamp that slipped over a quarter of it.
    made = segno.make(label(code), error="h", micro=False)
    return mark_safe(made.svg_inline(omitsize=True, svgclass=None, lineclass=None))


@seated
def labels(request: HttpRequest, desk: Desk, id: uuid.UUID) -> HttpResponse:
    """One sheet of labels, in the order in which their bodies come."""
    one = nights.night(id)
    allowed(one, **desk.by)
    point, page = request.GET.get("point", ""), page_of(request)
    found, more = reading.listed(id, reading.LABELS, point=point, page=page, size=A_SHEET)
    points = {p.id: p for p in nights.points(id)}
    sheet = [(due, drawn(due.code or ""), *_place(due, points)) for due in found]
    told = {"night": one, "sheet": sheet, "page": page, "more": more, "point": point}
    return render(request, "seals/labels.html", told)


@seated
def receipt(request: HttpRequest, desk: Desk, task: uuid.UUID) -> HttpResponse:
    """The receipt for a seal that came."""
    due = reading.task(task)
    if due is None or not due.taken:
        raise Http404
    found = nights.points(due_night(task))
    at = next((p for p in found if p.id == due.taken_at), None)
    return render(request, "seals/receipt.html", {"due": due, "at": at, "desk": desk})


@seated
def handed_in(request: HttpRequest, desk: Desk, id: uuid.UUID) -> HttpResponse:
    """The receipt for a seal that was handed in at the desk of the register."""
    kept, found = seals.one(id), seals.handed_in(id)
    if found is None:
        raise Http404
    return render(request, "seals/handed-in.html", {"kept": kept, "one": found, "desk": desk})


def due_night(task: uuid.UUID) -> uuid.UUID:
    """The night of a task."""
    return task_of(task).night


def _place(due: reading.Due, points: dict[str, nights.Point]) -> tuple[object, object]:
    point = points.get(due.point or "")
    return point, point.time(due.slot or 0) if point else None
