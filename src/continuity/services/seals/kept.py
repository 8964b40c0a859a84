"""Reading the register of seals: one seal with its history, those of a body, those of its forebears."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection

from continuity.services.seals.refused import Refused
from continuity.services.seals.rules import Act, Done, Kind, Seal

HISTORY = """
select s.id, s.body, s.kind, s.version, s.certificate, s.vi, s.en, s.replaces,
    array_agg(a.act order by a.position) filter (where a.act is not null),
    array_agg(a.day order by a.position) filter (where a.act is not null)
from seals_seal s left join seals_act a on a.seal = s.id where {which}
group by s.id order by s.body, s.kind, s.version
"""

# Whose seals must be back before a body gets a new one: those whom it continues by then.
FOREBEARS = """
s.body in (
    with recursive line (body) as (
        select thing from register_heir h join register_agency a on a.id = h.heir
            where h.heir = %(body)s and upper_inf(h.known) and upper_inf(a.known)
                and h.since <= greatest(%(on)s, a.since)
        union
        select h.thing from line l join register_heir h on h.heir = l.body where upper_inf(h.known)
    )
    select body from line
) or s.id in (select replaces from seals_seal where id = %(seal)s)
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """A seal as the register keeps it: its key, its law, the name that stands on it, what it replaces."""

    id: uuid.UUID
    seal: Seal
    vi: str
    en: str
    replaces: uuid.UUID | None = None

    @property
    def certificate(self) -> str:
        """The number of its certificate."""
        return self.seal.certificate


def one(id: uuid.UUID) -> Kept:
    """A seal by its key; refused where there is none."""
    found = _found("s.id = %(id)s", {"id": id})
    if not found:
        raise Refused("no-seal", seal=id)
    return found[0]


def of(body: str) -> list[Kept]:
    """Every seal that a body ever had, by kind and specimen."""
    return _found("s.body = %(body)s", {"body": body})


def of_all(bodies: Iterable[str]) -> dict[str, list[Kept]]:
    """The same for many bodies at once; a body that has none is left out."""
    found: dict[str, list[Kept]] = {}
    for kept in _found("s.body = any(%(bodies)s)", {"bodies": list(bodies)}):
        found.setdefault(kept.seal.body, []).append(kept)
    return found


def before(kept: Kept, on: date) -> list[Kept]:
    """What must be back before a seal is given out: what it replaces, and its forebears' seals."""
    told = {"body": kept.seal.body, "seal": kept.id, "on": on}
    return [old for old in _found(FOREBEARS, told) if old.id != kept.id]


class HandedIn(NamedTuple):
    """The receipt of a seal that was handed in: its number, the day of law, and who took it in where."""

    entry: int
    day: date
    at: datetime
    who: str
    point: str

    @property
    def number(self) -> str:
        """As it stands on the receipt; those of a night have numbers without letters."""
        return f"BN-{self.entry}"


IN = """
select a.act, a.entry, a.day, a.at, j.actor_name, a.point
from seals_act a join journal_entry j on j.number = a.entry
where a.seal = %s and a.act in ('handed-in', 'given-back') order by a.position desc limit 1
"""


def handed_in(id: uuid.UUID) -> HandedIn | None:
    """The receipt of a seal that lies with the registrar, or did last; None while it is elsewhere."""
    with connection.cursor() as cursor:
        cursor.execute(IN, [id])
        row = cursor.fetchone()
    return HandedIn(*row[1:]) if row and row[0] == Act.HANDED_IN else None


def _found(which: str, told: dict[str, Any]) -> list[Kept]:
    with connection.cursor() as cursor:
        cursor.execute(HISTORY.format(which=which), told)
        return [_kept(*row) for row in cursor.fetchall()]


def _kept(
    id: uuid.UUID, body: str, kind: str, version: int, certificate: str, vi: str, en: str,
    replaces: uuid.UUID | None, acts: list[str] | None, days: list[date] | None,
) -> Kept:  # fmt: skip
    done = tuple(Done(Act(act), day) for act, day in zip(acts or [], days or [], strict=True))
    return Kept(id, Seal(body, Kind(kind), version, certificate, done), vi, en, replaces)
