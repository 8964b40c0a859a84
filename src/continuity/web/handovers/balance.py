"""The balance sheet: what was given, received and explained, on one page to print or as a paper."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from continuity.casework import vault
from continuity.handover.balance import Balance, Flag
from continuity.handover.contents import SHEETED, taken_out
from continuity.handover.progress import unsettled
from continuity.handover.sheet import Sheet, Sum, as_kept, paper, why
from continuity.handover.shown import FLAGS
from continuity.handover.signed import drawn_up
from continuity.pages.words import language, t
from continuity.web.desk.seat import Seat
from continuity.web.handovers.returned import PDF, file
from continuity.web.handovers.room import Room, at_handovers, enter, open_, told

MOST = 30


@at_handovers
def balance(request: HttpRequest, seat: Seat, id: uuid.UUID) -> HttpResponse:
    """One page, the same sums as in the minutes: as kept, unless things are parts of others."""
    with open_(seat):
        room = enter(seat, id)
        sheet, left = as_kept(room.handover), unsettled(id, MOST)
    known = sheet.annexes
    ordered = sorted(sheet.sums, key=lambda one: (known[one[0]].number, one[1]))
    shown = told(
        request, room, rows=[_row(sheet, one) for one in ordered],
        open=sheet.open, items=sheet.things,
        splits=[(t(*known[annex].label), number) for annex, number in left],
        more=max(0, sheet.open - MOST),
    )  # fmt: skip
    return render(request, "web/handovers/balance.html", shown)


@at_handovers
def pdf(request: HttpRequest, seat: Seat, id: uuid.UUID) -> HttpResponse:
    """The sheet as a paper: that of the minutes where they are drawn up, else as things stand."""
    with open_(seat):
        room = enter(seat, id)
        made = _drawn(room) or paper(room.handover, as_kept(room.handover), seat.on)
    return file(made, PDF, f"balance-{id}.pdf")


def _drawn(room: Room) -> bytes | None:
    """The sheet that the minutes bind to; none in minutes that are older than sheets."""
    if not room.handover.drawn:
        return None
    return taken_out(vault.get(drawn_up(room.handover.id).bundle), SHEETED)


def _row(sheet: Sheet, key: Sum) -> dict[str, Any]:
    (annex, unit), one = key, sheet.sums[key]
    form = sheet.annexes[annex]
    measured = t(*form.column(form.unit).of[unit]) if unit and form.unit else ""
    return {
        "annex": form, "unit": measured, "balance": one, "flag": t(*FLAGS[one.flag]),
        "tone": {Flag.EVEN: "in-force", Flag.EXPLAINED: "change"}.get(one.flag, "need"),
        "why": _why(one, sheet, key),
    }  # fmt: skip


def _why(one: Balance, sheet: Sheet, key: Sum) -> str:
    """What makes up a difference; of what is even the state says enough."""
    return "" if one.flag is Flag.EVEN else why(one, sheet.why.get(key, {}), language())
