"""Service points in the register: imported whole by those who may, remembered like every other fact."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from continuity.accounts.refused import Refused
from continuity.core.interval import Interval
from continuity.journal.record import Actor
from continuity.journal.verify import verify
from continuity.register.load import load
from continuity.register.points import enter, every, points
from continuity.register.read import head
from tests.people import seated
from tests.unit.country import country
from tests.unit.test_points import POINT

DAY, MARCH = date(2025, 2, 1), date(2025, 3, 1)
MOVED = POINT._replace(address="Số 2", hours="Sat 08:00-11:00")


@pytest.fixture
def hoa(db):
    """Ms Hoa, who plans; the register of the small country is loaded."""
    load(country(), "tests")
    return seated(Actor("p-hoa", "Ms Hoa"), ("planner", "vn.01.justice"))


def test_a_counter_comes_back_as_it_was_written(hoa):
    before = head()

    done = enter([POINT], actor=hoa, source="x.csv")

    assert (done.stated, done.retracted) == (1, 0)
    assert points("criminal-records", DAY) == [POINT]
    assert points("residence", DAY) == []
    assert points("criminal-records", date(2024, 12, 31)) == []
    assert head() == before  # no plan of a reform is outrun by a counter
    assert verify().holds


def test_a_second_import_writes_nothing(hoa):
    enter([POINT], actor=hoa, source="x.csv")

    assert enter([POINT], actor=hoa, source="y.csv") == (0, 0, 0)
    assert enter([], actor=hoa, source="empty") == (0, 0, 0)


def test_what_was_known_of_a_counter_before_is_not_forgotten(hoa):
    first = enter([POINT, POINT._replace(id="two")], actor=hoa, source="x.csv").entry

    done = enter([MOVED], actor=hoa, source="y.csv")

    assert (done.stated, done.retracted) == (1, 1)
    assert every() == [MOVED, POINT._replace(id="two")]
    assert points("criminal-records", DAY, known=first) == [POINT, POINT._replace(id="two")]
    assert every(known=first - 1) == []


def test_hours_change_on_their_day(hoa):
    now, later = (
        POINT._replace(valid=Interval(date(2025, 1, 1), MARCH)),
        MOVED._replace(valid=Interval(MARCH, date(2026, 1, 1))),
    )

    enter([now, later], actor=hoa, source="x.csv")

    assert points("criminal-records", DAY) == [now]
    assert points("criminal-records", MARCH) == [later]


def test_one_counter_cannot_be_told_twice_for_one_day_nor_forgotten(hoa):
    with pytest.raises(DatabaseError):
        enter([POINT, MOVED], actor=hoa, source="x.csv")
    enter([POINT], actor=hoa, source="x.csv")

    for statement in ("delete from register_point", "update register_point set address = 'x'"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert every() == [POINT]


def test_an_officer_may_not_import(hoa):
    lan = seated(Actor("p-lan", "Ms Lan"), ("officer", "vn.01.justice"))

    with pytest.raises(Refused):
        enter([POINT], actor=lan, source="x.csv")
    assert every() == []
