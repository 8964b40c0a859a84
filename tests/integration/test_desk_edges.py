"""Where somebody sits after the night of a reform, and what of the things they send no desk can take."""

from __future__ import annotations

import html
import re
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver

from continuity.accounts.models import Person
from continuity.casework import verbs
from continuity.casework.listed import items, reasons, steps
from continuity.casework.refused import Refused
from continuity.casework.status import Status
from continuity.journal.record import Actor
from tests.integration.casework import (
    CLERK,
    COUNTER,
    DUNG,
    FILED,
    GROUND,
    HER,
    JULY_DAY,
    MARCH_DAY,
    POLICE,
    enacted,
)
from tests.integration.service import CERTIFICATE, SON, hers_by_law, staffed
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


PAGES = ("continuity.web.desk.", "continuity.web.portal.")
FIELDS = (
    "q", "step", "procedure", "show", "after", "agency", "on", "key", "to", "case", "verb", "words",
    "reason", "number", "code", "reference", "name", "place", "f-purpose", "paper", "spare", "group",
    "leader", "\0",
)  # fmt: skip


def addresses():
    """Every address of the desk, the counter and the portal, with the numbers of nobody's case."""
    for one in get_resolver().url_patterns:
        for page in getattr(one, "url_patterns", ()):
            view = getattr(page, "callback", None)
            if view and view.__module__.startswith(PAGES):
                yield "/" + re.sub(
                    r"<(\w+):\w+>",
                    lambda kind: str(UUID(int=7)) if kind[1] == "uuid" else "claim",
                    str(page.pattern),
                )


def test_nul_is_refused_at_every_address_of_the_desk_and_the_portal_and_never_a_fault(office):
    desk, found = sits(SON, MARCH_DAY), sorted(set(addresses()))
    assert len(found) > 40
    assert {"/desk", "/desk/bulk", "/desk/counter/claim", "/track", "/my"} <= set(found)

    for address in found:
        for ask in (desk.get, desk.post):
            answer = ask(address, dict.fromkeys(FIELDS, "a\0b"))
            assert answer.status_code == 422, (address, answer.status_code)
            told = re.findall("<code>(.*?)</code>", answer.content.decode())
            assert set(told) == {field.replace("\0", "\ufffd") for field in FIELDS}, address
    assert "<code>step</code>" in desk.get("/desk?step=%00").content.decode()
    assert desk.get("/desk/cases/%00").status_code == 422
    assert "Nothing was written" in desk.post("/desk/bulk", {"to": "\0"}).content.decode()


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "This is 300,000 characters long; 10,000 at most."),
     ("vi", "Mục này dài 300.000 ký tự; nhiều nhất 10.000.")],
)  # fmt: skip
def test_a_question_that_nobody_reads_to_its_end_is_not_sent_and_what_was_typed_stays(
    office, language, said
):
    desk, long = sits(DUNG, MARCH_DAY, language), "x" * 300_000
    sent = {"asked": "vn.01.justice", "due": "10/03/2025", "words": long, "key": "long"}
    address = f"/desk/cases/{office.number}/consult"

    answer = desk.post(address, sent)
    line = desk.post(address, sent | {"words": "x", "asked": long})
    most = desk.post(address, sent | {"words": "x" * 10_000, "key": "most"})

    assert answer.status_code == line.status_code == 422
    assert said in answer.content.decode()
    assert long in answer.content.decode()
    assert most.status_code == 302


def test_the_cases_without_a_due_day_follow_those_with_one_page_by_page(office):
    for n in range(3):
        hers_by_law(f"due-{n}")
    clerk = {"actor": CLERK, "agency": COUNTER}
    for n in range(30):
        verbs.lodge("criminal-records", GROUND, FILED, HER, key=f"never-{n}", **clerk)
    desk, address, pages = sits(DUNG, MARCH_DAY), "/desk", []

    while address and len(pages) < 9:
        page = desk.get(address).content.decode()
        pages.append(re.findall(r"/desk/cases/([\d-]+)\"", page))
        following = re.search(r'href="(\?[^"]+)" rel="next"', page)
        address = f"/desk{html.unescape(following[1])}" if following else ""

    every = [number for page in pages for number in page]
    assert [len(page) for page in pages] == [25, 9]
    assert len(set(every)) == 34


@pytest.mark.parametrize(
    ("refused", "vi", "en"),
    [
        (Refused("not-competent", agency=POLICE, on=MARCH_DAY),
         "Công an tỉnh Một không có thẩm quyền đối với hồ sơ này vào ngày 01/03/2025.",
         "Mot Provincial Police is not competent for this case on 1 Mar 2025."),
        (Refused("decided", outcome="granted"), "Hồ sơ đã có quyết định (đồng ý).",
         "The case was decided (granted)."),
        (Refused("with-another", assignee=DUNG.id),
         "Hồ sơ đang do Captain Dung thụ lý; người đó trả lại hoặc lãnh đạo phân công lại.",
         "The case lies with Captain Dung, who releases it, or a head assigns it anew."),
        (Refused("no-ground", reason="–", known=reasons(["expired", "forged"])),
         "Chưa chọn lý do; có: đã hết hạn; bị làm giả.",
         "No reason was chosen; there are: has expired; is forged."),
        (Refused("not-whole", items=items(CERTIFICATE, ["fee", "identity-card", "purpose"])),
         "Yêu cầu bổ sung phải đầy đủ một lần; còn thiếu: Mục đích; Bản sao căn cước; lệ phí.",
         ("A request must be complete, since there is only one; it leaves out: Purpose; "
          "Copy of the identity card; the fee.")),
        (Refused("unknown-item", item="blood-group", known=items(CERTIFICATE, ["residence"])),
         "blood-group không thuộc thành phần hồ sơ của thủ tục; có: Giấy tờ cư trú.",
         "blood-group is no part of this procedure's dossier; there are: Proof of residence."),
        (Refused("not-taken", step=steps(CERTIFICATE, "review")),
         "Bước Thẩm định chưa được thực hiện, hoặc là bước tiếp nhận; không thể trả lại bước đó.",
         "The step Review was not taken, or it is the intake; the case cannot go back to it."),
        (Refused("no-agency", agency="vn.99.nobody", on=MARCH_DAY),
         "vn.99.nobody không phải cơ quan khác nào vào ngày 01/03/2025.",
         "vn.99.nobody is no other agency on 1 Mar 2025."),
        (Refused("unpaid", owed=200_000), "Còn 200.000 đồng chưa nộp.",
         "200,000 VND are still to be paid."),
        (Refused("closed", status=Status.NOT_RECEIVED), "Hồ sơ đã kết thúc (không tiếp nhận).",
         "The case is over (not received)."),
    ],
    ids=["body", "outcome", "person", "nothing", "items", "stranger", "step", "unknown", "sum",
         "status"],
)  # fmt: skip
def test_a_refusal_speaks_of_people_bodies_and_days_as_people_do(office, refused, vi, en):
    assert (refused.vi, refused.en, str(refused)) == (vi, en, en)
