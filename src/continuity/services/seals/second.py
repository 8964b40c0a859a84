"""The second look: what one person of the registrar asks for waits here until another does it.

What waits has changed nothing yet, but for a loss: that is published as soon as it is reported, since a
paper may bear the lost seal tomorrow, and waits to be confirmed or taken back. One thing waits for a seal
at a time; whatever else is done with the seal meanwhile, such as handing it in, ends the waiting.
"""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection

from continuity.core.terms import TERMS
from continuity.journal.record import Actor, record
from continuity.services.seals.acts import stream
from continuity.services.seals.kept import Kept
from continuity.services.seals.refused import Refused
from continuity.services.seals.rules import Act


class Waiting(NamedTuple):
    """What waits: which act on which seal, asked for by whom, when and why.

    `number` is None for a loss that is published already.
    """

    number: int | None
    seal: uuid.UUID
    kind: str
    certificate: str
    vi: str
    act: str
    day: date
    actor: str
    who: str
    allowed: str
    reason: str
    at: datetime

    @property
    def why(self) -> str:
        """What stands with the act once it is done."""
        return ": ".join(filter(None, (self.allowed, self.reason)))


WAITING = """
select w.number, w.seal, w.kind, w.certificate, w.vi, w.act, w.day, w.actor, j.actor_name, w.allowed,
    w.reason, w.at
from seals_waiting w join journal_entry j on j.number = w.entry where {which} order by w.at, w.seal
"""


def waiting(seal: uuid.UUID) -> Waiting | None:
    """What waits for a second look on a seal; None where nothing does."""
    found = _found("w.seal = %s", seal)
    return found[0] if found else None


def waiting_at(agencies: list[str]) -> list[Waiting]:
    """All that waits at a registrar, which is named with those whom it continues."""
    return _found("w.agency = any(%s)", agencies)


def asks(
    kept: Kept,
    what: Act,
    *,
    actor: Actor,
    agency: str,
    on: date,
    reason: str = "",
    allowed: str = "",
) -> Kept:
    """The seal as it is: what is asked waits for another person. Refused where something waits."""
    if there := waiting(kept.id):
        raise Refused("waits", certificate=kept.certificate, act=there.act, person=there.who)
    told = {"certificate": kept.certificate, "body": kept.seal.body, "act": what, "agency": agency}
    told |= {"on": str(on), "allowed": allowed, "reason": reason}
    entry = record(stream(kept.id), "ask", actor, {k: v for k, v in told.items() if v})
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into seals_asked (seal, position, act, day, agency, actor, allowed, reason, entry) "
            "values (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [kept.id, len(kept.seal.done) + 1, what, on, agency, actor.id, allowed, reason, entry],
        )
    return kept


def for_another(kept: Kept, actor: Actor) -> Waiting:
    """What waits on a seal for somebody who did not ask for it; refused to who did."""
    there = needed(kept)
    if there.actor == actor.id:
        raise Refused("same-person", person=actor.name)
    return there


def needed(kept: Kept) -> Waiting:
    """What waits on a seal; refused where nothing does."""
    there = waiting(kept.id)
    if there is None:
        raise Refused("nothing-waits", certificate=kept.certificate)
    return there


def looked(
    there: Waiting, actor: Actor, *, agreed: bool, agency: str, on: date, reason: str
) -> None:
    """It waits no longer; the act itself, if there is one, is written beside this."""
    told = {"act": there.act, "agreed": agreed, "asked_by": there.actor, "agency": agency}
    told |= {"on": str(on), "reason": reason}
    entry = record(stream(there.seal), "look", actor, told)
    if there.number is not None:
        with connection.cursor() as cursor:
            cursor.execute(
                "insert into seals_looked (asked, agreed, actor, entry) values (%s, %s, %s, %s)",
                [there.number, agreed, actor.id, entry],
            )


def vouched(seal: uuid.UUID, actor: Actor) -> str:
    """Who confirmed the specimen of a seal in a night, which another may give out; '' where nobody did.

    In a night two have looked already, and hundreds wait at the table.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select a.actor from seals_act a join seals_task t on t.fresh = a.seal and not t.gone "
            "where a.seal = %s and a.act = 'registered' and a.actor <> %s limit 1",
            [seal, actor.id],
        )
        row = cursor.fetchone()
    return str(row[0]) if row else ""


def _found(which: str, told: Any) -> list[Waiting]:
    with connection.cursor() as cursor:
        cursor.execute(WAITING.format(which=which), [told])
        return [Waiting(*row) for row in cursor.fetchall()]


TERMS.update({"ask": "đề nghị, chờ người thứ hai", "look": "xem lại"})
