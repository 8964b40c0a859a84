"""Who reads, for which agency, for what and on which day: named once for a transaction.

The database shows the rows to which the named reader has a right, and none to a transaction that
names nobody. So a query that forgets its filter shows nothing that it must not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from continuity.casework import keys
from continuity.casework.listed import purposes
from continuity.casework.purposes import JOBS, ROOM_JOBS, SEATS, Purpose
from continuity.casework.refused import Refused
from continuity.casework.sealed import blind
from continuity.core.number import checked
from continuity.journal.record import SYSTEM, Actor

SETTINGS = ("reader", "agency", "purpose", "duty", "applicant", "day", "presented")


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who reads; `agency` is '' for an applicant and for a job."""

    actor: Actor
    agency: str
    purpose: str
    on: date


@dataclass(frozen=True, slots=True)
class Scope:
    """What somebody's program may be at most: in one of their roles, for some purposes."""

    role: str
    purposes: tuple[str, ...]


_present: ContextVar[Reader | None] = ContextVar("reader", default=None)
_scope: ContextVar[Scope | None] = ContextVar("scope", default=None)
_slip: ContextVar[str] = ContextVar("slip", default="")


@contextmanager
def within(scope: Scope) -> Iterator[None]:
    """Whatever is read or done in this block is refused beyond a scope, whatever else the person may."""
    token = _scope.set(scope)
    try:
        yield
    finally:
        _scope.reset(token)


@contextmanager
def presenting(number: str) -> Iterator[None]:
    """Whoever takes in at a counter in this block is shown a case's number by its applicant.

    They see that one case, if it is of their province, and nothing personal of it. Raises `Refused`
    where the number cannot be one.
    """
    try:
        token = _slip.set(checked(number))
    except ValueError:
        raise Refused("wrong-number", number=number) from None
    try:
        yield
    finally:
        _slip.reset(token)


def only_shown() -> bool:
    """True for a reader at a counter who was shown a number, and may open nothing personal by it."""
    return bool(_slip.get()) and present().purpose == Purpose.INTAKE


def narrowed(roles: Iterable[str]) -> list[str]:
    """Those of some roles in which the present scope lets somebody act, in order."""
    scope = _scope.get()
    return sorted(role for role in roles if scope is None or role == scope.role)


@contextmanager
def reading(
    actor: Actor, agency: str, purpose: str, on: date, *, identity: str = ""
) -> Iterator[Reader]:
    """A transaction that sees what the reader may see on a day.

    Refuses an actor who holds no seat at the agency that day. An applicant names no agency but the
    identity number under which the login was proved. The day is today's: rights of another
    day would widen what somebody may see.
    """
    if purpose not in tuple(Purpose):
        raise Refused("no-purpose", purpose=purpose)
    if (purpose == Purpose.APPLICANT) != bool(identity) or bool(identity) == bool(agency):
        raise Refused("not-for-purpose", purpose=purposes([purpose]))
    scope = _scope.get()
    if scope and purpose not in scope.purposes:
        told = {"purpose": purposes([purpose]), "purposes": purposes(scope.purposes)}
        raise Refused("out-of-scope", **told)
    seeker = blind(keys.blind_key(), identity).hex() if identity else ""
    with _named(Reader(actor, agency, purpose, on), seeker) as reader:
        yield reader


@contextmanager
def working(job: str, on: date) -> Iterator[Reader]:
    """A transaction of a job, which sees every case; `personal()` opens nothing to it."""
    if job not in (*JOBS, *ROOM_JOBS):
        raise Refused("no-purpose", purpose=job)
    with _named(Reader(SYSTEM, "", f"system:{job}", on), "") as reader:
        yield reader


def present() -> Reader:
    """Whoever reads in this transaction; refused where nobody was named."""
    reader = _present.get()
    if reader is None:
        raise Refused("no-reader")
    return reader


@contextmanager
def _named(reader: Reader, seeker: str) -> Iterator[Reader]:
    with entered(reader, lambda: _name(reader, seeker)) as named:
        yield named


@contextmanager
def entered(reader: Reader, name: Callable[[], None]) -> Iterator[Reader]:
    """A transaction of a reader whom `name` names to the database; others use `reading`."""
    before = _settings() if connection.in_atomic_block else ()
    with transaction.atomic():
        name()
        token = _present.set(reader)
        try:
            yield reader
        finally:
            _present.reset(token)
        # In an outer transaction a local setting would outlive this block; a rollback undoes it.
        if before:
            _set(before)


def _name(reader: Reader, seeker: str) -> None:
    """The one statement that names the reader, where they hold a seat for it that day.

    It reckons what the agency must do, if nobody has.
    """
    known = SEATS.get(Purpose(reader.purpose), ()) if reader.agency else ()
    seats = narrowed(str(role) for role in known)
    told = (reader.actor.id, reader.agency, reader.purpose, str(reader.on), seeker, seats)
    with connection.cursor() as cursor:
        cursor.execute("select casework_name(%s, %s, %s, %s, %s, %s)", told)
        if not cursor.fetchone()[0]:
            told_of = {"person": reader.actor.name, "agency": reader.agency, "on": reader.on}
            raise Refused("not-appointed", purpose=purposes([reader.purpose]), **told_of)
        if _slip.get() and reader.agency and reader.purpose == Purpose.INTAKE:
            shown = "select set_config('continuity.presented', %s, true)"
            cursor.execute(shown, [_slip.get()])


def _settings() -> tuple[str, ...]:
    asked = ", ".join(f"current_setting('continuity.{name}', true)" for name in SETTINGS)
    with connection.cursor() as cursor:
        cursor.execute(f"select {asked}")
        return tuple(value or "" for value in cursor.fetchone())


def _set(values: tuple[str, ...]) -> None:
    made = ", ".join(f"set_config('continuity.{name}', %s, true)" for name in SETTINGS)
    with connection.cursor() as cursor:
        cursor.execute(f"select {made}", values)
