"""Counting, one line after the other: large targets for a tablet, the same without script.

What the other side counted is not shown before this side has counted: two counts are two.
"""

from __future__ import annotations

import io
import tempfile
import uuid
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from continuity.casework.refused import Refused
from continuity.handover import kept, tables, verbs
from continuity.handover.annexes import Annex
from continuity.handover.progress import Shown, line, tally, uncounted
from continuity.handover.sides import Side
from continuity.handover.verbs.counting import LIES_THERE, label
from continuity.handover.verbs.counting import Verdict as Verdict
from continuity.pages.words import language, number, t
from continuity.web.desk.seat import Seat
from continuity.web.handovers import returned
from continuity.web.handovers.annex import MOST_NUMBER, line_shown
from continuity.web.handovers.room import (
    Room,
    at_handovers,
    by,
    enter,
    open_,
    told,
    whole,
    written,
)
from continuity.web.handovers.room import said as why

SAID = {
    Verdict.COUNTED: ("Đã đếm {number}.", "{number} is counted."),
    Verdict.AGAIN: ("{number} đã đếm trước đó; không đếm lần nữa.",
                    "{number} was counted already; nothing is counted twice."),
    Verdict.RECOUNTED: ("Đã đếm lại {number}; số cũ vẫn lưu.",
                        "{number} is counted anew; the old number stays on record."),
    Verdict.UNLISTED: ("Đã đếm {number}, không có trong danh sách: ghi là chênh lệch.",
                       "{number} is counted; nobody listed it, so it is a difference."),
    Verdict.STRANGE: ("Nhãn này không thuộc cuộc bàn giao này.",
                      "This label is not of this handover."),
}  # fmt: skip


@at_handovers
def count(request: HttpRequest, seat: Seat, id: uuid.UUID, annex: str) -> HttpResponse:
    """The next line that this side has not counted, or the one that the address names."""
    if request.method == "POST":
        return _counted(request, seat, id, annex)
    return _page(request, seat, id, annex)


def _page(
    request: HttpRequest, seat: Seat, id: uuid.UUID, annex: str, *, status: int = 200, **more: Any
) -> HttpResponse:
    asked = {name: str(text).replace("\0", "")[:MOST_NUMBER] for name, text in request.GET.items()}
    with open_(seat):
        room = enter(seat, id, asked.get("side", ""))
        form = room.annex(annex)
        if not room.counts:
            raise _not_here(room)
        if annex not in kept.closed(id):
            raise Refused("annex-open", annex=t(*form.label))
        one = _wanted(id, annex, room.counts, asked)
        sums = tally(id, annex)
    done = sums[1 if room.counts == Side.GIVER else 2]
    mine = one and (one.given if room.counts == Side.GIVER else one.received)
    shown = told(
        request, room, annex=form, one=one and line_shown(form, one), label=one and label(one.label),
        mine=mine, done=done, rest=max(0, sums[0] - done), of=sums[0],
        share=round(100 * min(done, sums[0]) / sums[0]) if sums[0] else 100,
        confirms=annex not in LIES_THERE, unlisted="new" in asked, **more,
    )  # fmt: skip
    return render(request, "web/handovers/count.html", shown, status=status)


def _not_here(room: Room) -> Refused:
    if room.handover.signed:
        return Refused("signed-already", on=room.handover.signed)
    if room.handover.drawn:
        return Refused("minutes-drawn", on=room.handover.drawn)
    if {Side.GIVER, Side.RECEIVER} <= room.sides:
        return Refused("which-side", agency=room.seat.name)
    return Refused(
        "not-your-side", agency=room.seat.name, side=t("bên giao, nhận", "giver or receiver")
    )


def _wanted(id: uuid.UUID, annex: str, side: str, asked: dict[str, str]) -> Shown | None:
    if "new" in asked:
        return None
    if asked.get("number"):
        return line(id, annex, asked["number"])
    after = asked.get("after", "")
    found = uncounted(id, annex, side, after)
    return found or (uncounted(id, annex, side) if after else None)


def _counted(request: HttpRequest, seat: Seat, id: uuid.UUID, annex: str) -> HttpResponse:
    sent = request.POST
    try:
        with open_(seat):
            form = enter(seat, id).annex(annex)
        if sent.get("way") == "scan":
            return _scanned(request, seat, id, annex)
        if sent.get("way") == "confirm":
            return _confirmed(request, seat, id, annex)
        if sent.get("way") == "sheet":
            return _sheet_back(request, seat, id, form)
        return _typed(request, seat, id, annex)
    except Refused as refused:
        if refused.code in ("no-handover", "no-annex"):
            raise
        return _page(request, seat, id, annex, status=409, wrong=why(refused), sent=sent)


