"""What a case costs and why, how it is paid, and what a provider says of it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.request import RawPostDataException
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from continuity.accounts.models import Person
from continuity.casework import money
from continuity.casework.intake.applicants import reading_as
from continuity.casework.page import Page
from continuity.casework.payments import orders
from continuity.casework.payments.heard import heard
from continuity.casework.payments.providers import NotSigned, Order, offered
from continuity.casework.refused import Refused
from continuity.casework.story import Payment
from continuity.core.procedure import Words
from continuity.pages.words import language, t
from continuity.web.portal import said
from continuity.web.portal.my import of_case, told_of
from continuity.web.portal.offered import fee, lived

STATES = {
    "begun": Words("đã bắt đầu, chưa có xác nhận", "begun, not confirmed yet"),
    "failed": Words("không thành công, chưa thu tiền", "it failed, nothing was taken"),
    "taken": Words("đã nộp", "paid"),
    "refund": Words("sẽ được hoàn lại", "it will be given back"),
    "refunded": Words("đã được hoàn lại", "it was given back"),
}
WHY = {
    "paid-already": Words("phí đã được nộp trước đó", "the fee had been paid before"),
    "paid-twice": Words("đã trả hai lần", "it was paid twice"),
    "other-amount": Words("khác số tiền phải nộp", "another amount was owed"),
    "closed": Words("hồ sơ đã kết thúc", "the case was over"),
}
NOT_TAKEN = Words("hồ sơ không nhận được khoản này", "the case could not take it")


@of_case
def pay(request: HttpRequest, person: Person, id: uuid.UUID) -> HttpResponse:
    """What is owed and why, and the ways to pay it; one is begun at its provider by a press."""
    error, status, way = "", 200, request.POST.get("way", "")[:50]
    if request.method == "POST":
        try:
            _begun(request, person, id, way)
            return HttpResponseRedirect(reverse("web:my-pay", args=[id]), status=303)
        except Refused as refused:
            error = said.refusal(refused)
            status = 503 if refused.code == "provider-away" else 422
    told = _told(request, person, id) | {"error": error}
    return render(request, "web/portal/pay.html", told, status=status)


@of_case
def paid(request: HttpRequest, person: Person, id: uuid.UUID) -> HttpResponse:
    """Where a provider sends the payer back to. Nothing in the address is believed: only its own word."""
    told = _told(request, person, id)
    waits = any(one["state"] == "begun" for one in told["orders"]) and told["owed"]
    return render(request, "web/portal/pay.html", told | {"is_back": True, "waits": waits})


@csrf_exempt  # what a provider sends bears its signature, and no cookie of ours
@require_POST
def callback(request: HttpRequest, way: str) -> HttpResponse:
    """A provider's word; answered taken, refund or failed, and the same each time."""
    headers = {name.lower(): text for name, text in request.headers.items()}
    try:
        answer = heard(way, headers, request.body)
    except (NotSigned, RawPostDataException):  # a form with files is no word either
        return JsonResponse({"answer": "not-signed", **NOBODYS}, status=401)
    if answer is None:
        return JsonResponse({"answer": "no-such-order", **UNKNOWN}, status=404)
    return JsonResponse(answer._asdict())


NOBODYS = {
    "vi": "Không có chữ ký hợp lệ của bên thu; không ghi nhận gì.",
    "en": "It bears no signature of the provider that holds; nothing was entered.",
}
UNKNOWN = {
    "vi": "Chưa từng có lệnh thu nào như vậy; hãy hoàn tiền.",
    "en": "There never was such an order; give the money back.",
}


def _begun(request: HttpRequest, person: Person, id: uuid.UUID, way: str) -> Order:
    site = request.build_absolute_uri
    return orders.begin(
        id, way, actor=person.actor, on=lived(request), language=language(),
        back=site(reverse("web:my-paid", args=[id])),
        callback=site(reverse("web:payment-callback", args=[way or "-"])),
    )  # fmt: skip


def _told(request: HttpRequest, person: Person, id: uuid.UUID) -> dict[str, Any]:
    on = lived(request)
    told, whole = told_of(person, id, on)
    with reading_as(person.actor, on):
        made = orders.orders(id)
    ways = offered()
    labels = {one.id: t(*one.label()) for one in ways}
    return told | {
        "why": _why(whole),
        "providers": [(one.id, labels[one.id]) for one in ways],
        "orders": [_order(one, labels) for one in made if one.state != "taken"],
        "receipts": [_receipt(one, labels) for one in whole.story.payments if one.kind == "paid"],
    }


def _why(whole: Page) -> dict[str, Any]:
    """By which tariff how much is charged, on which ground less, and where that is written."""
    lines = _last(whole.story.payments)
    if lines is None or whole.procedure is None:
        return {}
    labels = {one.id: t(*one.label) for one in whole.procedure.exemptions}
    tariff = fee(whole.procedure, whole.case.filed)
    return {
        "amount": said.dong(lines.amount),
        "ground": labels.get(lines.exemption, lines.exemption),
        "source": lines.source,
        "tariff": tariff,
        "filed": whole.case.filed,
    }


def _last(payments: Iterable[Payment]) -> Payment | None:
    """What counts in the end: the charge, or what was recognised later."""
    return next((one for one in reversed([*payments]) if one.kind != "paid"), None)


def _order(one: Order, labels: dict[str, str]) -> dict[str, Any]:
    return {
        "way": labels.get(one.way, one.way),
        "amount": said.dong(one.paid or one.amount),
        "state": one.state,
        "said": said.words(STATES, one.state),
        "why": t(*WHY.get(one.why, NOT_TAKEN)) if one.why else "",
        "address": one.address if one.state == "begun" else "",
        "day": one.day,
    }


def _receipt(one: Payment, labels: dict[str, str]) -> dict[str, Any]:
    way = money.ways.get(one.way)
    label = labels.get(one.way) or (t(*way.label) if way else one.way)
    return {"day": one.day, "amount": said.dong(one.amount), "number": one.receipt, "way": label}
