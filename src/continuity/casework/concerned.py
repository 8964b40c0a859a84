"""Whose own case it is: for no agency does anybody act on what they have asked for themselves.

That somebody filed a case alone, its first entry says; what else tells it, a room above registers.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.db import connection

from continuity.casework.purposes import Purpose
from continuity.casework.refused import Refused
from continuity.casework.sight import present

_more: list[Callable[[uuid.UUID], bool]] = []


def asks(more: Callable[[uuid.UUID], bool]) -> None:
    """From now on this is asked too: is a case about whoever reads?"""
    if more not in _more:
        _more.append(more)


def apart(case: uuid.UUID) -> None:
    """Refuses whoever acts for an agency on a case of their own, whatever they would do."""
    reader = present()
    if reader.agency and concerned(case):
        raise Refused("own-case", person=reader.actor.name)


def concerned(case: uuid.UUID) -> bool:
    """True where whoever reads is the applicant of a case."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select from journal_entry where stream = %s and position = 1 "
            "and actor = %s and purpose = %s)",
            [f"case:{case}", present().actor.id, Purpose.APPLICANT],
        )
        filed = bool(cursor.fetchone()[0])
    return filed or any(more(case) for more in _more)
