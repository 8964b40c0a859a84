"""Annexes that the system fills by itself: cases in progress and procedures are known here already.

The cases are those for which the giver is competent on the day, read under the giver's own duty; the
applicant is left out, since nobody needs the name to count a case.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from datetime import date, timedelta

from django.db import connection

from continuity.casework import catalogue
from continuity.casework.purposes import Purpose
from continuity.casework.sight import reading
from continuity.core.dated import NotInForce
from continuity.handover import kept
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


def generate(
    handover_id: uuid.UUID, annex: str, *, actor: Actor, agency: str, on: date, key: str
) -> Entered:
    """The cases or the procedures that pass, as lines of their annex; what is there already stays."""
    with acting(actor, agency, on):
        handover = kept.unsigned(handover_id)
        if Side.GIVER not in handover.sides():
            raise Refused("not-your-side", agency=agency, side=Side.GIVER)
        there = {one.number for one in kept.lines(handover_id, annex)}
    match annex:
        case "cases":
            with reading(actor, agency, Purpose.PROCESSING, on):
                rows = list(_cases(handover, on))
        case "procedures":
            rows = list(_procedures(handover, on))
        case _:
            raise Refused("no-annex", annex=annex, known="cases, procedures")
    fresh = [row for row in rows if row["code"] not in there]
    return enter(
        handover_id, annex, fresh,
        keep=True, source="system", actor=actor, agency=agency, on=on, key=key,
    )  # fmt: skip


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
