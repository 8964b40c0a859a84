"""What an agency is called on a day, and what continues it: read for one thing, not for the world."""

from __future__ import annotations

from datetime import date

from django.db import connection

from continuity.core.procedure import Words
from continuity.packs.names import english
from continuity.packs.vn import pack

# A name lasts until the next one; of a day before the first, the first is told.
LABELS = """
select distinct on (language) language, text from register_label
    where thing = %s and upper_inf(known)
    order by language, since <= %s desc, case when since <= %s then since end desc nulls last, since
"""
HEIR = """
with recursive line (thing, step) as (
    select %(agency)s::text, 0
    union all
    select h.heir, l.step + 1 from line l join register_heir h on h.thing = l.thing
        where upper_inf(h.known) and h.since <= %(on)s and l.step < 100
)
select thing from line order by step desc limit 1
"""


def called(thing: str, on: date) -> Words:
    """What an agency or a unit is called on a day, in both languages; its id where it has no name.

    A body without a name of its own is named by its kind and the unit that it serves.
    """
    if named := _label(thing, on):
        return named
    with connection.cursor() as cursor:
        cursor.execute(
            "select kind, seat from register_agency where id = %s and upper_inf(known)", [thing]
        )
        found = cursor.fetchone()
    kind = pack().kinds.get(found[0]) if found else None
    unit = _label(found[1], on) if found else None
    return Words(*kind.named(*unit)) if kind and unit else Words(thing, thing)


def successor(agency: str, on: date) -> str:
    """The body that continues an agency on a day, to the last; itself where it still stands."""
    with connection.cursor() as cursor:
        cursor.execute(HEIR, {"agency": agency, "on": on})
        return str(cursor.fetchone()[0])


def _label(thing: str, on: date) -> Words | None:
    with connection.cursor() as cursor:
        cursor.execute(LABELS, [thing, on, on])
        said = dict(cursor.fetchall())
    if not said.get("vi"):
        return None
    return Words(said["vi"], said.get("en") or english(said["vi"]))
