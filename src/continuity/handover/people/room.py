"""Who looks at people: a head or planner at those of the own body, and everybody at what is their own.

Named once for a transaction; row security shows no other rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import NamedTuple

from django.db import connection

from continuity.accounts.appointments import appointments
from continuity.accounts.roles import Role
from continuity.casework.sight import Reader, entered, narrowed
from continuity.core.interval import eve
from continuity.handover.notice.kept import changes
from continuity.handover.owed import owed
from continuity.handover.people.cover import Learned
from continuity.handover.people.lent import Secondment
from continuity.handover.people.settled import End, Outcome, Settled, Sits, settled
from continuity.handover.refused import Refused
from continuity.journal.record import Actor
from continuity.reform.shelf import stands

LEADING = (Role.HEAD, Role.PLANNER)
SEEING = (*LEADING, Role.INSPECTOR)
LENT = "secondment "
"""With which the seat of a secondment begins; it is nobody's own."""
SITTING = """
select a.person, a.agency, a.seat, lower(a.valid), upper(a.valid) from accounts_appointment a
where upper_inf(a.known) and {which} order by a.person, lower(a.valid), a.seat
"""
HEADS = """
select distinct p.name from accounts_appointment a join accounts_person p on p.id = a.person
where a.agency = %s and a.role = 'head' and upper_inf(a.known) and a.valid @> %s and p.is_active
    and p.id <> %s order by p.name
"""
OUTCOMES = """
select id::text, person, body, ends, category, pay, regime, decision, decided, question, owner, due
from handover_outcome where decree = %s order by at, id
"""
SECONDED = """
select s.id::text, s.person, s.home, s.host, s.role, s.since, s.until, s.words, s.decision, b.day
from handover_secondment s left join handover_secondment b on b.against = s.id
where s.against is null order by s.since desc, s.id
"""


@contextmanager
def people_at(
    actor: Actor, agency: str, on: date, *, seats: tuple[Role, ...] = SEEING
) -> Iterator[Reader]:
    """A transaction that sees the people of an agency, and of those that it continues."""
    with entered(
        Reader(actor, agency, "people", on), lambda: _name(actor, agency, on, seats)
    ) as one:
        yield one


@contextmanager
def own(actor: Actor, on: date) -> Iterator[Reader]:
    """A transaction that sees what is about oneself."""
    with entered(Reader(actor, "", "own-post", on), lambda: _name(actor, "", on, ())) as one:
        yield one


class Moved(NamedTuple):
    """The bodies of a reform whose people an agency has to see to, and what exists on its day."""

    day: date
    ended: dict[str, str]
    gives: frozenset[str]
    exists: frozenset[str]


def moved(decree: str, agency: str) -> Moved:
    """The bodies that end into an agency or are it, and itself where it gives a task; else refused."""
    found = stands(decree) if decree.isprintable() else None
    if found is None:
        raise Refused("no-readiness", decree=decree)
    here = changes(found[0])
    passed = owed(here.world, here.day)
    ended = {one.giver: one.receiver for one in passed if one.subject == one.giver}
    mine = {body: heir for body, heir in ended.items() if agency in (body, heir)}
    gives = {one.giver for one in passed if one.function and agency in (one.giver, one.receiver)}
    if not mine and not gives:
        raise Refused("no-readiness", decree=decree)
    there = {id for id, body in here.world.agencies.items() if here.day in body.valid}
    return Moved(here.day, mine, frozenset(gives - set(ended)), frozenset(there))


def everybody(decree: str, there: Moved, on: date) -> list[Settled]:
    """How it ends for all whom the reader may see: who sat in what ended, and who was named besides."""
    said = outcomes(decree)
    before = sitting(bodies=[*there.ended, *there.gives], on=eve(there.day))
    named = {(one.person, one.body) for one in said}
    holders = [one for one in before if one.body in there.ended or (one.person, one.body) in named]
    held = sitting(people={one.person for one in holders})
    mine = [one for one in held if _own_seat(one, there)]
    exists = there.exists.__contains__
    return settled(holders, mine, said, exists, day=there.day, on=on)


def _own_seat(one: Sits, there: Moved) -> bool:
    """False for a seat in which somebody only helps, and for one that they had at a giver before."""
    lent = one.seat.startswith(LENT)
    return not lent and (one.body not in there.gives or one.since >= there.day)


def outcomes(decree: str) -> list[Outcome]:
    """What was entered of people, as far as the reader sees it, in its order."""
    with connection.cursor() as cursor:
        cursor.execute(OUTCOMES, [decree])
        return [Outcome(*row)._replace(end=End(row[3])) for row in cursor.fetchall()]


def sitting(
    *, bodies: Iterable[str] = (), people: Iterable[str] = (), on: date | None = None
) -> list[Sits]:
    """The seats of some bodies or people, on a day or of all days."""
    wanted = list(bodies) or list(people)
    which = "a.agency = any(%s)" if list(bodies) else "a.person = any(%s)"
    with connection.cursor() as cursor:
        day = " and a.valid @> %s" if on else ""
        cursor.execute(SITTING.format(which=which + day), [wanted, on] if on else [wanted])
        return [Sits(*row) for row in cursor.fetchall()]


def names(people: Iterable[str]) -> dict[str, str]:
    """What some people are called."""
    with connection.cursor() as cursor:
        cursor.execute("select id, name from accounts_person where id = any(%s)", [list(people)])
        return dict(cursor.fetchall())


def heads(body: str, on: date, asking: str) -> list[str]:
    """The names of those who lead a body on a day: whom its people ask, but never themselves."""
    with connection.cursor() as cursor:
        cursor.execute(HEADS, [body, on, asking])
        return [name for (name,) in cursor.fetchall()]


def secondments() -> list[Secondment]:
    """Those that the reader sees, the last first."""
    with connection.cursor() as cursor:
        cursor.execute(SECONDED)
        return [Secondment(*row) for row in cursor.fetchall()]


def learned(bodies: Iterable[str] = ()) -> list[Learned]:
    """What was passed, as far as the reader sees it: of some bodies, or all."""
    wanted = list(bodies)
    with connection.cursor() as cursor:
        cursor.execute(
            "select person, body, function, day from handover_learned"
            + (" where body = any(%s)" if wanted else ""),
            [wanted] if wanted else [],
        )
        return [Learned(*row) for row in cursor.fetchall()]


def seated(person: str, agency: str, on: date) -> str:
    """The seat in which somebody sits at an agency on a day; '' where they do not."""
    found = [
        one.seat for one in appointments(person)
        if one.agency == agency and one.since <= on and (one.until is None or on < one.until)
    ]  # fmt: skip
    return found[0] if found else ""


def _name(actor: Actor, agency: str, on: date, seats: tuple[Role, ...]) -> None:
    told = (actor.id, agency, on, narrowed(str(role) for role in seats))
    with connection.cursor() as cursor:
        cursor.execute("select people_name(%s, %s, %s, %s)", told)
        if not cursor.fetchone()[0]:
            raise Refused("not-seated-there", person=actor.name, agency=agency, on=on)
