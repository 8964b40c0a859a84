"""Notices that reached nobody: told to whoever must act on their cases, and sent again by hand."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from continuity.casework.cases import by_number
from continuity.casework.notices import shown, texts
from continuity.casework.notices.verbs import send_again
from continuity.casework.refused import Refused
from continuity.pages.words import language, t
from continuity.web.desk.act import key
from continuity.web.desk.acts import named
from continuity.web.desk.inbox import frame
from continuity.web.desk.seat import Seat, at_desk, posted

WAYS = {"email": ("thư điện tử", "e-mail"), "sms": ("tin nhắn", "short message")}


@at_desk
def notices(request: HttpRequest, seat: Seat) -> HttpResponse:
    """All of them, the latest first; each leads to its case."""
    with seat.reading():
        found = shown.failed()
        numbers = _numbers({one.case for one in found})
    rows = [
        {"notice": one.id, "kind": one.kind, "channel": one.channel, "why": one.why,
         "day": one.at.date(), "number": numbers[one.case]}
        for one in found
    ]  # fmt: skip
    told = {"unreached": unreached(rows), "at": "load", "key": secrets.token_urlsafe(18)}
    return render(request, "web/desk/notices.html", frame(request, seat) | told)


@at_desk
@posted("web:desk-case")
def again(request: HttpRequest, seat: Seat, number: str, id: uuid.UUID) -> HttpResponse:
    """One is sent again; where the address is wrong, that alone will not help, and the page says so."""
    try:
        with seat.reading():
            case = by_number(number)
        send_again(case.id, id, **named(seat, key(request.POST)))
        messages.success(
            request, t("Thông báo đang được gửi lại.", "The notice is being sent again.")
        )
    except Refused as refused:
        if "no-such" in refused.code:
            return _none(request, seat, refused)
        messages.warning(request, refused.en if language() == "en" else refused.vi)
    return redirect("web:desk-case", number=number)


def unreached(rows: Iterable[Mapping[str, Any]], number: str = "") -> list[dict[str, Any]]:
    """Failed notices as a page shows them: what was to be told, by which way, why it failed."""
    made = []
    for one in rows:
        of, day = one.get("number", number), one["day"]
        made.append(
            {
                "id": one["notice"], "number": of, "why": one["why"],
                "subject": texts.subject(one["kind"], language(), of),
                "way": t(*WAYS.get(one["channel"], (one["channel"], one["channel"]))),
                "day": date.fromisoformat(day) if isinstance(day, str) else day,
            }
        )  # fmt: skip
    return made


def _numbers(ids: set[uuid.UUID]) -> dict[uuid.UUID, str]:
    with connection.cursor() as cursor:
        cursor.execute("select id, number from casework_case where id = any(%s)", [list(ids)])
        return dict(cursor.fetchall())


def _none(request: HttpRequest, seat: Seat, refused: Refused) -> HttpResponse:
    told = frame(request, seat) | {"said": refused.en if language() == "en" else refused.vi}
    return render(request, "web/desk/refused.html", told, status=404)
