"""The night of a reform: prepared for every ended, founded and renamed body at once.

What is prepared changes nothing yet: a label for each seal that must come, a place and a time to
bring it, a specimen with its number for each that must be made. Another person confirms the new
specimens. Nothing runs when a reform is withdrawn: whether a night still stands is asked of the
reform each time. Prepared again, it keeps every label that is still due.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection, transaction

from continuity.accounts.ids import uuid7
from continuity.accounts.roles import Role
from continuity.core.terms import TERMS
from continuity.journal.record import Actor, record
from continuity.packs.names import Names
from continuity.packs.vn import pack
from continuity.reform.shelf import stands
from continuity.register.means import Means, had
from continuity.register.read import present
from continuity.register.write import hold
from continuity.services.seals import tasks
from continuity.services.seals.plan import Owed, Place, Room, owed, registrars, spread
from continuity.services.seals.refused import Refused
from continuity.services.seals.rules import Act, Duty
from continuity.services.seals.seat import seated


class Point(NamedTuple):
    """A collection point of a night: where, from when, in slots of how long, for how many each."""

    id: str
    vi: str
    en: str
    area: str
    opens: datetime
    minutes: int
    slots: int
    capacity: int

    @property
    def room(self) -> Room:
        """What it can take."""
        return Room(self.id, self.area, self.slots, self.capacity)

    def time(self, slot: int) -> datetime:
        """When a slot begins."""
        return self.opens + timedelta(minutes=self.minutes * slot)


@dataclass(frozen=True, slots=True)
class Night:
    """A prepared exchange of seals: of which reform, where, on which day, by whom."""

    id: uuid.UUID
    decree: str
    area: str
    day: date
    entry: int
    registrars: tuple[str, ...]
    prepared_by: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a preparation made: the night, and how many of each duty it asks for."""

    night: uuid.UUID
    counts: dict[str, int]


def night(id: uuid.UUID) -> Night:
    """A night by its key; refused where there is none."""
    found = nights("id = %s", id)
    if not found:
        raise Refused("no-night")
    return found[0]


def nights(which: str = "true", *told: str | uuid.UUID) -> list[Night]:
    """The nights that were prepared, the latest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, decree, area, day, entry, registrars, prepared_by from seals_night "
            f"where {which} order by day desc, decree, area",
            told,
        )
        return [
            Night(id, decree, area, day, entry, tuple(theirs), by)
            for id, decree, area, day, entry, theirs, by in cursor.fetchall()
        ]


def withdrawn(one: Night) -> bool:
    """True where the reform is in force no longer: what was handed in goes back."""
    return stands(one.decree) is None


def standing(one: Night) -> None:
    """Raises `Refused` where the reform was withdrawn, or is not the one that was prepared for."""
    found = stands(one.decree)
    if found is None:
        raise Refused("withdrawn", decree=one.decree)
    if found != (one.day, one.entry):
        raise Refused("outdated")


def points(id: uuid.UUID) -> list[Point]:
    """The collection points of a night, by name."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, vi, en, area, opens, minutes, slots, capacity from seals_point "
            "where night = %s order by vi",
            [id],
        )
        return [Point(*row) for row in cursor.fetchall()]


@transaction.atomic
def prepare(
    decree: str,
    at: Sequence[Point],
    *,
    actor: Actor,
    agency: str,
    on: date,
    area: str = "",
) -> Prepared:
    """Tasks, labels, times and specimens for all that a reform asks in an area ('' is everywhere).

    Refused for a decree that is not in force, for points with too few places, and to who does not
    register seals there.
    """
    hold()
    seated(actor, agency, on)
    found = stands(decree)
    if found is None:
        raise Refused("not-in-force", decree=decree)
    day, entry = found
    names = Names(present(), pack().kinds)
    wanted = owed(names, day, area)

    if not wanted:
        raise Refused("nothing-due", decree=decree)
    theirs = registrars(names.world, wanted, day)
    if agency not in theirs:
        raise Refused("not-registrar", agency=agency, body=wanted[0].name[0], on=on)
    places = _places(names, wanted, at, day)

    one = Night(_id(decree, area), decree, area, day, entry, tuple(theirs), actor.id)
    counts = dict(sorted(Counter(task.duty.value for task in wanted).items()))
    told = {"decree": decree, "area": area, "day": str(day), "agency": agency, "counts": counts}
    written = record(stream(one.id), "prepare-seals", actor, told, purpose="reform")
    _enter(one, at)
    tasks.enter(one.id, wanted, places, written)
    return Prepared(one.id, counts)


