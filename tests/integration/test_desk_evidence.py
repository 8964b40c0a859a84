"""What Ms Lan sent from home, as the officer opens it who must decide about it."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from continuity.accounts.models import Person
from continuity.accounts.today import today
from continuity.casework import catalogue
from continuity.casework.intake import drafts, papers
from continuity.casework.intake.applicants import prove, reading_as
from continuity.casework.intake.sending import send
from continuity.journal.record import SYSTEM
from tests.intake import CLEAN
from tests.integration.casework import BINH, CLERK, COUNTER, GROUND, HER, LAN, MINH, stream
from tests.integration.service import staffed
from tests.integration.test_statements import READ, few, taken
from tests.papers import png
from tests.people import seated

CALLED = "Ảnh Nguyễn Thị Lan.png"


@pytest.fixture(scope="module")
def sent(server, tmp_path_factory):
    """Ms Lan's case with a picture, sent from home."""
    with server.fresh(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "CONTINUITY_HOME", str(tmp_path_factory.mktemp("home")))
        staffed()
        seated(LAN)
        catalogue.load([CLEAN], SYSTEM)
        prove("lan", HER, actor=CLERK, agency=COUNTER, on=today(), key="p1")
        draft = drafts.begin(CLEAN.code, person=LAN, on=today()).id
        answers = {"phone": HER.contact, "purpose": "work"}
        drafts.save(draft, answers, person=LAN, on=today(), place=GROUND, written="Xã Đông")
        papers.attach(draft, png(), CALLED, CLEAN.evidence[0], person=LAN, on=today())
        receipt = send(draft, CLEAN, person=LAN, on=today())
        with reading_as(LAN, today()):
            [paper] = papers.of_case(receipt.case)
        yield receipt, f"/desk/cases/{receipt.number}/evidence/{paper.id}"


def sits(actor):
    client = Client(SERVER_NAME="localhost")
    client.force_login(Person.objects.get(pk=actor.id))
    client.cookies["language"] = "en"
    return client


def test_the_officer_finds_the_picture_on_the_page_and_takes_it_as_a_file(sent):
    receipt, address = sent
    binh = sits(BINH)

    answer, asked = taken(lambda: binh.get(f"/desk/cases/{receipt.number}"))
    page = answer.content.decode()
    file = binh.get(address)

    few(asked, READ)
    assert f'href="{address}"' in page
    assert "A portrait</a>" in page
    assert "Lan.png" not in page
    assert (file.status_code, file.content) == (200, png())
    assert file["Content-Disposition"].startswith("attachment")
    assert file["Content-Security-Policy"].startswith("sandbox")
    assert file["Content-Type"] == "image/png"


def test_ms_lan_is_shown_that_it_was_opened_and_for_what(sent):
    receipt, address = sent
    before = len(stream(receipt.case))

    sits(BINH).get(address)

    [(actor, verb, purpose, told)] = stream(receipt.case)[before:]
    assert (actor, verb, purpose) == (BINH.id, "read", "processing")
    assert (told["fields"], told["paper"]) == (["papers"], "portrait")
    page = sits(LAN).get(f"/my/cases/{receipt.case}").content.decode()
    row = re.search(rf"<tr>(?:(?!</tr>).)*{BINH.name}(?:(?!</tr>).)*</tr>", page, re.DOTALL)
    assert row is not None
    assert "papers" in row[0]
    assert "to work on the case" in row[0]


def test_mr_minh_gets_no_page_and_leaves_no_trace_in_the_case(sent):
    receipt, address = sent
    before = stream(receipt.case)

    with CaptureQueriesContext(connection) as seen:
        answer = sits(MINH).get(address)

    assert answer.status_code == 404
    assert "Lan" not in answer.content.decode()
    assert not [one for one in seen.captured_queries if "sealed_name" in one["sql"]]
    assert stream(receipt.case) == before


def test_a_file_of_another_case_is_none_of_this_one(sent):
    _, address = sent

    answer = sits(BINH).get(address[:-12] + "0" * 12)

    assert answer.status_code == 404
