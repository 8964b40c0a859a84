"""Tokens, with which an agency's program does what a person's seat allows, and no more.

A token bears the rights of one seat of one person, for some purposes, until a day. It is shown once
and kept as a hash; each use asks anew whether the person still sits there today. What a program does
stands in the journal under the person whose token it is.
"""

from __future__ import annotations

import hashlib
import secrets
import uuid
from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple

from django.db import connection, transaction

from continuity.accounts.appointments import require
from continuity.accounts.ids import uuid7
from continuity.accounts.people import person_of, stream
from continuity.accounts.refused import Refused
from continuity.accounts.roles import Role
from continuity.accounts.today import today
from continuity.journal.record import Actor, record

MARK = "ct_"
"""How a token begins, so that a search through sources and logs finds one that was left there."""
LONGEST = 366
"""Days that a token is good for at most."""
OWN = "applicant"
"""The purpose of somebody's own token, which bears no seat."""

_serves: dict[str, Collection[str]] = {}


class Bearer(NamedTuple):
    """Whose token it is, and what it is for; agency and role are '' for somebody's own."""

    token: uuid.UUID
    actor: Actor
    agency: str
    role: str
    purposes: tuple[str, ...]


class Token(NamedTuple):
    """A token as a list shows it, without what it says."""

    id: uuid.UUID
    login: str
    agency: str
    role: str
    purposes: tuple[str, ...]
    label: str
    since: date
    until: date
    revoked: bool


class Given(NamedTuple):
    """A new token; `text` is told this once."""

    id: uuid.UUID
    text: str


def knows(serves: Mapping[str, Collection[str]]) -> None:
    """From now on there are these purposes too, and the roles in which somebody may act for each."""
    _serves.update(serves)


@transaction.atomic
def give(
    login: str,
    until: date,
    *,
    actor: Actor,
    purposes: Collection[str] = (OWN,),
    agency: str = "",
    role: str = "",
    label: str = "",
) -> Given:
    """A token for a seat that somebody holds today, or without one for their own cases, by a steward.

    `until` is the first day on which it is no longer good. Raises `Refused` for a seat that is not
    held, a purpose that the seat does not serve, and more than a year.
    """
    require(actor, Role.STEWARD)
    person, on, wanted = person_of(login), today(), sorted(set(purposes))
    if not on < until or (until - on).days > LONGEST:
        raise Refused("token-days", until=until, most=LONGEST, on=on)
    if agency or role:
        if role not in tuple(Role):
            raise Refused("no-role", role=role, roles=", ".join(Role))
        if role not in _held(person.id, agency, on):
            raise Refused("not-seated", person=person.name, role=role, agency=agency, on=on)
    for purpose in wanted or [""]:
        if (purpose == OWN) != (not agency) or (agency and role not in _serves.get(purpose, ())):
            known = [one for one, roles in _serves.items() if role in roles] if agency else [OWN]
            raise Refused("no-such-purpose", purpose=purpose, purposes=", ".join(known))

    id, text = uuid7(), MARK + secrets.token_urlsafe(32)
    told = {"token": str(id), "agency": agency, "role": role, "purposes": wanted}
    entry = record(stream(person.id), "give-token", actor, told | {"until": str(until)})
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into accounts_token "
            "(id, hash, person, agency, role, purposes, label, valid, known) values "
            "(%s, %s, %s, %s, %s, %s, %s, daterange(%s, %s), int8range(%s, null))",
            [id, _hash(text), person.id, agency, role, wanted, label[:200], on, until, entry],
        )
    return Given(id, text)


@transaction.atomic
def revoke(id: uuid.UUID, *, actor: Actor) -> None:
    """A token that is good no longer, from this moment; raises `Refused` where there is no such one."""
    require(actor, Role.STEWARD)
    found = next((one for one in tokens() if one.id == id and not one.revoked), None)
    if found is None:
        raise Refused("no-such-token", token=id)
    entry = record(stream(person_of(found.login).id), "revoke-token", actor, {"token": str(id)})
    with connection.cursor() as cursor:
        cursor.execute(
            "update accounts_token set known = int8range(lower(known), %s) "
            "where id = %s and upper_inf(known)",
            [entry, id],
        )


def bearer(text: str, on: date) -> Bearer:
    """Whose token a text is on a day; raises `Refused` without saying what is wrong with it.

    It takes one statement: good that day, not revoked, the person not suspended. Whether they hold the
    seat on the day on which they act, those ask who let them act.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select t.id, p.id, p.name, t.agency, t.role, t.purposes from accounts_token t "
            "join accounts_person p on p.id = t.person and p.is_active "
            "where t.hash = %s and t.valid @> %s and upper_inf(t.known)",
            [_hash(text), on],
        )
        row = cursor.fetchone()
    if row is None:
        raise Refused("wrong-token")
    id, person, name, agency, role, purposes = row
    return Bearer(id, Actor(person, name), agency, role, tuple(purposes))


def tokens(login: str = "") -> list[Token]:
    """The tokens of a person, or all, the newest first."""
    which = "where p.login = %s" if login else ""
    with connection.cursor() as cursor:
        cursor.execute(
            "select t.id, p.login, t.agency, t.role, t.purposes, t.label, lower(t.valid), "
            "upper(t.valid), not upper_inf(t.known) from accounts_token t "
            f"join accounts_person p on p.id = t.person {which} order by t.id desc",
            [login] if login else [],
        )
        return [Token(*row)._replace(purposes=tuple(row[4])) for row in cursor.fetchall()]


def _hash(text: str) -> bytes:
    """Of 256 random bits a plain hash cannot be turned round; it needs no salt and no cost."""
    return hashlib.sha256(text.encode(errors="replace")).digest()


def _held(person: str, agency: str, on: date) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("select accounts_roles(%s, %s, %s)", [person, agency, on])
        return list(cursor.fetchone()[0])
