"""Many at once: two who decide, a reform in between, and how many statements a reading takes."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from continuity.casework import cases, desk, verbs
from continuity.casework.page import page
from continuity.casework.refused import Refused
from continuity.casework.sight import reading
from continuity.core.finding import Flawed
from continuity.journal.record import SYSTEM, Actor, record
from continuity.reform.check import check
from continuity.register.write import difference, hold, write
from tests.integration.casework import (
    BINH,
    CLERK,
    COUNTER,
    DUNG,
    FILED,
    JUSTICE,
    LAN,
    LATER,
    MARCH_DAY,
    MINH,
    POLICE,
    STRANGERS,
    enacted,
    refused,
    seen,
    stream,
)
from tests.integration.service import HER_NUMBER, HOA, TUAN, by, hers_by_law, staffed
from tests.people import seated
from tests.unit.country import KINDS, MARCH, country, text

MAI = Actor("p-mai", "Ms Mai")


@pytest.fixture
def service(db):
    staffed()


def ready(key="f1"):
    """A case that waits for its decision."""
    case = hers_by_law(key, exemption="poor").case
    verbs.check(case, True, **by(BINH, key=f"c{key}"))
    verbs.review(case, True, **by(TUAN, key=f"r{key}"))
    return case


def at_once(*asked):
    """Runs some questions in threads of their own; what each was told, in any order."""
    told, gate = [], threading.Barrier(len(asked))

    def run(ask):
        gate.wait()
        try:
            ask()
            told.append("done")
        except (Refused, Flawed) as error:
            told.append(getattr(error, "code", "") or error.findings[0].code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(ask,)) for ask in asked]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(told)


def test_of_two_who_decide_at_once_one_is_told_that_it_is_decided(service):
    seated(MAI, ("head", JUSTICE))
    case = ready()

    told = at_once(
        lambda: verbs.decide(case, "granted", **by(HOA)),
        lambda: verbs.decide(case, "refused", **by(MAI), reason="not-entitled", words="Không"),
    )

    assert told == ["decided", "done"]
    assert [entry[1] for entry in stream(case)].count("decide") == 1


def test_of_two_who_claim_at_once_one_has_it(service):
    case = hers_by_law().case

    assert at_once(
        lambda: verbs.claim(case, **by(BINH)), lambda: verbs.claim(case, **by(TUAN))
    ) == ["done", "with-another"]


def test_money_is_taken_once_by_two_counters_at_once(service):
    case = hers_by_law().case

    told = at_once(
        lambda: verbs.pay(case, actor=CLERK, agency=COUNTER, on=FILED, key="one"),
        lambda: verbs.pay(case, actor=BINH, agency=JUSTICE, on=FILED, key="two"),
    )

    assert told == ["done", "paid-already"]


def test_a_click_twice_files_once_and_pays_once(service):
    assert hers_by_law() == hers_by_law()
    case = hers_by_law().case
    pays = [verbs.pay(case, actor=CLERK, agency=COUNTER, on=FILED, key="p") for _ in range(2)]

    assert len(set(pays)) == 1
    assert len(seen(BINH, JUSTICE, LATER)) == 1
    with refused("key-reused"):
        hers_by_law(papers=("identity-card", "residence"))


def test_a_reform_that_is_being_enacted_lets_no_decision_slip_in_between(service):
    """Officer and reform at the same moment: the officer waits, and is judged by what then holds."""
    case, written, told = ready(), threading.Event(), []

    def enact():
        world = country()
        after = check(world, [], text(MARCH), KINDS)[0].stages[-1].after
        with transaction.atomic():
            head = hold()
            written.set()
            threading.Event().wait(0.5)
            write(difference(world, after, head), record("register", "enact", SYSTEM, {}))
        connection.close()

    reform = threading.Thread(target=enact)
    reform.start()
    written.wait()
    told = at_once(lambda: verbs.decide(case, "granted", **by(HOA, on=MARCH_DAY)))
    reform.join()

    assert told == ["not-competent"]
    assert [entry[1] for entry in stream(case)][-1] == "review"


def test_a_page_that_was_opened_before_the_reform_decides_nothing_after_it(service):
    case = ready()
    with reading(HOA, JUSTICE, "processing", LATER):
        assert page(case).holders.agency == JUSTICE
    enacted(MARCH)

    with refused("not-competent"):
        verbs.decide(case, "granted", **by(HOA, on=MARCH_DAY))
    with reading(DUNG, POLICE, "processing", MARCH_DAY):
        shown = page(case)
    assert shown.holders.agency == POLICE
    assert shown.holders.mandates[0].cite.decree == "functions"


def test_a_case_is_read_in_four_statements_and_a_list_in_three(service):
    made, *_ = [ready(f"k{n}") for n in range(30)]
    named = 3  # BEGIN, the one that names the reader, COMMIT
    for actor, agency, identity in ((BINH, JUSTICE, ""), (LAN, "", HER_NUMBER)):
        purpose = "applicant" if identity else "processing"
        with (
            CaptureQueriesContext(connection) as asked,
            reading(actor, agency, purpose, LATER, identity=identity),
        ):
            page(made)
        assert len(asked) <= named + 4
    for wanted in (desk.EVERYTHING, desk.Wanted(unclaimed=True, late=True, step="decide")):
        with (
            CaptureQueriesContext(connection) as asked,
            reading(BINH, JUSTICE, "processing", LATER),
        ):
            desk.desk(wanted=wanted)
        assert len(asked) <= named + 3
    with CaptureQueriesContext(connection) as asked, reading(BINH, JUSTICE, "processing", LATER):
        assert cases.one(made)
    assert len(asked) <= named + 1


@pytest.mark.parametrize("purpose", ["intake", "processing", "inspection"])
def test_mr_minh_sees_no_note_no_money_no_question_and_no_name(service, purpose):
    case = ready()
    verbs.consult(case, "vn.01.police", "Có đúng không?", date(2025, 3, 5), **by(BINH, key="q"))

    with reading(MINH, STRANGERS, purpose, LATER), connection.cursor() as cursor:
        for table in ("note", "payment", "consultation", "name_word", "act"):
            cursor.execute(f"select count(*) from casework_{table}")
            assert cursor.fetchone() == (0,), table
        cursor.execute("select count(*) from casework_story(%s)", [case])
        assert cursor.fetchone() == (0,)
