"""The register of convictions: entered and corrected by a keeper, read for one open case at a time.

What is kept is the facts, sealed; what a conviction is on a day is computed. A correction is another
version with its reason, so that what was believed when a certificate was issued stays readable. Every
reading is an entry in the person's own stream, with its purpose.
"""

from __future__ import annotations

import json
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from continuity.accounts.ids import uuid7
from continuity.accounts.roles import Role
from continuity.casework import keys
from continuity.casework.purposes import Purpose
from continuity.casework.refused import Refused as NotSeen
from continuity.casework.sealed import blind, opened, renewed, sealed
from continuity.casework.sight import Reader, entered, narrowed, present, working
from continuity.core.finding import Said
from continuity.core.plainly import tree_of, value_of
from continuity.journal.record import Actor, record
from continuity.register.called import called
from continuity.services.records.refused import Refused
from continuity.services.records.rules.facts import Person

KEEPING = "records-keeping"
KEEPERS = (Role.OFFICER, Role.HEAD)
BATCH = 500


@dataclass(frozen=True, slots=True)
class Version:
    """What was believed of a person from one entry on, and on whose word."""

    person: uuid.UUID
    number: int
    facts: Person
    source: str
    reason: str
    day: date
    agency: str
    actor: str
    entry: int


def stream(person: uuid.UUID) -> str:
    """The journal stream of a person of the register."""
    return f"record:{person}"


@contextmanager
def keeping(actor: Actor, agency: str, on: date, identity: str) -> Iterator[Reader]:
    """A transaction of a keeper, which sees the one person that it names; programs may not have it."""
    with _kept(actor, agency, on, blind(keys.blind_key(), identity)) as reader:
        yield reader


@contextmanager
def _kept(actor: Actor, agency: str, on: date, seeker: bytes) -> Iterator[Reader]:
    def name() -> None:
        named(actor, agency, on, KEEPING, seeker.hex())

    with entered(Reader(actor, agency, KEEPING, on), name) as reader:
        yield reader


def named(actor: Actor, agency: str, on: date, purpose: str, seeker: str = "") -> None:
    """Names a keeper to the database; refused to who is none at a body that has the duty that day."""
    seats = narrowed(str(role) for role in KEEPERS)
    whole = len(seats) == len(KEEPERS) and agency != ""
    with connection.cursor() as cursor:
        if whole:
            told: tuple[Any, ...] = (actor.id, agency, purpose, str(on), seeker, seats)
            cursor.execute("select casework_name(%s, %s, %s, %s, %s, %s)", told)
            whole = bool(cursor.fetchone()[0])
        if whole:
            cursor.execute(
                "select exists (select from casework_slot "
                "where duty = casework_duty() and function = 'criminal-records')"
            )
            whole = bool(cursor.fetchone()[0])
    if not whole:
        names = called(agency, on)
        body = Said(names.en or names.vi, names.vi)
        raise Refused("not-keeper", person=actor.name, agency=body, on=on)


def enter(
    identity: str,
    name: str,
    facts: Person,
    *,
    actor: Actor,
    agency: str,
    on: date,
    source: str,
    reason: str = "",
    after: int | None = None,
) -> Version | None:
    """What is known of a person from now on; None where exactly that is kept already.

    Another text of somebody who is kept is a correction, and refused without a reason. Whoever worked
    from a version says `after` which one, and is refused where somebody else was quicker.
    """
    for key, n in Counter(one.key for one in facts.judgments).items():
        if n > 1:
            raise Refused("twice", key=key)
    with keeping(actor, agency, on, identity) as reader:
        person = _person(identity, name)
        before = _versions(person)
        if after is not None and after != len(before):
            raise Refused("changed")
        if before and before[-1].facts == facts:
            return None
        if before and not reason.strip():
            raise Refused("no-reason")

        number = len(before) + 1
        told = {"version": number, "agency": agency, "on": str(on)}
        verb = "correct" if before else "enter"
        entry = record(stream(person), verb, actor, told)
        whole = {"facts": tree_of(facts), "source": source, "reason": reason if before else ""}
        text = json.dumps(whole, ensure_ascii=False)
        row: list[Any] = [person, number, sealed(keys.ring(), person, f"facts:{number}", text)]
        row += [on, agency, reader.actor.id, entry]
        with connection.cursor() as cursor:
            cursor.execute(
                "insert into records_version (person, version, sealed_facts, day, agency, actor, entry) "
                "values (%s, %s, %s, %s, %s, %s, %s)",
                row,
            )
        return _versions(person)[-1]


def history(identity: str, *, actor: Actor, agency: str, on: date) -> list[Version]:
    """Everything that was ever believed of a person, the oldest first; the reading is an entry."""
    with keeping(actor, agency, on, identity):
        with connection.cursor() as cursor:
            cursor.execute("select id from records_person")
            found = cursor.fetchone()
        if found is None:
            return []
        record(stream(found[0]), "read", actor, {"agency": agency, "on": str(on)}, purpose=KEEPING)
        return _versions(found[0])


