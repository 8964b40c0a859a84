"""The public list: every seal that nobody may rely on any more, with its number and the day."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from continuity.packs.names import folded

PAGE = 50
GONE = ("handed-in", "lost", "void", "destroyed")
LONGEST = 200


class Void(NamedTuple):
    """A seal that is out of use: what stands on it, its number, since when and why."""

    vi: str
    en: str
    kind: str
    certificate: str
    day: date
    state: str


# Since when it is out of use: the first day of all that was done with it after it was last given out.
LIST = """
select s.vi, s.en, s.kind, s.certificate, gone.day, s.act from seals_now s
    cross join lateral (
        select min(a.day) as day from seals_act a where a.seal = s.id and a.position > (
            select max(b.position) from seals_act b
                where b.seal = s.id and b.act in ('registered', 'delivered', 'given-back'))) gone
where s.act = any(%(gone)s) and (%(words)s = '' or s.folded like %(like)s or s.certificate = %(words)s)
order by gone.day desc, s.folded, s.certificate
"""


def void(words: str = "", page: int = 1, size: int = PAGE) -> tuple[list[Void], bool]:
    """One page of the list, the latest first, and whether there is more.

    `words` are a part of a name, with or without marks, or the number of a certificate.
    """
    asked = " ".join(words.replace("\0", "").split())[:LONGEST]
    like = folded(asked).replace("\\", "").replace("%", "").replace("_", "")
    told: dict[str, Any] = {"gone": list(GONE), "words": asked, "like": f"%{like}%"}
    with connection.cursor() as cursor:
        cursor.execute(
            LIST + "limit %(size)s offset %(skip)s",
            {**told, "size": size + 1, "skip": (page - 1) * size},
        )
        found = [Void(*row) for row in cursor.fetchall()]
    return found[:size], len(found) > size


def every() -> list[Void]:
    """The whole list."""
    return void(size=1_000_000)[0]
