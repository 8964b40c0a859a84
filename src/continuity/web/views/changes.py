"""What changes for me: an address, the papers one holds, and one page to print.

Nobody signs in and nothing is kept. What is typed comes by POST, so that no address, no log and no
history of a browser holds it; what follows is known by the key of a unit.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

import segno
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from continuity.packs.changes import changes_json, choice, is_unit, meant, meant_nearly
from continuity.packs.papers import papers
from continuity.pages.words import t
from continuity.web.known import known
from continuity.web.where import counters

LONGEST, MOST = 300, 40


# A token against forged posts would leave a cookie, and this post changes nothing.
@csrf_exempt
@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """The first question: the address. What means one unit leads on; several are shown to choose from.

    The choice has an address of its own, made of keys: it can be read again, and in the other language.
    """
    if request.method != "POST":
        return _choice(request) or _ask(request)
    text = request.POST.get("address", "").strip()[:LONGEST]
    here = known()
    units = meant(here, text) if text else []
    if len(units) == 1:
        return _to("web:changes-papers", [("unit", units[0]), *_day(request)])
    near = [] if units else meant_nearly(here, text)
    if not units and not near:
        return _ask(request, text, _unknown(text))
    several = [("unit", unit) for unit in (units or near)[:MOST]]
    said = [("near", "1")] if near else [("more", str(max(0, len(units) - MOST)))]
    return _to("web:changes", [*several, *said, *_day(request)])


def _choice(request: HttpRequest) -> HttpResponse | None:
    """The units to choose from; None where the address names none."""
    keys, more = request.GET.getlist("unit")[:MOST], request.GET.get("more", "")
    units = [key for key in keys if is_unit(known(), key)]
    if not units:
        return None
    here = known()
    told: dict[str, Any] = {
        "near": "near" in request.GET,
        "more": int(more[:6]) if more.isdecimal() else 0,
    }
    return _ask(request, found=[choice(here, unit) for unit in units], **told)


def _unknown(text: str) -> str:
    if not text:
        return t("Hãy nhập địa chỉ.", "Enter an address.")
    return t(
        "Chưa nhận ra xã, phường nào. Ghi tên xã, phường, rồi quận, huyện và tỉnh, cách nhau bằng "
        "dấu phẩy.",
        "No commune or ward was recognised. Write it, then the district and the province, with "
        "commas between.",
    )


def _ask(request: HttpRequest, text: str = "", error: str = "", **told: Any) -> HttpResponse:
    shown = {"text": text, "error": error, "here": "changes", **told}
    return render(request, "web/changes.html", shown, status=422 if error else 200)


def choose(request: HttpRequest) -> HttpResponse:
    """The second question: which papers one holds."""
    here, unit = known(), request.GET.get("unit", "")
    if not is_unit(here, unit):
        return redirect("web:changes")
    told = {"unit": choice(here, unit), "papers": papers().values(), "held": _held(request)}
    return render(request, "web/changes-papers.html", {**told, "here": "changes"})


def answer(request: HttpRequest) -> HttpResponse:
    """The answer, on one page that prints on one sheet."""
    here, unit = known(), request.GET.get("unit", "")
    if not is_unit(here, unit):
        return redirect("web:changes")
    on: date = request.on  # type: ignore[attr-defined]
    told = changes_json(
        here, unit, request.GET.get("now", ""), _held(request), on,
        lambda function, place: counters(here, function, place, on),
    )  # fmt: skip
    address = request.build_absolute_uri(_address(told))
    shown = {"told": told, "address": address, "qr": drawn(address), "timed": True}
    return render(request, "web/changes-answer.html", {**shown, "here": "changes"})


def drawn(address: str) -> str:
    """An address as a picture to be scanned."""
    return str(segno.make(address, error="m", micro=False).svg_inline(border=2, omitsize=True))


def _address(told: dict[str, Any]) -> str:
    """The page's own address: a unit, kinds of paper and a day, and nothing that anybody typed."""
    place, query = told["address"], [("unit", told["address"]["unit"])]
    if place["now"] and place["chosen"]:
        query.append(("now", place["now"]))
    query += [("paper", paper["id"]) for paper in told["papers"]]
    return f"{reverse('web:changes-answer')}?{urlencode([*query, ('on', told['on'])])}"


def _held(request: HttpRequest) -> list[str]:
    """The papers that were ticked, in the order in which they are asked for."""
    ticked = set(request.GET.getlist("paper"))
    return [id for id in papers() if id in ticked]


def _day(request: HttpRequest) -> list[tuple[str, str]]:
    written = request.GET.get("on")
    return [("on", request.on.isoformat())] if written else []  # type: ignore[attr-defined]


def _to(name: str, query: list[tuple[str, str]]) -> HttpResponse:
    """On to a page by GET (303), so that going back and reloading send nothing again."""
    return HttpResponseRedirect(f"{reverse(name)}?{urlencode(query)}", status=303)
