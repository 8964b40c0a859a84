"""A provider's word: the order is taken, or its money is to be given back. There is no third answer.

The applicant paid, so the act is theirs, whoever must act on the case by now. What was paid a second
time, in another amount, or for a case that is over, is given back; nobody has to ask for it.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection

from continuity.accounts.models import Person
from continuity.accounts.today import today
from continuity.casework import jobs, money, verbs
from continuity.casework.cases import one
from continuity.casework.intake.applicants import applicant, reading_as
from continuity.casework.payments.orders import held
from continuity.casework.payments.providers import NotSigned, Order, Told, confirmed, provider_of
from continuity.casework.refused import Refused
from continuity.casework.sight import present, working
from continuity.journal.record import SYSTEM, record

ENDED = ("taken", "refund", "refunded")
TWICE = "paid-twice"


class Answer(NamedTuple):
    """What a provider is answered: taken with a receipt, refund with a reason, or failed as it said."""

    answer: str
    order: str
    receipt: str = ""
    why: str = ""


def heard(way: str, headers: Mapping[str, str], body: bytes) -> Answer | None:
    """What a callback leads to, the same each time; None for an order that we never began.

    Raises `NotSigned` for what the provider did not sign.
    """
    provider = provider_of(way)
    if provider is None:
        raise NotSigned
    told = provider.told(headers, body)
    with working("payments", today()):
        order = held(told.order)
        if order is None or order.way != way:
            return None
        if order.state in ENDED:
            return _ended(order, told)
        if not told.paid:
            _becomes(order, "failed")
            return Answer("failed", order.name)
        order = replace(order, paid=told.amount, reference=told.reference)
        return _settled(order)


def _settled(order: Order) -> Answer:
    """The order is the payment of its case; or it is not, and why."""
    try:
        receipt = _paid(order)
    except Refused as refused:
        return _given_back(order, refused.code)
    _becomes(order, "taken", paid=order.paid, reference=order.reference, address="")
    return Answer("taken", order.name, receipt)


def _paid(order: Order) -> str:
    """The receipt; in the name of the applicant who began the order."""
    on, person = _day(order), Person.objects.get(pk=order.person).actor
    with reading_as(person, on):
        who = applicant()
        if who is None:
            raise Refused("not-proved-any-more")
        token = confirmed.set(order)
        try:
            return verbs.pay(
                order.case, order.way, actor=person, on=on, key=f"order {order.name}",
                identity=who.personal.identity, given={"order": order.name},
            )  # fmt: skip
        finally:
            confirmed.reset(token)


def _given_back(order: Order, why: str) -> Answer:
    """What was paid is given back; the job asks the provider for it until it has."""
    told = {"paid": order.paid, "reference": order.reference, "why": why, "address": ""}
    _becomes(order, "refund", **told)
    _refund(order, why)
    return Answer("refund", order.name, why=why)


def _refund(order: Order, why: str) -> None:
    jobs.later("payments.refunds")
    entry = {"order": str(order.id), "paid": order.paid, "why": why, "on": str(present().on)}
    record(f"case:{order.case}", "refund-payment", SYSTEM, entry, purpose=present().purpose)


def _ended(order: Order, told: Told) -> Answer:
    """The answer of the first time; but another payment of the same order is given back."""
    if told.paid and told.reference != order.reference:
        return _twice(order, told)
    if order.state != "taken":
        return Answer("refund", order.name, why=order.why)
    with working("statistics", today()):
        return Answer("taken", order.name, money.receipt_of(one(order.case)))


def _twice(order: Order, told: Told) -> Answer:
    id = uuid.uuid5(order.id, told.reference)
    row: dict[str, Any] = {
        "case_id": order.case, "id": id, "way": order.way, "amount": order.amount,
        "person": order.person, "day": order.day, "state": "refund", "paid": told.amount,
        "reference": told.reference, "why": TWICE,
    }  # fmt: skip
    marks = ", ".join(["%s"] * len(row))
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into payments_order ({', '.join(row)}) values ({marks}) on conflict do nothing",
            list(row.values()),
        )
        if cursor.rowcount:
            _refund(replace(order, id=id, paid=told.amount), TWICE)
    return Answer("refund", order.name, why=TWICE)


def _becomes(order: Order, state: str, **made: Any) -> None:
    columns = "".join(f", {name} = %s" for name in made)
    with connection.cursor() as cursor:
        cursor.execute(
            f"update payments_order set state = %s, at = now(){columns} "
            "where case_id = %s and id = %s",
            [state, *made.values(), order.case, order.id],
        )


def _day(order: Order) -> date:
    """Today; in the demo the day on which whoever began it lives, of which no provider is told."""
    return order.day if settings.CONTINUITY_DEMO else today()
