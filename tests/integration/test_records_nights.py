"""The list of the night: Ms Lan's term has ended; it helps Officer Binh and changes nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client, override_settings

from continuity.accounts.models import Person as Somebody
from continuity.casework import jobs, keys
from continuity.casework.sight import working
from continuity.journal.verify import verify
from continuity.services.records import nights, register
from continuity.services.records.refused import Refused
from continuity.services.records.rules.ended import ended
from continuity.services.records.rules.facts import Main, Penalty, Person, Served
from continuity.services.records.rules.reckon import Status
from tests.integration.casework import (
    BINH,
    CLERK,
    COUNTER,
    DUNG,
    FILED,
    HER,
    JUSTICE,
    MINH,
    POLICE,
    STRANGERS,
    enacted,
    peopled,
)
from tests.integration.test_records_cases import NOW, THEFT
from tests.unit.country import MARCH

NIGHT = NOW
"""3 March 2025, the day after the last one of the period of two years."""
RUNNING = replace(THEFT, penalty=Penalty(Main.PRISON, 18, None, Served.RUNNING))


@pytest.fixture(scope="module")
def register_of_three(ours):
    """Ms Lan, whose term ends on 2 March; Mr Bon, who still serves; somebody of the other province."""
    with ours.fresh(), override_settings(CONTINUITY_DEMO=True):
        peopled()
        _entered(HER.identity, "Nguyễn Thị Lan", THEFT)
        _entered("001190000004", "Trần Văn Bốn", replace(RUNNING, number="4/2020"))
        _entered("001190000005", "Lê Thị Năm", replace(THEFT, number="5/2020"), MINH, STRANGERS)
        enacted(MARCH)
        yield


def _entered(identity, name, judgment, actor=BINH, agency=JUSTICE):
    register.enter(
        identity, name, Person((judgment,)), actor=actor, agency=agency, on=FILED, source="bản án"
    )


@pytest.fixture
def nothing_drawn(register_of_three):
    with working("records", NIGHT), connection.cursor() as cursor:
        cursor.execute("delete from records_night")
        cursor.execute("delete from records_listed")


def seen(actor=DUNG, agency=POLICE, on=NIGHT):
    return nights.night(actor=actor, agency=agency, on=on)


def client(who, on=NIGHT):
    made = Client(SERVER_NAME="localhost")
    made.force_login(Somebody.objects.get(pk=who.id))
    made.cookies["language"], made.cookies["lived"] = "en", on.isoformat()
    return made


def text(response, status=200):
    assert response.status_code == status, response.content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.mark.parametrize(
    ("looked", "on", "told"),
    [
        pytest.param(FILED, date(2025, 3, 2), [], id="the-last-day-is-a-record"),
        pytest.param(
            FILED, date(2025, 3, 3), [(Status.EXPUNGED, date(2025, 3, 3))], id="day-after"
        ),
        pytest.param(
            FILED, date(2029, 1, 1), [(Status.EXPUNGED, date(2025, 3, 3))], id="much-later"
        ),
        pytest.param(date(2025, 3, 3), date(2025, 9, 1), [], id="looked-at-since"),
        pytest.param(FILED, FILED, [], id="entered-today"),
    ],
)
def test_what_has_ended_since_the_last_look(looked, on, told):
    found = ended(Person((THEFT,)), looked, on)

    assert [(one.status, one.since) for one in found] == told


def test_the_day_after_the_term_she_is_on_it_and_the_next_list_tells_the_difference(nothing_drawn):
    assert nights.drawn(NIGHT - timedelta(days=1)) == 0
    assert nights.drawn(NIGHT) == 2
    assert nights.drawn(NIGHT) == 2  # killed and begun again

    first = seen()
    nights.drawn(NIGHT + timedelta(days=1))
    second = seen(on=NIGHT + timedelta(days=1))

    [one] = first.listed
    assert [(told.number, told.status) for told in one.what] == [("15/2020/HSST", Status.EXPUNGED)]
    assert (first.fresh, first.gone, first.before) == (1, 0, NIGHT - timedelta(days=1))
    assert (second.fresh, second.gone, len(second.listed)) == (0, 0, 1)


def test_it_changes_nothing_that_is_kept(nothing_drawn):
    def kept():
        with register.keeping(DUNG, POLICE, NIGHT, HER.identity), connection.cursor() as cursor:
            cursor.execute("select * from records_version")
            return [(*row[:2], bytes(row[2]), *row[3:]) for row in cursor.fetchall()]

    before = kept()
    nights.drawn(NIGHT)

    assert kept() == before
    assert verify().holds


TABLES = ("person", "version", "listed", "night")


def counted(cursor, table):
    cursor.execute(f"select count(*) from records_{table}")
    return cursor.fetchone()[0]


def test_each_keeper_sees_the_own_ground_and_nobody_else_any(nothing_drawn):
    nights.drawn(NIGHT)
    [hers] = seen().listed

    with pytest.raises(Refused):
        seen(MINH, STRANGERS)  # Justice of the other province has lost the duty too
    with pytest.raises(Refused):
        seen(CLERK, COUNTER)
    with pytest.raises(Refused):
        seen(DUNG, "vn.02.police")
    with nights.listing(DUNG, POLICE, NIGHT), connection.cursor() as cursor:
        cursor.execute(
            "select (select count(*) from records_person), (select count(*) from records_version)"
        )
        assert cursor.fetchone() == (0, 0)
        cursor.execute("select count(*) from records_listed")
        assert cursor.fetchone() == (1,)
    with connection.cursor() as cursor:
        cursor.execute(
            "select (select count(*) from records_listed), (select count(*) from records_night)"
        )
        assert cursor.fetchone() == (0, 0)
    with working("records", NIGHT), connection.cursor() as cursor:
        cursor.execute("select person from records_listed where person <> %s", [hers.person])
        [other] = cursor.fetchone()
    by = {"actor": DUNG, "agency": POLICE, "on": NIGHT}
    for act in (nights.identity, nights.reviewed):
        with pytest.raises(Refused) as error:
            act(other, **by)
        assert error.value.code == "not-listed"
    with pytest.raises(Refused) as error:
        register.identity_of(b"of nobody", **by)
    assert error.value.findings[0].parts("en")[0] == "Nobody is opened by this row."


def test_at_the_desk_one_person_is_opened_from_it_and_is_off_it_once_looked_at(nothing_drawn):
    nights.drawn(NIGHT)
    dung = client(DUNG)
    [one] = seen().listed

    assert "1 persons, 1 of them new" in text(dung.get("/desk/records/"))
    page = text(dung.get("/desk/records/nights"))
    assert (
        "15/2020/HSST, Tòa án nhân dân Một: Expunged by operation of law since 3 Mar 2025" in page
    )
    assert "Lan" not in page
    assert "001190" not in page
    opened = text(dung.post("/desk/records/nights", {"person": one.person}))
    assert "001190123456" in opened.replace(" ", "")
    assert "No record" in opened
    assert "Nobody is opened" in text(dung.post("/desk/records/nights", {"person": "x"}), 409)
    page = text(dung.post("/desk/records/nights", {"person": one.person, "reviewed": "1"}))
    assert "Noted as looked at" in page
    nights.drawn(NIGHT + timedelta(days=1))
    after = seen(on=NIGHT + timedelta(days=1))
    assert (after.listed, after.gone) == ((), 1)
    with connection.cursor() as cursor:
        cursor.execute(
            "select verb, purpose from journal_entry where stream = %s order by position",
            [register.stream(one.person)],
        )
        verbs = [row[0] for row in cursor.fetchall()]
    assert verbs[0] == "enter"
    assert verbs[-1] == "review"
    assert verbs.count("read") >= 2
    assert client(MINH).get("/desk/records/nights").status_code == 403


def test_it_is_a_regular_job_and_its_rows_are_sealed_anew(nothing_drawn):
    assert jobs.regular()["records.nights"] == "30 17 * * *"
    nights.nightly()
    nights.drawn(NIGHT)
    old = keys.ring()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "ring", lambda: {"two": b"2" * 32, **old})
        assert nights.resealed(NIGHT) >= 1
        assert nights.resealed(NIGHT) == 0
