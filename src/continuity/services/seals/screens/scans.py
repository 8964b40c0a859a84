"""The scan at a collection point: one field, into which a scanner types, and one plain answer."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from continuity.services.seals import night as nights
from continuity.services.seals import scanning
from continuity.services.seals.refused import Refused
from continuity.services.seals.screens.room import Desk, seated


@seated
def scan(request: HttpRequest, desk: Desk, id: uuid.UUID) -> HttpResponse:
    """The field of one point, and below it the answer to the last scan.

    The answer to a scan is this page: sent again, it says that the seal is in already.
    """
    one = nights.night(id)
    if request.method != "POST":  # the scan itself asks again, under the lock
        scanning.allowed(one, **desk.by)
    points = nights.points(id)
    chosen = request.GET.get("point", "")
    point = next((p for p in points if p.id == chosen), points[0] if len(points) == 1 else None)
    told: dict[str, Any] = {
        "night": one,
        "point": point,
        "points": points,
        "desk": desk,
        "lives": True,
    }
    if request.method == "POST":
        if point is None:
            raise Refused("no-point", point=chosen[:60], known=", ".join(p.id for p in points))
        found = scanning.scan(request.POST.get("code", ""), point.id, night_id=id, **desk.by)
        there = found.task and next((p for p in points if p.id == found.task.point), None)
        told |= {"scanned": found, "expected": there, "taken": found.verdict in scanning.TAKEN}
    return render(request, "seals/scan.html", told)


@require_POST
@seated
def back(request: HttpRequest, desk: Desk, task: uuid.UUID) -> HttpResponse:
    """A seal that came for nothing goes back."""
    found = scanning.task_of(task)
    reason = request.POST.get("reason", "")
    scanning.give_back(task, found.taken_at or "–", **desk.by, reason=reason)
    return redirect("seals:tasks", found.night, "back")
