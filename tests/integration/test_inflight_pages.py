"""A case that the reform of 1 July finds under way: pages and slip name who finishes it."""

from __future__ import annotations

import subprocess
from datetime import date
from itertools import count

import pytest
from django.conf import settings
from django.urls import reverse

from continuity.accounts.models import Person
from continuity.casework.intake.applicants import prove
from continuity.casework.page import page
from continuity.casework.sight import reading
from continuity.core.interval import starting
from continuity.journal.record import Actor
from continuity.packs.vn.law import cutover_table
from continuity.register.points import enter
from continuity.web.api.work.shapes import page_json
from tests.integration.casework import BINH, CLERK, COUNTER, HER, JUSTICE, LAN, enacted
from tests.integration.service import HER_NUMBER, hers_by_law, staffed
from tests.integration.test_desk import sits
from tests.integration.test_portal import said
from tests.people import seated
from tests.unit.country import JULY
from tests.unit.test_points import POINT

HEIR = "vn.01.justice@2025-07-01"
PLANNER = Actor("p-planner", "Ms Ha")
JUNE, THEN = "2025-06-27", "2025-07-02"
CENTRE = POINT._replace(
    id="centre-a", vi="Trung tâm hành chính công Xã A", en="Service centre of A", unit="00001@2025-07-01",
    address="12 đường Hòa Bình", valid=starting(date(2025, 7, 1)), serves=("00001@2025-07-01",),
)  # fmt: skip
KEYS = count()


@pytest.fixture(scope="module")
def site(ours, tmp_path_factory):
    """As Khánh Hoà wrote it, for the first province of the small country."""
    table = cutover_table()._replace(areas=("01",))
    with ours.fresh(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "CONTINUITY_DEMO", True)
        patch.setattr(settings, "CONTINUITY_HOME", str(tmp_path_factory.mktemp("home")))
        patch.setattr("continuity.casework.page.cutover_table", lambda: table)
        patch.setattr("continuity.web.inflight.cutover_table", lambda: table)
        staffed()
        enacted(JULY)
        seated(PLANNER, ("planner", "vn.01.justice"))
        enter([CENTRE], actor=PLANNER, source="centres.csv")
        Person.objects.get_or_create(id=LAN.id, defaults={"login": "lan", "name": LAN.name})
        prove("lan", HER, actor=CLERK, agency=COUNTER, on=date(2025, 6, 20), key="proof")
        yield table


def hers(filed=date(2025, 6, 26)):
    return hers_by_law(f"flight {next(KEYS)}", filed=filed)


def portal(name, case, on):
    return said(sits(LAN, on).get(reverse(f"web:{name}", args=[case.case])))


def receipt(number):
    pdf = sits(BINH, JUNE).get(f"/desk/cases/{number}/forms/receipt.pdf").content
    told = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(told.stdout.decode().split())


def test_ms_lan_reads_who_finishes_her_case_at_which_counter_and_by_what_rule(site):
    case = hers()
    page = portal("my-case", case, JUNE)
    assert "From 1 Jul 2025: Moi Provincial Department of Justice finishes it" in page
    assert "Service centre of A , 12 đường Hòa Bình" in page
    assert "công văn 7042" in page
    assert "not compared with the original" in page
    after = portal("my-case", case, THEN)
    assert "Now: Moi Provincial Department of Justice finishes it" in after
    assert "12 đường Hòa Bình" in after


def test_her_slip_says_it_where_the_promised_day_lies_past_the_reform_and_else_not(site):
    assert "12 đường Hòa Bình" in portal("my-slip", hers(), JUNE)
    assert "Through the reform" not in portal("my-slip", hers(date(2025, 6, 5)), "2025-06-06")


def test_the_desk_and_its_receipt_name_them_too(site):
    number = hers().number
    desk = said(sits(BINH, JUNE).get(f"/desk/cases/{number}"))

    for paper in (desk, receipt(number)):
        assert "12 đường Hòa Bình" in paper
        assert "Department of Justice" in paper
        assert "7042" in paper


def test_without_a_table_or_an_address_the_pages_say_that_they_do_not_know(site, monkeypatch):
    case = hers()
    monkeypatch.setattr("continuity.web.inflight.points", lambda function, on: [])
    monkeypatch.setattr("continuity.web.inflight.KEPT", -1)
    bare = portal("my-case", case, JUNE)
    assert "Its address is not in the list of counters" in bare
    assert "service centre of the new commune ( A Commune )" in bare

    monkeypatch.setattr("continuity.web.inflight.cutover_table", cutover_table)
    page = portal("my-case", case, JUNE)
    assert "No text is known that says where results are handed out" in page
    assert "cannot be told yet" in receipt(case.number)


def test_a_program_is_told_the_body_and_the_keys_of_the_counters(site):
    case = hers()
    told = []
    for on in (date(2025, 6, 27), date(2025, 7, 2)):
        with reading(LAN, "", "applicant", on, identity=HER_NUMBER):
            told.append(page_json(page(case.case), on)["cutover"])

    assert [(one["finisher"], one["agency"]) for one in told] == [
        ("taker", JUSTICE),
        ("heir", HEIR),
    ]
    assert [(one["unit"], one["points"]) for one in told] == [
        (COUNTER, []), ("00001@2025-07-01", ["centre-a"]),
    ]  # fmt: skip
