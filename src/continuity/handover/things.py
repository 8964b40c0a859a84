"""Everything that was listed or counted, as both sides have it: one row a thing, read once.

Columns stay the text that the database gives until somebody asks for them: of 170,000 lines as trees
there would be a gigabyte.
"""

from __future__ import annotations

import json
import uuid
from sys import intern
from typing import Any, NamedTuple

from django.db import connection

NONE = "{}"
"""The columns of which a side says nothing of its own."""
AT_ONCE = 2000

SIDE = """
    max(quantity) filter (where side = '{0}') as {0},
    max("values"::text) filter (where side = '{0}') as {0}_said
"""
SHOWN = """coalesce(l."values", c.giver_said::jsonb, c.receiver_said::jsonb)"""
# In the order in which Python sorts texts, whatever the database's own.
THINGS = f"""
select coalesce(l.annex, c.annex) collate "C", coalesce(l.number, c.number) collate "C", l.quantity,
    coalesce(l."values"::text, c.giver_said, c.receiver_said),
    c.giver, c.giver_said, c.receiver, c.receiver_said, coalesce({SHOWN}->>'unit', ''),
    coalesce({SHOWN}->>'part-of', '')
from (select annex, number, quantity, "values" from handover_line where handover = %(h)s {{which}}) l
full join (select annex, number, {SIDE.format("giver")}, {SIDE.format("receiver")}
    from handover_counted where handover = %(h)s {{which}} group by annex, number) c
    on c.annex = l.annex and c.number = l.number
order by 1, 2
"""
ONE = "and annex = %(annex)s and number = %(number)s"


_tree = json.JSONDecoder().raw_decode


class Thing(NamedTuple):
    """A thing with what was listed and what each side counted; None where that was not done.

    `values` are the columns as listed; where nobody listed it, as the giver counted it, or else the
    receiver. The others are those of which a side says otherwise. All of them as JSON.
    """

    annex: str
    number: str
    listed: int | None
    values: str
    given: int | None = None
    given_values: str = NONE
    received: int | None = None
    received_values: str = NONE
    unit: str = ""
    part_of: str = ""

    @property
    def name(self) -> tuple[str, str]:
        """Its annex and number."""
        return self.annex, self.number

    @property
    def gave(self) -> int:
        """How much of it the giver says that there is: as counted, else as listed."""
        return (self.listed or 0) if self.given is None else self.given

    @property
    def columns(self) -> dict[str, str]:
        """Its columns."""
        found: dict[str, str] = _tree(self.values)[0]
        return found


def things(handover: uuid.UUID, annex: str = "", number: str = "") -> list[Thing]:
    """All things of a handover, or one, in the order of their annexes and numbers."""
    told: dict[str, Any] = {"h": handover, "annex": annex, "number": number}
    found = []
    with connection.chunked_cursor() as cursor:
        cursor.execute(THINGS.format(which=ONE if annex else ""), told)
        while rows := cursor.fetchmany(AT_ONCE):
            found += [
                Thing(
                    intern(row[0]), row[1], row[2], row[3], row[4], intern(row[5] or NONE),
                    row[6], intern(row[7] or NONE), intern(row[8]), intern(row[9]),
                )
                for row in rows
            ]  # fmt: skip
    return found