@transaction.atomic
def confirm(id: uuid.UUID, *, actor: Actor, agency: str, on: date) -> int:
    """How many prepared specimens are registered by this: a head confirms what another prepared."""
    hold()
    seated(actor, agency, on, Role.HEAD)
    one = night(id)
    _registrar(one, agency, on)
    standing(one)
    if actor.id == one.prepared_by:
        raise Refused("same-person", person=actor.name)

    entry = record(stream(id), "confirm-seals", actor, {"agency": agency, "on": str(on)})
    return _every(
        "select t.fresh from seals_due t where t.night = %s and t.fresh is not null "
        "and t.fresh_state is null",
        id,
        *(Act.REGISTERED, on, agency, actor.id, "", one.prepared_by, entry),
    )


@transaction.atomic
def close(id: uuid.UUID, *, actor: Actor, agency: str, on: date, reason: str) -> int:
    """How many seals that never came are void by this, each on the public list; a head declares it."""
    hold()
    seated(actor, agency, on, Role.HEAD)
    one = night(id)
    _registrar(one, agency, on)
    standing(one)
    if on < one.day:
        raise Refused("too-early", certificate="–", state="–", last=one.day, on=on)
    if not reason.strip():
        raise Refused("no-reason")

    entry = record(
        stream(id), "close-seals", actor, {"agency": agency, "reason": reason, "on": str(on)}
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "select body, certificate from seals_due where night = %s and not taken "
            "and state in ('delivered', 'given-back')",
            [id],
        )
        missing = cursor.fetchall()
    made = _every(
        "select t.seal from seals_due t where t.night = %s and not t.taken "
        "and t.state in ('delivered', 'given-back')",
        id,
        *(Act.VOID, on, agency, actor.id, reason.strip(), stream(id), entry),
    )
    for body, certificate in missing:
        had(Means(body, "seal", certificate), on, entry)
    return made


def stream(id: uuid.UUID) -> str:
    """The journal stream of a night."""
    return f"seals:night:{id}"


def _registrar(one: Night, agency: str, on: date) -> None:
    if agency not in one.registrars:
        raise Refused("not-registrar", agency=agency, body=one.decree, on=on)


def _id(decree: str, area: str) -> uuid.UUID:
    found = nights("decree = %s and area = %s", decree, area)
    return found[0].id if found else uuid7()


def _places(names: Names, wanted: list[Owed], at: Sequence[Point], day: date) -> dict[str, Place]:
    """When each body that brings a seal comes where; one that only gets one comes to nobody."""
    lineage, last = names.world.lineage, day - timedelta(days=1)
    coming = {
        task.body: lineage.path(task.seat, last) + lineage.path(task.seat, day)
        for task in wanted
        if task.duty is not Duty.REGISTER
    }
    found = spread(list(coming.items()), [point.room for point in at])
    if found is None:
        room = sum(point.room.places for point in at)
        raise Refused("too-narrow", bodies=len(coming), places=room)
    return found


def _enter(one: Night, at: Sequence[Point]) -> None:
    with connection.cursor() as cursor:
        told: dict[str, Any] = {"id": one.id, "decree": one.decree, "area": one.area}
        told |= {"day": one.day, "entry": one.entry, "by": one.prepared_by}
        cursor.execute(
            "insert into seals_night (id, decree, area, day, entry, registrars, prepared_by) "
            "values (%(id)s, %(decree)s, %(area)s, %(day)s, %(entry)s, %(theirs)s, %(by)s) "
            "on conflict (id) do update set day = excluded.day, entry = excluded.entry, "
            "registrars = excluded.registrars, prepared_by = excluded.prepared_by",
            {**told, "theirs": list(one.registrars)},
        )
        cursor.execute(
            "update seals_task set point = null, slot = null where night = %s and point is not null",
            [one.id],
        )
        cursor.execute("delete from seals_point where night = %s", [one.id])
        cursor.executemany(
            "insert into seals_point (night, id, vi, en, area, opens, minutes, slots, capacity) "
            "values (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [(one.id, *point) for point in at],
        )


def _every(
    which: str,
    id: uuid.UUID,
    act: Act,
    on: date,
    agency: str,
    actor: str,
    reason: str,
    asked_by: str,
    entry: int,
) -> int:
    """One act on many seals at once, each with its own line in the register."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into seals_act (seal, position, act, day, agency, actor, reason, asked_by, entry) "
            "select w.seal, 1 + (select count(*) from seals_act a where a.seal = w.seal), "
            "%s, %s, %s, %s, %s, %s, %s "
            f"from ({which}) w (seal)",
            [act, on, agency, actor, reason, asked_by, entry, id],
        )
        return int(cursor.rowcount)


TERMS.update(
    {
        "prepare-seals": "chuẩn bị đợt đổi con dấu",
        "confirm-seals": "xác nhận mẫu con dấu",
        "close-seals": "kết thúc đợt đổi con dấu",
    }
)
