"""The verbs of people and their seats. Each is one transaction with one entry in the person's stream."""

from __future__ import annotations

import re
import secrets
import uuid
from datetime import date
from typing import NamedTuple

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, connection, transaction

from continuity.accounts.appointments import appointments, is_agency, require
from continuity.accounts.models import Person
from continuity.accounts.refused import Refused
from continuity.accounts.roles import Role
from continuity.journal.record import Actor, record

LOGIN = re.compile(r"[a-z][a-z0-9.-]{1,63}")


class Added(NamedTuple):
    """A person, and the password that opens only the way to one of their own."""

    person: Person
    password: str


def stream(person: str) -> str:
    """The journal's stream of one person."""
    return f"person:{person}"


def person_of(login: str) -> Person:
    """The person with a login, whatever its case; raises `Refused` where nobody has it."""
    found = Person.objects.filter(login=login.strip().lower()).first()
    if found is None:
        raise Refused("no-person", login=login)
    return found


@transaction.atomic
def add(login: str, name: str, *, actor: Actor, language: str = "vi") -> Added:
    """A new person with a temporary password; raises `Refused` for a login that somebody has."""
    require(actor, Role.STEWARD)
    return _added(login, name, actor, language)


@transaction.atomic
def sign_up(login: str, name: str, *, language: str = "vi") -> Added:
    """A person who came by themselves, with a password that opens only the way to one of their own.

    They hold no seat, and nobody has seen who they are: intake lets them write drafts, and no more.
    """
    return _added(login, name, None, language)


@transaction.atomic
def speak(person: Actor, language: str) -> None:
    """From now on somebody is told things in this language; nothing happens where they are already."""
    chosen = "en" if language == "en" else "vi"
    changed = Person.objects.filter(id=person.id).exclude(language=chosen).update(language=chosen)
    if changed:
        record(stream(person.id), "speak", person, {"language": chosen})


def language(person: str) -> str:
    """The language in which somebody is told things."""
    found = Person.objects.filter(id=person).values_list("language", flat=True).first()
    return found or "vi"


def _added(login: str, name: str, actor: Actor | None, language: str) -> Added:
    login, name = login.strip().lower(), " ".join(name.split())
    if not LOGIN.fullmatch(login):
        raise Refused("login-wrong", login=login)
    if not (0 < len(name) <= 200 and name.isprintable()):
        raise Refused("name-wrong", name=name)
    person = Person(login=login, name=name, language="en" if language == "en" else "vi")
    password = _give(person)
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError:
        raise Refused("login-taken", login=login) from None
    verb = "add" if actor else "sign-up"
    record(stream(person.id), verb, actor or person.actor, {"login": login, "name": name})
    return Added(person, password)


@transaction.atomic
def renew(login: str, *, actor: Actor) -> str:
    """A new temporary password for somebody who lost theirs; the second factor goes, sessions end."""
    require(actor, Role.STEWARD)
    person = person_of(login)
    password = _give(person)
    person.save(update_fields=["password", "temporary"])
    Authenticator.objects.filter(user=person).delete()
    record(stream(person.id), "renew", actor, {})
    return password


@transaction.atomic
def suspend(login: str, *, actor: Actor, active: bool = False) -> None:
    """Lets a person sign in no longer, or again; whatever they did stays theirs."""
    require(actor, Role.STEWARD)
    person = person_of(login)
    person.is_active = active
    person.save(update_fields=["is_active"])
    record(stream(person.id), "restore" if active else "suspend", actor, {})


@transaction.atomic
def appoint(
    login: str,
    role: str,
    agency: str,
    since: date,
    *,
    actor: Actor,
    seat: str = "",
    sub_unit: str = "",
    until: date | None = None,
) -> str:
    """The key of a new appointment; a seat without a name is the person's own.

    Raises `Refused` for an unknown role or agency, and where somebody holds the seat.
    """
    require(actor, Role.STEWARD)
    person = person_of(login)
    if role not in tuple(Role):
        raise Refused("no-role", role=role, roles=", ".join(Role))
    if until is not None and until <= since:
        raise Refused("days-wrong", since=since, until=until)
    if not is_agency(agency, since):
        raise Refused("no-agency", agency=agency, on=since)
    told = (person.id, role, agency, sub_unit, seat or f"{role} {person.login}")
    return _state(str(uuid.uuid4()), told, since, until, "appoint", actor)


@transaction.atomic
def end(login: str, agency: str, on: date, *, actor: Actor, seat: str = "") -> int:
    """How many of a person's appointments at an agency end on a day, which is the first without them.

    One that had not begun is retracted. Raises `Refused` where there is none that could end.
    """
    require(actor, Role.STEWARD)
    person = person_of(login)
    mine = [one for one in appointments(person.id) if one.agency == agency]
    ending = [
        one for one in mine if (one.until is None or one.until > on) and seat in ("", one.seat)
    ]
    if not ending:
        raise Refused("no-appointment", person=person.name, on=on)
    for one in ending:
        entry = record(stream(person.id), "end", actor, {"appointment": one.key, "on": str(on)})
        _retract(one.key, entry)
        if one.since < on:
            _insert(str(uuid.uuid4()), one[1:6], one.since, on, entry)
    return len(ending)


def _give(person: Person) -> str:
    password = secrets.token_urlsafe(12)
    person.set_password(password)
    person.temporary = True
    return password


Seat = tuple[str, str, str, str, str]


def _state(key: str, told: Seat, since: date, until: date | None, verb: str, actor: Actor) -> str:
    names = ("person", "role", "agency", "sub_unit", "seat")
    content = {**dict(zip(names, told, strict=True)), "appointment": key, "since": str(since)}
    entry = record(stream(told[0]), verb, actor, content | {"until": str(until or "")})
    try:
        with transaction.atomic():
            _insert(key, told, since, until, entry)
    except IntegrityError:
        raise Refused("seat-taken", seat=told[4], agency=told[2]) from None
    return key


def _insert(key: str, told: Seat, since: date, until: date | None, entry: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into accounts_appointment "
            "(key, person, role, agency, sub_unit, seat, valid, known) "
            "values (%s, %s, %s, %s, %s, %s, daterange(%s, %s), int8range(%s, null))",
            [key, *told, since, until, entry],
        )


def _retract(key: str, entry: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "update accounts_appointment set known = int8range(lower(known), %s) "
            "where key = %s and upper_inf(known)",
            [entry, key],
        )
