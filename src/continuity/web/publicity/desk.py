"""Where a body publishes its notice: what it will say, what it costs to send, and who is told."""

from __future__ import annotations

import secrets
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from continuity.accounts.refused import Refused as NotAppointed
from continuity.accounts.roles import Role
from continuity.casework.refused import Refused
from continuity.handover.notice import acts, contacts, kept
from continuity.handover.notice.content import easy, says
from continuity.handover.notice.short import composed, cost, marked
from continuity.handover.readiness.room import at
from continuity.packs.languages import languages
from continuity.pages.words import language, t
from continuity.web.desk.inbox import frame
from continuity.web.desk.seat import Seat
from continuity.web.handovers.room import at_handovers, back, by, said, written
from continuity.web.publicity.public import told

AWAY = ("no-readiness", "no-unit")


@at_handovers
def notice(request: HttpRequest, seat: Seat, name: str) -> HttpResponse:
    """The notice of one body of a reform, drafted from the register."""
    return _notice(request, seat, name)


@at_handovers
def act(request: HttpRequest, seat: Seat, name: str, verb: str) -> HttpResponse:
    """Publishes, withdraws or enters a translation; a refusal is told on the page."""
    if request.method != "POST" or verb not in VERBS:
        return _notice(request, seat, name)
    try:
        VERBS[verb](request, seat, name)
    except Refused as refused:
        if refused.code in AWAY:
            raise
        return _notice(request, seat, name, said(refused), 422)
    to = f"{reverse('web:notice', args=[name])}?{urlencode({'unit': _unit(request, seat)})}"
    answer: HttpResponse = back(request, to, t("Đã ghi nhận.", "It is noted."))
    return answer


def _notice(
    request: HttpRequest, seat: Seat, decree: str, wrong: str = "", status: int = 200
) -> HttpResponse:
    unit = _unit(request, seat)
    with at(decree, seat.person.actor, seat.agency, seat.on) as room:
        one = room.unit(unit)
        content, digest = kept.drafted(decree, one.agency)
    stands = kept.notice(decree, one.agency)
    shown_digest = stands.digest if stands else ""
    short, long = composed(says(content, language())), marked(says(content, language()))
    here = kept.translations(decree, one.agency)
    shown = frame(request, seat) | told(content) | {
        "at": "handovers", "decree": decree, "unit": one.agency, "stands": stands, "wrong": wrong,
        "key": secrets.token_urlsafe(18), "sent": request.POST, "easy": easy(content, language()),
        "short": short, "short_cost": cost(short), "long_cost": cost(long),
        "fresh": shown_digest == digest,
        "publishes": bool({Role.HEAD, Role.PLANNER} & set(seat.roles)),
        "enters": bool({Role.HEAD, Role.PLANNER, Role.OFFICER} & set(seat.roles)),
        "languages": [
            {"code": code, "label": t(*label), "text": here.get(code),
             "fits": code in here and here[code].digest == shown_digest}
            for code, label in languages().items()
        ],
    }  # fmt: skip
    return render(request, "web/publicity/desk.html", shown, status=status)


def _unit(request: HttpRequest, seat: Seat) -> str:
    asked = request.POST if request.method == "POST" else request.GET
    return written(asked, "unit", 200) or seat.agency


def _publish(request: HttpRequest, seat: Seat, decree: str) -> None:
    acts.publish(
        decree, _unit(request, seat), written(request.POST, "place", 300), **by(request, seat)
    )


def _withdraw(request: HttpRequest, seat: Seat, decree: str) -> None:
    sent = request.POST
    id, words = written(sent, "id", 60), written(sent, "words")
    acts.withdraw(decree, _unit(request, seat), id, words, **by(request, seat))


def _translate(request: HttpRequest, seat: Seat, decree: str) -> None:
    sent = request.POST
    text = sent.get("said", "").replace("\0", "").replace("\r\n", "\n")
    named = [written(sent, field, 200) for field in ("translator", "checker", "reference")]
    acts.translate(
        decree,
        _unit(request, seat),
        written(sent, "language", 8),
        text,
        *named,
        **by(request, seat),
    )


VERBS = {"publish": _publish, "withdraw": _withdraw, "translate": _translate}


@at_handovers
def ways_in(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The sites and lines that are known, and a table to enter more; planners and stewards enter."""
    shown: dict[str, Any] = {"at": "handovers", "rows": contacts.contacts()[:500], "wrong": ""}
    shown |= {"enters": Role.PLANNER in seat.roles, "columns": ",".join(contacts.COLUMNS)}
    upload = request.FILES.get("file") if request.method == "POST" else None
    if upload is None:
        return render(request, "web/publicity/contacts.html", frame(request, seat) | shown)
    found, wrong = contacts.from_table(upload.read(2_000_000))
    n = 0
    try:
        if not wrong:
            n = contacts.enter(found, actor=seat.person.actor, agency=seat.agency, on=seat.on)
    except NotAppointed as refused:
        shown["wrong"] = refused.findings[0].say(language())
    if wrong or shown["wrong"]:
        shown |= frame(request, seat) | {"bad": wrong[:50], "n": len(wrong)}
        return render(request, "web/publicity/contacts.html", shown, status=422)
    made: HttpResponse = back(
        request, "web:contacts", t("Đã ghi {n} dòng mới.", "{n} new rows are kept.").format(n=n)
    )
    return made
