"""The verbs of destruction: a list is drawn, a case is spared, another person reviews, all of it goes."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from django.db import connection

from continuity.accounts.ids import uuid7
from continuity.accounts.roles import Role
from continuity.casework import catalogue
from continuity.casework.cases import locked, one
from continuity.casework.once import earlier
from continuity.casework.purposes import Purpose
from continuity.casework.refused import Refused
from continuity.casework.retention import refused as refused
from continuity.casework.retention.due import until
from continuity.casework.retention.erase import erase
from continuity.casework.sight import present, reading
from continuity.casework.verbs.doing import seats
from continuity.journal.record import Actor, record


class List(NamedTuple):
    """A list of an agency: who drew it when, and who reviewed it, '' and None before that."""

    id: uuid.UUID
    drawn: date
    drawer: str
    reviewed: date | None
    reviewer: str


class Line(NamedTuple):
    """A case on a list, until when it had to be kept, and why it was spared, '' where it goes."""

    case: uuid.UUID
    number: str
    until: date
    spared: str


def draw(
    cases: Collection[uuid.UUID], *, actor: Actor, agency: str, on: date, key: str
) -> uuid.UUID:
    """A new list of cases that need not be kept any longer; refused for one that must be.

    Nothing is destroyed before another person has reviewed it.
    """
    with reading(actor, agency, Purpose.PROCESSING, on):
        id, wanted = uuid7(), sorted(set(cases))
        asked = {"verb": "draw", "cases": [str(case) for case in wanted], "agency": agency}
        if given := earlier(actor, key, asked, {"list": str(id)}):
            return uuid.UUID(given["list"])
        if not wanted:
            raise Refused("nothing-due", on=on)
        lines = [(case, _over(case, on)) for case in wanted]

        with connection.cursor() as cursor:
            cursor.execute(
                "insert into retention_list (id, agency, drawn, drawer) values (%s, %s, %s, %s)",
                [id, agency, on, actor.id],
            )
            cursor.executemany(
                "insert into retention_line (list, case_id, until) values (%s, %s, %s)",
                [(id, case, last) for case, last in lines],
            )
        record(f"retention:{id}", "draw", actor, {"agency": agency, "cases": len(lines)})
    return id


def spare(
    list: uuid.UUID, case: uuid.UUID, words: str, *, actor: Actor, agency: str, on: date
) -> None:
    """The case stays, for a reason in words that name no person: a lawsuit, an inspection."""
    with reading(actor, agency, Purpose.PROCESSING, on):
        _open(list)
        if not words.strip():
            raise Refused("no-words")
        with connection.cursor() as cursor:
            cursor.execute(
                "update retention_line set spared = %s where list = %s and case_id = %s",
                [" ".join(words.split())[:300], list, case],
            )
            if cursor.rowcount == 0:
                raise Refused("not-on-list")
        record(f"retention:{list}", "spare", actor, {"case": str(case)})


def review(list: uuid.UUID, *, actor: Actor, agency: str, on: date) -> int:
    """A head who did not draw the list agrees, and what it names is destroyed; how many cases.

    All of it or nothing: a case that may not go any more stops the whole list.
    """
    with reading(actor, agency, Purpose.PROCESSING, on):
        drawn = _open(list)
        roles, _ = seats()
        if Role.HEAD not in roles:
            raise Refused("not-head", person=actor.name, agency=agency)
        if drawn.drawer == actor.id:
            raise Refused("own-list")
        going = [line.case for line in lines(list) if not line.spared]
        for case in going:
            _over(case, on)

        with connection.cursor() as cursor:
            cursor.execute(
                "update retention_list set reviewed = %s, reviewer = %s where id = %s",
                [on, actor.id, list],
            )
        for case in going:
            erase(locked(case), list)
        told = {"agency": agency, "destroyed": len(going)}
        record(f"retention:{list}", "review", actor, told)
    return len(going)


def lists() -> list[List]:
    """The lists of the reader's agency, the newest first."""
    present()
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, drawn, drawer, reviewed, reviewer from retention_list "
            "order by drawn desc, id desc"
        )
        return [List(*row) for row in cursor.fetchall()]


def lines(list: uuid.UUID) -> list[Line]:
    """What stands on a list, the longest kept first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select n.case_id, c.number, n.until, n.spared from retention_line n "
            "join casework_case c on c.id = n.case_id where n.list = %s order by n.until, c.number",
            [list],
        )
        return [Line(*row) for row in cursor.fetchall()]


def _over(case: uuid.UUID, on: date) -> date:
    """The last day of keeping of a case; refused before it is over, and once the case is destroyed."""
    found = one(case)
    with connection.cursor() as cursor:
        cursor.execute("select day from retention_erased where case_id = %s", [case])
        if row := cursor.fetchone():
            raise Refused("destroyed-already", number=found.number, day=row[0])
    last = until(catalogue.version(found.procedure, found.version), found)
    if last is None or last >= on:
        raise Refused("kept-longer", number=found.number, until=last or "…")
    return last


def _open(list: uuid.UUID) -> List:
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, drawn, drawer, reviewed, reviewer from retention_list where id = %s "
            "for update",
            [list],
        )
        row = cursor.fetchone()
    if row is None:
        raise Refused("no-such-list")
    found = List(*row)
    if found.reviewed:
        raise Refused("reviewed-already", day=found.reviewed)
    return found
