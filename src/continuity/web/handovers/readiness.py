"""Whether the units of a reform can work on its day: the cockpit, one cell, and what is done there."""

from __future__ import annotations

import secrets
from collections import Counter, defaultdict
from datetime import date
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from continuity.accounts.roles import Role
from continuity.casework.refused import Refused
from continuity.handover.readiness import acts
from continuity.handover.readiness.grid import Grid, grid
from continuity.handover.readiness.judge import State, Why
from continuity.handover.readiness.requirements import Bound, Requirement, Source, Unit
from continuity.handover.readiness.room import at
from continuity.pages import days
from continuity.pages.words import day, t
from continuity.web.desk.inbox import frame
from continuity.web.desk.seat import Seat
from continuity.web.handovers.room import at_handovers, back, by, name, said, whole, written
from continuity.web.known import known

FOLDED, PAGE = 60, 50
SHAPES = {"green": "●", "red": "▲", "overridden": "◆", "alarm": "▲!", "grey": "–"}
WORDS = {
    "green": ("đạt", "ready"), "red": ("chưa đạt", "not ready"),
    "overridden": ("chưa đạt, đã cho qua", "not ready, let pass"),
    "alarm": ("báo động: chưa đạt sau khi đã quyết định triển khai",
              "alarm: not ready after the go"),
    "grey": ("không áp dụng", "not needed"),
}  # fmt: skip
REASONS = {
    Why.NOTHING: ("Chưa có minh chứng nào.", "Nobody has shown anything yet."),
    Why.EXPIRED: ("Minh chứng đã hết hạn.", "The evidence is no longer good."),
    Why.ROTATED: ("Người hoặc khoá đã thay đổi: minh chứng cũ không còn dùng được.",
                  "The person or the key has changed: the old evidence went with it."),
    Why.SOME: ("Mới có một phần.", "Only some of it is shown."),
    Why.GOOD: ("Có minh chứng còn hiệu lực.", "There is evidence that is still good."),
    Why.ELSEWHERE: ("Đơn vị này không cần.", "This unit does not need it."),
}  # fmt: skip
SOURCES = {
    Source.REGISTER: ("sổ đăng ký", "the register"), Source.TEST: ("văn bản thử", "a test paper"),
    Source.JOURNAL: ("nhật ký", "the journal"), Source.COUNTER: ("quầy", "the counter"),
    Source.ENTERED: ("người nhập", "entered by"),
    Source.PUBLISHED: ("thông báo đã đăng", "a notice that was published"),
}  # fmt: skip


@at_handovers
def cockpit(request: HttpRequest, seat: Seat, name: str) -> HttpResponse:
    """One page: counts, the decision, and all units × requirements; folded where there are many."""
    return _cockpit(request, seat, name)


def _cockpit(
    request: HttpRequest, seat: Seat, decree: str, wrong: str = "", status: int = 200
) -> HttpResponse:
    there = _grid(seat, decree)
    inside, red = written(request.GET, "in", 60), request.GET.get("show") == "red"
    listed = _listed(there, seat, inside, red)
    counts = Counter(mark(there, *cell) for cell in there.cells)
    folds = _folds(there, seat, red) if not inside and len(listed) > FOLDED else []
    skip = whole(request.GET.get("after", "")) or 0
    page = [] if folds else list(islice(listed, skip, skip + PAGE))
    asked = {"show": "red"} if red else {}
    more = asked | {"in": inside, "after": skip + PAGE} if len(listed) > skip + PAGE else {}
    shown = _framed(request, seat, there) | {
        "wrong": wrong, "words": written(request.POST, "words"), "folds": folds, "red": red,
        "inside": _called(inside, seat) if inside else "", "area": inside,
        "rows": [_row(there, seat, unit) for unit in page], "units": len(there.room.units),
        "counts": [(kind, SHAPES[kind], t(*WORDS[kind]), counts[kind]) for kind in SHAPES],
        "next": urlencode(more) if more and not folds else "", "decided": there.decided,
        "decisions": list(reversed(there.decisions)), "alarm": len(there.alarm),
        "open": len(there.open), "overrides": _overrides(there, seat),
        "leads": Role.HEAD in seat.roles and there.room.whole,
        "needed": [(one.mark, t(*one.label)) for one in there.needed.values()],
    }  # fmt: skip
    return render(request, "web/handovers/readiness.html", shown, status=status)


@at_handovers
def cell(request: HttpRequest, seat: Seat, name: str) -> HttpResponse:
    """One requirement of one unit: the state, its evidence, what to do about it."""
    return _cell(request, seat, name)


