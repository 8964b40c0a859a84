"""The tasks of a night as rows: who brings which seal, who gets which, and the label of each.

Prepared again, a task that is still due keeps its label; one that was done stays done.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection

from continuity.accounts.ids import uuid7
from continuity.core.number import numbered
from continuity.packs.names import folded
from continuity.services.seals import kept as seals
from continuity.services.seals.acts import entered, numbers
from continuity.services.seals.kept import Kept
from continuity.services.seals.plan import Owed, Place
from continuity.services.seals.rules import Duty, Kind

Key = tuple[str, str, uuid.UUID | None]


class There(NamedTuple):
    """A task that was prepared before, and whether its seal has come."""

    id: uuid.UUID
    taken: bool


def enter(night: uuid.UUID, wanted: list[Owed], places: dict[str, Place], entry: int) -> None:
    """What is due and not there is added, what is there and not due is gone, the rest is placed."""
    there = _there(night)
    held = seals.of_all(task.body for task in wanted)
    due = {key: task for task in wanted for key in _keys(task, held.get(task.body, []), there)}
    gone = [one.id for key, one in there.items() if key not in due]
    with connection.cursor() as cursor:
        cursor.execute("update seals_task set gone = true where id = any(%s)", [gone])
    added = {key: task for key, task in due.items() if key not in there}
    _add(night, added, _specimens(added.values(), held), entry)
    _place(night, places)


def _there(night: uuid.UUID) -> dict[Key, There]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select duty, body, seal, id, taken from seals_due where night = %s", [night]
        )
        return {(duty, body, seal): There(*row) for duty, body, seal, *row in cursor.fetchall()}


def _keys(task: Owed, held: list[Kept], there: dict[Key, There]) -> list[Key]:
    """One task for each seal that a body must bring, or one for what the register does not know."""
    duty, body = task.duty.value, task.body
    if task.duty is Duty.REGISTER:
        return [(duty, body, None)]
    out = [kept.id for kept in held if kept.seal.out]
    came = [kept.id for kept in held if (one := there.get((duty, body, kept.id))) and one.taken]
    return [(duty, body, seal) for seal in dict.fromkeys([*out, *came])] or [(duty, body, None)]


def _specimens(added: Iterable[Owed], held: dict[str, list[Kept]]) -> dict[str, uuid.UUID]:
    """A specimen for every body that needs a new wet seal and has none prepared."""
    needing = {task.body: task for task in added if task.duty is not Duty.REVOKE}
    made, rows = {}, []
    fresh = iter(numbers(len(needing)))
    for body, task in needing.items():
        wet = [kept for kept in held.get(body, []) if kept.seal.kind is Kind.WET]
        prepared = next((kept.id for kept in wet if kept.seal.state is None), None)
        made[body] = prepared or uuid7()
        if not prepared:
            vi, en = task.after
            version = 1 + max((kept.seal.version for kept in wet), default=0)
            old = next((kept.id for kept in wet if kept.seal.due), None)
            told = (vi, en, folded(vi), next(fresh), old)
            rows.append((made[body], body, Kind.WET.value, version, *told))
    entered(rows)
    return made


def _add(night: uuid.UUID, added: dict[Key, Owed], fresh: dict[str, uuid.UUID], entry: int) -> None:
    codes = iter(_codes(sum(task.duty is not Duty.REGISTER for task in added.values())))
    columns = "id, night, duty, body, vi, en, heir, seal, fresh, code, entry"
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(f"copy seals_task ({columns}) from stdin") as copy,
    ):
        for (duty, body, seal), task in added.items():
            code = None if task.duty is Duty.REGISTER else next(codes)
            told = (*task.name, task.heir, seal, fresh.get(body), code, entry)
            copy.write_row((uuid7(), night, duty, body, *told))


def _codes(wanted: int) -> list[str]:
    """Labels that were never given before, each with its check digits."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval('seals_code') from generate_series(1, %s)", [wanted])
        return [numbered(serial) for (serial,) in cursor.fetchall()]


def _place(night: uuid.UUID, places: dict[str, Place]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "update seals_task t set point = p.point, slot = p.slot "
            "from unnest(%s::text[], %s::text[], %s::int[]) p (body, point, slot) "
            "where t.night = %s and t.body = p.body and t.code is not null and not t.gone",
            (
                list(places),
                [place.point for place in places.values()],
                [place.slot for place in places.values()],
                night,
            ),
        )
