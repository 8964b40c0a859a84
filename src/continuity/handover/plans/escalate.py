"""The job of each night that tells who is late, and of help that ends: each person and step once.

In the portal always; by e-mail where a server is set and the person has a proved address. What was done
since ends its alerts, and its letters are not sent.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection

from continuity.accounts import today as clock
from continuity.accounts.ids import uuid7
from continuity.casework import jobs
from continuity.casework.notices import mail
from continuity.casework.notices.letter import Letter, NotSent
from continuity.casework.notices.send import MOST_TRIES, wait
from continuity.casework.sight import present, working
from continuity.core.terms import TERMS
from continuity.core.world import World
from continuity.handover.plans.due import everything
from continuity.handover.plans.lateness import Above, Due, Kind, Seat, Told, gathered, telling
from continuity.handover.plans.telling import Alert, said, subject
from continuity.handover.plans.templates import escalation
from continuity.journal.record import SYSTEM, record
from continuity.register import read

JOB, STREAM = "escalation", "escalation"
REFORMS = "select name, effective, approver from reform_decree where upper_inf(known)"
SEATS = """
select a.agency, a.person, p.name, a.role from accounts_appointment a
join accounts_person p on p.id = a.person and p.is_active
where a.agency = any(%s) and upper_inf(a.known) and a.valid @> %s order by a.agency, p.name
"""
TELL = """
insert into handover_alert (person, id, decree, body, kind, thing, step, said, day, made, mail)
values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) on conflict do nothing returning id
"""
OPEN = "select person, id, kind, decree, body, thing, day from handover_alert where over is null"
LETTER = """
select decree, body, kind, thing, step, said, day, made, seen, tries from handover_alert
where person = %s and id = %s and mail = 'queued' and over is null for update
"""
ADDRESS = """
select e.email, p.language, p.name from account_emailaddress e join accounts_person p on p.id = e.user_id
where e.user_id = any(%s) and e.verified and e.primary and p.is_active
"""


def escalate() -> int:
    """Tells everybody whose step has come, and ends what is late no more; how many were told."""
    on = clock.today()
    with working(JOB, on):
        reforms, approvers = _reforms()
        every = everything(reforms, on)
        seats, above = _people(read.present(), every, approvers, on)
        found = gathered(every, seats)
        _over(found, on)
        due = list(telling(found, on, escalation(on), seats, above))
        last = {(one.person, one.due): one for one in due}  # of several steps at once, one letter
        told = [one for one in due if _tell(one, on, last[one.person, one.due] is one)]
        if told:
            kinds = {kind: sum(one.due.kind is kind for one in told) for kind in Kind}
            counted = {str(kind): n for kind, n in kinds.items() if n}
            record(
                STREAM, "tell-late", SYSTEM, {"on": str(on), **counted}, purpose=present().purpose
            )
    return len(told)


def _reforms() -> tuple[dict[str, date], dict[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(REFORMS)
        rows = cursor.fetchall()
    return {name: day for name, day, _ in rows}, {name: approver for name, _, approver in rows}


def _over(found: Iterable[Due], on: date) -> None:
    there = {(str(one.kind), one.decree, one.body, one.thing, one.day) for one in found}
    with connection.cursor() as cursor:
        cursor.execute(OPEN)
        gone = [
            (on, person, id) for person, id, *what in cursor.fetchall() if tuple(what) not in there
        ]
        cursor.executemany(
            "update handover_alert set over = %s where person = %s and id = %s", gone
        )


def _people(
    world: World, found: list[Due], approvers: dict[str, str], on: date
) -> tuple[dict[str, list[Seat]], dict[tuple[str, str], Above]]:
    """Who sits at each body or at what continues it, and who stands above it in each reform."""
    pairs = {(one.decree, one.body) for one in found} | {(one.decree, "") for one in found}
    now = {body: world.lineage.successor(body, on) for _, body in pairs if body}
    over = {body: world.parent_agency(heir, on) for body, heir in now.items()}
    sits: dict[str, list[Seat]] = {}
    with connection.cursor() as cursor:
        cursor.execute(SEATS, [sorted({*now.values(), *over.values()}), on])
        for agency, person, name, role in cursor.fetchall():
            sits.setdefault(agency, []).append(Seat(person, name, role))
    above = {}
    for decree, body in pairs:
        parent = over.get(body, "")
        higher = sits.get(parent, []) if parent != now.get(body) else []
        heads = tuple(one.person for one in higher if one.role == "head")
        above[decree, body] = Above(heads, _active(approvers.get(decree, "")))
    return {body: sits.get(heir, []) for body, heir in now.items()}, above


def _active(person: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("select id from accounts_person where id = %s and is_active", [person])
        found = cursor.fetchone()
    return str(found[0]) if found else ""


def _tell(one: Told, on: date, last: bool) -> bool:
    """One row, once; False where it was told before. The `last` step of a night goes by letter."""
    due, id = one.due, uuid7()
    letter = "queued" if last and mail.ready() and _addresses([one.person]) else ""
    what = (due.decree, due.body, str(due.kind), due.thing, one.step, due.said, due.day, on, letter)
    with connection.cursor() as cursor:
        cursor.execute(TELL, [one.person, id, *what])
        new = cursor.fetchone() is not None
    if new and letter:
        jobs.later("handover.alert", person=one.person, alert=str(id))
    return new


def _addresses(people: list[str]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(ADDRESS, [people])
        return list(cursor.fetchall())


def send(person: str, alert: str) -> None:
    """The letter of one alert, if it is queued still: tried again later, given up in the end."""
    on, id = clock.today(), uuid.UUID(alert)
    with working(JOB, on):
        with connection.cursor() as cursor:
            cursor.execute(LETTER, [person, id])
            row = cursor.fetchone()
        to = _addresses([person]) if row else []
        if not to:
            return
        [(address, language, _)] = to
        *what, tries = row
        one = Alert(id, *what)
        _write(person, id, "queued", tries + 1)
    n = int(language == "en")
    letter = Letter(f"{person}.{alert}", "email", "Continuity", language, address,
                    subject(one)[n], said(one, on)[n])  # fmt: skip
    try:
        mail.send(letter)
    except NotSent as fault:
        _again(person, alert, tries + 1, lasting=fault.lasting)
        return
    with working(JOB, on):
        _write(person, id, "sent", tries + 1)


def _again(person: str, alert: str, tries: int, *, lasting: bool) -> None:
    with working(JOB, clock.today()):
        if lasting or tries >= MOST_TRIES:
            _write(person, uuid.UUID(alert), "failed", tries)
            return
        at = datetime.now(UTC) + wait(tries)
        jobs.later("handover.alert", at=at, person=person, alert=alert)


def _write(person: str, id: uuid.UUID, state: str, tries: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "update handover_alert set mail = %s, tries = %s where person = %s and id = %s",
            [state, tries, person, id],
        )


TERMS["tell-late"] = "báo việc trễ hạn"
"""The entry of a night in which somebody was told."""
