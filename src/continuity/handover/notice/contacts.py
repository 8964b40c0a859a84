"""Sites and telephone lines of bodies, entered with a source; and where those of dead bodies lead."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db import connection, transaction
from psycopg.types.range import Range

from continuity.accounts.appointments import require
from continuity.accounts.ids import uuid7
from continuity.accounts.roles import Role
from continuity.core.interval import FOREVER, Interval
from continuity.handover.notice.ways import Contact, Redirect, Way, redirects, tidy
from continuity.handover.refused import Refused
from continuity.journal.record import Actor, record
from continuity.packs.spreadsheet import uncelled
from continuity.register import read

STREAM = "contacts"
COLUMNS = ("body", "way", "value", "since", "last", "source")
MOST = 20_000
SELECT = """
select body, way, value, lower(valid), upper(valid), source from handover_contact c
where against is null and not exists (
    select from handover_contact b where b.body = c.body and b.against = c.id)
order by body, way, value, lower(valid)
"""


class Wrong(NamedTuple):
    """A row that cannot be read: its line, what is wrong with it, and what was written."""

    line: int
    field: str
    written: str


def contacts() -> list[Contact]:
    """All sites and lines of all days."""
    with connection.cursor() as cursor:
        cursor.execute(SELECT)
        return [
            Contact(body, Way(way), value, Interval(since, until or FOREVER), source)
            for body, way, value, since, until, source in cursor.fetchall()
        ]


def moved(on: date) -> list[Redirect]:
    """What of dead bodies leads where on a day, by what the register says now."""
    world = read.present()

    def alive(body: str) -> bool:
        return body in world.agencies and on in world.agencies[body].valid

    return redirects(contacts(), lambda body: world.lineage.successor(body, on), alive, on)


def from_table(content: bytes) -> tuple[list[Contact], list[Wrong]]:
    """The rows of a CSV with the columns of `COLUMNS`, and each that cannot be read with its field."""
    try:
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error):
        return [], [Wrong(1, "UTF-8 CSV", "")]
    if not rows or not {"body", "way", "value", "since"} <= set(rows[0]):
        return [], [Wrong(1, ",".join(COLUMNS), ",".join(rows[0]) if rows else "")]
    known = read.present().agencies
    found, wrong = [], []
    for n, row in enumerate(rows[:MOST], start=2):
        told = {key: uncelled((row.get(key) or "").strip()) for key in COLUMNS}
        if field := _wrong(told, known):
            wrong.append(Wrong(n, field, told[field]))
        else:
            way = Way(told["way"])
            value = tidy(way, told["value"])
            found.append(Contact(told["body"], way, value, _days(told), told["source"]))
    return found, wrong


def _wrong(told: dict[str, str], known: Iterable[str]) -> str:
    """The first field of a row that cannot be read; '' where all can."""
    if told["body"] not in known:
        return "body"
    if told["way"] not in tuple(Way):
        return "way"
    for field, read_ in (("value", lambda: tidy(Way(told["way"]), told["value"])),
                         ("since", lambda: _days(told))):  # fmt: skip
        try:
            read_()
        except (ValueError, OverflowError):
            return field
    return "" if told["source"] else "source"


def _days(told: dict[str, str]) -> Interval:
    last = told["last"]
    end = date.fromisoformat(last) + timedelta(1) if last else FOREVER
    return Interval(date.fromisoformat(told["since"]), end)


@transaction.atomic
def enter(found: Iterable[Contact], *, actor: Actor, agency: str, on: date) -> int:
    """How many of these were not known yet; they are now. Refused for who is no planner or steward."""
    require(actor, Role.PLANNER, Role.STEWARD, on=on)
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [STREAM])
    new = sorted(set(found) - set(contacts()))
    if not new:
        return 0
    told = [[one.agency, one.way, one.value, str(one.valid.start)] for one in new]
    record(STREAM, "enter-contacts", actor, {"agency": agency, "on": str(on), "rows": told})
    rows: list[tuple[Any, ...]] = [
        (one.agency, uuid7(), one.way, one.value, _range(one.valid), one.source, on,
         actor.id, actor.name, agency)
        for one in new
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.executemany(
            "insert into handover_contact (body, id, way, value, valid, source, day, actor, name, "
            "agency) values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            rows,
        )
    return len(new)


@transaction.atomic
def strike(body: str, value: str, reason: str, *, actor: Actor, agency: str, on: date) -> None:
    """A site or line that was entered by mistake, or is the body's no longer, leads nowhere any more."""
    require(actor, Role.PLANNER, Role.STEWARD, on=on)
    if not reason.strip():
        raise Refused("no-words")
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into handover_contact (body, id, way, value, valid, source, against, day, actor, "
            "name, agency) select body, gen_random_uuid(), way, value, valid, %s, id, %s, %s, %s, %s "
            "from handover_contact c where body = %s and value = %s and against is null and not "
            "exists (select from handover_contact b where b.body = c.body and b.against = c.id)",
            [reason.strip(), on, actor.id, actor.name, agency, body, value],
        )
        if not cursor.rowcount:
            raise Refused("no-such-contact", body=body, value=value)
    told = {"agency": agency, "on": str(on), "body": body, "value": value, "reason": reason.strip()}
    record(STREAM, "strike-contact", actor, told)


def _range(valid: Interval) -> Range[date]:
    return Range(valid.start, None if valid.end == FOREVER else valid.end)
