"""Where somebody sits after the night of a reform, and what of the things they send no desk can take."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from continuity.accounts.models import Person
from continuity.casework import verbs
from continuity.journal.record import Actor
from tests.integration.casework import DUNG, HER, JULY_DAY, JUSTICE, MARCH_DAY, POLICE, enacted
from tests.integration.service import SON, hers_by_law, staffed
from tests.people import seated
from tests.unit.country import JULY, MARCH

# One server is enough here: what differs between them is tested with the tables themselves.
pytestmark = pytest.mark.parametrize("server", ["embedded"], indirect=True)
HEIR, NEVER = "vn.01.police@2025-07-01", "vn.02.police"
HAI = Actor("p-hai", "Major Hai")


@pytest.fixture(scope="module")
def office(server):
    """Since 1 March the police have her case; on 1 July Captain Dung's police become the new one's."""
    with server.fresh(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "CONTINUITY_DEMO", True)
        staffed()
        enacted(MARCH, JULY)
        seated(HAI)
        for who in (DUNG, HAI):
            seated(who, ("officer", HEIR), since=JULY_DAY)
        seated(HAI, ("officer", NEVER))
        hers = hers_by_law()
        verbs.claim(hers.case, actor=DUNG, agency=POLICE, on=MARCH_DAY, key="claim")
        yield hers


def sits(actor, on=JULY_DAY, language="en"):
    client = Client(SERVER_NAME="localhost", raise_request_exception=False)
    client.force_login(Person.objects.get(pk=actor.id))
    client.cookies["language"], client.cookies["lived"] = language, on.isoformat()
    return client


def at(response):
    """At which agency somebody sits, and which they may choose."""
    page = response.content.decode()
    assert response.status_code == 200, page[:2000]
    here = re.search(r"desk-bar__seat\">.*?<strong>(.*?)</strong>", page)[1]
    return here, re.findall(r'<option value="(vn\.[^"]+)"[^>]*>(.*?)</option>', page)


@pytest.mark.parametrize(
    ("language", "living", "ended"),
    [("en", "Moi Provincial Police", "Mot Provincial Police (until 30 Jun 2025)"),
     ("vi", "Công an tỉnh Mới", "Công an tỉnh Một (đến 30/06/2025)")],
)  # fmt: skip
def test_captain_dung_begins_at_the_agency_that_lives(office, language, living, ended):
    desk = sits(DUNG, language=language)

    assert at(desk.get("/desk")) == (living, [(HEIR, living), (POLICE, ended)])
    assert office.number in desk.get("/desk").content.decode()
    assert at(desk.get("/desk", {"agency": POLICE}))[0] == ended
    assert at(desk.get("/desk/load"))[0] == ended


def test_who_sat_there_when_it_ended_goes_on_at_its_heir(office):
    desk = sits(DUNG, MARCH_DAY)
    before = at(desk.get("/desk"))[0]
    desk.cookies["lived"] = JULY_DAY.isoformat()

    assert before == "Mot Provincial Police"
    assert at(desk.get("/desk"))[0] == "Moi Provincial Police"


def test_an_ended_agency_that_never_had_a_case_is_nowhere_to_sit(office):
    assert at(sits(HAI).get("/desk", {"agency": NEVER})) == ("Moi Provincial Police", [])
