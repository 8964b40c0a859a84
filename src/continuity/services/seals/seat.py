"""Who may act on the register of seals: somebody in a seat of the body that is competent there."""

from __future__ import annotations

from datetime import date

from django.db import connection

from continuity.accounts.roles import Role
from continuity.journal.record import Actor
from continuity.register.ask import ended
from continuity.register.called import successor
from continuity.services.seals.procedure import FUNCTION
from continuity.services.seals.refused import Refused

USUAL = (Role.OFFICER, Role.HEAD)

FOREBEARS = """
with recursive line (body) as (
    select %(agency)s::text
    union
    select h.thing from line l join register_heir h on h.heir = l.body
        where upper_inf(h.known) and h.since <= %(on)s
)
select array_agg(body) from line
"""

# What continues a body on a day, where that sits by then, and whether an agency must register seals
# there. The unit of a seat may have ended while the body goes on: then its heir counts.
COVERS = """
with recursive line (body) as (
    select %(body)s::text
    union
    select h.heir from line l join register_heir h on h.thing = l.body
        where upper_inf(h.known) and h.since <= %(on)s
), seat (area) as (
    select a.seat from line l join register_agency a on a.id = l.body and upper_inf(a.known)
        where not exists (select from register_heir h
            where h.thing = l.body and upper_inf(h.known) and h.since <= %(on)s)
    union
    select h.heir from seat s join register_heir h on h.thing = s.area
        where upper_inf(h.known) and h.since <= %(on)s
)
select exists (
    select from seat s cross join lateral register_reach(s.area, %(on)s) r
        join register_mandate m on m.area = r.area and m.function = %(function)s
    where upper_inf(m.known) and m.mode = 'must' and m.agency = %(agency)s and m.valid @> %(on)s
)
"""


def seated(actor: Actor, agency: str, on: date, *roles: Role) -> None:
    """Raises `Refused` where somebody holds no such seat at an agency on a day."""
    with connection.cursor() as cursor:
        cursor.execute("select accounts_roles(%s, %s, %s)", [actor.id, agency, on])
        held = set(cursor.fetchone()[0])
    wanted = roles or USUAL
    if not held & set(wanted):
        told = ", ".join(wanted)
        raise Refused("not-seated", person=actor.name, agency=agency, on=on, roles=told)


def competent(agency: str, body: str, on: date) -> None:
    """Raises `Refused` where an agency does not register the seals of a body on a day.

    For a body that has ended, it is the one of where its heir sits.
    """
    told: dict[str, str | date] = {"body": body, "on": on}
    told |= {"agency": agency, "function": FUNCTION}
    with connection.cursor() as cursor:
        cursor.execute(COVERS, told)
        if not cursor.fetchone()[0]:
            raise Refused("not-registrar", agency=agency, body=body, on=on)


def registrar(actor: Actor, agency: str, body: str, on: date) -> bool:
    """True where somebody sits at the agency that registers the seals of a body on a day."""
    try:
        seated(actor, agency, on)
        competent(agency, body, on)
    except Refused:
        return False
    return True


def standing(body: str, on: date) -> None:
    """Raises `Refused` where a body has ended by a day; one that is founded later may prepare."""
    if ended(body, on):
        heir = successor(body, on)
        raise Refused("body-ended", body=body, heir=heir, on=on)


def registers(agency: str, on: date) -> bool:
    """True where an agency registers seals anywhere on a day."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select from register_mandate where agency = %s and function = %s "
            "and mode = 'must' and valid @> %s and upper_inf(known))",
            [agency, FUNCTION, on],
        )
        return bool(cursor.fetchone()[0])


def with_forebears(agency: str, on: date) -> list[str]:
    """An agency and all whom it continues by a day."""
    with connection.cursor() as cursor:
        cursor.execute(FOREBEARS, {"agency": agency, "on": on})
        return list(cursor.fetchone()[0])
