"""The balance sheet: what was listed, given, received and explained, on one page to print."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from continuity.handover.account import account
from continuity.handover.annexes import Annex, annexes
from continuity.handover.balance import Balance, Flag
from continuity.handover.progress import totals, unsettled
from continuity.pages.words import t
from continuity.web.desk.seat import Seat
from continuity.web.handovers.room import at_handovers, enter, open_, told

FLAGS = {
    Flag.EVEN: ("bằng nhau", "even"),
    Flag.EXPLAINED: ("đã giải trình", "explained"),
    Flag.SHORT: ("thiếu", "short"),
    Flag.OVER: ("thừa", "over"),
}
MOST = 30


@at_handovers
def balance(request: HttpRequest, seat: Seat, id: uuid.UUID) -> HttpResponse:
    """One page, the same sums as in the minutes: as kept, unless things are parts of others."""
    with open_(seat):
        room = enter(seat, id)
        known = annexes(room.handover.planned)
        sums, left = totals(id), unsettled(id, MOST)
        whole = {(one.annex, one.unit): one.balance for one in sums}
        if any(one.parts for one in sums):
            whole = account(room.handover).totals
    found = sorted(whole.items(), key=lambda one: (known[one[0][0]].number, one[0][1]))
    open_ones = sum(one.open for one in sums)
    shown = told(
        request, room, rows=[_row(known[annex], unit, one) for (annex, unit), one in found],
        open=open_ones, items=sum(one.things for one in sums),
        splits=[(t(*known[annex].label), number) for annex, number in left],
        more=max(0, open_ones - MOST),
    )  # fmt: skip
    return render(request, "web/handovers/balance.html", shown)


def _row(form: Annex, unit: str, one: Balance) -> dict[str, Any]:
    measured = t(*form.column(form.unit).of[unit]) if unit and form.unit else ""
    return {
        "annex": form, "unit": measured, "balance": one, "flag": t(*FLAGS[one.flag]),
        "tone": {Flag.EVEN: "in-force", Flag.EXPLAINED: "change"}.get(one.flag, "need"),
    }  # fmt: skip
