"""A difference is settled: how much of it by what, on what evidence; or somebody is to do so by a day.

Nothing that was said is taken back; a mistake is put right by another line that says so. It goes on
after the signing: what is found late is settled as well.
"""

from __future__ import annotations

import uuid
from datetime import date

from django.db import connection

from continuity.accounts.ids import uuid7
from continuity.casework.sight import present
from continuity.handover import kept
from continuity.handover.account import account
from continuity.handover.balance import Balance, Flag, Reason, Settlement, worse
from continuity.handover.kept import Handover
from continuity.handover.refused import Refused
from continuity.handover.sides import Side, acting
from continuity.handover.verbs.doing import before, entered
from continuity.journal.record import Actor


def settle(
    handover_id: uuid.UUID,
    annex: str,
    number: str,
    amount: int,
    reason: str,
    words: str,
    *,
    actor: Actor,
    agency: str,
    on: date,
    key: str,
    evidence: str = "",
    owner: str = "",
    until: date | None = None,
) -> uuid.UUID:
    """So much of a line's difference is explained; with 0, somebody is to settle it until a day.

    An amount needs its evidence. Refused where there is no difference, and for an amount that leads away
    from zero.
    """
    with acting(actor, agency, on):
        id, told = uuid7(), {"verb": "settle", "annex": annex, "number": number, "amount": amount}
        told |= {"reason": reason, "words": words, "evidence": evidence, "owner": owner}
        told |= {"until": str(until or "")}
        if again := before(handover_id, key, {"id": str(id)}, **told):
            return uuid.UUID(again["id"])
        handover = kept.held(handover_id)
        if not handover.sides() & {Side.GIVER, Side.RECEIVER}:
            raise Refused("not-your-side", agency=agency, side=Side.RECEIVER)
        if not words.strip() or not (evidence.strip() if amount else owner.strip()):
            raise Refused("no-settlement-words")
        if reason not in tuple(Reason):
            raise Refused("no-such-reason", reason=reason, known=", ".join(Reason))
        made = Settlement(annex, number, amount, Reason(reason), words.strip())
        _differs(handover, made)
        _insert(handover, id, made, evidence.strip(), owner.strip(), until)
        entered(handover, "settle", **told)
    return id


def _insert(
    handover: Handover,
    id: uuid.UUID,
    made: Settlement,
    evidence: str,
    owner: str,
    until: date | None,
) -> None:
    reader = present()
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into handover_settlement (handover, id, annex, number, amount, reason, words, "
            "owner, until, evidence, day, actor, agency) values "
            "(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                handover.id, id, made.annex, made.number, made.amount, made.reason, made.words,
                owner, until, evidence, reader.on, reader.actor.id, reader.agency,
            ],
        )  # fmt: skip


def _differs(handover: Handover, made: Settlement) -> None:
    """Refuses what settles nothing."""
    there = account(handover, made.annex, made.number)
    now = there.balances.get((made.annex, made.number), Balance(0, 0))
    if now.flag is Flag.EVEN and not there.differences:
        raise Refused("no-difference", number=made.number)
    then = Balance(now.listed, now.counted, now.explained + made.amount)
    if worse(then):
        told = {"amount": made.amount, "difference": now.difference, "open": then.open}
        raise Refused("away-from-zero", **told)
