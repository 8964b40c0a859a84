"""The job that asks providers to give back what was paid for nothing, until they have."""

from __future__ import annotations

from django.db import connection

from continuity.accounts.today import today
from continuity.casework.payments.orders import held, owed_back
from continuity.casework.payments.providers import Order, Unavailable, provider_of
from continuity.casework.sight import working
from continuity.journal.record import SYSTEM, record


def refunds() -> int:
    """How many orders were given back; one that is asked for twice bears the same key at its provider."""
    with working("payments", today()):
        waiting = owed_back()
    return sum(_given_back(order) for order in waiting)


def _given_back(order: Order) -> bool:
    provider = provider_of(order.way)
    if provider is None:
        return False
    try:
        provider.refund(order)
    except Unavailable:
        return False
    with working("payments", today()), connection.cursor() as cursor:
        now = held(order.name)
        if now is None or now.state != "refund":
            return False
        cursor.execute(
            "update payments_order set state = 'refunded', at = now() "
            "where case_id = %s and id = %s",
            [order.case, order.id],
        )
        told = {"order": str(order.id), "paid": order.paid, "on": str(today())}
        record(f"case:{order.case}", "refunded", SYSTEM, told, purpose="system:payments")
    return True
