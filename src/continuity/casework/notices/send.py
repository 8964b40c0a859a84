"""The job that sends a notice: at least once, tried again later each time, given up in the end.

The row is taken in one transaction and its fate written in another: while a server keeps us waiting no
transaction is open, which would hold up the journal's sealing and the feed.
"""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

from django.db import connection

from continuity.accounts import today as clock
from continuity.casework import jobs, keys
from continuity.casework.notices import texts
from continuity.casework.notices.letter import Letter, NotSent
from continuity.casework.notices.senders import named
from continuity.casework.notices.tell import DRIVERS, Notice, about
from continuity.casework.sealed import opened, sealed
from continuity.casework.sight import working

MOST_TRIES = 8
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=6)
"""With four times as long each time, eight tries take sixteen hours: a night's outage is outlived."""


def send(case: str, notice: str) -> None:
    """Sends what is still queued; a notice that was sent or given up is left alone."""
    one, id = uuid.UUID(case), uuid.UUID(notice)
    taken = _taken(one, id)
    if taken is None:
        return
    letter, tries = taken
    try:
        DRIVERS[letter.channel].send(letter)
    except NotSent as fault:
        _not_sent(one, id, tries, fault)
    else:
        _become(one, id, "sent")


def wait(tries: int) -> timedelta:
    """How long after so many tries the next one comes."""
    return min(FIRST_WAIT * 4 ** (tries - 1), LONGEST_WAIT)


TAKE = """
select kind, channel, language, key, day, sealed_address, tries from notices_notice
where case_id = %s and id = %s and state = 'queued' for update
"""


def _taken(case: uuid.UUID, id: uuid.UUID) -> tuple[Letter, int] | None:
    """The letter as it is sent today, and how often it was tried with this time."""
    with working("notices", clock.today()):
        with connection.cursor() as cursor:
            cursor.execute(TAKE, [case, id])
            row, one = cursor.fetchone(), about(case)
        if row is None or one is None:
            return None
        kind, channel, language, key, day, address, tries = row
        agency, text = Notice(case, one, kind, key, language, day).said(channel)
        ring = keys.ring()
        with connection.cursor() as cursor:
            cursor.execute(
                "update notices_notice set tries = %s, sender = %s, sealed_text = %s, at = now() "
                "where case_id = %s and id = %s",
                [tries + 1, agency, sealed(ring, case, f"notice {id}", text), case, id],
            )
        to = opened(ring, case, f"address {id}", bytes(address))
        name = named(agency, clock.today(), language)
        subject = texts.subject(kind, language, one.number)
        letter = Letter(f"{case}.{id}", channel, name, language, to, subject, text)
        return letter, tries + 1


def _not_sent(case: uuid.UUID, id: uuid.UUID, tries: int, fault: NotSent) -> None:
    if fault.lasting or tries >= MOST_TRIES:
        _become(case, id, "failed", fault.why)
        return
    with working("notices", clock.today()):
        _write(case, id, "queued", fault.why)
        at = datetime.now(UTC) + wait(tries)
        jobs.later("notices.send", at=at, case=str(case), notice=str(id))


def _become(case: uuid.UUID, id: uuid.UUID, state: str, why: str = "") -> None:
    with working("notices", clock.today()):
        _write(case, id, state, why)


def _write(case: uuid.UUID, id: uuid.UUID, state: str, why: str) -> None:
    # A report can be quicker than we are: what it wrote stays.
    with connection.cursor() as cursor:
        cursor.execute(
            "update notices_notice set state = %s, why = %s, at = now() "
            "where case_id = %s and id = %s and state = 'queued'",
            [state, why, case, id],
        )
