"""Papers at the desk: what was issued, the six forms of a case, and signatures made elsewhere."""

from __future__ import annotations

import re
import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from continuity.casework import cases
from continuity.casework.documents import deferred, forms, issuing, rows
from continuity.casework.documents.drafts import Draft
from continuity.casework.documents.kinds import Frame
from continuity.casework.documents.typeset import typeset
from continuity.casework.intake import papers as uploads
from continuity.casework.refused import Refused
from continuity.core.procedure import NO_WORDS
from continuity.pages.words import language, t
from continuity.register.called import called
from continuity.web.desk.act import key, named
from continuity.web.desk.case import refusal
from continuity.web.desk.forms import FORMS
from continuity.web.desk.inbox import procedure
from continuity.web.desk.page import Page, opened
from continuity.web.desk.seat import Seat, at_desk, posted
from continuity.web.portal.serving import attachment

MOST_BYTES = 20 * 1024 * 1024


@at_desk
def form(request: HttpRequest, seat: Seat, number: str, kind: str) -> HttpResponse:
    """A form of a case as a PDF to print; it bears the dossier's number and no number of its own."""
    if kind not in FORMS:
        return redirect("web:desk-case", number=number)
    made, slots, _ = FORMS[kind]
    try:
        with seat.reading():
            page = opened(number, seat)
            pdf = typeset(made, slots(page), _frame(page), language()).pdf
    except Refused as refused:
        return refusal(request, seat, refused)
    return pdf_file(pdf, f"{kind}-{page.case.number}")


@at_desk
def book(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The tracking book: the open cases of the desk, with names only of those that lie with oneself."""
    from continuity.casework import desk

    with seat.reading():
        found = desk.desk(200)
        mine = {c.id: cases.personal(c.id, ["name"])["name"] for c in found if _lies(c, seat)}
        filings = [
            forms.Filing(
                case.number, law.label if (law := procedure(case)) else NO_WORDS, case.filed,
                case.due, mine.get(case.id, ""), given=case.closed,
            )
            for case in found
        ]  # fmt: skip
        pdf = typeset(forms.BOOK, forms.book(filings, language()), _agency(seat), language()).pdf
    return pdf_file(pdf, f"book-{seat.on}")


@at_desk
def paper(request: HttpRequest, seat: Seat, number: str, id: uuid.UUID) -> HttpResponse:
    """The file of an issued paper; the reading is an entry in the case's stream."""
    try:
        with seat.reading():
            page = opened(number, seat)
            found = rows.paper(page.case.id, id)
            cases.logged(page.case.id, ["papers"])
            return pdf_file(rows.content(found), found.number, saved=True)
    except Refused as refused:
        return refusal(request, seat, refused)


@at_desk
def evidence(request: HttpRequest, seat: Seat, number: str, id: uuid.UUID) -> HttpResponse:
    """A file that the applicant handed in, to be saved; the reading is an entry, which they see."""
    try:
        with seat.reading():
            return attachment(*uploads.content(cases.by_number(number).id, id))
    except Refused as refused:
        return refusal(request, seat, refused)


@at_desk
@posted("web:desk-case")
def hand_out(request: HttpRequest, seat: Seat, number: str, kind: str) -> HttpResponse:
    """A form that a leader signs with a token of their own: it waits until it comes back."""
    try:
        with seat.reading():
            page = opened(number, seat)
            if kind not in FORMS or not FORMS[kind][2](page):
                return redirect("web:desk-case", number=number)
            draft = Draft(FORMS[kind][0].id, FORMS[kind][1](page), language())
        made = deferred.hand_out(page.case.id, draft, **named(seat, key(request.POST)))
        said = t(
            "Tệp {number} chờ chữ ký số; tải về, ký, rồi nộp lại.",
            "File {number} waits for its signature: take it, sign it, bring it back.",
        )
        messages.success(request, said.format(number=made.number))
    except Refused as refused:
        messages.warning(request, refused.en if language() == "en" else refused.vi)
    return redirect("web:desk-case", number=number)


@at_desk
@posted("web:desk-case")
def take_in(request: HttpRequest, seat: Seat, number: str, id: uuid.UUID) -> HttpResponse:
    """The file that was signed elsewhere; every fault of it has its words, and nothing is issued."""
    file = request.FILES.get("file")
    try:
        with seat.reading():
            page = opened(number, seat)
        if file is None or (file.size or 0) > MOST_BYTES:
            said = t(
                "Chọn tệp PDF đã ký, nhiều nhất 20 MB.", "Choose the signed PDF, 20 MB at most."
            )
            messages.warning(request, said)
            return redirect("web:desk-case", number=number)
        told = named(seat, key(request.POST))
        if any(one["result"] and one["id"] == str(id) for one in page.issued):
            made = issuing.take_in_result(page.case.id, file.read(), **told)
        else:
            made = deferred.take_in(page.case.id, id, file.read(), **told)
        messages.success(request, t("Đã ban hành {n}.", "Issued as {n}.").format(n=made.number))
    except Refused as refused:
        messages.warning(request, refused.en if language() == "en" else refused.vi)
    return redirect("web:desk-case", number=number)


def _frame(page: Page) -> Frame:
    names = called(page.seat.agency, page.seat.on)
    body = names.en if language() == "en" else names.vi
    return Frame(body, page.seat.on, page.case.number, signer=page.seat.person.name)


def _agency(seat: Seat) -> Frame:
    names = called(seat.agency, seat.on)
    return Frame(names.en if language() == "en" else names.vi, seat.on, signer=seat.person.name)


def _lies(case: cases.Case, seat: Seat) -> bool:
    return case.assignee == seat.person.id


def pdf_file(pdf: bytes, name: str, *, saved: bool = False) -> HttpResponse:
    """A PDF of ours, shown or saved; of a file name only what every system takes."""
    plain = re.sub(r"[^0-9A-Za-z-]+", "-", name).strip("-") or "paper"
    way = "attachment" if saved else "inline"
    return HttpResponse(
        pdf, content_type="application/pdf",
        headers={
            "Content-Disposition": f'{way}; filename="{plain}.pdf"',
            "X-Content-Type-Options": "nosniff",
        },
    )  # fmt: skip
