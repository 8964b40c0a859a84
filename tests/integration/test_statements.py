"""How many statements a page of casework takes, whoever asks and however long a case's story is.

A case is read in four and a list of 25 in three. Beside them stand what begins and ends a transaction,
the one that names the reader, who is signed in and where they sit, and the mark of the register.
"""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from continuity.accounts.models import Person
from continuity.casework import verbs
from continuity.casework.intake.applicants import prove
from tests.integration.casework import (
    BINH,
    CLERK,
    COUNTER,
    FILED,
    HER,
    LAN,
    MARCH_DAY,
    POLICE,
    enacted,
)
from tests.integration.programs import Program, right, token
from tests.integration.service import SON, by, hers_by_law, staffed
from tests.people import seated
from tests.unit.country import MARCH

READ, LIST = 4, 3
BESIDE = re.compile(
    r"^(BEGIN|COMMIT|SAVEPOINT|RELEASE|ROLLBACK)|casework_name\(|intake_name\(|set_config\("
    r"|django_session|accounts_token|from accounts_appointment where person"
    r'|FROM "accounts_person" WHERE "accounts_person"."id" = |register_head h join journal_entry',
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def busy(server):
    """The desk of the police on 1 March: 30 cases, the first of them with a long story."""
    with server.fresh(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "CONTINUITY_DEMO", True)
        staffed()
        seated(LAN)
        enacted(MARCH)
        prove("lan", HER, actor=CLERK, agency=COUNTER, on=FILED, key="proof")
        first = hers_by_law("f0")
        for n in range(1, 30):
            hers_by_law(f"f{n}")
        told(first.case)
        yield first


def told(case):
    """Twelve acts by four people of two bodies."""
    for n in range(4):
        verbs.claim(case, **by(BINH, key=f"c{n}"))
        verbs.release(case, **by(BINH, key=f"r{n}"))
    verbs.consult(case, POLICE, "Có án tích không?", MARCH_DAY, **by(BINH, key="q"))
    verbs.assign(case, SON.id, **by(SON, POLICE, MARCH_DAY, "a"))


def taken(ask):
    """The statements of casework that a request took, and its answer."""
    ask()  # what a process keeps is there
    with CaptureQueriesContext(connection) as seen:
        answer = ask()
    every = [one["sql"] for one in seen.captured_queries]
    return answer, [sql for sql in every if not BESIDE.search(sql)]


def at_desk(actor, on=MARCH_DAY):
    client = Client(SERVER_NAME="localhost")
    client.force_login(Person.objects.get(pk=actor.id))
    client.cookies["lived"] = on.isoformat()
    return client


def few(statements, most):
    assert len(statements) <= most, "\n\n".join(statements)


def test_a_case_is_read_in_four_statements_over_the_interface(busy):
    program = Program(token(SON, POLICE, "head"), MARCH_DAY.isoformat())

    answer, found = taken(lambda: program.get(f"/cases/{busy.number}"))

    assert len(right(answer)["acts"]) > 9
    few(found, READ)


def test_a_list_of_25_is_read_in_three_statements_over_the_interface(busy):
    program = Program(token(SON, POLICE, "head"), MARCH_DAY.isoformat())

    answer, found = taken(lambda: program.get("/cases"))

    assert len(right(answer)["cases"]) == 25
    few(found, LIST)


def test_a_case_is_read_in_four_statements_at_the_desk(busy):
    client = at_desk(SON)

    answer, found = taken(lambda: client.get(f"/desk/cases/{busy.number}"))

    assert busy.number in answer.content.decode()
    few(found, READ)


def test_a_list_of_25_is_read_in_three_statements_at_the_desk(busy):
    client = at_desk(SON)

    answer, found = taken(lambda: client.get("/desk"))

    assert answer.content.decode().count("/desk/cases/") >= 25
    few(found, LIST)


def test_the_load_of_a_desk_goes_through_its_cases_once(busy):
    client = at_desk(SON)

    answer, found = taken(lambda: client.get("/desk/load"))

    assert SON.name in answer.content.decode()
    few(found, LIST + 1)  # and what the procedures are called
    assert sum("casework_shares" in one for one in found) == 1


def test_ms_lan_reads_her_case_in_four_statements(busy):
    client = at_desk(LAN)

    answer, found = taken(lambda: client.get(f"/my/cases/{busy.case}"))

    assert busy.number in answer.content.decode()
    few(found, READ)


def test_ms_lan_reads_her_list_in_three_statements(busy):
    client = at_desk(LAN)

    answer, found = taken(lambda: client.get("/my"))

    assert busy.number in answer.content.decode()
    few(found, LIST)
