"""What is owed is paid, once; or a ground is recognised later for which less is owed."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from continuity.casework import listed, money
from continuity.casework.cases import Case, locked, one
from continuity.casework.purposes import Purpose
from continuity.casework.refused import Refused, not_too_long
from continuity.casework.sight import reading
from continuity.casework.status import Status
from continuity.casework.verbs.clocks import ran_on
from continuity.casework.verbs.doing import again, done, law, purpose_of
from continuity.journal.record import Actor


def pay(
    case_id: uuid.UUID,
    way: str = money.CASH.id,
    *,
    actor: Actor,
    on: date,
    key: str,
    agency: str = "",
    identity: str = "",
    given: Mapping[str, str] | None = None,
) -> str:
    """Takes all that is owed and gives the receipt's number; a clock that waited for it runs on.

    Refused where nothing is owed, so that nobody pays twice. Cash is taken by an agency only.
    """
    with reading(actor, agency, purpose_of(agency, identity), on, identity=identity):
        told = dict(given or {})
        for text in told.values():
            not_too_long(text)
        if again(case_id, key, verb="pay", way=way, given=told):
            return money.receipt_of(one(case_id))
        case = locked(case_id)

        _owing(case)
        by = money.ways.get(way)
        if by is None or (by.counter and not agency):
            raise Refused("no-way", way=money.called(way), known=money.offered(bool(agency)))
        changed = {"owed": 0} | _waited(case, on)

        reference, receipt = by.take(case, case.owed, told), money.receipt_of(case)
        row = {"amount": case.owed, "way": way, "receipt": receipt, "reference": reference}
        money.write(case, "paid", **row)
        done(case, "pay", changed, amount=case.owed, way=way, receipt=receipt)
    return receipt


def waive(
    case_id: uuid.UUID, exemption: str, *, actor: Actor, agency: str, on: date, key: str
) -> None:
    """Recognises a ground of the tariff for which less or nothing is owed, before it is paid."""
    with reading(actor, agency, Purpose.PROCESSING, on):
        if again(case_id, key, verb="waive", exemption=exemption):
            return
        case = locked(case_id)

        _owing(case)
        cost = money.charge(law(case), case.filed, exemption)
        if cost.amount >= case.owed:
            claimed = money.exemptions(law(case), [exemption])
            raise Refused("no-exemption", exemption=claimed, known=listed.NOTHING)
        changed = {"owed": cost.amount} | (_waited(case, on) if not cost.amount else {})

        row = {"amount": cost.amount, "tariff": cost.tariff, "source": cost.source}
        money.write(case, "waived", **row, exemption=exemption)
        done(case, "waive", changed, exemption=exemption, amount=cost.amount)


def _owing(case: Case) -> None:
    if case.closed:
        raise Refused("closed", status=case.status)
    if not case.owed:
        raise Refused("paid-already")


def _waited(case: Case, on: date) -> dict[str, Any]:
    """A clock that stood still for the payment runs on."""
    return ran_on(case, on) if case.status is Status.PAYMENT and case.paused else {}
