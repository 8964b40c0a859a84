"""What is refused is said: to Ms Lan on the page of her case, and on a paper that her agency signs."""

from __future__ import annotations

import re
import subprocess

import pytest
from django.conf import settings
from django.test import Client

from continuity.accounts.models import Person
from continuity.casework import verbs
from continuity.casework.documents import rows
from continuity.casework.intake.applicants import prove
from continuity.casework.refused import Refused
from continuity.casework.sight import reading
from tests.integration.casework import (
    BINH,
    CLERK,
    COUNTER,
    DUNG,
    FILED,
    HER,
    JUSTICE,
    LAN,
    LATER,
    MARCH_DAY,
    POLICE,
    enacted,
)
from tests.integration.service import HOA, TUAN, by, hers_by_law, online, staffed
from tests.integration.test_statements import READ, few, taken
from tests.issuing import equipped, housed
from tests.people import seated
from tests.unit.country import MARCH

WHY = {"reason": "not-entitled", "words": "Chưa đủ 16 tuổi"}
STOPPED = "Toà án đã ra quyết định số 7"


@pytest.fixture(scope="module")
def office(server, tmp_path_factory):
    """Justice before it has anything to sign with; Ms Lan, who proved who she is."""
    folder = tmp_path_factory.mktemp("home")
    with server.fresh(), pytest.MonkeyPatch.context() as patch, housed(folder):
        patch.setattr(settings, "CONTINUITY_DEMO", True)
        staffed()
        seated(LAN)
        prove("lan", HER, actor=CLERK, agency=COUNTER, on=FILED, key="proof")
        yield folder


def sits(actor, language="en"):
    client = Client(SERVER_NAME="localhost")
    client.force_login(Person.objects.get(pk=actor.id))
    client.cookies["language"], client.cookies["lived"] = language, LATER.isoformat()
    return client


def refuse(case):
    verbs.check(case, True, **by(BINH, key=f"check {case}"))
    verbs.review(case, True, **by(TUAN, key=f"review {case}"))
    verbs.decide(case, "refused", **WHY, **by(HOA, key=f"decide {case}"))


def page(case, language="en"):
    """The page of her case in words, and what it took to read it."""
    lan = sits(LAN, language)
    answer, asked = taken(lambda: lan.get(f"/my/cases/{case}"))
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()), asked


def in_words(pdf):
    text = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True)
    return " ".join(text.stdout.decode().split())


def test_a_refusal_is_told_with_its_ground_its_article_and_the_words_of_the_officer(office):
    case = hers_by_law("told").case
    refuse(case)

    english, asked = page(case)
    vietnamese, _ = page(case, "vi")

    few(asked, READ)
    assert "Why: Not entitled (Luật Lý lịch tư pháp 2009, article 45, unverified )" in english
    assert "Lý do: Không thuộc đối tượng (Luật Lý lịch tư pháp 2009, điều 45" in vietnamese
    assert all(WHY["words"] in one for one in (english, vietnamese))


def test_what_is_not_taken_in_and_what_is_stopped_is_told_with_its_reason(office):
    twice, stopped = online("twice").case, hers_by_law("stopped").case
    verbs.refuse_receipt(twice, "duplicate", "Trùng với hồ sơ tháng trước", **by(BINH, key="no"))
    verbs.stop(stopped, "court", STOPPED, **by(BINH, key="stop"))

    assert "Why: the same was filed before Trùng với hồ sơ tháng trước" in page(twice)[0]
    assert f"Lý do: theo quyết định của toà án {STOPPED}" in page(stopped, "vi")[0]


def test_words_among_officers_are_not_told(office):
    case = hers_by_law("among").case
    verbs.check(case, True, words="Xem lại ảnh", **by(BINH, key="among"))

    assert "Xem lại ảnh" not in page(case)[0]


def test_a_refusal_is_signed_on_its_form_and_ms_lan_takes_it_home(office):
    receipt = hers_by_law("paper")
    refuse(receipt.case)
    desk, address = sits(BINH), f"/desk/cases/{receipt.number}"
    assert "registered and given out" in desk.get(address).content.decode()
    with pytest.raises(Refused, match="no registered seal"):
        verbs.issue(receipt.case, **by(BINH, key="early"))

    equipped(office, JUSTICE, "Sở Tư pháp tỉnh Một")
    answer = desk.post(f"{address}/issue", {"key": "issue"})

    assert answer.status_code == 302, answer.content.decode()
    lan = sits(LAN)
    shown = lan.get(f"/my/cases/{receipt.case}").content.decode()
    [document] = re.findall(rf'href="(/my/cases/{receipt.case}/documents/[^"]+)"', shown)
    file = lan.get(document)
    assert file["Content-Disposition"].startswith("attachment")
    said = in_words(file.content)
    for words in (
        "TỪ CHỐI", "không đủ điều kiện giải quyết", "Không thuộc đối tượng", WHY["words"],
        "Luật Lý lịch tư pháp 2009, 45", HER.name, receipt.number,
    ):  # fmt: skip
        assert words.casefold() in said.casefold(), said
    assert b"/ByteRange" in file.content
    assert HOA.name in said[said.index("THỦ TRƯỞNG CƠ QUAN") :]
    assert BINH.name not in said

    paper = document.rsplit("/", 1)[1]
    told = {"key": "anew", "paper": paper, "words": "Sai tên người ký"}
    assert 'id="act-correct-paper"' in sits(HOA).get(address).content.decode()
    corrected = sits(HOA).post(f"{address}/correct-paper", told)

    assert corrected.status_code == 302, corrected.content.decode()
    shown = page(receipt.case)[0]
    assert shown.count("Refusal to take in a dossier") == 2
    assert "corrected by another paper" in shown


def test_what_a_head_decided_before_a_reform_names_her_and_her_agency_when_its_heir_issues_it(
    office,
):
    receipt = hers_by_law("decided before")
    refuse(receipt.case)
    enacted(MARCH)
    equipped(office, POLICE, "Công an tỉnh Một")

    verbs.issue(receipt.case, actor=DUNG, agency=POLICE, on=MARCH_DAY, key="issue after")

    with reading(DUNG, POLICE, "processing", MARCH_DAY):
        [paper] = rows.papers(receipt.case)
        said = in_words(rows.content(paper))
    assert "THỦ TRƯỞNG SỞ TƯ PHÁP" in said, said
    assert HOA.name in said
    assert DUNG.name not in said
    assert "CÔNG AN TỈNH MỘT" in said
