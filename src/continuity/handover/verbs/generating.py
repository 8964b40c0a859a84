"""Annexes that the system fills by itself: cases in progress, procedures, and what came by handovers.

Whoever received a thing and hands it on gives it as it was counted in then. The cases are those for
which the giver is competent on the day, read under the giver's own duty; the applicant is left out,
since nobody needs the name to count a case.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db import connection

from continuity.casework import catalogue
from continuity.casework.purposes import Purpose
from continuity.casework.sight import reading
from continuity.core.dated import NotInForce
from continuity.handover import kept
from continuity.handover.annexes import Annex
from continuity.handover.kept import Handover
from continuity.handover.refused import Refused
from continuity.handover.sides import Side, acting
from continuity.handover.verbs.listing import Entered, enter
from continuity.journal.record import Actor
from continuity.packs.vn.law import tariffs
from continuity.register.called import called

SOON = timedelta(days=3)

OPEN = """
select c.number, c.procedure, c.filed, c.due, c.status, c.taken, c.held,
    coalesce(p.amount, 0), coalesce(p.receipt, '')
from casework_case c left join casework_payment p on p.case_id = c.id and p.kind = 'paid'
where c.closed is null and (%(function)s = '' or c.function = %(function)s) and exists (
    select from casework_slot s where s.duty = (select casework_duty())
        and s.function = c.function and s.place = c.place and s.intake @> c.filed)
order by c.number
"""

# What has come back to its lender since is not the receiver's to give on.
RECEIVED = """
with recursive line (body) as (
    select %(giver)s::text
    union select h.thing from line l join register_heir h on h.heir = l.body and upper_inf(h.known)
)
select distinct on (l.number) l.number, l."values", c.quantity
from handover_handover h join handover_line l on l.handover = h.id
join handover_counted c on c.handover = h.id and c.side = 'receiver' and c.annex = l.annex
    and c.number = l.number and c.quantity > 0
where h.id <> %(own)s and h.signed is not null and h.receiver in (select body from line)
    and l.annex = %(annex)s and (%(function)s = '' or h.function = %(function)s)
    and not exists (select from handover_returned r
        where r.handover = h.id and l.annex = 'premises' and r.number = l.number)
order by l.number, h.signed desc
"""


def generate(
    handover_id: uuid.UUID, annex: str, *, actor: Actor, agency: str, on: date, key: str
) -> Entered:
    """The cases or the procedures that pass, or what the giver itself received, as lines of their annex.

    What is there already stays.
    """
    with acting(actor, agency, on):
        handover = kept.unsigned(handover_id)
        if Side.GIVER not in handover.sides():
            raise Refused("not-your-side", agency=agency, side=Side.GIVER)
        form = kept.annex_of(handover, annex)
        there = kept.amounts(handover_id, annex)
        rows = list(_received(handover, form))
    match annex:
        case "cases":
            with reading(actor, agency, Purpose.PROCESSING, on):
                rows = list(_cases(handover, on))
        case "procedures":
            rows = list(_procedures(handover, on))
    fresh = [row for row in rows if row["code"] not in there]
    return enter(
        handover_id, annex, fresh,
        keep=True, source="system", actor=actor, agency=agency, on=on, key=key,
    )  # fmt: skip


def _received(handover: Handover, form: Annex) -> Iterator[dict[str, str]]:
    """What was counted in by the giver, or whom it continues, at earlier handovers that are signed.

    Names of persons are not passed on by themselves.
    """
    told: dict[str, Any] = {"own": handover.id, "annex": form.id}
    told |= {"giver": handover.giver, "function": handover.function}
    with connection.cursor() as cursor:
        cursor.execute(RECEIVED, told)
        for number, values, quantity in cursor.fetchall():
            row = json.loads(values) if isinstance(values, str) else values
            amount = {form.measure: str(quantity)} if form.measure else {}
            yield row | amount | {form.key: number}


def _cases(handover: Handover, on: date) -> Iterator[dict[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(OPEN, {"function": handover.function})
        for number, procedure, filed, due, status, taken, held, paid, receipt in cursor.fetchall():
            steps = json.loads(taken) if isinstance(taken, str) else taken
            yield {
                "code": number, "procedure": procedure, "received": str(filed), "due": str(due or ""),
                "status": status, "done": "; ".join(sorted(steps)), "held": "; ".join(held),
                "paid": str(paid), "receipt": receipt, "risk": _risk(due, on),
            }  # fmt: skip


def _risk(due: date | None, on: date) -> str:
    if due is None or due - on > SOON:
        return "none"
    return "late" if due < on else "soon"


def _procedures(handover: Handover, on: date) -> Iterator[dict[str, str]]:
    old, new = called(handover.giver, on), called(handover.receiver, handover.effective or on)
    for one in catalogue.offered(on):
        if handover.function in ("", one.function):
            yield {
                "code": one.code, "name": one.label.vi, "old-body": old.vi, "new-body": new.vi,
                "fee": _fee(one.fee, on), "term": f"{one.term.amount:g} {one.term.unit}",
                "decision": "; ".join(basis.source for basis in one.bases),
            }  # fmt: skip


def _fee(tariff: str, on: date) -> str:
    try:
        return str(tariffs()[tariff].on(on).value.amount)
    except (KeyError, NotInForce):
        return ""
