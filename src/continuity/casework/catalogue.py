"""The catalogue: which public services there are, by version, each in force from a day.

A version is written once, by its digest, and never changed; a later one takes its place from a day
on, and may say until when there is such a service at all. A case follows the version in force on the
day that it was filed. Rooms above register what they bring; `brought` enters it whenever the database
is brought up.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db import connection, transaction

from continuity.accounts.appointments import require
from continuity.accounts.roles import Role
from continuity.casework.refused import Refused
from continuity.core.finding import Flawed
from continuity.core.procedure import Procedure, digest, plain, procedure_of
from continuity.core.wellmade import flaws
from continuity.journal.record import SYSTEM, Actor, canonical, record

STREAM = "catalogue"
FORBIDDEN = ("sắp xếp tổ chức", "sắp xếp đơn vị", "sáp nhập", "reorganisation", "merger")
"""A ground of refusal that speaks of these would be a reorganisation's, and there is none."""

Source = Callable[[], Iterable[Procedure]]
_sources: list[Source] = []
_kept: dict[tuple[object, ...], Procedure] = {}


def register(source: Source) -> None:
    """From now on `registered` tells the procedures of this source as well."""
    if source not in _sources:
        _sources.append(source)


def registered() -> list[Procedure]:
    """The procedures that the rooms above have brought, by code and version."""
    found = [procedure for source in _sources for procedure in source()]
    return sorted(found, key=lambda one: (one.code, one.version))


def brought() -> list[str]:
    """Enters the registered versions that are not there yet, and tells those that read otherwise here.

    What is there stays as it is, since cases follow it; whoever brings the database up is told.
    """
    there = _there()
    found = [(one, there.get((one.code, one.version))) for one in registered()]
    load((one for one, kept in found if kept is None), SYSTEM)
    return [
        f"{one.code} {one.version}"
        for one, kept in found
        if kept not in (None, digest(one)) and version(one.code, one.version) != one
    ]


def _there() -> dict[tuple[str, int], str]:
    with connection.cursor() as cursor:
        cursor.execute("select code, version, digest from casework_procedure")
        return {(code, number): made for code, number, made in cursor.fetchall()}


def load(procedures: Iterable[Procedure], actor: Actor) -> int:
    """Enters the versions that are not there yet, each with a journal entry; how many there were.

    A text that an older release wrote with fewer parts is the same where it says the same.
    Raises Flawed for a procedure that is not sound, and `Refused` for another text of a version that
    is there: what cases follow is never changed under them.
    """
    with transaction.atomic():
        return sum(_entered(procedure, actor) for procedure in procedures)


def add(procedure: Procedure, *, actor: Actor, on: date) -> bool:
    """A later version, by a planner or a head; False where it was there already."""
    require(actor, Role.PLANNER, Role.HEAD, on=on)
    with transaction.atomic():
        return bool(_entered(procedure, actor))


def procedure(code: str, on: date) -> Procedure:
    """The version of a procedure that is in force on a day; refused where none is."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select version from casework_procedure where code = %s and since <= %s "
            "order by since desc limit 1",
            [code, on],
        )
        row = cursor.fetchone()
    found = version(code, row[0]) if row else None
    if found is None or not found.holds(on):
        label = next((one.label for one in known() if one.code == code), None)
        raise Refused("no-procedure", procedure=label or f"“{code}”", on=on)
    return found


def version(code: str, number: int) -> Procedure:
    """One version of a procedure; kept in this process, since a version never changes."""
    where = (*(connection.settings_dict[part] for part in ("HOST", "PORT", "NAME")), code, number)
    if where not in _kept:
        told = _rows("code = %s and version = %s", code, number)
        if not told:
            raise Refused("no-procedure", procedure=f"{code} {number}", on="–")
        _kept[where] = told[0]
    return _kept[where]


def offered(on: date) -> list[Procedure]:
    """The version of each procedure that is in force on a day, by code; none that is repealed."""
    return [one for one in _newest(on) if one.holds(on)]


def known() -> list[Procedure]:
    """The newest version of every procedure that there ever was or is to be, by code."""
    return _newest(date.max)


def _newest(on: date) -> list[Procedure]:
    return _rows(
        "(code, since) in (select code, max(since) from casework_procedure where since <= %s "
        "group by code)",
        on,
    )


def versions(code: str) -> list[Procedure]:
    """All versions of a procedure, the oldest first."""
    return _rows("code = %s", code)


def forget() -> None:
    """Keeps nothing any more; for a database that was made anew under the same name."""
    _kept.clear()


def _rows(condition: str, *told: Any) -> list[Procedure]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"select content from casework_procedure where {condition} order by code, since", told
        )
        found = [row[0] for row in cursor.fetchall()]
    return [procedure_of(json.loads(one) if isinstance(one, str) else one) for one in found]


def _entered(procedure: Procedure, actor: Actor) -> int:
    _sound(procedure)
    code, number, made = procedure.code, procedure.version, digest(procedure)
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into casework_procedure (code, version, function, since, digest, content) "
            "values (%s, %s, %s, %s, %s, %s) on conflict do nothing",
            [code, number, procedure.function, procedure.since, made, canonical(plain(procedure))],
        )
        if cursor.rowcount == 0:
            cursor.execute(
                "select digest from casework_procedure where code = %s and version = %s",
                [code, number],
            )
            row = cursor.fetchone()
            if row is None or (row[0] != made and version(code, number) != procedure):
                raise Refused("version-differs", procedure=code, version=number)
            return 0
    told = {"code": code, "version": number, "since": str(procedure.since), "digest": made}
    record(STREAM, "add", actor, told)
    return 1


def _sound(procedure: Procedure) -> None:
    if found := flaws(procedure):
        raise Flawed(found)
    for ground in procedure.refusals:
        said = f"{ground.id} {ground.label.vi} {ground.label.en}".lower()
        if any(word in said for word in FORBIDDEN):
            raise Refused("no-such-ground", ground=ground.id)
