"""The desk as it is used on both sides of 1 March: one case, two bodies, the same number and day."""

from __future__ import annotations

import re
from itertools import count

import pytest
from django.conf import settings
from django.test import Client

from continuity.accounts.models import Person
from tests.integration.casework import BINH, CLERK, DUNG, LAN, MINH, POLICE, enacted
from tests.integration.service import HOA, SON, TUAN, VY, staffed
from tests.issuing import equipped, housed
from tests.unit.country import MARCH

BEFORE, AFTER = "2025-02-27", "2025-03-03"
FORM = {
    "name": "Nguyễn Thị Lan", "identity": "001190123456", "contact": "0912 345 678",
    "place": "00001", "f-purpose": "Xin việc làm", "paper": ["identity-card"],
}  # fmt: skip


KEYS = count()


@pytest.fixture(scope="module")
def office(server, tmp_path_factory):
    """The demo, in which one lives on a chosen day; the decree of 1 March is in force."""
    folder = tmp_path_factory.mktemp("home")
    with server.fresh(), pytest.MonkeyPatch.context() as patch, housed(folder):
        patch.setattr(settings, "CONTINUITY_DEMO", True)
        staffed()
        equipped(folder, POLICE, "Công an tỉnh Một")
        enacted(MARCH)
        Person.objects.get_or_create(id=LAN.id, defaults={"login": "lan", "name": LAN.name})
        yield


def sits(actor, on=BEFORE, language="en"):
    client = Client(SERVER_NAME="localhost")
    client.force_login(Person.objects.get(pk=actor.id))
    client.cookies["language"], client.cookies["lived"] = language, on
    return client


def text(response, status=200):
    said = response.content.decode()
    assert response.status_code == status, said[:3000]
    return said


def taken_in(**changed):
    """The number of Ms Lan's case, which a commune's counter takes in that is not competent."""
    sent = FORM | {"key": f"k-{next(KEYS)}"} | changed
    response = sits(CLERK, "2025-02-20").post("/desk/file/certificate", sent)
    assert response.status_code == 302, response.content.decode()
    return response.url.rsplit("/", 1)[1]


def act(actor, number, verb, on=BEFORE, **sent):
    told = {"key": f"{verb}-{next(KEYS)}", **sent}
    return sits(actor, on).post(f"/desk/cases/{number}/{verb}", told, follow=True)


def test_any_counter_takes_a_case_in_and_the_competent_desk_has_it(office):
    number = taken_in()

    assert number in text(sits(BINH).get("/desk"))
    assert number not in text(sits(DUNG).get("/desk"))
    assert "Nguyễn" not in text(sits(BINH).get("/desk"))


def test_a_case_that_was_filed_before_the_reform_is_finished_after_it(office):
    number = taken_in()
    before = text(sits(BINH).get(f"/desk/cases/{number}"))
    text(act(BINH, number, "claim"))

    after = text(sits(DUNG, AFTER).get(f"/desk/cases/{number}"))
    text(act(CLERK, number, "pay", AFTER), 200)
    for actor, verb, sent in (
        (DUNG, "check", {}), (VY, "review", {"agree": "yes"}),
        (SON, "decide", {"outcome": "refused", "reason": "not-entitled", "words": "Chưa đủ tuổi"}),
        (DUNG, "issue", {}), (DUNG, "deliver", {"channel": "counter"}),
    ):  # fmt: skip
        said = text(act(actor, number, verb, AFTER, **sent))
    assert "delivered" in said
    assert "27 Feb 2025" in before
    assert "27 Feb 2025" in after
    assert "late" in after
    assert number in text(sits(DUNG, AFTER).get(f"/desk/search?q={number}", follow=True))


def test_mr_minh_sees_neither_the_case_nor_its_person(office):
    number = taken_in()

    assert number not in text(sits(MINH).get("/desk"))
    assert "Lan" not in text(sits(MINH).get(f"/desk/cases/{number}"), 404)
    assert "no such case" in text(sits(MINH).get("/desk/search?q=Nguyen+Thi+Lan"))
    assert "Lan" not in text(act(MINH, number, "claim"), 404)


def test_a_name_is_found_without_marks_and_read_only_for_a_reason(office):
    number = taken_in()
    desk = sits(BINH)

    found = text(desk.get("/desk/search?q=lan nguyen thi", follow=True))
    page = text(desk.get(f"/desk/cases/{number}"))
    read = text(desk.post(f"/desk/cases/{number}/read", {"group": ["name", "answers"]}))

    assert number in found
    assert "Nguyễn Thị Lan" not in page
    assert "Nguyễn Thị Lan" in read
    assert "Xin việc làm" in read
    assert "0912" not in read


