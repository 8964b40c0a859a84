"""Sight follows duty: what the database itself shows to whom, and nothing to Mr Minh."""

from __future__ import annotations

import uuid

import pytest
from django.conf import settings as configured
from django.db import DatabaseError, connection, transaction

from continuity.accounts.people import end
from continuity.casework import cases, desk, sealed, verbs
from continuity.casework.purposes import GROUNDS, Purpose
from continuity.casework.refused import Refused
from continuity.casework.sight import present, reading
from tests.database import as_owner
from tests.integration.casework import (
    BINH,
    CLERK,
    COUNTER,
    DUE,
    DUNG,
    JUSTICE,
    LATER,
    MINH,
    STRANGERS,
    everything,
    hers,
    refused,
    seen,
    stream,
)
from tests.people import THE_OPERATOR


def test_mr_minh_sees_nothing_even_by_a_query_that_forgets_its_filter(land):
    case = hers().case

    for purpose in ("intake", "processing", "appeal", "inspection", "statistics"):
        assert seen(MINH, STRANGERS, LATER, purpose) == set()
    with reading(MINH, "", "applicant", LATER, identity="002"):
        assert everything() == set()
    for question in (cases.one, cases.personal, cases.locked):
        with refused("no-such-case"), reading(MINH, STRANGERS, "processing", LATER):
            question(case)
    assert [entry[1] for entry in stream(case)] == ["file"]


@pytest.mark.parametrize("purpose", ["intake", "processing", "appeal", "inspection", "statistics"])
def test_mr_minh_acts_for_no_agency_in_which_he_holds_no_seat(land, purpose):
    hers()

    with refused("not-appointed"), reading(MINH, JUSTICE, purpose, LATER):
        pytest.fail("he reads")  # pragma: no cover


def test_a_seat_opens_what_it_is_for_and_only_while_it_is_held(land):
    hers()
    for actor, purpose in ((CLERK, "inspection"), (DUNG, "inspection")):
        with refused("not-appointed"), reading(actor, COUNTER, purpose, LATER):
            pytest.fail("no inspector")
    assert len(seen(BINH, JUSTICE, LATER)) == 1
    end("binh", JUSTICE, LATER, actor=THE_OPERATOR)
    with refused("not-appointed"):
        seen(BINH, JUSTICE, LATER)


def test_mr_minh_is_refused_by_every_verb_in_words_that_do_not_say_that_the_case_exists(land):
    case, told = hers().case, set()

    for one in (case, uuid.uuid4()):
        for verb, value in (
            (verbs.pause, "payment"),
            (verbs.resume, DUE),
            (verbs.close, "stopped"),
        ):
            with pytest.raises(Refused) as error:
                verb(one, value, actor=MINH, agency=STRANGERS, on=LATER, key="k")
            told.add((error.value.code, error.value.vi, error.value.en))

    assert len(told) == 1
    assert told.pop()[0] == "no-such-case"


def test_without_a_reader_nothing_is_seen_nor_changed(land):
    hers()

    assert everything() == set()
    with connection.cursor() as cursor:
        cursor.execute("update casework_case set paused = true")
        assert cursor.rowcount == 0
        cursor.execute("select count(*) from casework_act")
        assert cursor.fetchone() == (0,)
    for question in (lambda: cases.one(uuid.uuid4()), desk.desk, present):
        with refused("no-reader"):
            question()


def test_a_reader_is_gone_with_the_transaction_and_with_the_block(land):
    hers()

    with transaction.atomic():
        with reading(BINH, JUSTICE, "processing", LATER):
            assert len(everything()) == 1
            with reading(MINH, STRANGERS, "processing", LATER):
                assert everything() == set()
            assert len(everything()) == 1
        assert everything() == set()
    with pytest.raises(ZeroDivisionError), reading(BINH, JUSTICE, "processing", LATER):
        raise ZeroDivisionError
    assert everything() == set()


