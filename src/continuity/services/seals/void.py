"""The public list: every seal that nobody may rely on any more, with its number and the day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from continuity.packs.names import folded

PAGE = 50
GONE = ("handed-in", "reported-lost", "lost", "void", "destroyed")
LONGEST = 200


class Void(NamedTuple):
    """A seal that is out of use: what stands on it, its number, since when and why."""

    vi: str
    en: str
    kind: str
    certificate: str
    day: date
    state: str


# Since when it is out of use: the first day of all that was done with it after it was last given out;
# by whom: whoever did any of that.
LIST = """
select s.vi, s.en, s.kind, s.certificate, gone.day, s.act from seals_now s
    cross join lateral (
        select min(a.day) as day, array_agg(a.agency) as agencies
        from seals_act a where a.seal = s.id and a.position > (
            select max(b.position) from seals_act b
                where b.seal = s.id and b.act in ('registered', 'delivered', 'given-back'))) gone
where s.act = any(%(gone)s) and (%(words)s = '' or s.folded like %(like)s or s.certificate = %(words)s)
    and (%(agencies)s::text[] is null or gone.agencies && %(agencies)s::text[])
    and (%(on)s::date is null or gone.day <= %(on)s::date)
order by gone.day desc, s.folded, s.certificate
"""


def void(words: str = "", page: int = 1, size: int = PAGE) -> tuple[list[Void], bool]:
    """One page of the list, the latest first, and whether there is more.

    `words` are a part of a name, with or without marks, or the number of a certificate.
    """
    asked = " ".join(words.replace("\0", "").split())[:LONGEST]
    like = folded(asked).replace("\\", "").replace("%", "").replace("_", "")
    told = {"words": asked, "like": f"%{like}%", "size": size + 1, "skip": (page - 1) * size}
    found = _found(LIST + "limit %(size)s offset %(skip)s", **told)
    return found[:size], len(found) > size


def every() -> list[Void]:
    """The whole list."""
    return _found(LIST)


def of(agencies: Iterable[str], on: date) -> list[Void]:
    """What some registrars had taken out of use by the end of a day, as it is known now."""
    return _found(LIST, agencies=list(agencies), on=on)


def _found(statement: str, **told: Any) -> list[Void]:
    blank = {"gone": list(GONE), "words": "", "like": "", "agencies": None, "on": None}
    with connection.cursor() as cursor:
        cursor.execute(statement, blank | told)
        return [Void(*row) for row in cursor.fetchall()]
