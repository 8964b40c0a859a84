"""Which closed cases have been kept for as long as their results must be."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.db import connection

from continuity.casework import catalogue
from continuity.casework.cases import Case
from continuity.casework.sight import present
from continuity.core.deadline import expires
from continuity.core.procedure import Procedure, Term

MOST = 500
"""So many stand on one list at the most: a person reads it."""


class Due(NamedTuple):
    """A closed case, and the last day on which it had to be kept."""

    case: uuid.UUID
    number: str
    closed: date
    until: date


def due(limit: int = MOST) -> list[Due]:
    """What the reader's agency may draw a list of today, the longest kept first.

    What a list that is not reviewed names, and what is erased, is left out.
    """
    on = present().on
    found = [one for law in _laws() for one in _closed(law, on)]
    return sorted(found, key=lambda one: (one.until, one.number))[:limit]


def until(procedure: Procedure, case: Case) -> date | None:
    """The last day on which a case must be kept; None while it is open, and for what stays for ever.

    The longest of its results decides, whatever the outcome: what was refused may be appealed.
    """
    terms = [output.kept_for for output in procedure.outputs]
    if case.closed is None:
        return None
    return _last(terms, case.closed)


def _last(terms: list[Term | None], closed: date) -> date | None:
    if not terms or any(term is None for term in terms):
        return None
    return max(expires(term, closed) for term in terms if term is not None)


def _laws() -> Iterator[Procedure]:
    """Every version of every procedure whose results do not stay for ever."""
    for code in sorted({one.code for one in catalogue.known()}):
        yield from (one for one in catalogue.versions(code) if _last(_terms(one), date.min))


def _terms(procedure: Procedure) -> list[Term | None]:
    return [output.kept_for for output in procedure.outputs]


def _closed(law: Procedure, on: date) -> list[Due]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.id, c.number, c.closed from casework_case c "
            "where c.procedure = %s and c.version = %s and c.closed < %s "
            "and not exists (select from retention_erased e where e.case_id = c.id) "
            "and not exists (select from retention_line n join retention_list l on l.id = n.list "
            "where n.case_id = c.id and l.reviewed is null) order by c.closed limit %s",
            [law.code, law.version, on, MOST * 4],
        )
        found = [(*row, _last(_terms(law), row[2])) for row in cursor.fetchall()]
    return [Due(*row) for row in found if row[3] is not None and row[3] < on]
