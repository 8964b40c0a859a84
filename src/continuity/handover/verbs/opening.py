"""A handover begins from a reform that is in force, gets its working group, and comes to its end."""

from __future__ import annotations

import secrets
import uuid
from datetime import date

from django.db import connection

from continuity.accounts.ids import uuid7
from continuity.casework import keys
from continuity.casework.sealed import sealed
from continuity.casework.sight import present
from continuity.handover import kept
from continuity.handover.counted.tally import SECRET
from continuity.handover.owed import Owed, owed
from continuity.handover.progress import unsettled
from continuity.handover.refused import Refused
from continuity.handover.resealed import FIELD
from continuity.handover.sides import Side, acting
from continuity.handover.verbs.doing import before, entered
from continuity.journal.record import Actor
from continuity.reform.shelf import stands
from continuity.register import read
from continuity.register.ask import is_agency


def asked(decree: str) -> list[Owed]:
    """The handovers that a reform in force asks for; refused where it is not in force."""
    return owed(read.present(), _day(decree))


def begin(
    decree: str,
    giver: str,
    receiver: str,
    *,
    actor: Actor,
    agency: str,
    on: date,
    key: str,
    function: str = "",
    subject: str = "",
    witness: str = "",
) -> uuid.UUID:
    """A new handover of those that the reform asks for, begun by its giver or its receiver.

    Refused for one that it does not ask for, and for one that is there.
    """
    with acting(actor, agency, on):
        id, wanted = uuid7(), Owed(giver, receiver, function, subject)
        told = {"verb": "begin", "decree": decree, **wanted._asdict(), "witness": witness}
        if again := before(uuid.UUID(int=0), key, {"id": str(id)}, **told):
            return uuid.UUID(again["id"])
        day = _day(decree)
        if wanted not in owed(read.present(), day, (giver, receiver)):
            raise Refused("not-owed", decree=decree, giver=giver, receiver=receiver)
        if witness and not is_agency(witness, on):
            raise Refused("no-agency", agency=witness, on=on)
        _insert(id, decree, wanted, witness, day)
        entered(kept.one(id), "begin", **told, planned=str(day))
    return id


def _insert(id: uuid.UUID, decree: str, wanted: Owed, witness: str, day: date) -> None:
    hidden = sealed(keys.ring(), id, FIELD, secrets.token_hex(SECRET))
    with connection.cursor() as cursor:
        cursor.execute("select handover_parties()")
        if not {wanted.giver, wanted.receiver} & set(cursor.fetchone()[0]):
            raise Refused("not-your-side", agency=present().agency, side=Side.GIVER)
        cursor.execute(
            "insert into handover_handover (id, decree, function, subject, giver, receiver, witness, "
            "begun, planned, secret) values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) "
            "on conflict do nothing",
            [
                id, decree, wanted.function, wanted.subject, wanted.giver, wanted.receiver, witness,
                present().on, day, hidden,
            ],
        )  # fmt: skip
        if not cursor.rowcount:
            raise Refused("handover-there")


def include(
    handover_id: uuid.UUID,
    person: str,
    name: str,
    words: str,
    *,
    actor: Actor,
    agency: str,
    on: date,
    key: str,
) -> None:
    """Somebody belongs to the working group, with a duty in words."""
    with acting(actor, agency, on):
        told = {"verb": "include", "person": person, "name": name, "duty": words}
        if before(handover_id, key, {"done": "yes"}, **told):
            return
        handover = kept.unsigned(handover_id)
        if not words.strip():
            raise Refused("no-words")
        with connection.cursor() as cursor:
            cursor.execute(
                "insert into handover_member (handover, person, name, agency, duty, since) "
                "values (%s, %s, %s, %s, %s, %s) on conflict do nothing",
                [handover_id, person, name, agency, words.strip(), on],
            )
        entered(handover, "include", **told)


def plan_again(handover_id: uuid.UUID, *, actor: Actor, agency: str, on: date, key: str) -> date:
    """The day for which the handover is planned, after the reform slipped to another one."""
    with acting(actor, agency, on):
        handover = kept.unsigned(handover_id)
        assert handover.effective is not None, "a withdrawn reform was refused"
        day = handover.effective
        if before(handover_id, key, {"day": str(day)}, verb="plan-again") or not handover.slipped:
            return day
        _dated(handover_id, "planned", day)
        entered(handover, "plan-again", before=str(handover.planned), planned=str(day))
    return day


def move(handover_id: uuid.UUID, *, actor: Actor, agency: str, on: date, key: str) -> None:
    """What is handed over lies with the receiver from today on, as the receiver says."""
    with acting(actor, agency, on):
        if before(handover_id, key, {"done": "yes"}, verb="move"):
            return
        handover = kept.held(handover_id)
        if Side.RECEIVER not in handover.sides():
            raise Refused("not-your-side", agency=agency, side=Side.RECEIVER)
        if not handover.moved:
            _dated(handover_id, "moved", on)
            entered(handover, "move")


def complete(handover_id: uuid.UUID, *, actor: Actor, agency: str, on: date, key: str) -> None:
    """The handover is over: signed, moved, and every difference has its reason.

    Refused with all that is missing.
    """
    with acting(actor, agency, on):
        if before(handover_id, key, {"done": "yes"}, verb="complete"):
            return
        handover = kept.held(handover_id)
        if not handover.sides() & {Side.GIVER, Side.RECEIVER}:
            raise Refused("not-your-side", agency=agency, side=Side.RECEIVER)
        missing = [name for name in ("signed", "moved") if getattr(handover, name) is None]
        missing += [f"{annex} {number}" for annex, number in unsettled(handover_id, 5)]
        if missing:
            raise Refused("not-that-order", missing=", ".join(missing))
        _dated(handover_id, "completed", on)
        entered(handover, "complete")


def _dated(handover: uuid.UUID, what: str, day: date) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"update handover_handover set {what} = %s where id = %s", [day, handover])


def _day(decree: str) -> date:
    found = stands(decree)
    if found is None:
        raise Refused("decree-not-in-force", decree=decree)
    return found[0]
