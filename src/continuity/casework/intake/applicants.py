"""Whose a login is: a person, and the identity that an officer saw the papers of.

Cases are found by identity and never by login, so that one filed at a counter years ago is in
somebody's list on the day that they prove who they are. Until then a login can save drafts.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from typing import Any, NamedTuple

from django.db import IntegrityError, connection, transaction

from continuity.accounts.ids import uuid7
from continuity.accounts.people import person_of, stream
from continuity.casework import keys
from continuity.casework.cases import FIELDS, Personal
from continuity.casework.intake import refused as refused  # its words must be there to be said
from continuity.casework.once import earlier
from continuity.casework.purposes import Purpose
from continuity.casework.refused import Refused
from continuity.casework.sealed import blind, opened, sealed
from continuity.casework.sight import Reader, entered, present, reading
from continuity.casework.wishes import wished
from continuity.journal.record import Actor, record


class Applicant(NamedTuple):
    """Somebody whose identity is proved: by which agency, on which day."""

    personal: Personal
    agency: str
    proved: date


@contextmanager
def reading_as(person: Actor, on: date) -> Iterator[bool]:
    """A transaction that sees what somebody may see as an applicant: their own cases and drafts.

    Gives False before the identity is proved, and then there are no cases to be seen.
    """
    proved = False

    def name() -> None:
        nonlocal proved
        with connection.cursor() as cursor:
            cursor.execute("select intake_name(%s, %s)", [person.id, on])
            proved = bool(cursor.fetchone()[0])

    with entered(Reader(person, "", Purpose.APPLICANT, on), name):
        yield proved


def applicant() -> Applicant | None:
    """The proved identity of whoever reads as an applicant; None before it is proved."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"select id, {', '.join(f'sealed_{f}' for f in FIELDS)}, agency, proved "
            "from intake_applicant where person = %s",
            [present().actor.id],
        )
        row = cursor.fetchone()
    if row is None:
        return None
    id, *texts, agency, proved = row
    clear = {f: opened(keys.ring(), id, f, bytes(t)) for f, t in zip(FIELDS, texts, strict=True)}
    return Applicant(Personal(**clear), agency, proved)


def is_mine(case: uuid.UUID) -> bool:
    """True where a case is about the identity that was proved for whoever reads, in any seat."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select from intake_applicant a "
            "join casework_case c on c.seeker = a.seeker where a.person = %s and c.id = %s)",
            [present().actor.id, case],
        )
        return bool(cursor.fetchone()[0])


def language(case: uuid.UUID) -> str:
    """The language that the applicant chose for a case, else for their login; else Vietnamese."""
    if chosen := wished(case):
        return chosen.told
    with connection.cursor() as cursor:
        cursor.execute(
            "select p.language from casework_case c join intake_applicant a on a.seeker = c.seeker "
            "join accounts_person p on p.id = a.person where c.id = %s",
            [case],
        )
        row = cursor.fetchone()
    return row[0] if row else "vi"


def prove(login: str, personal: Personal, *, actor: Actor, agency: str, on: date, key: str) -> None:
    """An officer at a counter saw the identity papers of whoever has a login.

    Done again it renews name and contact. Raises `Refused` for one's own login, for an identity that
    another login has and for a login that has another identity.
    """
    seeker = blind(keys.blind_key(), personal.identity)
    with reading(actor, agency, Purpose.INTAKE, on):
        person = person_of(login).id
        if person == actor.id:
            raise Refused("own-identity")
        asked = {"verb": "prove", "person": person, "agency": agency, "personal": asdict(personal)}
        if earlier(actor, key, asked, {"person": person}) is not None:
            return
        with connection.cursor() as cursor:
            cursor.execute("select set_config('continuity.proving', %s, true)", [person])

        _proved(person, seeker, personal, agency, on)

        told = {"agency": agency, "how": "counter", "on": str(on)}
        record(stream(person), "prove", actor, told, purpose=Purpose.INTAKE)


def _proved(person: str, seeker: bytes, personal: Personal, agency: str, on: date) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select id, seeker from intake_applicant where person = %s", [person])
        found = cursor.fetchone()
        id, texts = found[0] if found else uuid7(), asdict(personal)
        if found and bytes(found[1]) != seeker:
            raise Refused("identity-taken")
        row: dict[str, Any] = {f"sealed_{f}": sealed(keys.ring(), id, f, texts[f]) for f in FIELDS}
        row |= {"agency": agency, "proved": on}
        if found:
            made = ", ".join(f"{column} = %s" for column in row)
            cursor.execute(f"update intake_applicant set {made} where id = %s", [*row.values(), id])
            return
        row |= {"id": id, "person": person, "seeker": seeker, "how": "counter"}
        marks = ", ".join(["%s"] * len(row))
        try:
            with transaction.atomic():
                cursor.execute(
                    f"insert into intake_applicant ({', '.join(row)}) values ({marks})",
                    list(row.values()),
                )
        except IntegrityError:
            raise Refused("identity-taken") from None
