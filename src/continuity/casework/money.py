"""What a case costs and what was paid: charged by the tariff of its filing day, paid once at most.

A way of paying is registered by the room that offers it; cash at a counter is always there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from continuity.accounts.ids import uuid7
from continuity.casework import listed
from continuity.casework.cases import Case
from continuity.casework.listed import Listed
from continuity.casework.refused import Refused
from continuity.casework.sight import present
from continuity.core import fee
from continuity.core.dated import NotInForce
from continuity.core.fee import Charged
from continuity.core.procedure import Procedure, Words
from continuity.packs.vn.law import tariffs


class Way(NamedTuple):
    """A way of paying; `take` takes an amount with what was given, and tells a reference.

    It raises `Refused` where nothing was taken. `counter` is True where only an agency takes it.
    """

    id: str
    label: Words
    counter: bool
    take: Callable[[Case, int, Mapping[str, str]], str]


def _in_cash(case: Case, amount: int, given: Mapping[str, str]) -> str:
    return given.get("reference", "")


CASH = Way("cash", Words("Tiền mặt tại quầy", "Cash at the counter"), True, _in_cash)
ways: dict[str, Way] = {CASH.id: CASH}


def offer(way: Way) -> None:
    """From now on there is this way of paying."""
    ways[way.id] = way


def called(way: str) -> Listed:
    """A way by its name."""
    return listed.listed([way], {one.id: one.label for one in ways.values()})


def offered(counter: bool) -> Listed:
    """The ways that there are, at a counter or from home."""
    found = {way.id: way.label for way in ways.values() if counter or not way.counter}
    return listed.listed(found, found)


def exemptions(procedure: Procedure, ids: Iterable[str]) -> Listed:
    """Grounds for which less is paid, by their names."""
    return listed.listed(ids, {choice.id: choice.label for choice in procedure.exemptions})


def charge(procedure: Procedure, filed: date, exemption: str, copies: int = 1) -> Charged:
    """What a case costs by the tariff of its filing day; raises Flawed for a ground there is not."""
    known = listed.choices(procedure.exemptions)
    if exemption and exemption not in known.ids:
        raise Refused("no-exemption", exemption=exemption, known=known)
    claimed = [exemption] if exemption else []
    try:
        return fee.charged(
            procedure.fee, on=filed, exemptions=claimed, tariffs=tariffs(), copies=copies
        )
    except NotInForce:
        raise Refused("no-tariff-yet", fee=procedure.label, on=filed) from None


def charged(case: Case, cost: Charged) -> None:
    """Writes what a case was charged, where anything is charged at all."""
    if cost.tariff:
        row = {"amount": cost.amount, "tariff": cost.tariff, "source": cost.source}
        write(case, "charged", **row, exemption=cost.exemption)


def write(case: Case, kind: str, **row: Any) -> None:
    """One line of the account of a case."""
    told: dict[str, Any] = {
        "case_id": case.id,
        "id": uuid7(),
        "kind": kind,
        "day": present().on,
        **row,
    }
    marks = ", ".join(["%s"] * len(told))
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into casework_payment ({', '.join(told)}) values ({marks})",
            list(told.values()),
        )


def receipt_of(case: Case) -> str:
    """The number of the one receipt of a case, derived from its own, so that none is given twice."""
    return f"{case.number}-T"
