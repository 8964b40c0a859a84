"""The list of the night: whose terms have ended since a keeper last looked at the entry.

A help to tidy the register. It changes nothing that is kept, no certificate depends on it, and a night in
which it was not drawn is no harm: the next one compares with the last look and not with the day before.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from django.db import connection

from continuity.accounts.today import today
from continuity.casework import keys
from continuity.casework.sealed import opened, renewed, sealed
from continuity.casework.sight import Reader, entered, working
from continuity.core.world import World
from continuity.journal.record import Actor, record
from continuity.register.read import present
from continuity.services.records import register
from continuity.services.records.refused import Refused
from continuity.services.records.rules.ended import Ended, ended
from continuity.services.records.rules.facts import Person
from continuity.services.records.rules.reckon import Status

LISTING, JOB = "records-listing", "records"
BATCH, MOST = 500, 200


class Told(NamedTuple):
    """A conviction of the list, as the keeper is shown it: never with a name or a number of a person."""

    number: str
    court: str
    status: Status
    since: date | None


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody on the list, and whether the night before had them too."""

    person: uuid.UUID
    fresh: bool
    what: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Night:
    """A list as a keeper sees it: of which day, who is on it, and how many left it since the last."""

    day: date | None
    before: date | None = None
    listed: tuple[Listed, ...] = ()
    gone: int = 0

    @property
    def fresh(self) -> int:
        """How many are on it for the first time."""
        return sum(one.fresh for one in self.listed)


def nightly() -> None:
    """The regular job."""
    drawn(today())


def drawn(on: date) -> int:
    """Draws the list of a day; how many are on it. The last list before it stays, older ones go."""
    after, found = uuid.UUID(int=0), 0
    place = partial(_ground, present(), {})
    with working(JOB, on), connection.cursor() as cursor:
        cursor.execute("delete from records_night where day = %s", [on])
        cursor.execute("delete from records_listed where day = %s", [on])
    while True:
        with working(JOB, on):
            rows = _batch(after)
            found += sum(_list(on, place, *row) for row in rows)
        if len(rows) < BATCH:
            break
        after = rows[-1][0]
    with working(JOB, on), connection.cursor() as cursor:
        cursor.execute("insert into records_night (day, persons) values (%s, %s)", [on, found])
        cursor.execute("select max(day) from records_night where day < %s", [on])
        before = cursor.fetchone()[0] or on
        cursor.execute("delete from records_listed where day < %s", [before])
        cursor.execute("delete from records_night where day < %s", [before])
    return found


def _batch(after: uuid.UUID) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select distinct on (v.person) v.person, v.version, v.sealed_facts, v.agency, v.day, "
            "greatest(v.day, (select max(r.day) from records_reviewed r where r.person = v.person)) "
            "from records_version v where v.person > %s order by v.person, v.version desc limit %s",
            [after, BATCH],
        )
        return list(cursor.fetchall())


def _list(
    on: date, place: Any, person: uuid.UUID, version: int, facts: bytes, agency: str, day: date,
    looked: date,
) -> bool:  # fmt: skip
    who = register.facts_of(person, version, facts)
    what = ended(who, looked, on)
    if not what:
        return False
    text = json.dumps([_told(who, one) for one in what], ensure_ascii=False)
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into records_listed (day, person, place, sealed_what) values (%s, %s, %s, %s)",
            [on, person, place(agency, day), sealed(keys.ring(), person, f"listed:{on}", text)],
        )
    return True


def _told(who: Person, one: Ended) -> list[str | None]:
    judgment = next(each for each in who.judgments if each.key == one.key)
    since = str(one.since) if one.since else None
    return [judgment.number or judgment.key, judgment.court, one.status, since]


def _ground(world: World, known: dict[tuple[str, date], str], agency: str, day: date) -> str:
    """A piece of the ground of whoever entered something, where people live: who keeps it today is who
    has the duty there."""
    if (agency, day) not in known:
        lineage, seat = world.lineage, world.agencies[agency].seat
        leaves = (
            leaf.id
            for leaf in lineage.leaves.values()
            if leaf.residents and not leaf.site and seat in lineage.path(leaf.id, day)
        )
        known[agency, day] = next(leaves, seat)
    return known[agency, day]


@contextmanager
def listing(actor: Actor, agency: str, on: date) -> Iterator[Reader]:
    """A transaction of a keeper who sees the list of the own ground, and nobody of the register."""
    with entered(
        Reader(actor, agency, LISTING, on), lambda: register.named(actor, agency, on, LISTING)
    ) as one:
        yield one


def night(*, actor: Actor, agency: str, on: date) -> Night:
    """The last list that was drawn by a day, with what differs from the one before it."""
    with listing(actor, agency, on), connection.cursor() as cursor:
        cursor.execute(
            "select day from records_night where day <= %s order by day desc limit 2", [on]
        )
        days = [row[0] for row in cursor.fetchall()]
        if not days:
            return Night(None)
        rows = {day: _rows(day) for day in days}
        record("records:nights", "read", actor, {"agency": agency, "on": str(on)}, purpose=LISTING)
    now, was = rows[days[0]], rows[days[1]] if days[1:] else {}
    found = [Listed(person, person not in was, what) for person, what in now.items()]
    found.sort(key=lambda one: (not one.fresh, one.person))
    return Night(days[0], days[1] if days[1:] else None, tuple(found), len(was.keys() - now.keys()))


def identity(person: uuid.UUID, *, actor: Actor, agency: str, on: date) -> str:
    """The number of one person of the list, for a keeper who is shown the row; refused otherwise."""
    with listing(actor, agency, on), connection.cursor() as cursor:
        cursor.execute("select records_listed_seeker(%s)", [person])
        seeker = cursor.fetchone()[0]
    if seeker is None:
        raise Refused("not-listed")
    return register.identity_of(bytes(seeker), actor=actor, agency=agency, on=on)


def reviewed(person: uuid.UUID, *, actor: Actor, agency: str, on: date) -> None:
    """A keeper has looked at the entry, and nothing of it was to be corrected: it leaves the list."""
    with register.keeping(actor, agency, on, identity(person, actor=actor, agency=agency, on=on)):
        entry = record(register.stream(person), "review", actor, {"agency": agency, "on": str(on)})
        with connection.cursor() as cursor:
            cursor.execute(
                "insert into records_reviewed (person, entry, day, agency, actor) "
                "values (%s, %s, %s, %s, %s)",
                [person, entry, on, agency, actor.id],
            )


def _rows(day: date) -> dict[uuid.UUID, tuple[Told, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select person, sealed_what from records_listed where day = %s order by person", [day]
        )
        return {person: _clear(person, day, bytes(text)) for person, text in cursor.fetchall()}


def _clear(person: uuid.UUID, day: date, text: bytes) -> tuple[Told, ...]:
    told = json.loads(opened(keys.ring(), person, f"listed:{day}", text))
    return tuple(
        Told(number, court, Status(status), date.fromisoformat(since) if since else None)
        for number, court, status, since in told
    )


def resealed(on: date) -> int:
    """Seals the lists anew that stand under an older key."""
    ring, done = keys.ring(), 0
    with working("rotation", on), connection.cursor() as cursor:
        cursor.execute("select day, person, sealed_what from records_listed")
        for day, person, text in cursor.fetchall():
            if anew := renewed(ring, person, f"listed:{day}", text):
                cursor.execute(
                    "update records_listed set sealed_what = %s where day = %s and person = %s",
                    [anew, day, person],
                )
                done += 1
    return done
