"""What has been kept for long enough: a list is drawn by one person and reviewed by another."""

from __future__ import annotations

import secrets
import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from continuity.casework.refused import Refused
from continuity.casework.retention import lists
from continuity.casework.retention.due import due
from continuity.pages.words import language, number, t
from continuity.web.desk.act import key
from continuity.web.desk.inbox import frame
from continuity.web.desk.page import names_of
from continuity.web.desk.seat import Seat, at_desk, posted


@at_desk
def retention(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What may go, and the lists that were drawn."""
    with seat.reading():
        found, drawn = due(), lists.lists()
    people = names_of({one.drawer for one in drawn} | {one.reviewer for one in drawn})
    told = {
        "due": found, "at": "retention", "key": secrets.token_urlsafe(18),
        "lists": [(one, people.get(one.drawer, ""), people.get(one.reviewer, "")) for one in drawn],
    }  # fmt: skip
    return render(request, "web/desk/retention.html", frame(request, seat) | told)


@at_desk
@posted("web:desk-retention")
def draw(request: HttpRequest, seat: Seat) -> HttpResponse:
    """A list of the cases that were chosen."""
    chosen = [one for text in request.POST.getlist("case") if (one := _id(text))]
    try:
        made = lists.draw(chosen, **_named(seat), key=key(request.POST))
    except Refused as refused:
        messages.warning(request, _said(refused))
        return redirect("web:desk-retention")
    return redirect("web:desk-retention-list", id=made)


@at_desk
def one(request: HttpRequest, seat: Seat, id: uuid.UUID) -> HttpResponse:
    """One list, line by line, with what may be done with it."""
    if request.method == "POST":
        return _done(request, seat, id)
    with seat.reading():
        drawn = next((one for one in lists.lists() if one.id == id), None)
        lines = lists.lines(id)
    if drawn is None:
        said = t("Cơ quan không có danh sách nào như vậy.", "The agency has no such list.")
        told = frame(request, seat) | {"said": said}
        return render(request, "web/desk/refused.html", told, status=404)
    told = {"list": drawn, "lines": lines, "at": "retention", "going": _going(lines)}
    told |= {"mine": drawn.drawer == seat.person.id}
    return render(request, "web/desk/retention-list.html", frame(request, seat) | told)


def _done(request: HttpRequest, seat: Seat, id: uuid.UUID) -> HttpResponse:
    spared, words = _id(request.POST.get("spare", "")), request.POST.get("words", "")
    try:
        if spared:
            lists.spare(id, spared, words, **_named(seat))
            messages.success(request, t("Hồ sơ được giữ lại.", "The case stays."))
        else:
            gone = number(lists.review(id, **_named(seat)))
            said = t("Đã duyệt; {gone} hồ sơ đã huỷ.", "Reviewed; {gone} cases were destroyed.")
            messages.success(request, said.format(gone=gone))
    except Refused as refused:
        messages.warning(request, _said(refused))
    return redirect("web:desk-retention-list", id=id)


def _named(seat: Seat) -> dict[str, Any]:
    return {"actor": seat.person.actor, "agency": seat.agency, "on": seat.on}


def _going(lines: list[lists.Line]) -> int:
    return sum(not line.spared for line in lines)


def _said(refused: Refused) -> str:
    return refused.en if language() == "en" else refused.vi


def _id(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