def test_what_the_dossier_holds_is_not_offered_to_be_asked_for(office):
    page = text(sits(BINH).get(f"/desk/cases/{taken_in()}"))

    asked = page[page.index('id="act-ask-supplement"') : page.index('id="act-pause"')]
    assert 'value="residence"' in asked
    assert 'value="identity-card"' not in asked
    assert 'value="record"' not in asked


def test_an_apology_is_prepared_and_offered_first_until_it_is_made(office):
    number = taken_in(exemption="poor")
    for actor, verb, sent in (
        (DUNG, "check", {}), (VY, "review", {"agree": "yes"}), (SON, "decide", {"outcome": "granted"}),
    ):  # fmt: skip
        page = text(sits(actor, AFTER).get(f"/desk/cases/{number}"))
        assert page.index('id="act-apologise"') < page.index(f"act-{verb}")
        assert f"Your application {number} was not finished in time." in page
        text(act(actor, number, verb, AFTER, **sent))
    sent = {"until": "10/03/2025", "words": "We apologise."}
    text(act(DUNG, number, "apologise", AFTER, **sent))

    assert 'id="act-apologise"' not in text(sits(DUNG, AFTER).get(f"/desk/cases/{number}"))
    assert "act-apologise" not in text(sits(BINH).get(f"/desk/cases/{taken_in()}"))


def test_what_was_typed_stays_where_it_is_refused(office):
    number = taken_in()

    said = text(act(BINH, number, "ask-supplement", items=["residence"], words=""), 422)

    assert "Still to be given" in said
    assert re.search(r'value="residence" checked', said)


def test_a_form_with_faults_keeps_all_that_was_typed_and_names_each_of_them(office):
    desk = sits(CLERK, "2025-02-20")

    said = text(
        desk.post("/desk/file/certificate", FORM | {"f-born": "31/02/1990", "f-purpose": ""}), 422
    )
    nowhere = text(desk.post("/desk/file/certificate", FORM | {"place": "Atlantis"}), 422)

    for what in ('href="#born"', 'href="#purpose"', "Nguyễn Thị Lan", "31/02/1990"):
        assert what in said
    assert "There is no such place" in nowhere


def test_a_double_click_files_once(office):
    assert taken_in(key="twice") == taken_in(key="twice")


def test_four_eyes_are_told_in_words(office):
    number = taken_in()
    text(act(BINH, number, "check"))

    said = text(act(BINH, number, "review", agree="yes"), 422)

    assert "nothing was changed" in said


def test_a_head_shares_out_many_cases_at_once(office):
    numbers = [taken_in() for _ in range(3)]
    sent = {"case": numbers, "verb": "assign", "to": TUAN.id, "key": f"bulk-{next(KEYS)}"}

    done = text(sits(HOA).post("/desk/bulk", sent, follow=True))
    refused = text(sits(BINH).post("/desk/bulk", sent | {"verb": "claim"}, follow=True))

    assert "Done with 3 cases" in done
    assert all(number in refused for number in numbers)
    assert "Done with" not in refused
    assert "Mr Tuan" in text(sits(HOA).get("/desk/load"))


def test_whoever_has_no_seat_is_told_what_a_desk_is(office):
    assert "You have no desk" in text(sits(LAN).get("/desk"), 403)
    assert Client(SERVER_NAME="localhost").get("/desk").status_code == 302


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_forms_of_a_case_are_papers_to_print(office, language):
    number = taken_in()
    text(act(BINH, number, "ask-supplement", items=["residence"], words="Cần thêm giấy tờ cư trú"))
    desk = sits(BINH, language=language)

    for form in ("receipt", "supplement", "control"):
        answer = desk.get(f"/desk/cases/{number}/forms/{form}.pdf")
        assert answer.status_code == 200
        assert answer.content.startswith(b"%PDF")
    assert desk.get("/desk/book.pdf").content.startswith(b"%PDF")
    assert desk.get(f"/desk/cases/{number}/forms/nothing.pdf").status_code == 302
    assert sits(MINH).get(f"/desk/cases/{number}/forms/receipt.pdf").status_code == 404


def test_a_form_is_not_handed_out_to_be_signed_where_nobody_signs(office):
    number = taken_in()
    text(act(BINH, number, "ask-supplement", items=["residence"], words="Cần thêm giấy tờ cư trú"))

    said = text(sits(HOA).post(f"/desk/cases/{number}/forms/supplement/hand-out", follow=True))

    assert "desk-done--warning" in said
    assert "Papers that were issued" not in said
