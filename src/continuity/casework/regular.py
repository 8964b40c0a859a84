"""What is done again and again: old slots go, what has a last day expires, lateness is said.

Other rooms register what expires in them; each is given the day of law and says how much went.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date

from django.db import connection, transaction
from django.utils.module_loading import import_string

from continuity.accounts.today import today
from continuity.casework.cases import Case
from continuity.casework.late import BATCH, late
from continuity.casework.sight import working
from continuity.journal.record import SYSTEM, record

log = logging.getLogger("continuity.worker")

KEPT_DAYS = 7
"""Days for which a set of slots is kept: a reader who has it may still be in a transaction."""

_expiring: dict[str, str] = {}

Expires = Callable[[date], int]


def expires(name: str, path: str) -> None:
    """From now on the function at a dotted path is asked every hour to let go what is over.

    It takes the day of law, does its own transactions, is safe to call twice, and gives a count.
    """
    _expiring[name] = path


def expire() -> None:
    """Lets every room expire what is over; one that fails keeps no other from it."""
    failed: list[Exception] = []
    for name, path in sorted(_expiring.items()):
        try:
            gone = import_string(path)(today())
        except Exception as fault:  # noqa: BLE001  # told below, after the others had their turn
            failed.append(fault)
        else:
            log.info("%s: %s expired.", name, gone)
    if failed:
        raise failed[0]


@transaction.atomic
def forget() -> None:
    """Old sets of slots go; whoever needs one reckons it anew."""
    with connection.cursor() as cursor:
        cursor.execute("select casework_forget(make_interval(days => %s))", [KEPT_DAYS])


def overdue() -> None:
    """Says once of each late case that an apology is owed: an event for programs, and a notice.

    The applicant is told that it is late, and the desk offers the apology first. The apology itself,
    with its new day, is an officer's: nobody else can promise one.
    """
    on, after = today(), None
    while True:
        found = late(on, after)
        _say(found, on)
        if len(found) < BATCH:
            return
        after = (found[-1].due or on, found[-1].id)


SAID = "select stream from journal_entry where stream = any (%s) and verb = 'overdue'"


def _say(found: list[Case], on: date) -> None:
    streams = [f"case:{case.id}" for case in found]
    with working("deadlines", on) as reader:
        with connection.cursor() as cursor:
            cursor.execute(SAID, [streams])
            said = {row[0] for row in cursor.fetchall()}
        for case, stream in zip(found, streams, strict=True):
            if stream not in said:
                told = {"due": str(case.due), "on": str(on)}
                record(stream, "overdue", SYSTEM, told, purpose=reader.purpose)
