"""What everybody reads: the notices of a reform, as page, easy text, poster and data; what leads where.

A notice is shown as it was published. Nobody signs in and nothing is kept.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from continuity.handover.notice import contacts, kept, ways
from continuity.handover.notice.content import Content, easy
from continuity.handover.notice.kept import Notice
from continuity.handover.notice.poster import poster as sheet
from continuity.packs.languages import languages
from continuity.packs.names import folded
from continuity.packs.points import week_said
from continuity.pages.words import language, t
from continuity.reform import shelf
from continuity.web.known import known
from continuity.web.views.changes import drawn

PAGE = 50


def notices(request: HttpRequest) -> HttpResponse:
    """The reforms for which bodies have published notices."""
    found = [{"name": name, "n": n, **_reform(name)} for name, n in kept.reforms().items()]
    return render(request, "web/publicity/reforms.html", {"reforms": found, "here": "reforms"})


def reform(request: HttpRequest, name: str) -> HttpResponse:
    """The bodies whose notices of a reform stand, by name; a search by any part of it."""
    known_ = _reform(name)
    asked = request.GET.get("q", "").strip()[:100]
    found = [(one, t(one.vi, one.en)) for one in kept.standing(name)]
    if asked:
        found = [row for row in found if folded(asked) in folded(f"{row[0].vi} {row[0].en}")]
    found.sort(key=lambda row: folded(row[1]))
    skip = _skip(request.GET.get("after", ""))
    shown = {
        "name": name, **known_, "asked": asked, "total": len(found), "here": "reforms",
        "rows": [
            {"unit": one.unit, "called": called, "day": one.day}
            for one, called in found[skip : skip + PAGE]
        ],
        "after": skip + PAGE if len(found) > skip + PAGE else 0,
    }  # fmt: skip
    return render(request, "web/publicity/reform.html", shown)


def notice(request: HttpRequest, name: str, unit: str) -> HttpResponse:
    """The notice of a body: the whole of it, in easy words, or in a language that somebody entered."""
    one = _notice(name, unit)
    form, chosen = request.GET.get("form", ""), request.GET.get("in", "")
    found = kept.translations(name, unit)
    address = request.build_absolute_uri(reverse("web:public-notice", args=[name, unit]))
    shown = told(one.content) | {
        "one": one, "name": name, "unit": unit, "address": address, "qr": drawn(address),
        "easy": easy(one.content, language()) if form == "easy" else [], "here": "reforms",
        "others": [
            {"code": code, "label": t(*label), "there": _fits(found.get(code), one)}
            for code, label in languages().items()
        ],
        "now": kept.changes(date.fromisoformat(one.content["day"])).of(unit).digest == one.digest
        if unit in known().world.agencies and shelf.stands(name) else False,
    }  # fmt: skip
    if chosen in languages():
        shown |= {"chosen": chosen, "in": t(*languages()[chosen])}
        shown["text"] = found.get(chosen) if _fits(found.get(chosen), one) else None
    return render(request, "web/publicity/notice.html", shown)


def poster(request: HttpRequest, name: str, unit: str) -> HttpResponse:
    """The notice as a sheet to put up, in the language of the page."""
    one = _notice(name, unit)
    address = request.build_absolute_uri(reverse("web:public-notice", args=[name, unit]))
    answer = HttpResponse(sheet(one.content, address, language()), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="notice-{language()}.pdf"'
    return answer


def as_json(request: HttpRequest, name: str, unit: str) -> HttpResponse:
    """The notice as it was published, as data; texts are pairs of Vietnamese and English."""
    one = _notice(name, unit)
    told = {"published": one.day.isoformat(), "place": one.place, "digest": one.digest}
    return JsonResponse(one.content | told, json_dumps_params={"ensure_ascii": False})


def moved(request: HttpRequest) -> HttpResponse:
    """The sites and lines of bodies that have ended, and where they lead on a day."""
    on = _on(request)
    rows = [
        {"one": one, "was": known().called(one.agency, on), "heir": known().called(one.heir, on),
         "notice": "" if one.to or not one.heir else _elsewhere(request, one)}
        for one in contacts.moved(on)
    ]  # fmt: skip
    shown = {"rows": rows, "on": on, "timed": True, "here": "reforms"}
    return render(request, "web/publicity/moved.html", shown)


def moved_file(request: HttpRequest, end: str) -> HttpResponse:
    """The same for a web server (`conf`), a switchboard (`csv`) or a program (`json`)."""
    if end not in ("conf", "csv", "json"):
        raise Http404
    found = contacts.moved(_on(request))
    if end == "csv":
        return HttpResponse(ways.table(found), content_type="text/csv; charset=utf-8")
    if end == "json":
        rows = [{"way": str(one.way), "old": one.value, "agency": one.agency,
                 "heir": one.heir or None, "new": one.to or None} for one in found]  # fmt: skip
        return JsonResponse({"on": _on(request).isoformat(), "redirects": rows})
    written = ways.nginx(found, lambda one: _elsewhere(request, one))
    return HttpResponse(written, content_type="text/plain; charset=utf-8")


def told(content: Content) -> dict[str, Any]:
    """A notice in the language of the page, for the templates."""
    n = int(language() == "en")
    return {
        "called": content["name"][n], "day": content["day"], "instruments": content["instruments"],
        "takes": [
            {"label": one["label"][n], "givers": [giver[n] for giver in one["givers"]]}
            for one in content["takes"]
        ],
        "continues": [body[n] for body in content["continues"]],
        "names": [
            {"old": one["old"][n], "new": [new[n] for new in one["new"]], "here": one["here"]}
            for one in content["names"]
        ],
        "counters": [
            one | {"name": one["name"][n], "hours": week_said(one["hours"], english=bool(n))}
            for one in content["counters"]
        ],
        "rules": [
            rule | {"text": rule["text"][0], "text_en": rule["text"][1],
                    "source": rule["source"][0], "source_en": rule["source"][1]}
            for rule in content["rules"]
        ],
    }  # fmt: skip


def _notice(name: str, unit: str) -> Notice:
    found = kept.notice(name, unit) if name.isprintable() and unit.isprintable() else None
    if found is None:
        raise Http404
    return found


def _reform(name: str) -> dict[str, Any]:
    found = shelf.text_of(name) if name.isprintable() else None
    if found is None:
        if name.isprintable() and kept.standing(name):
            return {"title": name, "effective": None}
        raise Http404
    tree: Any = found.tree if isinstance(found.tree, dict) else {}
    title = tree.get("title") if isinstance(tree.get("title"), dict) else {}
    called = t(str(title.get("vi") or name), str(title.get("en") or title.get("vi") or name))
    return {"title": called, "effective": tree.get("effective")}


def _fits(text: kept.Translation | None, one: Notice) -> bool:
    return text is not None and text.digest == one.digest


def _elsewhere(request: HttpRequest, one: ways.Redirect) -> str:
    """The page of whoever continues a body, or of the body itself where that is several."""
    return request.build_absolute_uri(reverse("web:unit", args=[one.heir or one.agency]))


def _on(request: HttpRequest) -> date:
    on: date = request.on  # type: ignore[attr-defined]
    return on


def _skip(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
