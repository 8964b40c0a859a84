"""The counter: somebody is here with a matter, and it is taken in, whoever is competent for it.

A wrong door does not exist: any counter files any matter, and the case lies with whoever must act.
"""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from continuity.casework import catalogue, money, verbs
from continuity.casework.cases import Personal
from continuity.casework.refused import Refused
from continuity.casework.wishes import has_english, wish
from continuity.core.finding import Flawed
from continuity.core.procedure import Audience, Channel, Procedure
from continuity.packs.names import folded
from continuity.packs.vn import tariffs
from continuity.pages import asked
from continuity.pages.words import language, number, t
from continuity.web.desk.act import key, too_long
from continuity.web.desk.inbox import frame
from continuity.web.desk.seat import Seat, at_desk
from continuity.web.known import known
from continuity.web.listing import in_order
from continuity.web.resume import given_back, sent_again

OFFICE = (Audience.OFFICE,)
"""What an office begins itself is taken in at no counter."""
OWN = ("name", "identity", "contact")


@at_desk
def services(request: HttpRequest, seat: Seat) -> HttpResponse:
    """What can be taken in on the day; a word narrows the list."""
    wanted = folded(request.GET.get("service", "").strip()[:100])
    offered = [one for one in in_order(catalogue.offered(seat.on)) if one.audience != OFFICE]
    found = [one for one in offered if wanted in _words(one)]
    told = {
        "services": [
            {"code": one.code, "label": t(*one.label), "summary": t(*one.summary)} for one in found
        ],
        "service": request.GET.get("service", ""), "at": "file",
    }  # fmt: skip
    return render(request, "web/desk/services.html", frame(request, seat) | told)


@at_desk
def file(request: HttpRequest, seat: Seat, code: str) -> HttpResponse:
    """One dense page: the form of the service, the papers that lie on the counter, the fee."""
    try:
        procedure = catalogue.procedure(code, seat.on)
    except Refused as refused:
        said = refused.en if language() == "en" else refused.vi
        return render(
            request, "web/desk/refused.html", frame(request, seat) | {"said": said}, status=404
        )
    errors: dict[str, str] = {}
    if request.method == "POST":
        errors, filed = _taken_in(procedure, seat, request.POST)
        if filed:
            said = t("Đã tiếp nhận hồ sơ {number}.", "Taken in as {number}.")
            messages.success(request, said.format(number=filed.number))
            return _after(filed, seat)
    typed = given_back(request)
    sent = request.POST if typed is None else sent_again(typed)
    told = _told(procedure, seat, sent, errors) | {"restored": typed is not None}
    status = 422 if errors else 200
    return render(request, "web/desk/file.html", frame(request, seat) | told, status=status)


def _after(filed: verbs.Receipt, seat: Seat) -> HttpResponse:
    """The page of the case: whoever takes a case in has acted on it, and may see it."""
    return redirect("web:desk-case", number=filed.number)


def _words(one: Procedure) -> str:
    return folded(" ".join((one.label.vi, one.label.en, one.code, one.official, *one.words)))


def _taken_in(
    procedure: Procedure, seat: Seat, sent: QueryDict
) -> tuple[dict[str, str], verbs.Receipt | None]:
    """Files what was typed; else everything that speaks against it, by field."""
    errors = {} if sent.get("name", "").strip() else {"name": t("Ghi họ tên.", "Give the name.")}
    place, copies = _place(sent.get("place", ""), seat, errors), _copies(sent, errors)
    if errors:
        return errors, None
    answers = {one.id: sent.get(f"f-{one.id}", "") for one in procedure.fields}
    answers = {id: value for id, value in answers.items() if value.strip()}
    personal = Personal(*(" ".join(sent.get(name, "").split())[:300] for name in OWN))
    named: dict[str, Any] = {"actor": seat.person.actor, "agency": seat.agency}
    named |= {"key": key(sent), "papers": sent.getlist("paper")}
    named |= {
        "exemption": sent.get("exemption", ""),
        "channel": _channel(procedure),
        "copies": copies,
    }
    named |= {"wish": wish(sent.get("told", ""), sent.get("english", ""))}
    try:
        return {}, verbs.file(procedure.code, place, seat.on, personal, answers, **named)
    except Flawed as flawed:
        return asked.errors_of(flawed.findings), None
    except Refused as refused:
        at = "place" if refused.code in ("unknown-place", "nobody-acts") else ""
        return {at: refused.en if language() == "en" else refused.vi}, None


MOST_COPIES = 100


def _copies(sent: QueryDict, errors: dict[str, str]) -> int:
    """How many of the result are wanted, 1 where nobody was asked."""
    text = sent.get("copies", "1").strip() or "1"
    if text.isascii() and text.isdecimal() and 1 <= int(text[:9]) <= MOST_COPIES:
        return int(text)
    errors["copies"] = t(f"Số bản: từ 1 đến {MOST_COPIES}.", f"Copies: from 1 to {MOST_COPIES}.")
    return 1


def _by_copy(procedure: Procedure, on: date) -> dict[str, Any] | None:
    """How many copies are in the fee, and what each further one costs; None where none costs more."""
    if not procedure.fee:
        return None
    value = tariffs()[procedure.fee].on(on).value
    return {"within": value.copies, "each": number(value.a_copy)} if value.a_copy else None


def _channel(procedure: Procedure) -> str:
    """The counter; by post where a procedure knows no counter, as when an agency asks another."""
    return Channel.COUNTER if Channel.COUNTER in procedure.channels else Channel.POST


def _place(text: str, seat: Seat, errors: dict[str, str]) -> str:
    """The one unit that an address means today; else an error that says what it may mean."""
    here = known()
    if not text.strip():
        errors["place"] = t("Ghi nơi của vụ việc.", "Give the place of the matter.")
        return ""
    if said := too_long([text]):
        errors["place"] = said
        return ""
    units = here.written.meant(text, seat.on).units
    if len(units) == 1:
        return units[0]
    names = "; ".join(here.names.of(unit, seat.on, here.language) for unit in units[:6])
    errors["place"] = (
        t(f"Có thể là: {names}. Ghi rõ hơn.", f"It may be: {names}. Say more.")
        if units
        else t("Không có nơi nào như vậy.", "There is no such place.")
    )
    return ""


def _told(
    procedure: Procedure, seat: Seat, sent: QueryDict, errors: dict[str, str]
) -> dict[str, Any]:
    answers = {one.id: sent.get(f"f-{one.id}", "") for one in procedure.fields}
    fee = money.charge(procedure, seat.on, "")
    return {
        "procedure": procedure, "label": t(*procedure.label), "at": "file",
        "fields": asked.fields(procedure, answers, errors),
        "papers": asked.papers(procedure, sent.getlist("paper"), errors),
        "exemptions": [(one.id, t(*one.label)) for one in procedure.exemptions],
        "exemption": sent.get("exemption", ""), "fee": number(fee.amount), "errors": errors,
        "by_copy": _by_copy(procedure, seat.on), "copies": sent.get("copies", "1"),
        "own": {name: sent.get(name, "") for name in OWN} | {"place": sent.get("place", "")},
        "wish": wish(sent.get("told", ""), sent.get("english", "")),
        "has_english": has_english(procedure),
        "key": sent.get("key") or secrets.token_urlsafe(18),
    }  # fmt: skip
