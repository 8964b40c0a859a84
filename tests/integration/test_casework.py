"""Casework: filed anywhere, seen by whom it is a duty, moved by verbs alone."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from django.db import connection

from continuity.casework import cases, desk, verbs
from continuity.casework.purposes import JOBS
from continuity.casework.refused import Refused
from continuity.casework.sight import reading, working
from continuity.casework.status import Status
from continuity.core.number import checked
from tests.integration.casework import (
    BINH,
    CLERK,
    COUNTER,
    DUE,
    DUNG,
    FILED,
    FINISHED,
    HER,
    JUSTICE,
    LAN,
    LATER,
    MARCH_DAY,
    MINH,
    POLICE,
    STRANGERS,
    enacted,
    everything,
    hers,
    refused,
    seen,
    stream,
)
from tests.unit.country import MARCH


def test_ms_lan_files_at_any_counter_and_officer_binh_reads(land):
    receipt = hers()

    with reading(BINH, JUSTICE, "processing", LATER):
        case = cases.one(receipt.case)
        name = cases.personal(receipt.case, ["name"])

    assert (case.status, case.filed, case.due) == (Status.RECEIVED, FILED, DUE)
    assert case.number == receipt.number == checked(receipt.number.replace("-", " "))
    assert name == {"name": "Nguyễn Thị Lan"}
    told = {"agency": JUSTICE, "fields": ["name"], "on": "2025-02-27"}
    assert stream(receipt.case)[-1] == ("p-binh", "read", "processing", told)


def test_the_counter_that_took_it_in_sees_it_and_may_do_nothing_more(land):
    receipt = hers()

    assert seen(CLERK, COUNTER, LATER) == {receipt.case}
    with refused("not-competent"):
        verbs.pause(receipt.case, "payment", actor=CLERK, agency=COUNTER, on=LATER, key="k")


def test_ms_lan_files_alone_and_sees_her_own_and_nobody_elses(land):
    other = hers(personal=dataclasses.replace(HER, identity="999"), key="k2").case
    own = hers(agency="", actor=LAN, key="k3").case

    with reading(LAN, "", "applicant", LATER, identity="001190123456"):
        assert everything() == {own}
        assert cases.one(own).status is Status.REGISTERED
        assert cases.personal(own) == dataclasses.asdict(HER)
        with refused("no-such-case"):
            cases.personal(other)


def test_captain_dung_sees_the_case_from_the_day_of_the_handover_without_a_write_to_it(land):
    case = hers().case
    before = version(case)
    # Who asked for a day before the decree was enacted has another answer for that day after it.
    assert seen(BINH, JUSTICE, MARCH_DAY) == {case}
    assert seen(DUNG, POLICE, MARCH_DAY) == set()

    enacted(MARCH)

    assert version(case) == before
    assert seen(BINH, JUSTICE, LATER) == {case}
    assert seen(DUNG, POLICE, LATER) == set()
    assert seen(DUNG, POLICE, MARCH_DAY) == {case}
    assert seen(BINH, JUSTICE, MARCH_DAY) == set()


def version(case):
    with working("backup", FILED), connection.cursor() as cursor:
        cursor.execute("select xmin::text, ctid::text from casework_case where id = %s", [case])
        return cursor.fetchone()


def test_officer_binh_who_acted_still_sees_but_may_not_act_after_the_handover(land):
    case = hers().case
    verbs.pause(case, "supplement", actor=BINH, agency=JUSTICE, on=LATER, key="p")
    enacted(MARCH)

    assert seen(BINH, JUSTICE, MARCH_DAY) == {case}
    with refused("not-competent"):
        verbs.resume(case, DUE, actor=BINH, agency=JUSTICE, on=MARCH_DAY, key="r")
    verbs.resume(case, DUE, actor=DUNG, agency=POLICE, on=MARCH_DAY, key="r")
    verbs.close(case, "delivered", actor=DUNG, agency=POLICE, on=DUE, key="c")
    assert [entry[:2] for entry in stream(case)] == [
        ("p-clerk", "file"), ("p-binh", "pause"), ("p-dung", "resume"), ("p-dung", "close"),
    ]  # fmt: skip


def test_while_the_giver_finishes_what_it_took_in_each_sees_its_own(land):
    old, new = hers(key="old").case, hers(key="new", filed=MARCH_DAY).case
    enacted(FINISHED)

    assert seen(BINH, JUSTICE, MARCH_DAY) == {old}
    assert seen(DUNG, POLICE, MARCH_DAY) == {new}
    with refused("no-such-case"):
        verbs.close(old, "stopped", actor=DUNG, agency=POLICE, on=MARCH_DAY, key="c")
    assert seen(DUNG, POLICE, date(2025, 6, 1)) == {old, new}


def test_every_act_says_under_which_mandate_it_was_done(land):
    case = hers().case
    enacted(MARCH)
    verbs.close(case, "stopped", actor=DUNG, agency=POLICE, on=MARCH_DAY, key="c")

    with working("backup", FILED), connection.cursor() as cursor:
        cursor.execute(
            "select a.agency, verb, m.agency, m.function from casework_act a "
            "left join register_mandate m on m.key = a.mandate order by a.at"
        )
        assert cursor.fetchall() == [
            (COUNTER, "file", None, None),
            (POLICE, "close", POLICE, "criminal-records"),
        ]


def test_the_desk_lists_the_most_urgent_first_by_either_way(land, monkeypatch):
    made = [hers(key=f"k{n}").case for n in range(4)]
    for case, day in zip(made[:2], (20, 10), strict=True):
        verbs.pause(case, "payment", actor=BINH, agency=JUSTICE, on=LATER, key=f"p{day}")
        due = date(2025, 3, day)
        verbs.resume(case, due, actor=BINH, agency=JUSTICE, on=LATER, key=f"r{day}")
    verbs.close(made[3], "stopped", actor=BINH, agency=JUSTICE, on=LATER, key="c")

    for many in (300, 0):
        monkeypatch.setattr(desk, "MANY_SLOTS", many)
        with reading(BINH, JUSTICE, "processing", LATER):
            assert [case.id for case in desk.desk()] == [made[2], made[1], made[0]]
            assert [case.id for case in desk.desk(1)] == [made[2]]
        with reading(CLERK, COUNTER, "processing", LATER):
            assert desk.desk() == []


def test_a_case_is_found_by_its_number_and_a_slip_of_the_pen_is_named(land):
    receipt = hers()
    digits = receipt.number.replace("-", " ")

    with reading(BINH, JUSTICE, "processing", LATER):
        assert cases.by_number(digits).id == receipt.case
        with refused("wrong-number"):
            cases.by_number(digits[:-1] + str((int(digits[-1]) + 1) % 10))
    with refused("no-such-case"), reading(MINH, STRANGERS, "processing", LATER):
        cases.by_number(digits)


def test_a_purpose_is_of_the_closed_list_and_fits_who_reads(land):
    for agency, purpose, identity in (
        (JUSTICE, "curiosity", ""),
        (JUSTICE, "system:backup", ""),
        (JUSTICE, "applicant", ""),
        (JUSTICE, "applicant", "001"),
        ("", "processing", ""),
        ("", "processing", "001"),
    ):
        with pytest.raises(Refused), reading(MINH, agency, purpose, LATER, identity=identity):
            pass
    with refused("no-purpose"), working("curiosity", LATER):
        pass


def test_statistics_and_jobs_see_rows_and_open_no_person(land):
    case = hers().case

    with refused("not-for-purpose"), reading(BINH, JUSTICE, "statistics", LATER):
        cases.personal(case)
    for job in JOBS:
        with working(job, LATER):
            assert everything() == {case}
            with refused("not-for-purpose"):
                cases.personal(case)
    with refused("unknown-field"), reading(BINH, JUSTICE, "processing", LATER):
        cases.personal(case, ["id, seeker"])


def test_personal_data_are_in_no_column_and_in_no_entry_in_clear(land):
    case = hers().case
    with reading(BINH, JUSTICE, "processing", LATER):
        cases.personal(case)

    with working("backup", LATER), connection.cursor() as cursor:
        for table in ("casework_case", "casework_act", "casework_verb_key", "journal_entry"):
            cursor.execute(f"select t::text from {table} t")
            told = "\n".join(row[0] for row in cursor.fetchall())
            for word in (HER.name, HER.identity, HER.contact):
                assert word not in told
                assert word.encode().hex() not in told
