"""What is on its way between giver and receiver: scanned out at one end, and in at the other."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from continuity.casework.refused import Refused
from continuity.handover import custody, verbs
from continuity.handover.custody import LONGEST, Met, Passing
from continuity.handover.sides import Side
from continuity.pages.words import t
from continuity.web.desk.seat import Seat
from continuity.web.handovers.room import (
    Room,
    at_handovers,
    back,
    by,
    enter,
    name,
    open_,
    told,
    written,
)
from continuity.web.handovers.room import said as why

SAID = {
    Met.LEFT: ("{number} đã rời bên giao.", "{number} has left."),
    Met.LEFT_AGAIN: ("{number} đã quét xuất trước đó và đang trên đường.",
                     "{number} was scanned out before and is on its way."),
    Met.ARRIVED: ("{number} đã đến bên nhận.", "{number} has arrived."),
    Met.UNSENT: ("{number} đã đến, nhưng bên giao chưa quét xuất: đã ghi lại.",
                 "{number} has arrived, though nobody scanned it out: that is on record."),
    Met.TWICE: ("{number} đã đến trước đó; có thể có hai nhãn giống nhau: đã ghi lại.",
                "{number} had arrived already; there may be two such labels: that is on record."),
    None: ("Nhãn này không thuộc hiện vật nào của cuộc bàn giao này.",
           "This label is of no thing of this handover."),
}  # fmt: skip


@at_handovers
def transit(request: HttpRequest, seat: Seat, id: uuid.UUID) -> HttpResponse:
    """The page of what is on the way, and the scan at one's own end."""
    if request.method != "POST":
        return _page(request, seat, id)
    try:
        code, side = written(request.POST, "code", 64), request.GET.get("side", "")[:20]
        found = verbs.pass_on(id, code, side=side, **by(request, seat))
    except Refused as refused:
        if refused.code == "no-handover":
            raise
        return _page(request, seat, id, status=409, wrong=why(refused))
    said = t(*SAID[found.met]).format(number=found.number)
    made: HttpResponse = back(
        request, "web:handover-transit", said,
        warns=found.met not in (Met.LEFT, Met.ARRIVED), id=id,
    )  # fmt: skip
    return made


def _page(
    request: HttpRequest, seat: Seat, id: uuid.UUID, *, status: int = 200, **more: Any
) -> HttpResponse:
    with open_(seat):
        room = enter(seat, id)
        moving, odd = custody.on_the_way(id), custody.odd(id)
        left, arrived = custody.moved(id)
    late = [one for one in moving if (seat.on - one.day).days >= LONGEST]
    shown = told(
        request, room, left=left, arrived=arrived, longest=LONGEST, late=len(late),
        moving=[(one, (seat.on - one.day).days, _of(one, room)) for one in moving],
        odd=[(one, _of(one, room)) for one in odd], ends=_ends(room), **more,
    )  # fmt: skip
    return render(request, "web/handovers/transit.html", shown, status=status)


def _of(one: Passing, room: Room) -> dict[str, str]:
    label = room.annex(one.annex).label
    return {"annex": t(*label), "agency": name(one.agency, room.seat)}


def _ends(room: Room) -> list[tuple[str, str]]:
    """At which ends this seat scans; whoever stands at both says at which one."""
    ends = [
        (str(Side.GIVER), room.gives, t("Quét khi rời đi", "Scan what leaves")),
        (str(Side.RECEIVER), room.takes, t("Quét khi đến", "Scan what arrives")),
    ]
    return [(side, label) for side, there, label in ends if there]
