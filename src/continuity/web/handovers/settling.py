"""Where the counts differ, and who settles it: by what, on what evidence, or by whom until when."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from continuity.casework.refused import Refused
from continuity.handover import verbs
from continuity.handover.annexes import annexes
from continuity.handover.progress import PAGE, difference, differing, said
from continuity.handover.shown import REASONS
from continuity.pages import days
from continuity.pages.words import t
from continuity.web.desk.seat import Seat
from continuity.web.handovers.annex import MOST_NUMBER
from continuity.web.handovers.room import (
    at_handovers,
    back,
    by,
    enter,
    open_,
    told,
    whole,
    written,
)
from continuity.web.handovers.room import said as why


@at_handovers
def differences(request: HttpRequest, seat: Seat, id: uuid.UUID) -> HttpResponse:
    """A page of everything that differs, and what was said of it; one pages forth and back."""
    every, to_back = request.GET.get("show") == "all", "back" in request.GET
    after = tuple(request.GET.get(name, "").replace("\0", "")[:MOST_NUMBER] for name in ("a", "n"))
    with open_(seat):
        room = enter(seat, id)
        found = differing(id, (after[0], after[1]), PAGE + 1, every=every, back=to_back)
        more = len(found) > PAGE
        found = found[-PAGE:] if to_back else found[:PAGE]
        words = said(id, [(one.annex, one.number) for one in found])
    known = annexes(room.handover.planned)
    shown = told(
        request, room, every=every, reasons=REASONS,
        found=[(one, known[one.annex], words.get((one.annex, one.number), [])) for one in found],
        next=found[-1] if found and (more or to_back) else None,
        previous=found[0] if found and (more if to_back else any(after)) else None,
        first=to_back or any(after), settles=room.gives or room.takes,
    )  # fmt: skip
    return render(request, "web/handovers/differences.html", shown)


@at_handovers
def settle(request: HttpRequest, seat: Seat, id: uuid.UUID) -> HttpResponse:
    """One difference: what each side counted, what was said so far, and the form to settle it."""
    if request.method != "POST":
        return _form(request, seat, id)
    try:
        wrong = _settled(request, seat, id)
    except Refused as refused:
        if refused.code == "no-handover":
            raise
        wrong = why(refused)
    if wrong:
        return _form(request, seat, id, wrong, 422)
    done = t("Đã ghi nhận.", "It is noted.")
    return back(request, "web:handover-differences", done, id=id)


def _form(
    request: HttpRequest, seat: Seat, id: uuid.UUID, wrong: str = "", status: int = 200
) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    annex, number = written(asked, "annex", 60), written(asked, "number", MOST_NUMBER)
    with open_(seat):
        room = enter(seat, id)
        form = room.annex(annex)
        one = difference(id, annex, number)
        words = said(id, [(annex, number)]).get((annex, number), [])
    if one is None:
        raise Refused("no-line", annex=t(*form.label), number=number)
    shown = told(
        request, room, annex=form, one=one, words=words, wrong=wrong, sent=request.POST,
        reasons=[(str(reason), t(*label)) for reason, label in REASONS.items()],
        settles=room.gives or room.takes, left=abs(one.open), called=REASONS,
    )  # fmt: skip
    return render(request, "web/handovers/settle.html", shown, status=status)


def _settled(request: HttpRequest, seat: Seat, id: uuid.UUID) -> str:
    """Why it was not settled, or ''; the amount leads towards zero, so nobody types its sign."""
    sent = request.POST
    annex, number = written(sent, "annex", 60), written(sent, "number", MOST_NUMBER)
    amount, until = whole(sent.get("amount", "") or "0"), written(sent, "until", 20)
    day = days.read(until) if until else None
    if amount is None:
        return t("Số lượng giải trình phải là chữ số, ví dụ 1; còn để ngỏ thì ghi 0.",
                 "Write how much is explained in digits, such as 1; 0 where it stays open.")  # fmt: skip
    if until and day is None:
        return t(
            "Ngày không đúng: ghi như 15/03/2025.", "That is no day: write it like 15/03/2025."
        )
    with open_(seat):
        enter(seat, id)
        there = difference(id, annex, number)
    sign = -1 if there and there.open < 0 else 1
    told: dict[str, Any] = {field: written(sent, field) for field in ("evidence", "owner")}
    verbs.settle(
        id, annex, number, sign * amount, written(sent, "reason", 40), written(sent, "words"),
        until=day, **told, **by(request, seat),
    )  # fmt: skip
    return ""
