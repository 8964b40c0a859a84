"""In which language an applicant is told of a case, and whether an English version stands in its paper.

Vietnamese is the language of the law: it rules in every paper, and is what nobody who says nothing is
told in. An English version stands beside it where the procedure has one and the applicant wishes it.
Both may be chosen anew until the case is over; the paper's, until there is a paper.
"""

from __future__ import annotations

import uuid
from typing import Literal, NamedTuple

from django.db import connection

from continuity.casework.refused import Refused
from continuity.core.procedure import Procedure

Tongue = Literal["vi", "en"]


class Wish(NamedTuple):
    """What an applicant chose: the language of the notices, and an English version of the paper."""

    told: Tongue = "vi"
    english: bool = False


def wish(told: str, english: object = False) -> Wish:
    """A choice as a form or a program gives it; anything unknown is Vietnamese."""
    return Wish("en" if told == "en" else "vi", bool(english))


def plain(chosen: Wish | None) -> dict[str, object]:
    """A choice as a request and an entry have it; nothing where nobody was asked."""
    return {"told": chosen.told, "english": chosen.english} if chosen else {}


def has_english(procedure: Procedure) -> bool:
    """True where the law of a service lets its paper have an English version."""
    return any(output.english for output in procedure.outputs)


def possible(chosen: Wish | None, procedure: Procedure) -> None:
    """Refuses an English version where the procedure has none."""
    if chosen and chosen.english and not has_english(procedure):
        raise Refused("no-english", procedure=procedure.label)


def enter(case_id: uuid.UUID, chosen: Wish) -> None:
    """What was chosen stands with its case; the last choice holds."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into casework_wish (case_id, told, english) values (%s, %s, %s)",
            [case_id, chosen.told, chosen.english],
        )


def wished(case_id: uuid.UUID) -> Wish | None:
    """What the applicant of a case chose; None where nobody was asked."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select told, english from casework_wish where case_id = %s order by id desc limit 1",
            [case_id],
        )
        row = cursor.fetchone()
    return Wish(*row) if row else None
