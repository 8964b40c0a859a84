"""After the night every new seal has a certificate: signed, in a case, and genuine to whoever asks."""

from __future__ import annotations

import subprocess

import pytest
from django.test import Client, override_settings

pytest.importorskip("typst")

from continuity.accounts.models import Person
from continuity.casework import catalogue
from continuity.casework.cases import by_number
from continuity.casework.documents import rows
from continuity.casework.documents.verify import Outcome, by_file
from continuity.casework.sight import reading
from continuity.core.finding import Flawed
from continuity.journal.record import SYSTEM
from continuity.journal.verify import verify
from continuity.services.seals import certifying, papers, verbs
from continuity.services.seals import kept as seals
from continuity.services.seals import night as nights
from tests.integration.seals import (
    DAY,
    DONG,
    DUNG,
    HAI,
    HEIR,
    JUNE,
    MINH,
    NEW,
    NIGHT,
    POLICE,
    TAY,
    peopled,
    prepared,
    reformed,
    refused,
    sealed,
)
from tests.issuing import equipped, housed, pdfsig

# One server is enough here: what differs between them is tested with the tables themselves.
pytestmark = pytest.mark.parametrize("server", ["embedded"], indirect=True)


@pytest.fixture
def night(db, tmp_path):
    """Two schools are merged; their heir's specimen, and all others of the night, are registered."""
    with housed(tmp_path) as home, override_settings(CONTINUITY_DEMO=True):
        peopled()
        catalogue.forget()
        catalogue.load(catalogue.registered(), SYSTEM)
        sealed(DONG)
        sealed(TAY)
        reformed()
        equipped(home, NEW, "Công an tỉnh Một", since=DAY)
        made = prepared()
        nights.confirm(made, actor=HAI, agency=POLICE, on=JUNE)
        yield made


def clicked(night, step, actor=DUNG):
    """Somebody at the desk presses a button of the night's page; the page after it."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(Person.objects.get(pk=actor.id))
    client.cookies["lived"], client.cookies["language"] = DAY.isoformat(), "en"
    answer = client.post(f"/desk/seals/nights/{night}/certify", {"step": step}, follow=True)
    return answer.content.decode()


def standing(night):
    return certifying.standing(night, actor=DUNG, agency=NEW, on=DAY)


def test_the_heir_gets_its_certificate_after_the_night_and_anybody_verifies_it(night, tmp_path):
    """O-BCA-06."""
    [heirs] = [one for one in seals.of(HEIR) if one.seal.done]
    every = standing(night).unopened
    assert every > 1

    shown = clicked(night, "open")
    assert f"{every} wait for a head to decide" in shown
    assert standing(night) == (0, every, 0, 0)
    clicked(night, "open")
    clicked(night, "decide")  # an officer may not
    assert standing(night) == (0, every, 0, 0)
    assert f"Issue the certificates ({every})" in clicked(night, "decide", HAI)
    clicked(night, "issue", HAI)  # who decided does not issue
    assert standing(night) == (0, 0, every, 0)
    shown = clicked(night, "issue")

    assert f"{every} of {every} are issued" in shown
    assert standing(night) == (0, 0, 0, every)
    [paper] = papers.papers(heirs.id)
    with reading(DUNG, NEW, "processing", DAY):
        found = rows.paper(by_number(paper.case).id, paper.document)
        pdf = rows.content(found)
    assert "Signature is Valid" in pdfsig(pdf, tmp_path)
    told = by_file(pdf, DAY)
    assert (told.outcome, told.competent, told.agency) == (Outcome.GENUINE, True, NEW)
    assert {one.en: one.value for one in told.shown}["Body"] == "Trường Mới"
    words = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    assert heirs.certificate in words.stdout.decode()
    clicked(night, "issue")
    clicked(night, "open")
    assert len(papers.papers(heirs.id)) == 1
    assert verify().holds


def test_no_case_is_opened_before_the_day_nor_by_anybody_else(night):
    with refused("too-early"):
        certifying.opened(night, actor=DUNG, agency=POLICE, on=NIGHT)
    with pytest.raises(Flawed):
        certifying.opened(night, actor=MINH, agency=NEW, on=DAY)

    assert standing(night).every == standing(night).unopened


def test_a_seal_that_has_its_certificate_gets_no_second_one_by_the_night(night):
    certifying.opened(night, actor=DUNG, agency=NEW, on=DAY)
    before = standing(night)

    assert certifying.opened(night, actor=DUNG, agency=NEW, on=DAY) == 0
    assert standing(night) == before
    with refused("hand-in-first"):  # and none is given out sooner for it
        [heirs] = [one for one in seals.of(HEIR) if one.seal.done]
        verbs.deliver(heirs.id, actor=DUNG, agency=NEW, on=DAY)
