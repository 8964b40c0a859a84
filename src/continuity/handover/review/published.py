"""Procedures that a reform changes, and whether those who take them over published that in time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db import connection

from continuity.casework import catalogue
from continuity.core.interval import eve
from continuity.core.procedure import Procedure, digest
from continuity.handover.notice.kept import changes
from continuity.handover.owed import owed
from continuity.register import points

FIRST = """
select unit, min(day) from handover_notice n where decree = %s and against is null and not exists (
    select from handover_notice b where b.decree = n.decree and b.unit = n.unit and b.against = n.id)
group by unit
"""
ACCOUNTS = """
select unit, reference from register_means where kind = 'account' and unit = any(%s)
and upper_inf(known) and valid @> %s
"""


class Changed(NamedTuple):
    """A procedure whose body changes; whether counter, account or form do too, and who published when.

    `published` counts the bodies that did so before the day or on it, `late` those after, of `bodies`.
    """

    procedure: Procedure
    bodies: int
    counter: bool
    account: bool
    form: bool
    published: int
    late: int

    @property
    def share(self) -> float:
        """Published in time, of all; in hundredths."""
        return 100 * self.published / self.bodies if self.bodies else 100.0


def changed(decree: str, day: date) -> list[Changed]:
    """The procedures that a reform of a day passes to other bodies."""
    here = changes(day)
    takers: dict[str, set[str]] = {}
    givers: dict[str, set[str]] = {}
    for unit in {one.receiver for one in owed(here.world, day)}:
        if unit in here.world.agencies:
            for taken in here.of(unit).takes:
                takers.setdefault(taken.function, set()).add(unit)
                givers.setdefault(taken.function, set()).update(taken.givers)
    first = _first(decree)
    old = {one.code: digest(one) for one in catalogue.offered(eve(day))}
    return [
        _changed(one, day, takers[one.function], givers[one.function], first, old)
        for one in catalogue.offered(day) if one.function in takers
    ]  # fmt: skip


def _changed(
    one: Procedure, day: date, takers: set[str], givers: set[str], first: dict[str, date],
    old: dict[str, str],
) -> Changed:  # fmt: skip
    told = [first[unit] for unit in takers if unit in first]
    before, after = _counters(one.function, eve(day)), _counters(one.function, day)
    paid = bool(one.fee) and _accounts(givers, eve(day)) != _accounts(takers, day)
    form = old.get(one.code) != digest(one)
    in_time = sum(when <= day for when in told)
    return Changed(one, len(takers), before != after, paid, form, in_time, len(told) - in_time)


def _counters(function: str, on: date) -> set[str]:
    return {one.id for one in points.points(function, on)}


def _accounts(units: Iterable[str], on: date) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(ACCOUNTS, [list(units), on])
        return {reference or unit for unit, reference in cursor.fetchall()}


def _first(decree: str) -> dict[str, date]:
    with connection.cursor() as cursor:
        cursor.execute(FIRST, [decree])
        return dict(cursor.fetchall())