def _typed(request: HttpRequest, seat: Seat, id: uuid.UUID, annex: str) -> HttpResponse:
    sent = request.POST
    what = written(sent, "number", MOST_NUMBER)
    amount = whole(sent.get("as-listed") or sent.get("quantity", ""))
    if amount is None:
        wrong = t("Ghi số đếm được bằng chữ số, ví dụ 3; không có thì ghi 0.",
                  "Write the number that you counted in digits, such as 3; 0 for none.")  # fmt: skip
        return _page(request, seat, id, annex, status=422, wrong=wrong, sent=sent)
    reason = written(sent, "reason")
    verdict = verbs.count(id, annex, what, amount, reason=reason, **_by(request, seat))
    return _next(request, id, annex, verdict, what)


def _scanned(request: HttpRequest, seat: Seat, id: uuid.UUID, annex: str) -> HttpResponse:
    found = verbs.scan(id, written(request.POST, "code", 64), **_by(request, seat))
    return _next(request, id, found.annex or annex, found.verdict, found.number)


def _confirmed(request: HttpRequest, seat: Seat, id: uuid.UUID, annex: str) -> HttpResponse:
    n = verbs.confirm(id, annex, **_by(request, seat))
    said = t("Đã xác nhận {n} dòng như danh sách.", "{n} lines are confirmed as they are listed.")
    messages.success(request, said.format(n=number(n)))
    return redirect("web:handover-annex", id=id, annex=annex)


def _sheet_back(request: HttpRequest, seat: Seat, id: uuid.UUID, form: Annex) -> HttpResponse:
    file = request.FILES.get("file")
    if file is None:
        wrong = t("Hãy chọn phiếu kiểm đếm đã điền.", "Choose the counting sheet that was filled.")
        return _page(request, seat, id, form.id, status=422, wrong=wrong)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sheet"
        path.write_bytes(b"".join(file.chunks()))
        rows = tables.counted(path, form, language())
    reason = written(request.POST, "reason")
    verdicts = verbs.count_all(id, form.id, rows.items(), reason=reason, **_by(request, seat))
    told = ", ".join(
        f"{t(*KINDS[verdict])} {number(n)}" for verdict, n in verdicts.items() if n
    )  # fmt: skip
    messages.success(
        request, t("Phiếu kiểm đếm: {told}.", "The sheet: {told}.").format(told=told or "0")
    )
    return redirect("web:handover-annex", id=id, annex=form.id)


KINDS = {
    Verdict.COUNTED: ("đã đếm", "counted"), Verdict.AGAIN: ("đã đếm trước đó", "counted before"),
    Verdict.RECOUNTED: ("đếm lại", "counted anew"),
    Verdict.UNLISTED: ("không có trong danh sách", "not listed"),
}  # fmt: skip


def _by(request: HttpRequest, seat: Seat) -> dict[str, Any]:
    """Who counts, and for which side where the address says so."""
    return by(request, seat) | {"side": request.GET.get("side", "")[:20]}


def _next(
    request: HttpRequest, id: uuid.UUID, annex: str, verdict: Verdict, what: str
) -> HttpResponse:
    said = t(*SAID[verdict]).format(number=what)
    well = verdict in (Verdict.COUNTED, Verdict.RECOUNTED)
    (messages.success if well else messages.warning)(request, said)
    where = reverse("web:handover-count", args=[id, annex])
    told = {"after": what, "side": request.GET.get("side", "")[:20]}
    following = urlencode({name: text for name, text in told.items() if text})
    return redirect(f"{where}?{following}" if following else where)


@at_handovers
def sheet(request: HttpRequest, seat: Seat, id: uuid.UUID, annex: str) -> HttpResponse:
    """A counting sheet to print, fill and bring back."""
    out = io.BytesIO()
    with open_(seat):
        form = enter(seat, id).annex(annex)
        rows, after = [], ""
        while there := kept.listed(id, annex, after, 5000):
            rows += [(one.number, label(n)) for one, n in there]
            after = there[-1][0].number
    tables.sheet(form, rows, out, language())
    return returned.file(out.getvalue(), "text/csv; charset=utf-8", f"{annex}-phieu-kiem-dem.csv")
