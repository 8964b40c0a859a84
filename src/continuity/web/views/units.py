"""Units, ground and agencies: found by any name or code, each under an address that stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render

from continuity.pages.lineage import Picture, narrow, wide
from continuity.web.known import Known, known
from continuity.web.units import files, search, told
from continuity.web.units.drawn import Link
from continuity.web.units.keys import Kind, Meant, address, meant

PAGES: dict[Kind, Callable[[Known, str, date, Link], dict[str, Any]]] = {
    Kind.UNIT: told.unit,
    Kind.GROUND: told.ground,
    Kind.AGENCY: told.agency,
}
PICTURES: dict[Kind, Callable[[Known, str, date, Link], Picture]] = {
    Kind.UNIT: told.unit_picture,
    Kind.GROUND: told.ground_picture,
    Kind.AGENCY: told.agency_picture,
}


def units(request: HttpRequest) -> HttpResponse:
    """The search for a unit, what it found, or the provinces of the day."""
    here, text, on = known(), request.GET.get("q", "").strip(), _on(request)
    found = search.found(here, text, on) if text else None
    listed = [] if text else search.provinces(here, on)
    shown = {"asked": text, "found": found, "provinces": listed, "stay": _stay(request)}
    return _page(request, "web/units.html", shown)


def unit(request: HttpRequest, key: str) -> HttpResponse:
    """The page of whatever a key names; 404 with a way to search where nothing ever bore it."""
    here = known()
    named = meant(here, key)
    if named.kind is Kind.NOTHING:
        return _unknown(request, key)
    if named.kind is Kind.SEVERAL:
        rows = search.rows(here, named.keys, _on(request))
        return _page(
            request, "web/unit-several.html", {"asked": key, "found": rows, "stay": _stay(request)}
        )
    if named.keys[0] != key:
        return _moved(request, named)
    page = PAGES[named.kind](here, key, _on(request), _link(request))
    files = {name: address(key, _chosen(request), name) for name in ("svg", "csv", "json")}
    drawn = {"wide": wide(page["picture"]), "narrow": narrow(page["picture"])}
    shown = {**page, **drawn, "files": files, "kind": str(named.kind), "stay": _stay(request)}
    return _page(request, f"web/{TEMPLATES[named.kind]}", shown)


TEMPLATES = {
    Kind.UNIT: "unit.html",
    Kind.GROUND: "unit-ground.html",
    Kind.AGENCY: "unit-agency.html",
}


def svg(request: HttpRequest, key: str) -> HttpResponse:
    """The picture alone, to take along; 404 where a key names nothing or several things."""
    here = known()
    named = meant(here, key)
    if named.kind not in PICTURES:
        return _unknown(request, key)
    link = _link(request, request.build_absolute_uri("/").rstrip("/"))
    picture = PICTURES[named.kind](here, named.keys[0], named.on or _on(request), link)
    return HttpResponse(wide(picture), content_type="image/svg+xml")


def as_json(request: HttpRequest, key: str) -> HttpResponse:
    """The same as `continuity unit --json`, with addresses."""
    here = known()
    named = meant(here, key)
    answer = files.told(here, named, named.on or _chosen(request))
    status = 404 if named.kind is Kind.NOTHING else 200
    return JsonResponse(answer, status=status, json_dumps_params={"ensure_ascii": False})


def as_csv(request: HttpRequest, key: str) -> HttpResponse:
    """The same as a table."""
    here = known()
    named = meant(here, key)
    answer = files.told(here, named, named.on or _chosen(request))
    status = 404 if named.kind is Kind.NOTHING else 200
    return HttpResponse(files.as_csv(answer), status=status, content_type="text/csv; charset=utf-8")


def _page(
    request: HttpRequest, template: str, shown: dict[str, Any], status: int = 200
) -> HttpResponse:
    return render(request, template, {**shown, "timed": True, "here": "units"}, status=status)


def _unknown(request: HttpRequest, key: str) -> HttpResponse:
    return _page(request, "web/unit-unknown.html", {"asked": key}, status=404)


def _moved(request: HttpRequest, named: Meant) -> HttpResponse:
    """To the one address of a thing, with the day that was asked."""
    return HttpResponseRedirect(address(named.keys[0], _chosen(request) or named.on))


def _on(request: HttpRequest) -> date:
    on: date = request.on  # type: ignore[attr-defined]
    return on


def _chosen(request: HttpRequest) -> date | None:
    """The day that the address names; None where it names none."""
    return _on(request) if request.GET.get("on") else None


def _stay(request: HttpRequest) -> str:
    """What a link needs so that the next page is of the same day."""
    chosen = _chosen(request)
    return f"?on={chosen.isoformat()}" if chosen else ""


def _link(request: HttpRequest, host: str = "") -> Link:
    chosen = _chosen(request)
    return lambda key: host + address(key, chosen)