def _cell(
    request: HttpRequest, seat: Seat, decree: str, wrong: str = "", status: int = 200
) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    there = _grid(seat, decree)
    unit = there.room.unit(written(asked, "unit", 200))
    need = there.needed.get(written(asked, "need", 60))
    if need is None:
        raise Refused("no-unit", unit=written(asked, "need", 60), decree=decree)
    verdict, kind = there.cells[unit.id, need.id], mark(there, unit.id, need.id)
    own, roles = unit.agency == seat.agency, set(seat.roles)
    body = known().world.agencies.get(unit.agency)
    early = body is not None and seat.on < body.valid.start and there.room.whole
    shown = _framed(request, seat, there) | {
        "wrong": wrong, "sent": request.POST, "unit": unit, "called": _unit(unit, seat),
        "need": need, "kind": kind, "shape": SHAPES[kind], "state": t(*WORDS[kind]),
        "why": t(*REASONS[verdict.why]), "until": verdict.until, "label": t(*need.label),
        "lacking": [one.name for one in verdict.lacking if one.name], "mend": t(*need.mend),
        "evidence": _evidence(there, unit, need), "own": own,
        "overrides": there.overrides.get((unit.id, need.id), []),
        "lets": Role.HEAD in seat.roles and verdict.state is State.RED,
        "acts": roles & {Role.OFFICER, Role.HEAD} and own,
        "shows": roles & {Role.OFFICER, Role.HEAD, Role.PLANNER} and (own or early),
        "from": {str(one): True for one in need.sources}, "bound": need.bound is Bound.SEAT,
        "sitting": [(one.to, one.name) for one in there.room.seats.get(unit.id, ())
                  if one.on(there.room.at)],
    }  # fmt: skip
    return render(request, "web/handovers/readiness-cell.html", shown, status=status)


@at_handovers
def act(request: HttpRequest, seat: Seat, name: str, verb: str) -> HttpResponse:
    """Does what a form asks for and leads back; a refusal is told on the page that asked."""
    sent = request.POST
    page = _cockpit if verb == "decide" else _cell
    if request.method != "POST" or verb not in VERBS:
        return _cockpit(request, seat, name)
    try:
        wrong = VERBS[verb](request, seat, name)
    except Refused as refused:
        if refused.code in ("no-readiness", "no-unit", "no-requirement"):
            raise
        wrong = said(refused)
    if wrong:
        return page(request, seat, name, wrong, 422)
    at_cell = f"{reverse('web:readiness-cell', args=[name])}?" + urlencode(
        {"unit": written(sent, "unit", 200), "need": written(sent, "need", 60)}
    )
    to = reverse("web:readiness", args=[name]) if verb == "decide" else at_cell
    answer: HttpResponse = back(request, to, t("Đã ghi nhận.", "It is noted."))
    return answer


