"""With which key an agency signs, since when: facts with both times, stated by a steward.

A key is a file (PKCS#12), lies in a token of ours (PKCS#11), or elsewhere: with a person who signs for
the agency with a token of their own. Of each the register has the certificate, which is public; a
key itself is in no row. One that has no row for a day signs nothing that day.
"""

from __future__ import annotations

import re
import uuid
from datetime import date
from typing import Any, NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from django.db import connection, transaction

from continuity.accounts.appointments import is_agency, require
from continuity.accounts.roles import Role
from continuity.casework.documents.words import Refused
from continuity.journal.record import Actor, record

KINDS = ("pkcs12", "pkcs11", "elsewhere")
PLACE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9._ -]+)?")
STREAM = "documents:keys"
LEADERS = """
select distinct p.id, p.name from documents_key k join accounts_person p on p.id = k.person
where k.agency = %(agency)s and k.kind = 'elsewhere' and k.valid @> %(on)s::date
    and upper_inf(k.known) and p.is_active
    and 'head' = any(accounts_roles(p.id, k.agency, %(on)s::date))
"""
"""Who leads an `agency` on a day `on` and signs for it with a key of their own."""
COLUMNS = "key, agency, person, kind, place, certificate, thumbprint, lower(valid), upper(valid)"


class Leader(NamedTuple):
    """Somebody who signs for an agency with a key of their own, and leads it that day."""

    id: str
    name: str


class Key(NamedTuple):
    """A key of an agency; `certificate` is PEM, the signer's own first, then those above it."""

    key: uuid.UUID
    agency: str
    person: str
    kind: str
    place: str
    certificate: str
    thumbprint: bytes
    since: date
    until: date | None

    @property
    def chain(self) -> list[x509.Certificate]:
        """The certificates, the signer's own first."""
        return x509.load_pem_x509_certificates(self.certificate.encode())


@transaction.atomic
def hold_key(
    agency: str,
    kind: str,
    place: str,
    certificate: str,
    since: date,
    *,
    actor: Actor,
    until: date | None = None,
    person: str = "",
) -> uuid.UUID:
    """From a day on an agency signs with a key, or a person does for it with one kept elsewhere.

    `place` is a file below the home's `keys`, or `token/label`; '' where the key lies elsewhere.
    """
    require(actor, Role.STEWARD)
    if not is_agency(agency, since):
        raise Refused("no-agency-for-key", agency=agency, on=since)
    if until is not None and until <= since:
        raise Refused("key-days-wrong", since=since, until=until)
    _sound(kind, place, person)
    key, thumbprint = uuid.uuid4(), _thumbprint(certificate)
    told = {"key": str(key), "agency": agency, "kind": kind, "place": place, "person": person}
    told |= {"since": str(since), "until": str(until or ""), "thumbprint": thumbprint.hex()}
    entry = record(STREAM, "hold-key", actor, told)
    held = Key(key, agency, person, kind, place, certificate, thumbprint, since, until)
    _insert(held, entry)
    return key


@transaction.atomic
def drop_key(key: uuid.UUID, on: date, *, actor: Actor) -> None:
    """From a day on nobody signs with a key; what was signed with it before stays good."""
    require(actor, Role.STEWARD)
    found = _found("key = %s", key)
    if not found or (found[0].until is not None and found[0].until <= on):
        raise Refused("no-such-key", key=key, on=on)
    held = found[0]
    entry = record(STREAM, "drop-key", actor, {"key": str(key), "on": str(on)})
    with connection.cursor() as cursor:
        cursor.execute(
            "update documents_key set known = int8range(lower(known), %s) "
            "where key = %s and upper_inf(known)",
            [entry, key],
        )
    if held.since < on:
        _insert(held._replace(until=on), entry)


def key_of(agency: str, on: date) -> Key:
    """The key with which an agency signs on a day, the newest of several.

    Raises `Refused` where it has none, none any more, or only one that its leader keeps.
    """
    ours = [one for one in _found("agency = %s", agency) if one.kind != "elsewhere"]
    good = [one for one in ours if _on(one, on)]
    if good:
        return max(good, key=lambda one: (one.since, one.key))
    if leaders(agency, on):
        raise Refused("key-elsewhere", agency=agency)
    ended = [one.until for one in ours if one.until and one.until <= on]
    if ended:
        raise Refused("key-ended", agency=agency, on=on, until=max(ended))
    raise Refused("no-signing-key", agency=agency, on=on)


def leaders(agency: str, on: date) -> list[Leader]:
    """Who may sign for an agency on a day with a key of their own, by name."""
    with connection.cursor() as cursor:
        cursor.execute(LEADERS, {"agency": agency, "on": on})
        return sorted((Leader(*row) for row in cursor.fetchall()), key=lambda one: one.name)


def may_sign(thumbprint: bytes, agency: str, on: date) -> Key | None:
    """The key of a certificate, where it signs for an agency on a day; None where it does not."""
    found = [one for one in _found("thumbprint = %s", thumbprint) if one.agency == agency]
    return next((one for one in found if _on(one, on)), None)


def keys_of(agency: str) -> list[Key]:
    """All keys of an agency that are known now, in order of their days."""
    return sorted(_found("agency = %s", agency), key=lambda one: (one.since, one.key))


def _on(one: Key, day: date) -> bool:
    return one.since <= day and (one.until is None or day < one.until)


def _sound(kind: str, place: str, person: str) -> None:
    if kind not in KINDS:
        raise Refused("no-key-kind", kind=kind, kinds=", ".join(KINDS))
    if kind == "elsewhere":
        if place or not person:
            raise Refused("key-of-nobody")
        return
    if person or not PLACE.fullmatch(place) or ("/" in place) != (kind == "pkcs11"):
        raise Refused("key-place-wrong", place=place)


def _thumbprint(pem: str) -> bytes:
    try:
        own = x509.load_pem_x509_certificates(pem.encode())[0]
    except ValueError:
        raise Refused("no-certificate") from None
    return own.fingerprint(hashes.SHA256())


def _found(which: str, value: Any) -> list[Key]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"select {COLUMNS} from documents_key where {which} and upper_inf(known)", [value]
        )
        rows = cursor.fetchall()
    return [Key._make((*row[:6], bytes(row[6]), *row[7:])) for row in rows]


def _insert(held: Key, entry: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into documents_key (key, agency, person, kind, place, certificate, thumbprint, "
            "valid, known) values (%s, %s, %s, %s, %s, %s, %s, daterange(%s, %s), int8range(%s, null))",
            [*held, entry],
        )
