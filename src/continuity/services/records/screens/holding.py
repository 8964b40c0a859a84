"""The holder's own page: codes with which others may check a certificate, who looked, and ending one.

Reached signed in, or by whoever holds both the slip of the case and the certificate itself. What is
needed to get in by the slip comes in the body of every request, so that no address holds it.
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from continuity.accounts.models import Person
from continuity.casework.cases import one
from continuity.casework.documents import rows as documents
from continuity.casework.intake.applicants import reading_as
from continuity.casework.refused import Refused as NotSeen
from continuity.core.finding import Flawed
from continuity.core.form import meaning
from continuity.core.procedure import Field, Kind, Words
from continuity.pages.words import language, t
from continuity.services.records import shares
from continuity.services.records.procedure import OLD_AGENCY_BASIS, ONE, PURPOSES
from continuity.services.records.rules.sharing import (
    LONGEST_DAYS,
    NOBODY_ASKS_FOR_TWO,
    last_day,
)
from continuity.services.records.rules.words import law
from continuity.services.records.screens import asked
from continuity.services.records.screens.calculator import question

PURPOSE = Field("purpose", Words("Đưa cho ai, để làm gì?", "For whom is it, and for what?"),
                hint=Words("Chỉ bạn thấy dòng này. Ví dụ: Trường mầm non Hoa Sen, xin việc.",
                           "Only you see it. For example: Hoa Sen nursery, a job."),
                most=shares.LONGEST)  # fmt: skip
UNTIL = Field("until", Words("Xem được đến hết ngày nào?", "Until which day may it be checked?"),
              Kind.DATE, hint=Words(f"Nhiều nhất {LONGEST_DAYS} ngày.",
                                    f"At most {LONGEST_DAYS} days."))  # fmt: skip
SLIP = (
    Field("number", Words("Số hồ sơ", "Number of the case"),
          hint=Words("14 chữ số, trên phiếu tra cứu.", "14 digits, on the slip.")),
    Field("code", Words("Mã tra cứu", "Tracking code"),
          hint=Words("Tám chữ và số, trên phiếu tra cứu.", "Eight letters and digits, on the slip.")),
    Field("printed", Words("Mã trên phiếu lý lịch tư pháp", "Code on the certificate"),
          hint=Words("Mười hai chữ và số cạnh mã QR.", "Twelve letters and digits by the QR code.")),
)  # fmt: skip
USUAL = timedelta(days=30)
LONGEST = 60
OFTEN = "tracked-often"

In = Callable[[], AbstractContextManager[uuid.UUID]]


@never_cache
def codes(request: HttpRequest, id: uuid.UUID) -> HttpResponse:
    """The codes of a case of one's own; anybody else's is no page."""
    person = request.user
    if not isinstance(person, Person):
        path = urlencode({"next": reverse("records:codes", args=[id])}, safe="/")
        return redirect(f"{reverse('web:sign-in')}?{path}")
    on: date = request.lived  # type: ignore[attr-defined]

    @contextmanager
    def enter() -> Iterator[uuid.UUID]:
        with reading_as(person.actor, on):
            yield one(id).id

    try:
        return _answer(request, enter, on, {"case": id})
    except NotSeen as refused:
        raise Http404(refused.en) from None


@never_cache
def by_slip(request: HttpRequest) -> HttpResponse:
    """The same without signing in: three things that only whoever fetched the certificate has."""
    sent = {one.id: request.POST.get(one.id, "").strip()[:LONGEST] for one in SLIP}
    if request.method != "POST":
        return _slip(request, sent, {})
    errors = {one.id: asked.wrong(one, sent[one.id]) for one in SLIP}
    errors = {name: error for name, error in errors.items() if error}
    if errors:
        return _slip(request, sent, errors)
    digits = "".join(letter for letter in sent["number"] if letter.isdecimal())
    on: date = request.lived  # type: ignore[attr-defined]
    try:
        if not ratelimit.consume(request, action="tracked", key=digits or sent["number"]):
            raise NotSeen(OFTEN)
        return _answer(request, lambda: shares.by_slip(**sent, on=on), on, {"sent": sent})
    except NotSeen as refused:
        status = 429 if refused.code == OFTEN else 404
        return _slip(request, sent, {"number": t(refused.vi, refused.en)}, status)


def _slip(
    request: HttpRequest, sent: Mapping[str, str], errors: dict[str, str], status: int = 422
) -> HttpResponse:
    told = {"questions": [question(one, one.id, sent, errors) for one in SLIP], "errors": errors}
    return render(
        request, "records/slip.html", told | {"lives": True}, status=status if errors else 200
    )


def _answer(request: HttpRequest, enter: In, on: date, told: dict[str, Any]) -> HttpResponse:
    """What was asked for is done, and then the page; a code is shown this once."""
    errors: dict[str, str] = {}
    sent: Mapping[str, str] = request.POST
    if request.method == "POST" and "verb" in request.POST:
        errors = _errors(request, on)
        if not errors:
            try:
                with enter() as case:
                    told |= _done(request, case)
                sent = {}
            except Flawed as refused:
                errors = {"until": " ".join(refused.findings[0].parts(language()))}
    with enter() as case:
        told |= _shown(case, on)
    usual = {"until": f"{on + USUAL:%d/%m/%Y}"} | (dict(sent.items()) if errors else {})
    told |= {
        "on": on, "lives": True, "errors": errors, "key": secrets.token_urlsafe(16),
        "questions": [question(field, field.id, usual, errors) for field in (PURPOSE, UNTIL)],
        "forbidden": forbidden(on), "where": request.build_absolute_uri(reverse("records:check")),
    }  # fmt: skip
    return render(request, "records/codes.html", told, status=422 if errors else 200)


def _errors(request: HttpRequest, on: date) -> dict[str, str]:
    if request.POST["verb"] != "make":
        return {}
    found = {one.id: asked.wrong(one, request.POST.get(one.id, "")) for one in (PURPOSE, UNTIL)}
    return {name: error for name, error in found.items() if error}


def _done(request: HttpRequest, case: uuid.UUID) -> dict[str, Any]:
    """A code made or ended; nothing for anything else."""
    told = request.POST
    if told["verb"] == "end":
        shares.end(case, _uuid(told.get("share", "")))
        return {"ended": True}
    if told["verb"] != "make":
        return {}
    paper = _uuid(told.get("paper", ""))
    until = date.fromisoformat(meaning(UNTIL, told["until"]) or "")
    code = shares.offer(case, paper, told["purpose"], until, key=told.get("key", "")[:LONGEST])
    return {"made": code, "number": documents.given_out(case, paper).number, "until": until}


def _uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.UUID(int=0)


def _shown(case: uuid.UUID, on: date) -> dict[str, Any]:
    found = one(case)
    papers = [one for one in documents.papers(case) if one.kind == shares.KIND]
    numbers = {one.id: one.number for one in papers}
    return {
        "found": found,
        "shareable": found.procedure == ONE.code,
        "standing": [one for one in papers if one.status == "issued"],
        "shares": [
            {
                "one": one, "number": numbers.get(one.paper, "–"), "good": one.good(on),
                "checks": [(check, _of(PURPOSES, check.need), _of(OLD_AGENCY_BASIS.choices, check.basis))
                           for check in one.checks],
            }
            for one in shares.shares(case)
        ],
        "last": last_day(on),
    }  # fmt: skip


def _of(choices: Any, id: str) -> str:
    found = next((choice.label for choice in choices if choice.id == id), Words(id, id))
    return t(found.vi, found.en)


def forbidden(on: date) -> dict[str, Any]:
    """What the law of a day says of certificate No. 2, with its source."""
    value = NOBODY_ASKS_FOR_TWO.on(on)
    return {
        "text": t(*value.value),
        "source": law(value.source, language()),
        "verified": value.verified,
    }
