"""The first load: a pack's start becomes the first facts of an empty register."""

from __future__ import annotations

from django.db import connection, transaction

from continuity.core.world import World
from continuity.journal.record import SYSTEM, Actor, record
from continuity.register.rows import rows_of
from continuity.register.write import Difference, hold, write

STREAM = "register"


class NotEmpty(Exception):
    """The register has been loaded already; a start is loaded once."""


@transaction.atomic
def load(start: World, source: str, actor: Actor = SYSTEM) -> int:
    """The entry by which a pack's start was loaded; raises `NotEmpty` where there is one."""
    if hold():
        raise NotEmpty
    rows = rows_of(start)
    told = {"source": source, "facts": {table: len(facts) for table, facts in rows.items()}}
    entry = record(STREAM, "load", actor, told)
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into register_head (entry, loaded, starts) values (0, %s, %s)",
            [entry, start.starts],
        )
    write(Difference(0, {}, rows), entry)
    return entry