@at_handovers
def file(request: HttpRequest, seat: Seat, name: str) -> HttpResponse:
    """The file of a piece of evidence, to be kept and not to be opened here."""
    unit, id = written(request.GET, "unit", 200), written(request.GET, "id", 60)
    content = acts.file_of(name, unit, id, actor=seat.person.actor, agency=seat.agency, on=seat.on)
    end = "pdf" if content.startswith(b"%PDF") else "bin"
    answer = HttpResponse(content, content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="evidence-{id[:8]}.{end}"'
    return answer


def mark(there: Grid, unit: str, need: str) -> str:
    """How a cell is drawn: its state, and what people made of it."""
    state = there.cells[unit, need].state
    if state is not State.RED:
        return str(state)
    if (unit, need) in there.overrides:
        return "overridden"
    return "alarm" if there.decided and there.decided.go else "red"


def _grid(seat: Seat, decree: str) -> Grid:
    with at(decree, seat.person.actor, seat.agency, seat.on) as room:
        return grid(room)


def _framed(request: HttpRequest, seat: Seat, there: Grid) -> dict[str, Any]:
    return frame(request, seat) | {
        "at": "handovers", "decree": there.room.decree, "day": there.room.day,
        "judged": there.room.at, "key": secrets.token_urlsafe(18),
    }  # fmt: skip


def _unit(unit: Unit, seat: Seat) -> str:
    return _called(unit.agency, seat) + (f" – {unit.sub}" if unit.sub else "")


def _called(thing: str, seat: Seat) -> str:
    return name(thing, seat)


def _listed(there: Grid, seat: Seat, inside: str, red: bool) -> list[Unit]:
    """The units of a province or of all; with `red` those in which something is red."""
    some = {unit for unit, _ in there.red} if red else set(there.room.units)
    found = [one for one in there.room.units.values() if one.id in some]
    if inside:
        found = [one for one in found if _above(there, one) == inside]
    return sorted(found, key=lambda one: (_called(one.agency, seat), one.sub))


def _above(there: Grid, unit: Unit) -> str:
    """The province in which a unit works; '' where it serves none."""
    path = there.room.places.get(unit.agency, ())
    return known().world.lineage.at_level(path[0], "province", there.room.at) if path else ""


def _folds(there: Grid, seat: Seat, red: bool) -> list[dict[str, Any]]:
    """Provinces with what their units add up to."""
    made: dict[str, Counter[str]] = defaultdict(Counter)
    sizes: Counter[str] = Counter()
    above = {id: _above(there, unit) for id, unit in there.room.units.items()}
    for unit, need in there.cells:
        made[above[unit]][mark(there, unit, need)] += 1
    for id in there.room.units:
        sizes[above[id]] += 1
    kept = [area for area in made if not red or made[area]["red"] + made[area]["alarm"]]
    return sorted(
        (
            {
                "name": _called(area, seat) if area else t("Cấp quốc gia", "National"),
                "url": urlencode({"in": area, **({"show": "red"} if red else {})}),
                "units": sizes[area],
                "parts": [(kind, SHAPES[kind], t(*WORDS[kind]), made[area][kind])
                          for kind in SHAPES if made[area][kind]],
            }
            for area in kept
        ),
        key=lambda one: one["name"],
    )  # fmt: skip


def _row(there: Grid, seat: Seat, unit: Unit) -> dict[str, Any]:
    to = reverse("web:readiness-cell", args=[there.room.decree])
    cells = []
    for need in there.needed.values():
        kind, verdict = mark(there, unit.id, need.id), there.cells[unit.id, need.id]
        told = f"{t(*need.label)}: {t(*WORDS[kind])}"
        if verdict.until:
            told += t(", đến trước {day}", ", until {day}").format(day=day(verdict.until))
        url = f"{to}?{urlencode({'unit': unit.id, 'need': need.id})}" if kind != "grey" else ""
        cells.append({"kind": kind, "shape": SHAPES[kind], "mark": need.mark, "said": told,
                      "url": url})  # fmt: skip
    return {"name": _unit(unit, seat), "cells": cells}


def _overrides(there: Grid, seat: Seat) -> list[dict[str, Any]]:
    return [
        {
            "unit": _unit(there.room.units[unit], seat), "told": one,
            "need": t(*there.needed[need].label) if need in there.needed else need,
        }
        for (unit, need), told in there.overrides.items() for one in told
    ]  # fmt: skip


def _evidence(there: Grid, unit: Unit, need: Requirement) -> list[dict[str, Any]]:
    names = {one.to: one.name for one in there.held(unit, need)}
    good = set(there.cells[unit.id, need.id].by)
    return [
        {
            "one": one, "good": one in good and there.cells[unit.id, need.id].state is State.GREEN,
            "source": t(*SOURCES[one.source]), "noted": there.found.noted.get(one.id),
            "who": names.get(one.to, ""),
        }
        for one in reversed(there.found.evidence.get((unit.id, need.id), []))
    ]  # fmt: skip


def _show(request: HttpRequest, seat: Seat, decree: str) -> str:
    sent = request.POST
    when, until = (_day(written(sent, field, 20)) for field in ("day", "until"))
    if when is None or (until is None and written(sent, "until", 20)):
        return t(
            "Ngày không đúng: ghi như 15/03/2025.", "That is no day: write it like 15/03/2025."
        )
    upload = request.FILES.get("file")
    content = upload.read(acts.MOST + 1) if upload else b""
    acts.show(
        decree, *_place(sent), when, written(sent, "reference", 300), until=until,
        holding=written(sent, "holding", 300), lent=sent.get("lent") == "yes",
        serials=(written(sent, "first", 60), written(sent, "last", 60)), file=content,
        **by(request, seat),
    )  # fmt: skip
    return ""


def _place(sent: Any) -> tuple[str, str]:
    return written(sent, "unit", 200), written(sent, "need", 60)


def _day(text: str) -> date | None:
    return days.read(text) if text else None


def _take_back(request: HttpRequest, seat: Seat, decree: str) -> str:
    sent, told = request.POST, by(request, seat)
    acts.take_back(decree, _place(sent)[0], written(sent, "id", 60), written(sent, "words"), **told)
    return ""


def _attend(request: HttpRequest, seat: Seat, decree: str) -> str:
    acts.attend(decree, _place(request.POST)[0], **by(request, seat))
    return ""


def _walk(request: HttpRequest, seat: Seat, decree: str) -> str:
    number = written(request.POST, "number", 60)
    acts.walk(decree, _place(request.POST)[0], number, **by(request, seat))
    return ""


def _sign_test(request: HttpRequest, seat: Seat, decree: str) -> str:
    acts.sign_test(decree, _place(request.POST)[0], **by(request, seat))
    return ""


def _override(request: HttpRequest, seat: Seat, decree: str) -> str:
    acts.override(
        decree, *_place(request.POST), written(request.POST, "words"), **by(request, seat)
    )
    return ""


def _decide(request: HttpRequest, seat: Seat, decree: str) -> str:
    go, words = request.POST.get("go") == "yes", written(request.POST, "words")
    acts.decide(decree, go, words, **by(request, seat))
    return ""


VERBS = {
    "show": _show, "take-back": _take_back, "attend": _attend, "walk": _walk,
    "sign-test": _sign_test, "override": _override, "decide": _decide,
}  # fmt: skip
