"""The one way to write in the register of seals: a specimen that is prepared, and an act on one.

Every act stands in the journal under the seal's own stream. While a wet seal lies with its body, the
body has it as a means to issue with; means of this kind are written here and nowhere else.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import connection

from continuity.accounts.ids import uuid7
from continuity.journal.record import Actor, record
from continuity.packs.names import Names, folded
from continuity.packs.vn import pack
from continuity.register.means import Means, had, has
from continuity.register.read import present
from continuity.register.write import hold
from continuity.services.seals import kept as seals
from continuity.services.seals.kept import Kept
from continuity.services.seals.refused import Refused
from continuity.services.seals.rules import FOLLOWS, OUT, SECOND, Act, Done, Kind, follows


def stream(id: uuid.UUID) -> str:
    """The journal stream of a seal."""
    return f"seal:{id}"


def act(
    kept: Kept,
    what: Act,
    *,
    actor: Actor,
    agency: str,
    on: date,
    point: str = "",
    reason: str = "",
    asked_by: str = "",
) -> Kept:
    """Writes an act, its entry and what follows for the means; the caller holds the register.

    `asked_by` is who asked for what nobody does alone: another person, or a night.

    Refused where the law does not let it follow on what was done last, or on an earlier day.
    """
    seal = kept.seal
    possible(kept, what, on)
    if what in SECOND and asked_by in ("", actor.id):
        raise Refused("same-person", person=actor.name)

    words = {"body": seal.body, "kind": seal.kind, "certificate": seal.certificate, "on": str(on)}
    words |= {"agency": agency, "point": point, "reason": reason, "asked_by": asked_by}
    entry = record(stream(kept.id), what, actor, {k: v for k, v in words.items() if v})
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into seals_act (seal, position, act, day, agency, actor, point, reason, asked_by, "
            "entry) values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                kept.id,
                len(seal.done) + 1,
                what,
                on,
                agency,
                actor.id,
                point,
                reason,
                asked_by,
                entry,
            ],
        )
    if seal.kind is Kind.WET:
        _means(seal.body, seal.certificate, what, on, entry)
    return replace(kept, seal=replace(seal, done=(*seal.done, Done(what, on))))


def possible(kept: Kept, what: Act, on: date) -> None:
    """Refuses an act that may not follow on what was done last, or on a day before that."""
    seal = kept.seal
    told = {"certificate": seal.certificate, "state": seal.state or "prepared", "act": what}
    if not follows(seal.state, what):
        raise Refused("not-now", **told, possible=", ".join(sorted(FOLLOWS[seal.state])) or "–")
    if seal.done and on < seal.done[-1].on:
        raise Refused("too-early", **told, last=seal.done[-1].on, on=on)


def _means(body: str, certificate: str, what: Act, on: date, entry: int) -> None:
    """A body has its seal while it lies with it, and never before the body is there itself."""
    means = Means(body, "seal", certificate)
    if what in OUT:
        with connection.cursor() as cursor:
            cursor.execute(
                "select greatest(%s, since) from register_agency where id = %s and upper_inf(known)",
                [on, body],
            )
            has([means], cursor.fetchone()[0], entry)
    elif what is not Act.REGISTERED:
        had(means, on, entry)


def named(body: str, on: date) -> tuple[str, str]:
    """What stands on a body's seal on a day, in both languages; refused where there is no body."""
    world = present()
    if body not in world.agencies:
        raise Refused("no-body", body=body)
    return Names(world, pack().kinds).both(body, on)


def named_then(body: str, on: date) -> tuple[str, str]:
    """What stands on a seal that is made on a day: for a body to come, as it will be called."""
    named(body, on)
    return named(body, max(on, present().agencies[body].valid.start))


def specimen(
    body: str, kind: Kind, on: date, there: Iterable[Kept], *, replaces: uuid.UUID | None = None
) -> Kept:
    """A row for a specimen that is only prepared yet, with the number of its certificate."""
    vi, en = named_then(body, on)
    version = 1 + max((one.seal.version for one in there if one.seal.kind is kind), default=0)
    id = uuid7()
    entered([(id, body, kind, version, vi, en, folded(vi), numbers(1)[0], replaces)])
    return seals.one(id)


COLUMNS = ("id", "body", "kind", "version", "vi", "en", "folded", "certificate", "replaces")


def entered(rows: list[tuple[Any, ...]]) -> None:
    """Some specimens, written at once."""
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(f"copy seals_seal ({', '.join(COLUMNS)}) from stdin") as copy,
    ):
        for row in rows:
            copy.write_row(row)


def taken_over(
    bodies: Mapping[str, tuple[str, str]], *, actor: Actor, agency: str, on: date
) -> int:
    """How many wet seals came into the register with what bodies had before there was one.

    All at once, under one entry, for bodies that have no seal here: each is registered and with its
    body from a day on. Who may do that, the caller asks.
    """
    hold()
    there = seals.of_all(bodies)
    new = [body for body in bodies if body not in there]
    entry = record("seals", "take-over", actor, {"seals": len(new), "on": str(on)})
    named = dict(zip(new, numbers(len(new)), strict=True))
    ids = {body: uuid7() for body in new}
    wet = Kind.WET.value
    entered([(ids[b], b, wet, 1, *bodies[b], folded(bodies[b][0]), named[b], None) for b in new])
    with connection.cursor() as cursor:
        for position, what in enumerate((Act.REGISTERED, Act.DELIVERED), start=1):
            cursor.execute(
                "insert into seals_act (seal, position, act, day, agency, actor, asked_by, entry) "
                "select id, %s, %s, %s, %s, %s, 'take-over', %s from unnest(%s::uuid[]) ids (id)",
                [position, what, on, agency, actor.id, entry, list(ids.values())],
            )
    has([Means(body, "seal", named[body]) for body in new], on, entry)
    return len(new)


def numbers(wanted: int) -> list[str]:
    """Numbers of certificates that were never given before."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval('seals_certificate') from generate_series(1, %s)", [wanted])
        return [f"{serial:07}/ĐKMCD" for (serial,) in cursor.fetchall()]
