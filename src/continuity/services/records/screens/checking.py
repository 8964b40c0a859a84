"""A third party checks a certificate with the code of its holder, and says who they are and why."""

from __future__ import annotations

from datetime import date
from typing import Any

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from continuity.core.finding import Flawed
from continuity.core.procedure import Field, Kind, Words
from continuity.pages.words import language, t
from continuity.register.called import called, successor
from continuity.services.records import shares
from continuity.services.records.procedure import DEMANDED, OLD_AGENCY_BASIS, PURPOSES
from continuity.services.records.questions import relied_on
from continuity.services.records.refused import Refused
from continuity.services.records.rules import bases
from continuity.services.records.rules.periods import NEW_RECORDS
from continuity.services.records.screens import asked
from continuity.services.records.screens.calculator import question
from continuity.services.records.screens.holding import forbidden

ASKED = (
    Field("number", Words("Số của phiếu", "Number of the certificate"), most=100),
    Field("code", Words("Mã do người được cấp phiếu đưa", "Code that its holder gave you"),
          hint=Words("Mười hai chữ và số.", "Twelve letters and digits."), most=60),
    Field("who", Words("Bạn là ai?", "Who are you?"),
          hint=Words("Tên người và cơ quan, tổ chức. Người được cấp phiếu sẽ thấy.",
                     "Your name and your organisation. The holder will see it."), most=200),
    Field("need", Words("Vì sao cần xem?", "Why do you need to see it?"), Kind.CHOICE,
          choices=tuple(one for one in PURPOSES if one.id in DEMANDED)),
)  # fmt: skip
BEFORE = (
    Field("basis", Words("Loại văn bản cho phép yêu cầu phiếu", "What kind of text allows to ask for it"),
          Kind.CHOICE, choices=OLD_AGENCY_BASIS.choices),
    Field("text", Words("Số, điều của văn bản", "Number and article of the text"), most=200),
)  # fmt: skip
"""On which text, until 30 June 2026."""


def asked_on(on: date) -> tuple[Field, ...]:
    """The questions of a day; since 1 July 2026 the text is one of the closed register."""
    if on < NEW_RECORDS:
        return (*ASKED, *BEFORE)
    label = Words("Văn bản cho phép yêu cầu phiếu", "The text that allows to ask for it")
    hint = Words("Không có văn bản nào ở đây thì không được yêu cầu phiếu. Danh mục chưa được đối chiếu "
                 "với công báo.",
                 "Where none of these provides for it, nobody may ask for the certificate. Nobody has "
                 "compared the list with the gazette yet.")  # fmt: skip
    text = Field("basis", label, Kind.CHOICE, hint=hint, choices=bases.choices(on))
    return (*ASKED, text)


STATUSES = {"records-not-shared": 404, "records-checked-often": 429, "records-two": 403}
SAID = {
    "issued": Words(
        "Phiếu này là thật và đang có giá trị", "This certificate is genuine and in force"
    ),
    "replaced": Words(
        "Phiếu này là thật, đã được cấp lại bằng một phiếu khác",
        "This certificate is genuine, and was issued anew as another one",
    ),
    "revoked": Words("Phiếu này đã bị thu hồi", "This certificate was taken back"),
    "corrected": Words(
        "Phiếu này đã được đính chính bằng một phiếu khác",
        "This certificate was corrected by another one",
    ),
}


@never_cache
def check(request: HttpRequest) -> HttpResponse:
    """The questions; then what may be shown, once, and an entry that the holder sees."""
    on: date = request.lived  # type: ignore[attr-defined]
    if request.method != "POST":
        return _form(request, on, {"number": request.GET.get("n", "")}, {})
    told, errors = asked.answers([(one.id, one) for one in asked_on(on)], request.POST)
    if errors:
        return _form(request, on, request.POST, errors)
    try:
        if not ratelimit.consume(request, action="shared", key=_plain(told["number"])):
            raise Refused("checked-often")
        kind, text = relied_on(told)
        found = shares.check(
            told["number"], told["code"], who=told["who"], need=told["need"], basis=kind, text=text,
            on=on,
        )  # fmt: skip
    except Flawed as refused:
        finding = refused.findings[0]
        error = {"number": " ".join(finding.parts(language()))}
        return _form(request, on, request.POST, error, STATUSES[finding.code])
    heir = successor(found.agency, on)
    now = t(*called(heir, on)) if heir != found.agency else ""
    return render(
        request, "records/checked.html",
        {"found": found, "said": t(*SAID[found.status]), "stands": found.status == "issued",
         "agency": t(*found.agency_then), "successor": now, "lives": True, "forbidden": forbidden(on),
         "lines": [(t(*one.label), t(*one.value)) for one in found.lines]},
    )  # fmt: skip


def _form(
    request: HttpRequest, on: date, sent: Any, errors: dict[str, str], status: int = 422
) -> HttpResponse:
    told = {
        "questions": [question(one, one.id, sent, errors) for one in asked_on(on)],
        "errors": errors, "forbidden": forbidden(on), "lives": True,
    }  # fmt: skip
    return render(request, "records/check.html", told, status=status if errors else 200)


def _plain(number: str) -> str:
    return "".join(letter for letter in number.upper() if letter.isalnum())
