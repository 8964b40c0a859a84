"""A thing leaves the giver and arrives at the receiver: a label is scanned at either end.

Nothing is counted by it. Every scan is kept with what it met: the odd ones are told and not undone.
"""

from __future__ import annotations

import uuid
from datetime import date
from typing import NamedTuple

from django.db import connection

from continuity.casework.sight import present
from continuity.handover import kept, written
from continuity.handover.custody import IN, OUT, Met, met
from continuity.handover.refused import Refused
from continuity.handover.sides import Side, acting
from continuity.handover.verbs.counting import LIES_THERE, labelled
from continuity.handover.verbs.doing import before, entered, on_side
from continuity.journal.record import Actor


class Passed(NamedTuple):
    """The answer to a scan; None and '' for a label that is none of this handover."""

    met: Met | None
    annex: str = ""
    number: str = ""


def pass_on(
    handover_id: uuid.UUID,
    code: str,
    *,
    actor: Actor,
    agency: str,
    on: date,
    key: str,
    side: str = "",
) -> Passed:
    """A label was scanned where a thing leaves (by the giver) or arrives (by the receiver)."""
    with acting(actor, agency, on):
        handover = kept.held(handover_id)
        by = on_side(handover, side)
        way = OUT if by is Side.GIVER else IN
        found = labelled(handover, code)
        if found is None or found.annex not in LIES_THERE:
            return Passed(None)
        if _other_end(handover_id, way):
            other = Side.RECEIVER if by is Side.GIVER else Side.GIVER
            raise Refused("other-side", person=actor.name, side=other)
        verdict = met(_earlier(handover_id, found.annex, found.number), way)
        told = {"verb": "pass", "code": code[:40], "side": by}
        if again := before(handover_id, key, {"met": verdict}, **told):
            return Passed(Met(again["met"]), found.annex, found.number)
        row = {"annex": found.annex, "number": found.number, "way": way, "met": str(verdict)}
        written.added("passing", {"handover": handover_id, **row})
        entered(handover, "pass", **row)
    return Passed(verdict, found.annex, found.number)


def _earlier(handover: uuid.UUID, annex: str, number: str) -> list[Met]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select met from handover_passing where handover = %s and annex = %s and number = %s "
            "order by id",
            [handover, annex, number],
        )
        return [Met(row[0]) for row in cursor.fetchall()]


def _other_end(handover: uuid.UUID, way: str) -> bool:
    """True for who has scanned at the other end: nobody vouches for both."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select from handover_passing where handover = %s and way <> %s "
            "and actor = %s)",
            [handover, way, present().actor.id],
        )
        return bool(cursor.fetchone()[0])
