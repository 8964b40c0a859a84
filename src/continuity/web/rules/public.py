"""Which rules apply to an address on a day, and old names read as new ones; for everybody.

What is typed comes by POST and becomes the key of a unit; nothing of it is kept.
"""

from __future__ import annotations

import csv
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from continuity.core.interval import eve
from continuity.handover.review import kept
from continuity.handover.review.documents import Applies
from continuity.handover.review.here import lived, reason, there
from continuity.packs.changes import choice, is_unit, line, meant
from continuity.packs.names import folded
from continuity.pages.words import cell, t
from continuity.reform import shelf
from continuity.web.known import known

LONGEST, PAGE = 300, 200


@csrf_exempt
@never_cache
def rules(request: HttpRequest) -> HttpResponse:
    """The documents that hold for a unit's ground; what is typed leads to the unit that it means."""
    here, on = known(), _on(request)
    if request.method == "POST":
        text = request.POST.get("address", "").strip()[:LONGEST]
        units = meant(here, text) if text else []
        if len(units) == 1:
            query = urlencode({"unit": units[0], "on": on.isoformat()})
            return HttpResponseRedirect(f"{reverse('web:rules')}?{query}", status=303)
        error = (
            "" if units else t("Chưa nhận ra xã, phường nào.", "No commune or ward was recognised.")
        )
        told: dict[str, Any] = {"text": text, "error": error, "on": on, "here": "changes"}
        told["several"] = [choice(here, unit) for unit in units[:40]]
        return render(request, "web/rules/rules.html", told, status=422 if error else 200)
    unit = request.GET.get("unit", "")
    shown: dict[str, Any] = {"on": on, "timed": True, "here": "changes"}
    if is_unit(here, unit):
        shown |= {"unit": unit, "line": line(here, unit, lived(here, unit, on))}
        shown["rows"] = [_row(one) for one in _applying(unit, on)]
    return render(request, "web/rules/rules.html", shown)


def as_json(request: HttpRequest) -> HttpResponse:
    """The same as data, for the key of a unit."""
    unit, on = request.GET.get("unit", ""), _on(request)
    if not is_unit(known(), unit):
        raise Http404
    rows = [
        {
            "id": one.document.id, "number": one.document.number, "title": one.document.title,
            "issuer": one.document.issuer, "territory": one.document.territory or None,
            "whole": one.whole, "old": one.old,
            "until": one.until.isoformat() if one.until else None,
        }
        for one in _applying(unit, on)
    ]  # fmt: skip
    told = {"on": on.isoformat(), "unit": unit, "documents": rows}
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


def read_as(request: HttpRequest, name: str) -> HttpResponse:
    """Old names of units and bodies, and as what they are read from the day of a reform on."""
    rows, day = _read_as(name)
    asked = request.GET.get("q", "").strip()[:100]
    if asked:
        rows = [row for row in rows if folded(asked) in folded(f"{row[0]} {row[1]}")]
    shown = {"rows": rows[:PAGE], "total": len(rows), "asked": asked, "name": name, "day": day}
    return render(request, "web/rules/read-as.html", shown | {"here": "reforms"})


def read_as_csv(request: HttpRequest, name: str) -> HttpResponse:
    """The whole table."""
    rows, day = _read_as(name)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    writer = csv.writer(answer)
    writer.writerow(("old", "read_as", "old_key", "new_key", "from"))
    writer.writerows([*map(cell, row), day.isoformat()] for row in rows)
    return answer


def _read_as(name: str) -> tuple[list[tuple[str, str, str, str]], date]:
    found = shelf.stands(name) if name.isprintable() else None
    if found is None:
        raise Http404
    here, day = known(), found[0]
    made = []
    for thing, heir in here.world.lineage.heirs.items():
        if heir.on == day:
            to = here.world.lineage.successor(thing, day)
            old = here.names.of(thing, eve(day), here.language)
            made.append((old, here.names.of(to, day, here.language), thing, to))
    return sorted(made, key=lambda row: (folded(row[0]), row[2])), day


def _applying(unit: str, on: date) -> list[Applies]:
    return there(known(), unit, on, kept.documents())


def _row(one: Applies) -> dict[str, Any]:
    here, document = known(), one.document
    area = here.world.lineage.areas.get(document.territory)
    told: dict[str, Any] = {"one": one, "document": document}
    told["issuer"] = here.names.of(document.issuer, document.adopted, here.language)
    last = eve(area.valid.end) if area and one.old else document.adopted
    told["ground"] = here.names.of(document.territory, last, here.language) if area else ""
    told["why"], sure = reason(here, one)
    told["unsure"] = sure not in ("", "found")
    return told


def _on(request: HttpRequest) -> date:
    on: date = request.on  # type: ignore[attr-defined]
    return on
