"""Where a case may be filed: at a commune or a piece of ground where somebody must act on the matter."""

from __future__ import annotations

from datetime import date

from django.db import connection

from continuity.casework.refused import Refused
from continuity.core.procedure import Words
from continuity.packs.names import Names
from continuity.packs.vn import pack
from continuity.register.read import present


def known(function: str, place: str, on: date) -> None:
    """Refuses a function or a place that there is not, and a place where nobody need ever act on it.

    Where a duty follows residents and none live, a case would lie on no desk at all.
    """
    asked = "select casework_function(%s), casework_ground(%s), casework_owed(%s, %s)"
    with connection.cursor() as cursor:
        cursor.execute(asked, [function, place, function, place])
        there, ground, owed = cursor.fetchone()
    if not there:
        raise Refused("unknown-function", function=function)
    if not ground:
        raise Refused("unknown-place", place=place)
    if not owed:
        raise Refused("nobody-acts", place=called(place, on))


def is_owed(function: str, place: str) -> bool:
    """False where nobody need ever act on a function at a place."""
    with connection.cursor() as cursor:
        cursor.execute("select casework_owed(%s, %s)", [function, place])
        return bool(cursor.fetchone()[0])


def called(place: str, on: date) -> Words:
    """What a place is called on a day, a piece of ground by the unit in which it lies."""
    return Words(*Names(present(), pack().kinds).both(place, on))
