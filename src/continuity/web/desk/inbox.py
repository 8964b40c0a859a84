"""What the seat's agency must act on today, the most urgent first; and how it is shared out."""

from __future__ import annotations

import secrets
import uuid
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from continuity.casework import catalogue, desk, names
from continuity.casework.cases import Case
from continuity.casework.desk import Wanted
from continuity.casework.notices import shown
from continuity.casework.refused import Refused
from continuity.core.procedure import Procedure
from continuity.pages.words import language, t
from continuity.services import SERVICES
from continuity.web.desk import words
from continuity.web.desk.page import names_of, people
from continuity.web.desk.seat import Seat, at_desk
from continuity.web.known import known

MANY, NEVER = 25, "none"
FILTERS = (
    ("", "Tất cả", "All"),
    ("mine", "Của tôi", "Mine"),
    ("unclaimed", "Chưa ai nhận", "Nobody's yet"),
    ("late", "Quá hạn", "Late"),
)


@at_desk
def inbox(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The list of 25, with its filters; the next ones are one link away."""
    wanted = _wanted(request)
    with seat.reading():
        found = desk.page(MANY + 1, wanted)
    called, colleagues = people({case.assignee for case in found}, seat)
    told = {
        "lines": lines(found[:MANY], seat, called), "filters": _filters(request), "at": "inbox",
        "filtered": bool(request.GET.keys() - {"agency", "on"}), "key": secrets.token_urlsafe(18),
        "shows_late": wanted.late,
        "colleagues": colleagues if seat.leads else [],
        "next": _next(request, found[MANY - 1]) if len(found) > MANY else "",
    }  # fmt: skip
    return render(request, "web/desk/inbox.html", frame(request, seat) | told)


@at_desk
def search(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Cases by name without marks, by dossier number or identity number, among those one may see."""
    text, said = request.GET.get("q", "").strip()[:200], ""
    found: list[Case] = []
    if text:
        try:
            with seat.reading():
                found = names.search(text, MANY)
        except Refused as refused:
            if refused.code == "no-such-case":
                # A whole number, and not a case of this desk: whoever is at the counter has shown it.
                return redirect("web:desk-counter", number=text)
            said = refused.en if language() == "en" else refused.vi
    if len(found) == 1:
        return redirect("web:desk-case", number=found[0].number)
    told = {"lines": lines(found, seat), "q": text, "said": said, "at": "search"}
    return render(request, "web/desk/search.html", frame(request, seat) | told)


@at_desk
def load(request: HttpRequest, seat: Seat) -> HttpResponse:
    """How much lies with whom and at which step, and how much of it is late."""
    with seat.reading():
        shared, failed = desk.shares(), len(shown.failed())
    shares, steps = desk.load(shared), desk.counts(shared)
    laws = {one.code: one for one in catalogue.known()}
    called = names_of({one.person for one in shares})
    most = max((one.cases for one in shares), default=1)
    told = {
        "people": [
            {
                "name": called.get(one.person) or t("chưa ai nhận", "nobody yet"),
                "cases": one.cases, "late": one.late,
                "width": round(100 * one.cases / most), "share": round(100 * one.late / most),
            }
            for one in shares
        ],
        "steps": [_counted(one, laws.get(one.procedure)) for one in steps], "at": "load",
        "failed": failed,
    }  # fmt: skip
    return render(request, "web/desk/load.html", frame(request, seat) | told)


def frame(request: HttpRequest, seat: Seat) -> dict[str, Any]:
    """What every page of the desk needs."""
    seats = request.seats  # type: ignore[attr-defined]
    return {"seat": seat, "seats": seats, "lives": True, "screens": screens(), "here": "desk"}


def screens() -> list[tuple[str, str]]:
    """The services that have screens of their own at the desk, with where they begin."""
    return [(t(*one.label), reverse(f"{one.id}:home")) for one in SERVICES if one.screens]


def lines(
    found: list[Case], seat: Seat, called: dict[str, str] | None = None
) -> list[dict[str, Any]]:
    """Cases as lines of a list; who they lie with is looked up unless it is told."""
    here, made, page = known(), [], reverse("web:desk-case", args=["-"])[:-1]
    called = names_of({case.assignee for case in found}) if called is None else called
    for case in found:
        law, clock = procedure(case), words.clock(case, seat.on)
        label = t(*law.label) if law else here.names.of(case.function, seat.on, here.language)
        made.append(
            {
                "case": case, "url": page + case.number, "label": label, "clock": clock.said,
                "tone": clock.tone,
                "late": clock.tone == "late", "status": words.status(case.status),
                "step": t(*law.step(case.step).label) if law and case.step else "",
                "place": here.names.of(case.place, seat.on, here.language),
                "mine": case.assignee == seat.person.id, "assignee": called.get(case.assignee, ""),
            }
        )  # fmt: skip
    return made


def procedure(case: Case) -> Procedure | None:
    """The version that a case follows; None where it came without one."""
    return catalogue.version(case.procedure, case.version) if case.procedure else None


def _wanted(request: HttpRequest) -> Wanted:
    asked = request.GET
    which = asked.get("show", "")
    return Wanted(
        mine=which == "mine", unclaimed=which == "unclaimed", late=which == "late",
        step=asked.get("step", "")[:60], procedure=asked.get("procedure", "")[:60],
        after=_after(asked.get("after", "")),
    )  # fmt: skip


def _after(text: str) -> tuple[date | None, uuid.UUID] | None:
    """The due day and id of the last case seen; cases without a day come last, after `none`."""
    due, _, id = text.partition("_")
    try:
        return None if due == NEVER else date.fromisoformat(due), uuid.UUID(id)
    except ValueError:
        return None


def _next(request: HttpRequest, last: Case) -> str:
    query = request.GET.copy()
    query["after"] = f"{last.due or NEVER}_{last.id}"
    return "?" + query.urlencode()


def _filters(request: HttpRequest) -> list[dict[str, Any]]:
    here = request.GET.get("show", "")
    url = reverse("web:desk")
    return [
        {
            "vi": vi,
            "en": en,
            "here": id == here,
            "url": f"{url}?{urlencode({'show': id})}" if id else url,
        }
        for id, vi, en in FILTERS
    ]


def _counted(one: desk.Count, law: Procedure | None) -> dict[str, Any]:
    step = next((t(*s.label) for s in law.steps if s.id == one.step), "") if law else ""
    query = urlencode({"procedure": one.procedure, "step": one.step})
    return {
        "label": t(*law.label) if law else one.procedure, "step": step or "–",
        "status": words.status(one.status), "cases": one.cases, "late": one.late,
        "url": f"{reverse('web:desk')}?{query}",
    }  # fmt: skip
