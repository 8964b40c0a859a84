"""What a reform is called, read without its thousands of clauses a second time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from django.db import connection

from continuity.core.procedure import Words
from continuity.reform.shelf import stands

NEWEST = "select max(lower(known)) from reform_decree where name = %s"
TITLE = """
select content::json #>> '{tree,title,vi}', content::json #>> '{tree,title,en}' from reform_decree
where name = %s and lower(known) = %s
"""


def title(decree: str) -> Words:
    """The title of a decree, also of one that was withdrawn; its name where it has none."""
    with connection.cursor() as cursor:
        cursor.execute(NEWEST, [decree])
        entry = cursor.fetchone()[0]
    return Words(decree, decree) if entry is None else _title(decree, entry)


def by_day(decrees: Iterable[str]) -> list[tuple[str, Words, date]]:
    """Decrees in force with their titles and days, in the order of their days."""
    found = [(one, title(one), there[0]) for one in decrees if (there := stands(one))]
    return sorted(found, key=lambda one: (one[2], one[0]))


@lru_cache(maxsize=64)
def _title(decree: str, entry: int) -> Words:
    with connection.cursor() as cursor:
        cursor.execute(TITLE, [decree, entry])
        vi, en = cursor.fetchone()
    return Words(vi or decree, en or vi or decree)
