"""Orders: begun by the applicant, and read on the page of the case."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.db import connection

from continuity.accounts.ids import uuid7
from continuity.casework.cases import one
from continuity.casework.intake.applicants import reading_as
from continuity.casework.payments import refused as refused
from continuity.casework.payments.providers import (
    Begin,
    Order,
    Provider,
    Unavailable,
    provider_of,
)
from continuity.casework.refused import Refused
from continuity.journal.record import Actor, record

COLUMNS = "case_id, id, way, amount, person, day, state, address, reference, paid, why"


def begin(
    case_id: uuid.UUID, way: str, *, actor: Actor, on: date, language: str, back: str, callback: str
) -> Order:
    """An order for all that is owed, and where it is paid; asked again, the same one.

    Refused where nothing is owed, and where the provider does not answer: then nothing was taken, and
    whoever tries again goes on with the same order.
    """
    with reading_as(actor, on):
        case = one(case_id)
        provider = provider_of(way)
        if provider is None:
            raise Refused("no-provider", way=way)
        if case.closed:
            raise Refused("closed", status=case.status)
        if not case.owed:
            raise Refused("paid-already")
        order = _opened(case_id, way, case.owed, actor, on)
    if order.address:
        return order
    # No transaction is open while a stranger keeps us waiting.
    address = _begun(provider, Begin(order, case.number, language, back, callback))
    with reading_as(actor, on), connection.cursor() as cursor:
        cursor.execute(
            "update payments_order set address = %s where case_id = %s and id = %s "
            "and state = 'begun'",
            [address, order.case, order.id],
        )
        return _rows("case_id = %s and id = %s", order.case, order.id)[0]


def orders(case_id: uuid.UUID) -> list[Order]:
    """The orders of a case that the reader may see, the first first."""
    return _rows("case_id = %s order by id", case_id)


def held(name: str) -> Order | None:
    """The order of a name, held until the transaction ends; None where there is none."""
    case, _, id = name.partition(".")
    try:
        key = (uuid.UUID(case), uuid.UUID(id))
    except ValueError:
        return None
    return next(iter(_rows("case_id = %s and id = %s for update", *key)), None)


def owed_back(limit: int = 100) -> list[Order]:
    """Orders of which the money is to be given back, the longest waiting first."""
    return _rows("state = 'refund' order by at limit %s", limit)


def _opened(case_id: uuid.UUID, way: str, amount: int, actor: Actor, on: date) -> Order:
    """The open order of this amount; of two clicks at once one writes it and both find it."""
    id = uuid7()
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into payments_order (case_id, id, way, amount, person, day) "
            "values (%s, %s, %s, %s, %s, %s) on conflict do nothing",
            [case_id, id, way, amount, actor.id, on],
        )
        is_new = cursor.rowcount
    if is_new:
        told = {"order": str(id), "way": way, "amount": amount, "on": str(on)}
        record(f"case:{case_id}", "begin-payment", actor, told, purpose="applicant")
    which = "case_id = %s and way = %s and amount = %s and state = 'begun'"
    return _rows(which, case_id, way, amount)[0]


def _begun(provider: Provider, told: Begin) -> str:
    try:
        return provider.begin(told)
    except Unavailable:
        raise Refused("provider-away", way=provider.label()) from None


def _rows(which: str, *values: Any) -> list[Order]:
    with connection.cursor() as cursor:
        cursor.execute(f"select {COLUMNS} from payments_order where {which}", values)
        return [Order(*row) for row in cursor.fetchall()]
