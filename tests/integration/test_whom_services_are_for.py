"""The catalogue as its readers look through it: a citizen, a clerk who files for a school, a counter."""

from __future__ import annotations

import re

import pytest
from django.test import Client, override_settings

from continuity.accounts.models import Person
from continuity.casework import catalogue
from continuity.journal.record import SYSTEM
from tests.integration.seals import JUNE, LAN, peopled

pytestmark = pytest.mark.parametrize("server", ["embedded"], indirect=True)


@pytest.fixture
def reader(db):
    """The services of the installation, on a day of the demo; a function that reads a page."""
    peopled()
    catalogue.forget()
    catalogue.load(catalogue.registered(), SYSTEM)
    client = Client(SERVER_NAME="localhost")
    client.cookies["lived"] = JUNE.isoformat()

    def reads(path, language="vi", actor=None):
        client.cookies["language"] = language
        if actor:
            client.force_login(Person.objects.get(pk=actor.id))
        answer = client.get(path)
        assert answer.status_code == 200, path
        return answer.content.decode()

    with override_settings(CONTINUITY_DEMO=True):
        yield reads


def listed(page):
    """The codes of a list, from its top."""
    return [code for code in re.findall(r'href="/services/([a-z-]+)"', page) if code != "seals"]


def test_a_citizen_finds_what_is_for_people_and_bodies_find_theirs_behind_one_link(reader):
    page = reader("/services")
    assert listed(page) == ["records-one", "records-two"]
    assert "Dịch vụ cho cơ quan, tổ chức (7)" in page

    bodies = reader("/services?for=bodies")
    assert listed(bodies) == [
        "records-agency", "records-proceedings", "seals-new", "seals-special", "seals-again",
        "seals-additional", "seals-certificate",
    ]  # fmt: skip
    assert "Services for bodies" in reader("/services?for=bodies", "en")


@pytest.mark.parametrize("words", ["con dấu", "new seal", "sắp xếp"])
def test_a_citizens_search_finds_no_seal_and_says_where_they_are(reader, words):
    page = reader(f"/services?q={words}")

    assert not any(code.startswith("seals") for code in listed(page))
    if words != "sắp xếp":
        assert "?for=bodies&amp;q=" in page
        assert listed(reader(f"/services?for=bodies&q={words}"))[0] == "seals-new"


def test_what_the_office_begins_itself_is_in_no_list_and_its_page_says_so(reader):
    for path in (
        "/services",
        "/services?for=bodies",
        "/services?for=bodies&q=sắp xếp",
        "/desk/file",
    ):
        assert "seals-night" not in reader(path, actor=LAN)

    page = reader("/services/seals-night")
    assert "không ai phải nộp" in page
    assert "/services/seals-night/apply" not in page
    assert page.count("(chưa xác minh)") == 2  # neither decree has an article about it


def test_a_body_comes_to_its_service_and_the_page_says_for_whom_it_is(reader):
    page = reader("/services/seals-new", "en")

    assert "somebody whom the body sends files for it" in page
    assert "/services/seals-new/apply" in page
    assert "seals-new" in reader("/desk/file", actor=LAN)
