"""What is done again and again, by the worker: forgetting old slots, expiring what has a last day.

Other rooms register what expires in them; each is given the day of law and says how much went.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date

from django.db import connection, transaction
from django.utils.module_loading import import_string

from continuity.accounts.today import today

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