def test_what_the_application_may_not_do_it_cannot(land):
    case = hers().case
    for attempt in (
        "delete from casework_case",
        "truncate casework_case",
        "update casework_case set place = 'ground:00003'",
        "update casework_case set function = 'residence'",
        "update casework_case set number = '0000-0000-0001-00'",
        "update casework_act set agency = 'x'",
        "delete from casework_act",
        "delete from casework_verb_key",
        "insert into casework_slot select duty, function, place, intake, mandate from casework_slot",
        "insert into casework_duty (agency, day, head) values ('x', '2025-02-27', 0)",
        "alter table casework_case no force row level security",
        "drop policy casework_case_by_duty on casework_case",
    ):
        with (
            pytest.raises(DatabaseError, match=r"permission denied|must be owner"),
            reading(BINH, JUSTICE, "processing", LATER),
        ):
            connection.cursor().execute(attempt)
    assert seen(BINH, JUSTICE, LATER) == {case}


@pytest.mark.parametrize("verb", ["file", "pause"])
@pytest.mark.parametrize("agency", [STRANGERS, JUSTICE])
def test_mr_minh_cannot_write_himself_an_act_that_would_show_him_the_case(land, agency, verb):
    case = hers().case
    insert = (
        "insert into casework_act (case_id, agency, verb, mandate, day) select %s, %s, %s, "
        "key, '2025-02-27' from register_mandate where function = 'criminal-records' limit 1"
    )

    for purpose in ("intake", "processing"):
        with (
            pytest.raises(DatabaseError, match="row-level security"),
            reading(MINH, STRANGERS, purpose, LATER),
        ):
            connection.cursor().execute(insert, [case, agency, verb])


def test_nobody_files_under_anothers_identity_nor_without_a_reader(land):
    insert = (
        "insert into casework_case (id, function, place, filed, number, status, seeker, sealed_name, "
        "sealed_identity, sealed_contact) values (gen_random_uuid(), 'residence', 'ground:00001', "
        "'2025-02-20', '0000-0000-0001-94', 'registered', %s, '', '', '')"
    )
    own, others = (sealed.blind(configured.CONTINUITY_BLIND_KEY, one) for one in ("002", "001"))

    with (
        pytest.raises(DatabaseError, match="row-level security"),
        reading(MINH, "", "applicant", LATER, identity="002"),
    ):
        connection.cursor().execute(insert, [others])
    for purpose in ("processing", "inspection"):
        with (
            pytest.raises(DatabaseError, match="row-level security"),
            reading(BINH, JUSTICE, purpose, LATER),
        ):
            connection.cursor().execute(insert, [others])
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        connection.cursor().execute(insert, [others])
    with reading(MINH, "", "applicant", LATER, identity="002"):
        connection.cursor().execute(insert, [own])
        assert len(everything()) == 1


def test_not_even_a_competent_agency_writes_that_it_took_a_case_in(land):
    case = hers().case

    with (
        pytest.raises(DatabaseError, match="row-level security"),
        reading(BINH, JUSTICE, "processing", LATER),
    ):
        connection.cursor().execute(
            "insert into casework_act (case_id, agency, verb, mandate, day) select %s, %s, 'file', "
            "mandate, '2025-02-27' from casework_slot where duty = casework_duty() limit 1",
            [case, JUSTICE],
        )


def test_not_even_the_owner_sees_a_case_by_mistake(land):
    hers()

    with as_owner() as owner:
        owner.execute("select count(*) from casework_case")
        assert owner.fetchone() == (0,)


def test_a_backup_says_that_it_is_one_and_sees_all(land):
    """As `pg_dump --enable-row-security` does with the purpose in PGOPTIONS."""
    hers()

    with as_owner() as owner:
        owner.execute("set continuity.purpose = 'system:backup'")
        owner.execute("select count(*) from casework_case")
        assert owner.fetchone() == (1,)


def test_every_purpose_stands_on_a_law_and_is_said_in_both_languages():
    assert set(GROUNDS) == set(Purpose)
    for ground in GROUNDS.values():
        assert ground.basis.source
        assert ground.label.vi
        assert ground.label.en
