"""After the signing: what is found late, and premises that come back to who lent them.

Nothing that was signed changes by it. Whoever continues a party does it in its place.
"""

from __future__ import annotations

import uuid
from datetime import date

from django.db import connection

from continuity.accounts.ids import uuid7
from continuity.casework.sight import present
from continuity.handover import kept
from continuity.handover.kept import Handover
from continuity.handover.lines import LENT, PREMISES
from continuity.handover.refused import Refused
from continuity.handover.sides import Side, acting
from continuity.handover.verbs.doing import before, entered
from continuity.journal.record import Actor


def find(
    handover_id: uuid.UUID,
    annex: str,
    number: str,
    quantity: int,
    words: str,
    *,
    actor: Actor,
    agency: str,
    on: date,
    key: str,
    evidence: str,
) -> uuid.UUID:
    """Something that belongs to a signed handover came to light: what, how much, where, on what evidence.

    Refused before the signing, since until then it is counted.
    """
    with acting(actor, agency, on):
        id, told = uuid7(), {"annex": annex, "number": number, "quantity": quantity, "words": words}
        told |= {"evidence": evidence}
        if again := before(handover_id, key, {"id": str(id)}, verb="find", **told):
            return uuid.UUID(again["id"])
        handover = _party(handover_id)
        kept.annex_of(handover, annex)
        if not handover.signed:
            raise Refused("not-that-order", missing="signed")
        if quantity < 1:
            raise Refused("no-quantity", quantity=quantity)
        if not all(text.strip() for text in (number, words, evidence)):
            raise Refused("no-settlement-words")
        with connection.cursor() as cursor:
            cursor.execute(
                "insert into handover_found (handover, id, annex, number, quantity, words, evidence, "
                "day, actor, agency) values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
                [
                    handover_id, id, annex, number.strip(), quantity, words.strip(), evidence.strip(),
                    *_by(),
                ],
            )  # fmt: skip
        entered(handover, "find", **told)
    return id


def give_back(
    handover_id: uuid.UUID,
    number: str,
    *,
    actor: Actor,
    agency: str,
    on: date,
    key: str,
    evidence: str,
) -> None:
    """Premises that were lent are the lender's again, as a paper of that day says; each once."""
    with acting(actor, agency, on):
        told = {"number": number, "evidence": evidence}
        if before(handover_id, key, {"done": "yes"}, verb="give-back", **told):
            return
        handover, line = _party(handover_id), kept.line_of(handover_id, PREMISES, number)
        if line is None or line.values.get("plan") != LENT:
            raise Refused("not-lent", number=number)
        if not handover.signed:
            raise Refused("not-that-order", missing="signed")
        if not evidence.strip():
            raise Refused("no-settlement-words")
        with connection.cursor() as cursor:
            cursor.execute(
                "insert into handover_returned (handover, number, evidence, day, actor, agency) "
                "values (%s, %s, %s, %s, %s, %s) on conflict do nothing",
                [handover_id, number, evidence.strip(), *_by()],
            )
            if not cursor.rowcount:
                raise Refused("not-lent", number=number)
        entered(handover, "give-back", **told)


def _party(handover_id: uuid.UUID) -> Handover:
    handover = kept.held(handover_id)
    if not handover.sides() & {Side.GIVER, Side.RECEIVER}:
        raise Refused("not-your-side", agency=present().agency, side=Side.RECEIVER)
    return handover


def _by() -> tuple[date, str, str]:
    reader = present()
    return reader.on, reader.actor.id, reader.agency
