"""What an agency is called on a day: by its own name, or by its kind and its seat."""

from __future__ import annotations

from datetime import date

from django.db import connection

from continuity.packs.names import english
from continuity.packs.vn import pack

LABELS = """
select distinct on (language) language, text from register_label
where thing = %s and upper_inf(known) and since <= %s order by language, since desc
"""


def called(agency: str, on: date) -> tuple[str, str]:
    """The Vietnamese and the English name of an agency; its key where it has none."""
    if own := _labels(agency, on):
        return own
    with connection.cursor() as cursor:
        cursor.execute(
            "select kind, seat from register_agency where id = %s and upper_inf(known)", [agency]
        )
        row = cursor.fetchone()
    kind = pack().kinds.get(row[0]) if row else None
    seat = _labels(row[1], on) if row else None
    return kind.named(*seat) if kind and seat else (agency, agency)


def _labels(thing: str, on: date) -> tuple[str, str] | None:
    with connection.cursor() as cursor:
        cursor.execute(LABELS, [thing, on])
        found = dict(cursor.fetchall())
    return (found["vi"], found.get("en") or english(found["vi"])) if "vi" in found else None
