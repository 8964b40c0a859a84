"""Who acts on which side: named once for a transaction, which then sees its own handovers only.

Whoever continues a body stands in its place: where a receiver is dissolved before the signing, its
heir counts and signs. A dead body does nothing any more.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from enum import StrEnum

from django.db import connection

from continuity.accounts.roles import Role
from continuity.casework.sight import Reader, entered, narrowed, present
from continuity.core.terms import TERMS
from continuity.handover.refused import Refused
from continuity.journal.record import Actor
from continuity.register.ask import is_agency
from continuity.register.called import successor

PURPOSE = "handover"
ACTING = (Role.OFFICER, Role.HEAD)
LOOKING = (*ACTING, Role.PLANNER, Role.INSPECTOR)


class Side(StrEnum):
    """The parties of a handover, in the order in which they sign."""

    GIVER = "giver"
    RECEIVER = "receiver"
    WITNESS = "witness"


@contextmanager
def acting(
    actor: Actor, agency: str, on: date, *, seats: tuple[Role, ...] = ACTING
) -> Iterator[Reader]:
    """A transaction that sees the handovers of an agency; refused without a seat there that day."""
    with entered(
        Reader(actor, agency, PURPOSE, on), lambda: _name(actor, agency, on, seats)
    ) as reader:
        if not is_agency(agency, on):
            raise Refused("agency-ended", agency=agency, on=on, heir=successor(agency, on))
        yield reader


@contextmanager
def looking(actor: Actor, agency: str, on: date) -> Iterator[Reader]:
    """A transaction that only looks; planners and inspectors may, too."""
    with acting(actor, agency, on, seats=LOOKING) as reader:
        yield reader


def sides_of(giver: str, receiver: str, witness: str) -> set[Side]:
    """The sides on which the present agency stands, itself or for somebody it continues."""
    with connection.cursor() as cursor:
        cursor.execute("select handover_parties()")
        mine = set(cursor.fetchone()[0])
    named = {Side.GIVER: giver, Side.RECEIVER: receiver, Side.WITNESS: witness}
    return {side for side, agency in named.items() if agency in mine}


def chosen(there: set[Side], wanted: str = "") -> Side:
    """The side on which to act among those one stands on; refused where it is unclear or another's."""
    agency = present().agency
    if wanted:
        if wanted not in tuple(Side) or Side(wanted) not in there:
            raise Refused("not-your-side", agency=agency, side=wanted)
        return Side(wanted)
    counting = sorted(there - {Side.WITNESS})
    if len(counting) > 1:
        raise Refused("which-side", agency=agency)
    return counting[0] if counting else Side.WITNESS


def _name(actor: Actor, agency: str, on: date, seats: tuple[Role, ...]) -> None:
    told = (actor.id, agency, on, narrowed(str(role) for role in seats))
    with connection.cursor() as cursor:
        cursor.execute("select handover_name(%s, %s, %s, %s)", told)
        if not cursor.fetchone()[0]:
            raise Refused("not-seated-there", person=actor.name, agency=agency, on=on)


TERMS.update({"giver": "bên giao", "receiver": "bên nhận", "witness": "bên chứng kiến"})
