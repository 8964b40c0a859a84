"""Who looks at the readiness of a reform: named once for a transaction, like readers of handovers.

Heads, planners and inspectors of a body that the reform concerns see all units; an officer sees the
own agency's, where it is one of them. To anybody else it is not there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.db import connection

from continuity.accounts.roles import Role
from continuity.casework.sight import Reader, entered, narrowed, present
from continuity.core.world import World
from continuity.handover.readiness.judge import Held
from continuity.handover.readiness.requirements import Unit
from continuity.handover.readiness.units import units, with_parts
from continuity.handover.refused import Refused
from continuity.handover.sides import ACTING, LOOKING
from continuity.journal.record import SYSTEM, Actor
from continuity.reform.shelf import stands
from continuity.register import read
from continuity.register.ask import is_agency
from continuity.register.called import successor

PURPOSE = "readiness"
SEATS = """
select a.agency, a.sub_unit, a.person, a.seat, p.name, lower(a.valid), upper(a.valid)
from accounts_appointment a join accounts_person p on p.id = a.person
where a.agency = any(%s) and upper_inf(a.known) and a.role = any(%s)
"""
_last: list[tuple[World, date, tuple[dict[str, Unit], frozenset[str]]]] = []


@dataclass(frozen=True)
class Readiness:
    """One reform before one reader: its units, who sits there, and what the reader may see of them.

    `at` is the day on which states are judged: that of the reform until it has come, then today.
    """

    decree: str
    day: date
    at: date
    units: dict[str, Unit]
    seats: dict[str, list[Held]]
    places: dict[str, tuple[str, ...]]
    whole: bool
    world: World

    def unit(self, id: str) -> Unit:
        """A unit that the reader may see; refused in the same words whether it is not there."""
        if id not in self.units:
            raise Refused("no-unit", unit=id, decree=self.decree)
        return self.units[id]


@contextmanager
def at(
    decree: str, actor: Actor, agency: str, on: date, *, seats: tuple[Role, ...] = LOOKING
) -> Iterator[Readiness]:
    """A transaction that sees the readiness of a reform; refused to whom it does not concern."""
    reader = Reader(actor, agency, PURPOSE, on)
    with entered(reader, lambda: _name(reader, seats)):
        if not is_agency(agency, on):
            raise Refused("agency-ended", agency=agency, on=on, heir=successor(agency, on))
        yield _seen(decree, agency, on)


@contextmanager
def overseen(on: date) -> Iterator[None]:
    """A transaction in which the system itself sees all of every reform's readiness and plans.

    For what asks by itself: the approval of a reform, and the job that tells who is late.
    """
    with entered(Reader(SYSTEM, "", PURPOSE, on), lambda: _oversee(on)):
        yield


def _oversee(on: date) -> None:
    told = {"reader": SYSTEM.id, "agency": "", "purpose": PURPOSE, "day": str(on)}
    told |= {"applicant": "", "duty": "oversees"}
    asked = ", ".join(f"set_config('continuity.{name}', %s, true)" for name in told)
    with connection.cursor() as cursor:
        cursor.execute(f"select {asked}", list(told.values()))


def seen_in(decree: str, day: date, on: date, world: World) -> Readiness:
    """The readiness of a reform in a world that is to come, inside `overseen`."""
    return _made(decree, day, on, units(world, day)[0], world, whole=True)


def own(room: Readiness, id: str) -> Unit:
    """A unit of the present agency; of one that is not founded yet, whoever oversees the reform."""
    one, reader = room.unit(id), present()
    if one.agency != reader.agency and is_agency(one.agency, reader.on):
        raise Refused("not-own-unit", unit=id, agency=reader.agency)
    return one


def _seen(decree: str, agency: str, on: date) -> Readiness:
    found = stands(decree) if decree.isprintable() else None
    if found is None:
        raise Refused("no-readiness", decree=decree)
    day = found[0]
    world = read.present()
    every, concerned = _units(world, day)
    whole = _oversees() and agency in concerned
    mine = every if whole else {id: unit for id, unit in every.items() if id == agency}
    if not mine:
        raise Refused("no-readiness", decree=decree)
    return _made(decree, day, on, mine, world, whole=whole)


def _made(
    decree: str, day: date, on: date, mine: dict[str, Unit], world: World, *, whole: bool
) -> Readiness:
    seats = _seats(list(mine))
    parts = [tuple(key.split("/", 1)) for key, held in seats.items() if "/" in key and held]
    bodies = [world.agencies[id] for id in mine if id in world.agencies]
    places = {one.id: world.lineage.path(one.seat, day) for one in bodies}
    made = with_parts(mine, [(one[0], one[1]) for one in parts])
    return Readiness(decree, day, max(on, day), made, seats, places, whole, world)


def _units(world: World, day: date) -> tuple[dict[str, Unit], frozenset[str]]:
    for kept, when, found in _last:
        if kept is world and when == day:
            return found
    made = units(world, day)
    _last[:] = [(world, day, made), *_last[:3]]
    return made


def _seats(agencies: list[str]) -> dict[str, list[Held]]:
    made: dict[str, list[Held]] = {}
    with connection.cursor() as cursor:
        cursor.execute(SEATS, [agencies, [str(role) for role in ACTING]])
        for agency, part, person, seat, name, since, until in cursor.fetchall():
            key = f"{agency}/{part}" if part else agency
            made.setdefault(key, []).append(Held(f"{person} {seat}", since, until, name))
    return made


def _oversees() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select readiness_oversees()")
        return bool(cursor.fetchone()[0])


def _name(reader: Reader, seats: tuple[Role, ...]) -> None:
    told = (reader.actor.id, reader.agency, reader.on, narrowed(str(role) for role in seats))
    with connection.cursor() as cursor:
        cursor.execute("select readiness_name(%s, %s, %s, %s)", told)
        if not cursor.fetchone()[0]:
            raise Refused(
                "not-seated-there", person=reader.actor.name, agency=reader.agency, on=reader.on
            )
