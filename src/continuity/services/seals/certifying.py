"""The certificates of the seals that a night registered: a case for each, which the registrar draws up.

Preparing and confirming a night registers a specimen; its certificate is a paper, and a paper belongs to
a case. So from the day on the registrar opens one for each new seal, and its people take the steps of any
other: an officer checks, a head decides, an officer issues. Here they do it for many at once; each case
is a transaction of its own, so what was done stays done, and done again nothing is done twice.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db import connection, transaction

from continuity.casework import verbs as casework
from continuity.casework.cases import Personal
from continuity.casework.purposes import Purpose
from continuity.casework.refused import Refused as NotByCasework
from continuity.casework.sight import reading
from continuity.casework.verbs.deciding import Outcome
from continuity.core.finding import Flawed
from continuity.core.world import World
from continuity.journal.record import Actor
from continuity.register.read import present
from continuity.register.write import hold
from continuity.services.seals.night import Night, night
from continuity.services.seals.procedure import FUNCTION, NIGHT
from continuity.services.seals.refused import Refused
from continuity.services.seals.seat import seated

MOST = 50
"""How many cases go on at once: a certificate takes a sixth of a second, and somebody waits."""


class Standing(NamedTuple):
    """How many of a registrar's new seals have no case yet, wait for a step, or have a certificate."""

    unopened: int
    decide: int
    issue: int
    done: int

    @property
    def every(self) -> int:
        """How many new seals there are."""
        return sum(self)


class Fresh(NamedTuple):
    """A new seal that was registered in a night and has no case: its body, by its name in both."""

    seal: uuid.UUID
    body: str
    vi: str


def standing(id: uuid.UUID, *, actor: Actor, agency: str, on: date) -> Standing:
    """How far the certificates of a night have come, as its registrar of the day sees it."""
    seated(actor, agency, on)
    unopened = len(_unopened(id, agency, on))
    with reading(actor, agency, Purpose.PROCESSING, on), connection.cursor() as cursor:
        cursor.execute(
            "select count(*) filter (where c.step = 'decide'), "
            "count(*) filter (where c.step = 'issue'), count(*) filter (where c.step = '') "
            f"from {CASES}",
            [id],
        )
        return Standing(unopened, *cursor.fetchone())


def opened(id: uuid.UUID, *, actor: Actor, agency: str, on: date) -> int:
    """How many cases are opened and checked by this, for new seals of a night that have none.

    Refused before the day, on which their bodies begin.
    """
    seated(actor, agency, on)
    one = night(id)
    if on < one.day:
        raise Refused("too-early", certificate="–", state="–", last=one.day, on=on)

    def open_(fresh: Fresh) -> None:
        _open(fresh, one, actor, agency, on)

    return _each(_unopened(id, agency, on)[:MOST], open_)


def decided(id: uuid.UUID, *, actor: Actor, agency: str, on: date) -> int:
    """How many cases are granted by this: what is certified was confirmed in the night."""
    by = {"actor": actor, "agency": agency, "on": on}

    # A key of its own: what was handed back to be decided anew is granted a second time.
    def grant(case: uuid.UUID) -> None:
        casework.decide(case, Outcome.GRANTED, **by, key=f"night-decide:{uuid.uuid4()}")  # type: ignore[arg-type]

    return _each(_at(id, "decide", **by), grant)  # type: ignore[arg-type]


def issued(id: uuid.UUID, *, actor: Actor, agency: str, on: date) -> int:
    """How many certificates are issued by this."""
    by = {"actor": actor, "agency": agency, "on": on}

    def issue(case: uuid.UUID) -> None:
        casework.issue(case, **by, key=f"night-issue:{case}")  # type: ignore[arg-type]

    return _each(_at(id, "issue", **by), issue)  # type: ignore[arg-type]


STEPS: dict[str, Callable[..., int]] = {"open": opened, "decide": decided, "issue": issued}
"""What is done for many at once, by the word in a form."""

CASES = (
    "(select distinct fresh from seals_due where night = %s and fresh is not null) t "
    "join seals_case s on s.seal = t.fresh join casework_case c on c.id = s.case_id"
)


def _each(things: Iterable[Any], do: Callable[[Any], None]) -> int:
    """How many of them were done. What is refused stays; raised where nothing could be done at all."""
    count, first = 0, None
    for thing in things:
        try:
            do(thing)
            count += 1
        except (NotByCasework, Flawed) as refused:
            first = first or refused
    if first and not count:
        raise first
    return count


@transaction.atomic
def _open(fresh: Fresh, one: Night, actor: Actor, agency: str, on: date) -> None:
    """Whose case it is has no number and is no person; it is found by the name of the body."""
    hold()
    by, key = {"actor": actor, "agency": agency}, f"night-open:{fresh.seal}"
    with connection.cursor() as cursor:
        cursor.execute("select from seals_case where seal = %s", [fresh.seal])
        if cursor.fetchone() is not None:
            return
    world = present()
    receipt = casework.file(
        NIGHT.code, _ground(world, fresh.body, on), on, Personal(fresh.vi, "", ""),
        {"body": fresh.body, "decree": one.decree}, **by, key=key,  # type: ignore[arg-type]
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into seals_case (seal, case_id, number) values (%s, %s, %s)",
            [fresh.seal, receipt.case, receipt.number],
        )
    casework.check(receipt.case, True, **by, on=on, key=f"night-check:{fresh.seal}")  # type: ignore[arg-type]


def _unopened(id: uuid.UUID, agency: str, on: date) -> list[Fresh]:
    """The new seals of a night for which an agency has to open a case, by the names of their bodies."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select distinct n.vi, d.fresh, n.body from seals_due d join seals_now n on n.id = d.fresh "
            "where d.night = %s and d.fresh_state in ('registered', 'delivered') "
            "and not exists (select from seals_case c where c.seal = d.fresh) "
            "and not exists (select from seals_paper p where p.seal = d.fresh) order by n.vi, d.fresh",
            [id],
        )
        found = [Fresh(seal, body, vi) for vi, seal, body in cursor.fetchall()]
    world = present()
    return [one for one in found if _registers(world, agency, one.body, on)]


def _registers(world: World, agency: str, body: str, on: date) -> bool:
    seat = world.agencies[body].seat if body in world.agencies else ""
    areas = world.lineage.path(seat, on) if seat else ()
    return any(
        one.agency == agency and on in one.valid
        for area in areas
        for one in world.held(FUNCTION, area)
    )


def _ground(world: World, body: str, on: date) -> str:
    """The commune in which a body sits on a day; of one of a province, the first of its communes.

    A case needs a place to find who must act, and there every place of a province has one answer.
    """
    lineage, seat = world.lineage, world.lineage.path(world.agencies[body].seat, on)[0]
    homes = {lineage.home(leaf, on) for leaf in lineage.leaves_of(seat, on)} - {""}
    return seat if seat in homes or not homes else min(homes)


def _at(id: uuid.UUID, step: str, *, actor: Actor, agency: str, on: date) -> list[uuid.UUID]:
    """Cases of a night that wait for a step, the first of them."""
    seated(actor, agency, on)
    with reading(actor, agency, Purpose.PROCESSING, on), connection.cursor() as cursor:
        cursor.execute(
            f"select c.id from {CASES} where c.step = %s order by c.number limit %s",
            [id, step, MOST],
        )
        return [row[0] for row in cursor.fetchall()]
