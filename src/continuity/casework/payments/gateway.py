"""A provider behind a small interface over HTTP, whichever bank or national gateway stands behind it.

We post an order or a refund as JSON, signed as the Standard Webhooks have it, under the order's name as
key; it posts back in the same way. docs/payments.md has the whole of it.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from typing import Annotated, Literal
from urllib.parse import urlsplit

import requests
from django.conf import settings
from pydantic import BaseModel, Field, ValidationError

from continuity.casework.notices.signed import headers, holds
from continuity.casework.payments.providers import (
    Begin,
    NotSigned,
    Order,
    Provider,
    Told,
    Unavailable,
)
from continuity.core.procedure import Words

ID, TIMEOUT, MOST = "gateway", 10.0, 100_000
LOOPBACK = ("localhost", "127.0.0.1", "::1")


class _Answer(BaseModel):
    """Where an order is paid."""

    address: Annotated[str, Field(max_length=2_000)]


class _Callback(BaseModel):
    """What became of an order."""

    order: Annotated[str, Field(max_length=100)]
    state: Literal["paid", "failed"]
    amount: Annotated[int, Field(gt=0, lt=10**15, strict=True)]
    currency: Literal["VND"]
    reference: Annotated[str, Field(min_length=1, max_length=200)]


def label() -> Words:
    """What the applicant reads."""
    return Words(settings.CONTINUITY_PAYMENTS_NAME, settings.CONTINUITY_PAYMENTS_NAME)


def ready() -> bool:
    """True where the settings name one."""
    return bool(settings.CONTINUITY_PAYMENTS)


def begin(told: Begin) -> str:
    """The address at which an order is paid; the same for the same order."""
    order = told.order
    sent = {
        "order": order.name, "amount": order.amount, "currency": "VND", "case": told.number,
        "language": told.language, "back": told.back, "callback": told.callback,
    }  # fmt: skip
    try:
        address = _Answer.model_validate_json(_posted("orders", order.name, sent)).address
    except ValidationError:
        raise Unavailable("no address") from None
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise Unavailable("no address that is safe")
    return address


def told(given: Mapping[str, str], body: bytes) -> Told:
    """What the provider says, if it has signed it just now."""
    if not holds(settings.CONTINUITY_PAYMENTS_SECRET, given, body, int(time.time())):
        raise NotSigned
    try:
        one = _Callback.model_validate_json(body)
    except ValidationError:
        raise NotSigned from None
    return Told(one.order, one.state == "paid", one.amount, one.reference)


def refund(order: Order) -> None:
    """Gives back, once, what was paid under one of its numbers."""
    sent = {"refund": order.name, "reference": order.reference}
    _posted("refunds", order.name, sent | {"amount": order.paid, "currency": "VND"})


def _posted(what: str, key: str, sent: Mapping[str, object]) -> bytes:
    body = json.dumps(sent).encode()
    signed = headers(settings.CONTINUITY_PAYMENTS_SECRET, f"{what} {key}", int(time.time()), body)
    more = {"Content-Type": "application/json", "Idempotency-Key": key}
    try:
        with requests.post(
            f"{settings.CONTINUITY_PAYMENTS.rstrip('/')}/{what}", data=body,
            headers={**more, **signed}, timeout=TIMEOUT, allow_redirects=False, stream=True,
        ) as answer:  # fmt: skip
            if answer.status_code not in (200, 201):
                raise Unavailable(f"status {answer.status_code}")
            return answer.raw.read(MOST, decode_content=True)
    except requests.RequestException:
        raise Unavailable("away") from None


GATEWAY = Provider(ID, label, ready, begin, told, refund)
