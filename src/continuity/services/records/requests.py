"""What a person's own request has to say since 1 July 2026: why not online, on which text, how old.

It is asked for online; foreigners and people without an electronic identity may come to the counter or
write. Where somebody else wants to see certificate No. 1 a text of the closed register must provide for
it.
"""

from __future__ import annotations

from datetime import date

from continuity.casework.verbs.beforehand import Asked, Moment
from continuity.services.records.papers import refused_ground
from continuity.services.records.procedure import AWAY, FOREIGNER, ONE, STAYED, TWO
from continuity.services.records.questions import stands
from continuity.services.records.refused import Refused
from continuity.services.records.rules.asking import Asker, age_on, may_ask
from continuity.services.records.rules.certificate import Number

NUMBERS = {ONE.code: Number.ONE, TWO.code: Number.TWO}


def of_age(asked: Asked) -> None:
    """Refuses to grant what could not be issued, since the law of the day of filing lets nobody ask."""
    filed = asked.case.filed
    age = age_on(date.fromisoformat(asked.answers()["born"]), filed)
    if ground := may_ask(Asker.PERSON, NUMBERS[asked.procedure.code], age=age, on=filed):
        raise refused_ground(asked.procedure, ground)


def filed(asked: Asked) -> None:
    """As a request is filed, and before it is granted; what its form does not ask is no condition."""
    if asked.procedure.code not in NUMBERS:
        return
    if asked.moment is Moment.GRANT:
        of_age(asked)
    if asked.moment is not Moment.FILE:
        return
    told = asked.answers()
    asks = any(field.id == AWAY.id for field in asked.procedure.fields)
    if asks and asked.agency and not told.get(AWAY.id) and told.get(STAYED.id) != FOREIGNER:
        raise Refused("online")
    stands(told, asked.case.filed)
