"""A school asks for its seal: from the counter to the register, in one transaction at the end."""

from __future__ import annotations

from datetime import date

import pytest

from continuity.casework import catalogue
from continuity.casework import verbs as casework
from continuity.casework.cases import Personal, one
from continuity.casework.refused import Refused as NotByCasework
from continuity.casework.sight import reading
from continuity.core.finding import Flawed
from continuity.journal.record import SYSTEM, Actor
from continuity.journal.verify import verify
from continuity.register.ask import may_issue
from continuity.services.seals import kept as seals
from continuity.services.seals import verbs
from continuity.services.seals.rules import Act
from tests.integration.seals import (
    BINH,
    DONG,
    DUNG,
    HAI,
    MINH,
    NAM,
    POLICE,
    peopled,
    refused,
    sealed,
)
from tests.people import seated

FILED, DUE, LATER = date(2025, 5, 9), date(2025, 5, 14), date(2025, 5, 12)
CLERK, VY = Actor("p-clerk", "A clerk in Đông"), Actor("p-vy", "Ms Vy")
COUNTER = "vn.00001.commune-police"
HER = Personal("Nguyễn Thị Lan", "001190123456", "0912345678")
ANSWERS = {
    "body": DONG, "kind": "wet", "decision-number": "5/QĐ-UBND", "decision-date": "02/01/2025",
    "position": "văn thư", "letter-number": "7/GGT", "letter-date": "08/05/2025",
}  # fmt: skip
PAPERS = ("founding", "specimen", "letter", "statement", "old-certificate", "permission", "change")


@pytest.fixture
def office(db):
    """The country of the seals, with the counter of Đông, and the services in the catalogue."""
    peopled()
    seated(CLERK, ("officer", COUNTER))
    seated(VY, ("officer", POLICE))
    catalogue.forget()
    catalogue.load(catalogue.registered(), SYSTEM)


def asked(code="seals-new", **changed):
    rules = catalogue.procedure(code, FILED)
    told = ANSWERS | changed
    fields = {field.id for field in rules.fields}
    papers = [paper.id for paper in rules.evidence if paper.id in PAPERS]
    return casework.file(
        code, "ground:00001", FILED, HER, {id: told[id] for id in told if id in fields},
        actor=CLERK, key=f"{code} {changed}", agency=COUNTER, papers=papers,
    ).case  # fmt: skip


def decided(case, outcome="granted", **why):
    by = {"agency": POLICE, "on": LATER}
    casework.check(case, True, actor=DUNG, key=f"check {case}", **by)
    casework.decide(case, outcome, actor=HAI, key=f"decide {case}", **by, **why)


def issue(case, actor=VY, agency=POLICE):
    casework.issue(case, actor=actor, agency=agency, on=LATER, key=f"issue {case}")


def now(case):
    with reading(DUNG, POLICE, "processing", LATER):
        return one(case)


def test_what_is_issued_is_registered_with_the_number_of_its_case(office):
    """O-BCA-06."""
    case = asked()
    assert now(case).due == DUE  # three working days, filed on a Friday
    decided(case)
    assert seals.of(DONG) == []

    issue(case)
    issue(case)

    [kept] = seals.of(DONG)
    assert (kept.seal.state, kept.vi) == (Act.REGISTERED, "Trường Đông")
    assert not may_issue(DONG, LATER, ("seal",))
    verbs.deliver(kept.id, actor=DUNG, agency=POLICE, on=LATER)
    assert may_issue(DONG, LATER, ("seal",))
    assert verify().holds


def test_what_the_register_refuses_is_not_issued(office):
    sealed(DONG, on=FILED)
    case = asked()
    decided(case)

    with refused("one-wet-seal"):
        issue(case)

    assert now(case).step == "issue"
    assert len(seals.of(DONG)) == 1


def test_a_second_wet_seal_comes_by_the_decision_that_allows_it(office):
    sealed(DONG, on=FILED)
    case = asked("seals-additional")
    decided(case)
    issue(case)

    assert [kept.seal.version for kept in seals.of(DONG)] == [1, 2]


def test_a_lost_seal_is_lost_and_replaced_at_once(office):
    old = sealed(DONG, on=FILED)
    case = asked("seals-again", reason="lost", **{"lost-on": "10/05/2025"})
    decided(case)
    issue(case)

    old, new = seals.of(DONG)
    assert (old.seal.state, new.seal.state) == (Act.LOST, Act.REGISTERED)
    verbs.deliver(new.id, actor=DUNG, agency=POLICE, on=LATER)


def test_a_refused_case_and_a_new_certificate_register_nothing(office):
    case = asked()
    decided(case, "refused", reason="no-decision", words="Không có quyết định thành lập")
    issue(case)
    assert seals.of(DONG) == []

    sealed(DONG, on=FILED)
    again = asked("seals-certificate", reason="damaged")
    decided(again)
    issue(again)
    assert len(seals.of(DONG)) == 1


def test_the_counter_of_another_province_brings_no_seal_of_its_own_into_this_register(office):
    case = asked(body=NAM)
    decided(case)

    with refused("not-registrar"):
        issue(case)


def test_a_ground_of_refusal_is_one_of_the_decree_and_nobody_else_decides(office):
    case = asked()
    casework.check(case, True, actor=DUNG, agency=POLICE, on=LATER, key="check")

    for actor, agency in ((BINH, "vn.01.justice"), (MINH, "vn.02.justice")):
        with pytest.raises((NotByCasework, Flawed)):
            casework.decide(case, "granted", actor=actor, agency=agency, on=LATER, key="x")
    with pytest.raises(NotByCasework):
        casework.decide(
            case, "refused", actor=HAI, agency=POLICE, on=LATER, key="y",
            reason="reorganisation", words="Đang sắp xếp",
        )  # fmt: skip
