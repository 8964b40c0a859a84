"""Who is responsible: one sentence, then why, then what remains open."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from continuity.addresses.written import who_read
from continuity.packs.changes import namesakes, nearly
from continuity.packs.functions import labels, meant, words
from continuity.packs.papers import called
from continuity.packs.points import is_counter
from continuity.pages import days
from continuity.pages.words import day, language, t
from continuity.web.known import Known, known
from continuity.web.where import counters


@dataclass
class Asked:
    """What somebody typed, as they typed it, and what is wrong with it."""

    function: str = ""
    place: str = ""
    filed: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    choices: list[tuple[str, str]] = field(default_factory=list)
    papers: list[str] = field(default_factory=list)
    counter: bool = False
    also: list[dict[str, Any]] = field(default_factory=list)
    near: list[dict[str, Any]] = field(default_factory=list)


def who(request: HttpRequest) -> HttpResponse:
    """The form, and with function and place in the address the answer for its day."""
    here = known()
    function, place, filed = (
        request.GET.get(n, "").strip() for n in ("function", "place", "filed")
    )
    asked = Asked(function, place, filed)
    on: date = request.on  # type: ignore[attr-defined]
    answer = _answer(here, asked, on) if asked.function or asked.place else None
    told: dict[str, Any] = {"asked": asked, "answer": answer, "functions": _functions(here)}
    told |= {"timed": True, "first": here.world.starts if on < here.world.starts else None}
    return render(request, "web/who.html", {**told, **_shown(here, answer, on), "here": "who"})


def _answer(here: Known, asked: Asked, on: date) -> dict[str, Any] | None:
    function = _function(here, asked)
    if not asked.place and not asked.papers:
        asked.errors["place"] = t("Hãy nhập một nơi.", "Enter a place.")
    filed = _filed(asked, on)
    if asked.errors or asked.choices or asked.papers or filed is None:
        return None
    answer, place = who_read(here, function, asked.place, on, filed, here.directory)
    asked.also = namesakes(here, asked.place, answer["place"]["unit"], on)
    if answer["place"]["status"] == "unknown":
        asked.near = nearly(here, asked.place)
    return answer | {"points": counters(here, function, place, on)}


def _function(here: Known, asked: Asked) -> str:
    found = meant(here.pack, asked.function) if asked.function else []
    if len(found) == 1:
        asked.function = _label(here, found[0])
        return found[0]
    asked.counter = is_counter(asked.function)
    asked.papers = [t(*paper.label) for paper in called(asked.function)]
    if found or asked.counter:
        asked.choices = [(id, _label(here, id)) for id in found or here.pack.functions]
    elif not asked.papers:
        asked.errors["function"] = t(
            "Chưa rõ việc gì. Chọn trong danh sách, hoặc gọi theo cách thường ngày như “bằng lái”.",
            "It is not clear which task. Choose from the list, or say it as people do.",
        )
    return ""


def _filed(asked: Asked, on: date) -> date | None:
    filed = days.read(asked.filed) if asked.filed else on
    if filed is None:
        asked.errors["filed"] = t("Viết ngày dạng dd/mm/yyyy.", "Write the day as dd/mm/yyyy.")
    elif filed > on:
        asked.errors["filed"] = t(
            f"Hồ sơ nộp ngày {day(filed)} chưa có vào ngày {day(on)}.",
            f"A matter filed on {day(filed)} is not there yet on {day(on)}.",
        )
        return None
    return filed


def _functions(here: Known) -> list[tuple[str, str, str]]:
    """Each function with its name and a few everyday words."""
    ids = sorted(here.pack.functions, key=lambda id: _label(here, id))
    return [(id, _label(here, id), ", ".join(words(here.pack, id)[:3])) for id in ids]


def _label(here: Known, id: str) -> str:
    return labels(here.pack, id)[1 if language() == "en" else 0]


def _shown(here: Known, answer: dict[str, Any] | None, on: date) -> dict[str, Any]:
    """What the template would have to reckon: the link of the chain that holds on the day, and
    where its instrument can be read."""
    if answer is None:
        return {"state": ""}
    for link in answer["chain"]:
        began, ended = date.fromisoformat(link["from"]), link["until"]
        over = ended is not None and date.fromisoformat(ended) <= on
        link["when"] = "past" if over else "now" if began <= on else "next"
        link["decree"] = here.decrees.get(link["instrument"] or "", "")
    if why := answer["instrument"]:
        why["decree"] = here.decrees.get(why["number"] or "", "")
    return {"state": _state(answer)}


def _state(answer: dict[str, Any]) -> str:
    place = answer["place"]["status"]
    if answer["agency"]:
        return "resolved"
    if place in ("ambiguous", "unknown"):
        return str(place)
    return str(answer["status"])
