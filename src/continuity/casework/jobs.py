"""Work that is done later: enqueued in the transaction of the act from which it follows.

A job names what is to be done by a name that stays, and its arguments by a version, so that one which
waits through an upgrade is understood after it; one that nobody understands is kept until somebody
does. A worker that is killed leaves its job to the next: whatever a job does must be safe to do twice.
Its arguments are ids, never a person's data.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import NamedTuple

from django.db import connection

QUEUE, KEPT = "work", "kept"
"""The queue that workers take from, and the one in which lies what no worker here understands."""

TASK = "continuity"
"""The one task that procrastinate knows; what it is to do stands in its arguments."""

_known: dict[tuple[str, int], str] = {}
_regular: dict[str, str] = {}


def does(name: str, path: str, version: int = 1) -> None:
    """From now on a job of this name and version calls the function at a dotted path.

    An older version stays registered for as long as such jobs may wait somewhere.
    """
    _known[name, version] = path


def every(cron: str, name: str, path: str) -> None:
    """From now on a function at a dotted path is called at the times of a cron line, in UTC."""
    does(name, path)
    _regular[name] = cron


def path_of(name: str, version: int) -> str | None:
    """The function that a job means; None where nothing here has that name and version."""
    return _known.get((name, version))


def known() -> list[tuple[str, int]]:
    """What jobs are understood here, as names and versions."""
    return sorted(_known)


def regular() -> dict[str, str]:
    """The jobs that nobody has to enqueue, with their cron lines."""
    return dict(_regular)


def later(
    name: str,
    *,
    at: datetime | None = None,
    version: int = 1,
    line: str | None = None,
    **told: str | int,
) -> int:
    """The number of a new job that runs soon after this transaction, or after a later instant.

    Jobs of one `line` run one after the other, in the order in which they were enqueued.
    Raises `ValueError` outside a transaction, since a job without its act, or an act without its job,
    must not be possible; and for a name that nobody has registered.
    """
    if not connection.in_atomic_block:
        raise ValueError("later() belongs into the transaction of the act from which it follows.")
    if (name, version) not in _known:
        raise ValueError(f"No job is called {name!r} in version {version}.")
    with connection.cursor() as cursor:
        cursor.execute(
            "select jobs_later(%s, %s, %s, %s, %s)", [name, version, json.dumps(told), at, line]
        )
        return int(cursor.fetchone()[0])


class Standing(NamedTuple):
    """How many jobs of one name and version are waiting, running, failed or kept."""

    state: str
    name: str
    version: int
    many: int


STANDING = f"""
select case when queue_name = '{KEPT}' then 'kept' when status = 'todo' then 'waiting'
            when status = 'doing' then 'running' else 'failed' end,
       args->>'job', (args->>'version')::integer, count(*)
from procrastinate_jobs where status in ('todo', 'doing', 'failed', 'aborted')
group by 1, 2, 3 order by 1, 2, 3
"""


def standing() -> list[Standing]:
    """All jobs that are not done, counted; `kept` are those that no worker here understands."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING)
        return [Standing(*row) for row in cursor.fetchall()]


def due() -> bool:
    """True where a job waits that could be done now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select from procrastinate_jobs where status = 'todo' and queue_name = %s "
            "and (scheduled_at is null or scheduled_at <= now()))",
            [QUEUE],
        )
        return bool(cursor.fetchone()[0])


FRESH = (
    "status = 'todo', attempts = 0, scheduled_at = null, abort_requested = false, worker_id = null"
)

CLAIM = f"""
update procrastinate_jobs set queue_name = '{QUEUE}', {FRESH}
where queue_name = '{KEPT}' and status = 'todo'
    and (args->>'job') || ' ' || (args->>'version') = any (%(known)s)
"""
"""Puts back into the queue what was kept and is among the names and versions that are known now."""


def again() -> int:
    """How many failed jobs were put back into the queue, as if they had never been tried."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"update procrastinate_jobs set {FRESH} where status in ('failed', 'aborted')"
        )
        return int(cursor.rowcount)
