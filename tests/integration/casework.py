"""The people, places and days of the casework stories, and what they ask again and again.

The country is that of the unit tests. Officer Binh's Justice holds criminal records until 1 March
2025, Captain Dung's police from then on; Mr Minh works for the other province's Justice.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import connection, transaction

from continuity.casework import verbs
from continuity.casework.cases import Personal
from continuity.casework.refused import Refused
from continuity.casework.sight import reading
from continuity.journal.record import SYSTEM, Actor, record
from continuity.reform.check import check
from continuity.register.load import load
from continuity.register.write import difference, hold, write
from tests.people import seated
from tests.unit.country import KINDS, MARCH, country, text

LAN, BINH = Actor("p-lan", "Ms Lan"), Actor("p-binh", "Officer Binh")
DUNG, MINH = Actor("p-dung", "Captain Dung"), Actor("p-minh", "Mr Minh")
CLERK = Actor("p-clerk", "A clerk in Đông")
COUNTER, JUSTICE, POLICE = "vn.00001.commune-police", "vn.01.justice", "vn.01.police"
STRANGERS = "vn.02.justice"
HER = Personal("Nguyễn Thị Lan", "001 190 123 456", "0912 345 678")
FILED, LATER, MARCH_DAY = date(2025, 2, 20), date(2025, 2, 27), date(2025, 3, 1)
JULY_DAY = date(2025, 7, 1)
DUE = date(2025, 3, 6)
GROUND = "ground:00001"
HOLED = """\
decree: functions
effective: 2025-03-01
clauses:
  - {clause: 1, transfer: criminal-records, in: ["00002"], from: [justice], to: commune-police}
"""
FINISHED = MARCH.replace("to: police", "to: police, finishes: 2025-06-01")


def enacted(*written):
    """The world after some decrees, whose facts are written into the register as a reform does."""
    world = country()
    if not written:
        return world
    decrees = [text(one, f"decree-{n}") for n, one in enumerate(written)]
    told, findings = check(world, decrees, decrees[-1], KINDS)
    assert not findings
    after = told.stages[-1].after
    with transaction.atomic():
        head = hold()
        write(difference(world, after, head), record("register", "enact", SYSTEM, {}))
    return after


def hers(place=GROUND, key="k1", agency=COUNTER, actor=CLERK, personal=HER, filed=FILED):
    """Ms Lan's case, taken in at the counter of her commune, which is not competent for it."""
    return verbs.lodge(
        "criminal-records", place, filed, personal, actor=actor, key=key, agency=agency, due=DUE
    )


def seen(actor, agency, on, purpose="processing"):
    with reading(actor, agency, purpose, on):
        return everything()


def everything():
    """A query that forgets its filter."""
    with connection.cursor() as cursor:
        cursor.execute("select id from casework_case")
        return {row[0] for row in cursor.fetchall()}


@contextmanager
def refused(code):
    with pytest.raises(Refused) as error:
        yield
    assert error.value.code == code


def stream(case):
    with connection.cursor() as cursor:
        cursor.execute(
            "select actor, verb, purpose, content from journal_entry where stream = %s order by position",
            [f"case:{case}"],
        )
        return [(*row[:3], json.loads(row[3])) for row in cursor.fetchall()]


def peopled():
    """Loads the small country, and gives its people their seats."""
    load(country(), "tests")
    seated(CLERK, ("officer", COUNTER))
    seated(BINH, ("officer", JUSTICE), ("inspector", JUSTICE))
    seated(DUNG, ("officer", POLICE))
    seated(MINH, ("officer", STRANGERS), ("inspector", STRANGERS))
