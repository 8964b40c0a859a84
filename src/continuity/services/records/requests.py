"""What a person's own request has to say since 1 July 2026: why not online, and on which text.

It is asked for online; foreigners and people without an electronic identity may come to the counter or
write. Where somebody else wants to see certificate No. 1 a text of the closed register must provide for
it.
"""

from __future__ import annotations

from continuity.casework.verbs.beforehand import Asked, Moment
from continuity.services.records.procedure import AWAY, FOREIGNER, ONE, STAYED, TWO
from continuity.services.records.questions import stands
from continuity.services.records.refused import Refused


def filed(asked: Asked) -> None:
    """As a request is filed; what its form does not ask is no condition of it."""
    if asked.procedure.code not in (ONE.code, TWO.code) or asked.moment is not Moment.FILE:
        return
    told = asked.answers()
    asks = any(field.id == AWAY.id for field in asked.procedure.fields)
    if asks and asked.agency and not told.get(AWAY.id) and told.get(STAYED.id) != FOREIGNER:
        raise Refused("online")
    stands(told, asked.case.filed)
