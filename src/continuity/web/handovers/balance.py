"""The balance sheet: what was listed, given, received and explained, on one page to print."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from continuity.handover.account import Account, account
from continuity.handover.balance import Balance, Flag
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
    """One page, the same sums as in the minutes."""
    with open_(seat):
        room = enter(seat, id)
        there = account(room.handover)
    rows = [
        _row(there, *name, one) for name, one in sorted(there.totals.items(), key=_order(there))
    ]
    shown = told(
        request, room, rows=rows, open=len(there.unsettled), items=len(there.lines),
        splits=[(t(*there.annexes[name].label), number) for name, number in there.unsettled[:MOST]],
        more=max(0, len(there.unsettled) - MOST),
    )  # fmt: skip
    return render(request, "web/handovers/balance.html", shown)


def _order(there: Account) -> Any:
    return lambda found: (there.annexes[found[0][0]].number, found[0][1])


def _row(there: Account, annex: str, unit: str, one: Balance) -> dict[str, Any]:
    form = there.annexes[annex]
    measured = t(*form.column(form.unit).of[unit]) if unit and form.unit else ""
    return {
        "annex": form, "unit": measured, "balance": one, "flag": t(*FLAGS[one.flag]),
        "tone": {Flag.EVEN: "in-force", Flag.EXPLAINED: "change"}.get(one.flag, "need"),
    }  # fmt: skip
