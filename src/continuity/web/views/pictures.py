"""The pictures of a reform, each as a page, as SVG and as a table to take along."""

from __future__ import annotations

import threading
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from continuity.pages.bars import wide
from continuity.pages.turns import Turn
from continuity.register.read import Standing
from continuity.web.known import Known, known
from continuity.web.pictures import country, told
from continuity.web.pictures.province import Drawing, drawing
from continuity.web.units.keys import address, meant

_lock = threading.Lock()
_kept: dict[tuple[Standing, Turn], str] = {}


def nation(request: HttpRequest) -> HttpResponse:
    """The whole country: bars of provinces, the way to each province, and the picture of all tiles."""
    here, on = known(), _on(request)
    of = country.turn_of(here, on)
    found = country.pairs(here.world.lineage, here.world.lineage.leaves, of)
    picture = country.page(here, of, found)
    shown = {"picture": picture, "timed": True, "here": "reforms", "stay": _stay(request)}
    return render(request, "web/map.html", shown)


def nation_svg(request: HttpRequest) -> HttpResponse:
    """All tiles of the country on the side of the day: a resource of its own, drawn once."""
    here = known()
    of = country.turn_of(here, _on(request))
    key = (here.at, of)
    with _lock:
        if key not in _kept:
            for old in [old for old in _kept if old[0] != here.at]:
                del _kept[old]
            _kept[key] = country.tiles(here, of)
        picture = _kept[key]
    return _svg(picture)


def nation_csv(request: HttpRequest) -> HttpResponse:
    """Which province became which, between the two days of the picture."""
    here = known()
    of = country.turn_of(here, _on(request))
    found = country.pairs(here.world.lineage, here.world.lineage.leaves, of)
    return _csv(country.as_csv(here, of, found))


def bars_svg(request: HttpRequest) -> HttpResponse:
    """The two bars alone, to take along."""
    here = known()
    of = country.turn_of(here, _on(request))
    found = country.pairs(here.world.lineage, here.world.lineage.leaves, of)
    return _svg(wide(country.bars(here, of, found)))


def province(request: HttpRequest, key: str) -> HttpResponse:
    """A province as tiles on the side of the day, with words, legend and table."""
    shown = _drawing(known(), key, request)
    if shown is None:
        return render(request, "web/unit-unknown.html", {"asked": key, "timed": True}, status=404)
    if shown.key != key:
        on = _on(request) if request.GET.get("on") else None
        return HttpResponseRedirect(address(shown.key, on, "map-province"))
    page = {"picture": told.page(shown), "name": shown.name(key, _on(request)), **told.end(shown)}
    framed = {"timed": True, "here": "reforms", "stay": _stay(request)}
    return render(request, "web/map-province.html", page | framed)


def province_svg(request: HttpRequest, key: str) -> HttpResponse:
    """The tiles of a province on the side of the day, to take along."""
    shown = _drawing(known(), key, request)
    if shown is None:
        raise Http404(key)
    return _svg(shown.svg())


def province_csv(request: HttpRequest, key: str) -> HttpResponse:
    """The crosswalk of a province between the two days of its picture."""
    shown = _drawing(known(), key, request)
    if shown is None:
        raise Http404(key)
    return _csv(told.as_csv(shown))


def _drawing(here: Known, key: str, request: HttpRequest) -> Drawing | None:
    """The province that a key or a code names on the day; None where none does."""
    on, areas = _on(request), here.world.lineage.areas
    named = [
        one for one in meant(here, key).keys if one in areas and areas[one].level == "province"
    ]
    living = [one for one in named if on in areas[one].valid]
    return drawing(here, (living or named)[0], on) if named else None


def _svg(picture: str) -> HttpResponse:
    return HttpResponse(picture, content_type="image/svg+xml; charset=utf-8")


def _csv(table: str) -> HttpResponse:
    return HttpResponse(table, content_type="text/csv; charset=utf-8")


def _stay(request: HttpRequest) -> str:
    """What a link needs so that the next page is of the same day."""
    return f"?on={_on(request).isoformat()}" if request.GET.get("on") else ""


def _on(request: HttpRequest) -> date:
    on: date = request.on  # type: ignore[attr-defined]
    return on
