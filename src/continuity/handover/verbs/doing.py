"""What the verbs of a handover share: the key that was used before, the entry, one person on one side."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import connection

from continuity.casework.once import earlier
from continuity.casework.sight import present
from continuity.handover import written
from continuity.handover.kept import Handover
from continuity.handover.refused import Refused
from continuity.handover.sides import Side, chosen


def before(handover: uuid.UUID, key: str, result: dict[str, Any], **asked: Any) -> Any:
    """What a key gave before; None where it is new."""
    told = {"handover": str(handover), "agency": present().agency, **asked}
    return earlier(present().actor, key, told, result)


def entered(handover: Handover, did: str, /, **told: Any) -> int:
    """The entry in the handover's stream: what was done, for which agency, on which day."""
    told.pop("verb", None)
    return written.entered(handover.stream, did, told)


def on_side(handover: Handover, wanted: str = "") -> Side:
    """The side on which the present actor counts; refused to a witness and to who acted on the other."""
    side, reader = chosen(handover.sides(), wanted), present()
    if side is Side.WITNESS:
        raise Refused("not-your-side", agency=reader.agency, side=Side.GIVER)
    other = Side.RECEIVER if side is Side.GIVER else Side.GIVER
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select from handover_count where handover = %(h)s and side = %(other)s "
            "and actor = %(who)s) or %(other)s = 'giver' and exists (select from handover_line "
            "where handover = %(h)s and actor = %(who)s)",
            {"h": handover.id, "other": other, "who": reader.actor.id},
        )
        if cursor.fetchone()[0]:
            raise Refused("other-side", person=reader.actor.name, side=other)
    return side