def identity_of(seeker: bytes, *, actor: Actor, agency: str, on: date) -> str:
    """The number of the one person whom a keeper found on a list; the reading is an entry."""
    with _kept(actor, agency, on, seeker), connection.cursor() as cursor:
        cursor.execute("select id, sealed_identity from records_person")
        found = cursor.fetchone()
        if found is None:
            raise Refused("not-listed")
        id, text = found
        record(stream(id), "read", actor, {"agency": agency, "on": str(on)}, purpose=KEEPING)
    return opened(keys.ring(), id, "identity", bytes(text))


def facts_of(person: uuid.UUID, version: int, text: bytes) -> Person:
    """The facts of a version in clear, for the job that draws the list of a night."""
    told = json.loads(opened(keys.ring(), person, f"facts:{version}", bytes(text)))
    return value_of(Person, told["facts"])


def of_case(case: uuid.UUID, number: str) -> Person:
    """What is known today of the person whom a case is about, inside `reading(…)` for processing it.

    That is its applicant, and where an agency asks whom it asked about. Nobody in the register is nobody
    with a conviction; so whoever is there and may not be seen is refused, and never taken for nobody.
    """
    reader = present()
    if reader.purpose != Purpose.PROCESSING:
        raise NotSeen("not-for-purpose", purpose=reader.purpose)
    with connection.cursor() as cursor:
        cursor.execute(
            "select coalesce(a.seeker, c.seeker) from casework_case c "
            "left join records_asked a on a.case_id = c.id where c.id = %s",
            [case],
        )
        seeker = cursor.fetchone()
        if seeker is None:
            raise NotSeen("no-such-case", on=reader.on)
        cursor.execute("select id from records_person where seeker = %s", [seeker[0]])
        found = cursor.fetchone()
        if found is None:
            cursor.execute("select records_there(%s)", [case])
            if cursor.fetchone()[0]:
                raise Refused("hidden", number=number)
            return Person()
    told = {"agency": reader.agency, "case": number, "on": str(reader.on)}
    record(stream(found[0]), "read", reader.actor, told, purpose=reader.purpose)
    return _versions(found[0])[-1].facts


def redrawn(case: uuid.UUID) -> None:
    """From here to the end of the transaction the register is open for a case that is over, to correct
    what was issued in it."""
    present()
    with connection.cursor() as cursor:
        cursor.execute("select set_config('continuity.redrawn', %s, true)", [str(case)])


def _person(identity: str, name: str) -> uuid.UUID:
    """The person of an identity number, entered where there is none; held until the end."""
    id, seeker = uuid7(), blind(keys.blind_key(), identity)
    ring = keys.ring()
    row: list[Any] = [
        id,
        seeker,
        sealed(ring, id, "name", name),
        sealed(ring, id, "identity", identity),
    ]
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [seeker.hex()])
        cursor.execute("select id from records_person where seeker = %s", [seeker])
        if found := cursor.fetchone():
            return uuid.UUID(str(found[0]))
        cursor.execute("insert into records_person values (%s, %s, %s, %s)", row)
    return id


def _versions(person: uuid.UUID) -> list[Version]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select person, version, sealed_facts, day, agency, actor, entry "
            "from records_version where person = %s order by version",
            [person],
        )
        return [_version(*row) for row in cursor.fetchall()]


def _version(person: uuid.UUID, number: int, facts: bytes, *rest: Any) -> Version:
    told = json.loads(opened(keys.ring(), person, f"facts:{number}", bytes(facts)))
    known = value_of(Person, told["facts"])
    return Version(person, number, known, told["source"], told["reason"], *rest)


def resealed(on: date) -> int:
    """Seals anew what stands under an older key; how many fields there were."""
    done = 0
    with working("rotation", on), connection.cursor() as cursor:
        cursor.execute("select id, sealed_name, sealed_identity from records_person")
        for id, *fields in cursor.fetchall():
            for name, old in zip(("name", "identity"), fields, strict=True):
                done += _again(cursor, "records_person", f"sealed_{name}", id, name, old)
        cursor.execute("select person, version, sealed_facts from records_version")
        for id, number, old in cursor.fetchall():
            done += _again(
                cursor, "records_version", "sealed_facts", id, f"facts:{number}", old, number
            )
    return done


def _again(
    cursor: Any, table: str, column: str, id: uuid.UUID, field: str, old: Any, version: int = 0
) -> int:
    fresh = renewed(keys.ring(), id, field, old)
    if fresh is None:
        return 0
    which, keyed = ("person = %s and version = %s", [id, version]) if version else ("id = %s", [id])
    cursor.execute(f"update {table} set {column} = %s where {which}", [fresh, *keyed])
    return 1
