"""What heads and planners see to: where each ends, which tasks nobody covers; and whom stewards lend."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from continuity.accounts.refused import Refused as NotByAccounts
from continuity.accounts.roles import Role
from continuity.casework.refused import Refused
from continuity.core.procedure import Words
from continuity.handover.people import acts, room
from continuity.handover.people.cover import bare, cover
from continuity.handover.people.rules import SECTIONS, kinds
from continuity.handover.people.settled import End, Settled, Sits, counts
from continuity.handover.readiness.room import Readiness, at
from continuity.handover.sides import LOOKING
from continuity.packs.functions import labels
from continuity.pages import days
from continuity.pages.words import language, t
from continuity.web.desk.inbox import frame
from continuity.web.desk.seat import Seat
from continuity.web.handovers.room import at_handovers, back, by, name, said, written
from continuity.web.known import known
from continuity.web.people.mine import ENDS

PAGE = 100
LENDERS = frozenset({*LOOKING, Role.STEWARD})


@at_handovers
def everybody(request: HttpRequest, seat: Seat, name: str) -> HttpResponse:
    """Where each ends who sat in a body that ends, the open ones first; entered on the same page."""
    if request.method == "POST":
        try:
            _settle(request, seat, name)
        except Refused as refused:
            if refused.code in ("no-readiness", "not-seated-there"):
                raise
            return _everybody(request, seat, name, said(refused), 422)
        made: HttpResponse = back(
            request, "web:people", t("Đã ghi nhận.", "It is noted."), name=name
        )
        return made
    return _everybody(request, seat, name)


def _everybody(
    request: HttpRequest, seat: Seat, decree: str, wrong: str = "", status: int = 200
) -> HttpResponse:
    with room.people_at(seat.person.actor, seat.agency, seat.on):
        there = room.moved(decree, seat.agency)
        found = room.everybody(decree, there, seat.on)
        called = room.names({one.person for one in found})
        given = room.sitting(bodies=there.gives) if there.gives else []
        extra = room.names({one.person for one in given})
    found.sort(
        key=lambda one: (not one.alarm, one.end is not End.QUESTION, called.get(one.person, ""))
    )
    regimes = kinds("regimes", max(there.day, seat.on))
    skip = written(request.GET, "after", 6)
    start = int(skip) if skip.isdigit() else 0
    shown = frame(request, seat) | {
        "at": "handovers", "decree": decree, "day": there.day, "wrong": wrong, "sent": request.POST,
        "key": secrets.token_urlsafe(18), "counts": _counts(found), "n": len(found),
        "alarm": sum(one.alarm for one in found),
        "rows": [_row(one, called, seat, regimes) for one in found[start : start + PAGE]],
        "next": start + PAGE if len(found) > start + PAGE else 0,
        "enters": bool({Role.HEAD, Role.PLANNER} & set(seat.roles)),
        "more": sorted(
            (extra.get(one.person, one.person), f"{one.person} {one.body}")
            for one in given if one.on(seat.on)
        ),
        "kinds": {one: [(id, t(*words)) for id, words in kinds(one, max(there.day, seat.on)).items()]
                  for one in SECTIONS},
    }  # fmt: skip
    return render(request, "web/people/everybody.html", shown, status=status)


def _counts(found: list[Settled]) -> list[tuple[str, str, int]]:
    there = counts(found)
    return [(str(end), t(*ENDS[end]), there[end]) for end in End]


def _row(
    one: Settled, called: dict[str, str], seat: Seat, regimes: dict[str, Words]
) -> dict[str, Any]:
    leaves = one.outcome.regime if one.outcome and one.end is End.LEAVES else ""
    return {
        "one": one, "name": called.get(one.person, one.person), "body": name(one.body, seat),
        "end": t(*ENDS[one.end]), "to": [name(to.body, seat) for to in one.to],
        "id": f"{one.person} {one.body}", "regime": t(*regimes[leaves]) if leaves in regimes else "",
    }  # fmt: skip


def _settle(request: HttpRequest, seat: Seat, decree: str) -> None:
    sent = request.POST
    person, _, body = written(sent, "who", 300).partition(" ")
    told: dict[str, Any] = {
        field: written(sent, field, 300)
        for field in ("category", "pay", "regime", "decision", "question", "owner")
    }
    told |= {field: _day(written(sent, field, 20)) for field in ("decided", "due")}
    acts.settle(decree, person, body, written(sent, "ends", 20), **told, **by(request, seat))


def _day(text: str) -> date | None:
    return days.read(text) if text else None


@at_handovers
def coverage(request: HttpRequest, seat: Seat, name: str) -> HttpResponse:
    """Units × tasks: how many people can do each; nought is an alarm. The own unit comes first."""
    with at(name, seat.person.actor, seat.agency, seat.on) as there:
        tasks = _tasks(there)
        passed = room.learned({unit.agency for unit in there.units.values()})
    found = cover(tasks, _sitting(there), passed, there.at)
    empty = bare(found)
    columns = sorted({function for held in tasks.values() for function in held})
    red = request.GET.get("show") == "red"
    lacking = {cell[0] for cell in empty}
    units = [id for id in there.units if tasks[id] and (not red or id in lacking)]
    units.sort(key=lambda id: there.units[id].agency != seat.agency)
    start = int(request.GET["after"]) if request.GET.get("after", "x")[:6].isdecimal() else 0
    shown = frame(request, seat) | {
        "at": "handovers", "decree": name, "day": there.day, "judged": there.at, "red": red,
        "empty": len(empty), "units": len(units),
        "columns": [(f"{n}", _label(one)) for n, one in enumerate(columns, 1)],
        "rows": [
            {"name": _unit(there, id, seat),
             "cells": [{"n": found[id, one], "label": _label(one)} if one in tasks[id] else None
                       for one in columns]}
            for id in units[start : start + PAGE]
        ],
        "next": start + PAGE if len(units) > start + PAGE else 0,
    }  # fmt: skip
    return render(request, "web/people/coverage.html", shown)


def _tasks(there: Readiness) -> dict[str, frozenset[str]]:
    return {id: unit.functions for id, unit in there.units.items()}


def _sitting(there: Readiness) -> dict[str, list[Sits]]:
    made: dict[str, list[Sits]] = {}
    for id, held in there.seats.items():
        agency = id.split("/")[0]
        made[id] = [
            Sits(one.to.split(" ")[0], agency, one.to, one.since, one.until) for one in held
        ]
    return made


def _unit(there: Readiness, id: str, seat: Seat) -> str:
    unit = there.units[id]
    return name(unit.agency, seat) + (f" – {unit.sub}" if unit.sub else "")


def _label(function: str) -> str:
    source = known().pack
    return t(*labels(source, function)) if function in source.functions else function


def _secondments(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Who helps whom, from when until when; a steward enters it, and ends it before its day."""
    wrong = ""
    verb = LENDS.get(written(request.POST, "verb", 20))
    if request.method == "POST" and verb:
        try:
            verb(request, seat)
        except Refused as refused:
            wrong = said(refused)
        except NotByAccounts as refused:
            wrong = refused.findings[0].say(language())
        else:
            made: HttpResponse = back(request, "web:secondments", t("Đã ghi nhận.", "It is noted."))
            return made
    roles = tuple(LENDERS)
    with room.people_at(seat.person.actor, seat.agency, seat.on, seats=roles):
        found = room.secondments()
        called = room.names({one.person for one in found})
    shown = frame(request, seat) | {
        "at": "handovers", "wrong": wrong, "sent": request.POST, "key": secrets.token_urlsafe(18),
        "enters": Role.STEWARD in seat.roles, "home": seat.agency,
        "roles": [str(one) for one in acts.LENDING],
        "rows": [
            {"one": one, "name": called.get(one.person, one.person), "home": name(one.home, seat),
             "host": name(one.agency, seat), "now": one.on(seat.on), "coming": seat.on < one.since}
            for one in found
        ],
    }  # fmt: skip
    return render(request, "web/people/secondments.html", shown, status=422 if wrong else 200)


secondments = at_handovers(_secondments, LENDERS)


def _second(request: HttpRequest, seat: Seat) -> None:
    sent = request.POST
    since, until = (_day(written(sent, field, 20)) for field in ("since", "until"))
    if since is None or until is None:
        raise Refused("no-secondment", most=acts.MOST_DAYS, roles=", ".join(acts.LENDING))
    login, home, host, role = (written(sent, one, 200) for one in ("login", "home", "host", "role"))
    words, decision = written(sent, "words", 300), written(sent, "decision", 100)
    acts.second(login, home, host, role, since, until, words, decision, **by(request, seat))


def _call_back(request: HttpRequest, seat: Seat) -> None:
    sent = request.POST
    acts.call_back(written(sent, "id", 60), written(sent, "words", 300), **by(request, seat))


LENDS: dict[str, Callable[[HttpRequest, Seat], None]] = {"second": _second, "back": _call_back}
