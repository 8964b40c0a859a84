"""A handover begins: a reform in force, and of what it asks the seat's agency one that is not begun."""

from __future__ import annotations

import secrets
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from continuity.casework.refused import Refused
from continuity.handover import verbs
from continuity.handover.owed import Owed, owed
from continuity.pages.words import t
from continuity.reform.shelf import entries, stands
from continuity.web.desk.inbox import frame
from continuity.web.desk.seat import Seat
from continuity.web.handovers.room import at_handovers, back, by, name, open_, said, written
from continuity.web.known import known

BEGUN = "select giver, receiver, function, subject from handover_handover where decree = %s"


@at_handovers
def new(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The reforms in force; of the one that is chosen, what it asks of the agency."""
    if request.method != "POST":
        return _page(request, seat)
    sent = request.POST
    told: dict[str, Any] = {
        field: written(sent, field, 200) for field in ("decree", *Owed._fields, "witness")
    }
    try:
        made = verbs.begin(**told, **by(request, seat))
    except Refused as refused:
        return _page(request, seat, said(refused), 409)
    begun = t("Đã lập cuộc bàn giao.", "The handover is begun.")
    answer: HttpResponse = back(request, "web:handover", begun, id=made)
    return answer


def _page(request: HttpRequest, seat: Seat, wrong: str = "", status: int = 200) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    decree = written(asked, "decree", 200)
    told: dict[str, Any] = {
        "decrees": sorted(entries()),
        "decree": decree,
        "wrong": wrong,
        "at": "handovers",
    }
    told |= {"key": secrets.token_urlsafe(18), "sent": request.POST}
    found = stands(decree) if decree else None
    if found:
        told |= {"day": found[0], "rows": _rows(seat, decree, found[0])}
    return render(request, "web/handovers/new.html", frame(request, seat) | told, status=status)


def _rows(seat: Seat, decree: str, day: Any) -> list[dict[str, Any]]:
    """What the reform asks of this agency, each with whether it is begun."""
    with open_(seat), connection.cursor() as cursor:
        cursor.execute("select handover_parties()")
        mine = set(cursor.fetchone()[0])
        cursor.execute(BEGUN, [decree])
        there = {Owed._make(row) for row in cursor.fetchall()}
    return [
        {
            "owed": one, "begun": one in there, "giver": name(one.giver, seat),
            "receiver": name(one.receiver, seat), "about": name(one.function or one.subject, seat),
            "witnesses": [] if one in there else _witnesses(one, seat),
        }
        for one in owed(known().world, day)
        if mine & {one.giver, one.receiver}
    ]  # fmt: skip


def _witnesses(one: Owed, seat: Seat) -> list[tuple[str, str]]:
    """Who may witness: the bodies that sit where giver or receiver sit, by name."""
    world = known().world
    areas = {
        world.agencies[body].seat for body in (one.giver, one.receiver) if body in world.agencies
    }
    there = {body for area in areas - {""} for body in world.seated(area)} - {
        one.giver,
        one.receiver,
    }
    living = (body for body in there if seat.on in world.agencies[body].valid)
    lasting = (body for body in living if world.lineage.successor(body, seat.on) == body)
    return sorted(((body, name(body, seat)) for body in lasting), key=lambda pair: pair[1])
