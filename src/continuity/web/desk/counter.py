"""The counter, for a case that is there already: its number opens it at any counter of its province.

Papers that were asked for, the fee and a withdrawal are taken, the result is handed out. Of the case
stands here only what that needs, and nothing of its person; who looked stands in the log.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from continuity.casework import cases, verbs
from continuity.casework.documents import rows
from continuity.casework.purposes import Purpose
from continuity.casework.refused import Refused
from continuity.casework.sight import presenting
from continuity.casework.status import Status
from continuity.casework.wishes import Wish, has_english, wish
from continuity.core.finding import Flawed
from continuity.core.procedure import Channel
from continuity.pages import asked
from continuity.pages.words import language, number, t
from continuity.web.desk import forms, words
from continuity.web.desk.act import key, named
from continuity.web.desk.case import label, refusal
from continuity.web.desk.inbox import frame
from continuity.web.desk.page import Page, competent, opened
from continuity.web.desk.papers import pdf_file
from continuity.web.desk.seat import Seat, at_desk
from continuity.web.known import known
from continuity.web.resume import given_back, sent_again

DONE = {
    "answer-supplement": ("Đã nhận đủ giấy tờ; thời hạn chạy tiếp.",
                          "All that was asked for is here; the clock runs on."),
    "pay": ("Đã thu phí.", "The fee is paid."),
    "deliver": ("Đã trả kết quả.", "The result is handed over."),
    "choose-languages": ("Đã đổi ngôn ngữ.", "The languages are changed."),
    "withdraw": ("Đã rút hồ sơ.", "The application is withdrawn."),
}  # fmt: skip


@at_desk
def counter(request: HttpRequest, seat: Seat, number: str) -> HttpResponse:
    """What can be done for whoever shows the number; the look is an entry in the case's log."""
    try:
        with shown(number, seat) as page:
            cases.logged(page.case.id, ["course"])
            return _page(request, page)
    except Refused as refused:
        return refusal(request, seat, refused)


@at_desk
def act(request: HttpRequest, seat: Seat, number: str, verb: str) -> HttpResponse:
    """Does what was asked for; what was typed stays where it is refused."""
    try:
        with shown(number, seat) as page:
            if request.method != "POST":
                typed = given_back(request)
                if typed is None:
                    return redirect("web:desk-counter", number=page.case.number)
                return _page(request, page, sent_again(typed), restored=True)
        if not (errors := _tried(page, verb, request.POST)):
            messages.success(request, t(*DONE[verb]))
            return redirect("web:desk-counter", number=page.case.number)
        with shown(number, seat) as page:
            return _page(request, page, request.POST, errors=errors, status=422)
    except Refused as refused:
        return refusal(request, seat, refused)


@at_desk
def paper(request: HttpRequest, seat: Seat, number: str, id: Any) -> HttpResponse:
    """The result, to be printed and handed out; the reading is an entry."""
    try:
        with shown(number, seat) as page:
            found = rows.given_out(page.case.id, id)
            cases.logged(page.case.id, ["papers"])
            return pdf_file(rows.content(found), found.number, saved=True)
    except Refused as refused:
        return refusal(request, seat, refused)


@contextmanager
def shown(number: str, seat: Seat) -> Iterator[Page]:
    """The case of a number that is shown at the seat's counter; refused alike where there is none."""
    with presenting(number), seat.reading(Purpose.INTAKE):
        try:
            page = opened(number, seat)
        except Refused as refused:
            if refused.code == "no-such-case":
                raise Refused("no-such-case-here", number=number) from None
            raise
        yield page


def _tried(page: Page, verb: str, sent: QueryDict) -> dict[str, str]:
    """Does what is asked; what speaks against it, by field."""
    told = named(page.seat, key(sent))
    try:
        with presenting(page.case.number):
            match verb:
                case "answer-supplement":
                    _supplied(page, sent, told)
                case "pay":
                    given = {"reference": sent.get("reference", "")}
                    verbs.pay(page.case.id, given=given, **told)
                case "deliver":
                    verbs.deliver(page.case.id, Channel.COUNTER, counter=True, **told)
                case "choose-languages":
                    chosen = wish(sent.get("told", ""), sent.get("english", ""))
                    verbs.choose_languages(page.case.id, chosen, **told)
                case "withdraw":
                    verbs.withdraw(page.case.id, **told)
                case _:
                    return {"": t("Không có việc này.", "There is no such act.")}
    except Flawed as flawed:
        return asked.errors_of(flawed.findings)
    except Refused as refused:
        return {"": refused.en if language() == "en" else refused.vi}
    return {}


def _supplied(page: Page, sent: QueryDict, told: dict[str, Any]) -> None:
    fields = {one.id for one in page.procedure.fields} if page.procedure else set()
    answers = {id: sent.get(f"f-{id}", "") for id in page.told.asked if id in fields}
    answers = {id: text for id, text in answers.items() if text.strip()}
    verbs.answer_supplement(page.case.id, answers, papers=sent.getlist("paper"), **told)


def _page(
    request: HttpRequest,
    page: Page,
    sent: QueryDict | None = None,
    *,
    errors: dict[str, str] | None = None,
    restored: bool = False,
    status: int = 200,
) -> HttpResponse:
    told, here, wrong = page.case, known(), errors or {}
    answer = {
        "page": page, "case": told, "label": label(page), "at": "file", "errors": wrong,
        "place": here.names.of(told.place, page.seat.on, here.language),
        "status": words.status(told.status), "clock": words.clock(told, page.seat.on),
        "competent": competent(page), "key": secrets.token_urlsafe(18), "restored": restored,
        "owed": number(told.owed) if told.owed and not told.closed else "",
        "delivers": told.status is Status.DONE, "issued": forms.issued(page),
        "withdraws": not told.closed and not told.outcome,
        "wish": page.story.wish or Wish(),
        "has_english": bool(page.procedure and has_english(page.procedure)),
        "reference": sent.get("reference", "") if sent else "",
        **_wanted(page, sent, wrong),
    }  # fmt: skip
    told_all = frame(request, page.seat) | answer
    return render(request, "web/desk/counter.html", told_all, status=status)


def _wanted(page: Page, sent: QueryDict | None, errors: dict[str, str]) -> dict[str, Any]:
    """The fields and papers that were asked for and are still to be given."""
    items = page.told.asked if page.case.status is Status.SUPPLEMENT else ()
    if not items or page.procedure is None:
        return {}
    typed = {id: sent.get(f"f-{id}", "") for id in items} if sent else {}
    ticked = sent.getlist("paper") if sent else []
    return {
        "wanted": True,
        "fields": [one for one in asked.fields(page.procedure, typed, errors) if one["id"] in items],
        "papers": [one for one in asked.papers(page.procedure, ticked, errors) if one["id"] in items],
    }  # fmt: skip
