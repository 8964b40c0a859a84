"""What people do about notices and events: send a failed one again, subscribe a program, end that."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db import connection, transaction

from continuity.accounts.appointments import OPERATOR, appointments, require
from continuity.accounts.ids import uuid7
from continuity.accounts.roles import Role
from continuity.casework import jobs, keys
from continuity.casework.cases import locked
from continuity.casework.notices import reach, signed
from continuity.casework.notices import refused as refused
from continuity.casework.notices.hooks import stream
from continuity.casework.once import earlier
from continuity.casework.purposes import Purpose
from continuity.casework.refused import Refused
from continuity.casework.sealed import sealed
from continuity.casework.sight import reading
from continuity.core.procedure import Words
from continuity.journal.record import Actor, record


def send_again(
    case_id: uuid.UUID, notice: uuid.UUID, *, actor: Actor, agency: str, on: date, key: str
) -> None:
    """A notice that was given up is queued anew, by the agency that must act on its case."""
    told = {"verb": "notify-again", "case": str(case_id), "notice": str(notice), "agency": agency}
    with reading(actor, agency, Purpose.PROCESSING, on) as reader:
        if earlier(actor, key, told, {"case": str(case_id)}):
            return
        case = locked(case_id)

        with connection.cursor() as cursor:
            cursor.execute(
                "update notices_notice set state = 'queued', tries = 0, why = '', at = now() "
                "where case_id = %s and id = %s and state = 'failed' and sealed_text <> '' returning id",
                [case.id, notice],
            )
            if cursor.fetchone() is None:
                raise Refused("no-notice")
        jobs.later("notices.send", case=str(case.id), notice=str(notice))
        content = {"notice": str(notice), "agency": agency, "on": str(on)}
        record(f"case:{case.id}", "notify-again", actor, content, purpose=reader.purpose)


class Subscribed(NamedTuple):
    """A new subscription, and the secret that is shown this once."""

    hook: uuid.UUID
    secret: str


@transaction.atomic
def subscribe(
    agency: str,
    url: str,
    *,
    actor: Actor,
    on: date,
    functions: Iterable[str] = (),
    verbs: Iterable[str] = (),
) -> Subscribed:
    """An address is told of an agency's events; by a steward of that agency.

    Raises `Refused` for an address that is not HTTPS, or lies in a network that the settings do not name.
    """
    _steward(actor, agency, on)
    try:
        reach.checked(url)
    except reach.Unreachable as why:
        raise _no_address(url, why) from None
    id, shared = uuid7(), signed.secret()
    wanted = (sorted(set(functions)), sorted(set(verbs)))
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into notices_hook (id, agency, url, functions, verbs, sealed_secret) "
            "values (%s, %s, %s, %s, %s, %s)",
            [id, agency, url, *wanted, sealed(keys.ring(), id, "secret", shared)],
        )
    told = {"agency": agency, "url": url, "functions": wanted[0], "verbs": wanted[1]}
    record(stream(id), "subscribe", actor, {**told, "on": str(on)})
    return Subscribed(id, shared)


@transaction.atomic
def unsubscribe(hook: uuid.UUID, *, actor: Actor, on: date) -> None:
    """An address is told of nothing more; what waits for it is dropped."""
    _turn(hook, actor, on, "unsubscribe", ("active", "disabled"), "ended")


@transaction.atomic
def enable(hook: uuid.UUID, *, actor: Actor, on: date) -> None:
    """An address that had failed too long is told again, from now on; the feed has what it missed."""
    _turn(hook, actor, on, "enable", ("disabled",), "active")


def _turn(
    hook: uuid.UUID, actor: Actor, on: date, verb: str, before: tuple[str, ...], after: str
) -> None:
    require(actor, Role.STEWARD, on=on)
    with connection.cursor() as cursor:
        cursor.execute("select agency, state from notices_hook where id = %s for update", [hook])
        row = cursor.fetchone()
        if row is None or row[1] not in before:
            raise Refused("no-hook", hook=hook)
        _steward(actor, row[0], on)
        cursor.execute(
            "update notices_hook set state = %s, failing = null, why = '' where id = %s",
            [after, hook],
        )
    record(stream(hook), verb, actor, {"on": str(on)})


def _steward(actor: Actor, agency: str, on: date) -> None:
    require(actor, Role.STEWARD, on=on)
    seats = [a for a in appointments(actor.id) if a.role == Role.STEWARD and a.agency == agency]
    held = any(a.since <= on and (a.until is None or on < a.until) for a in seats)
    if not held and actor.id != OPERATOR:
        told = {"person": actor.name, "role": "steward", "agency": agency, "on": on}
        raise Refused("no-seat-there", **told)


def _no_address(url: str, why: reach.Unreachable) -> Refused:
    return Refused("no-address", url=url, why=Words(why.vi, why.en))
