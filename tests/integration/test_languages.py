"""In which language Ms Lan is told of her case, and in which her paper speaks; Vietnamese rules."""

from __future__ import annotations

from datetime import date

import pytest

pytest.importorskip("typst")

from django.db import DatabaseError
from django.test import Client, override_settings

from continuity.accounts.models import Person
from continuity.casework import verbs as casework
from continuity.casework.cases import by_number, one
from continuity.casework.documents.marks import pdfa_marks
from continuity.casework.intake.applicants import language
from continuity.casework.page import page
from continuity.casework.refused import Refused
from continuity.casework.sight import reading, working
from continuity.casework.wishes import Wish, enter, wished
from continuity.journal.verify import verify
from continuity.services.seals import kept as seals
from tests.integration.casework import stream
from tests.integration.seals import DONG, DUNG, POLICE
from tests.integration.test_seals_cases import (
    ANSWERS,
    CLERK,
    COUNTER,
    FILED,
    HER,
    LATER,
    asked,
    certified,
    decided,
    issue,
    served,
    words_of,
)
from tests.issuing import equipped, pdfsig

pytestmark = pytest.mark.parametrize("server", ["embedded"], indirect=True)
BOTH = Wish("en", english=True)


@pytest.fixture
def office(db, tmp_path):
    with served(tmp_path) as home:
        equipped(home, POLICE, "Công an tỉnh Một")
        yield home


def paper_of(case):
    [(_, pdf)] = certified(case)
    return pdf


def test_an_english_version_stands_behind_the_vietnamese_that_rules(office, tmp_path):
    case = asked(wish=BOTH)
    decided(case)
    issue(case)

    pdf = paper_of(case)
    vietnamese, _, english = words_of(pdf).partition("English version.")
    [kept] = seals.of(DONG)
    for said in (
        "GIẤY CHỨNG NHẬN ĐĂNG KÝ MẪU CON DẤU", "Điều 13 Nghị định số 99/2016/NĐ-CP", "Dấu ướt",
        "12/05/2025", "Nơi nhận", kept.certificate,
    ):  # fmt: skip
        assert said in vietnamese
    for said in (
        "The Vietnamese text rules", "CERTIFICATE OF REGISTRATION OF A SEAL SPECIMEN",
        "Under article 13 of Decree 99/2016/NĐ-CP", "Wet seal", "12 May 2025", "HEAD OF THE AGENCY",
        "Colonel Hai", kept.certificate,
    ):  # fmt: skip
        assert said in english
        assert said in (kept.certificate, "Colonel Hai") or said not in vietnamese
    assert "Dấu ướt" not in english
    assert "ngày" not in english
    assert "Signature is Valid" in pdfsig(pdf, tmp_path)
    assert pdfa_marks(pdf).there
    assert verify().holds


@pytest.mark.parametrize("wish", [None, Wish(), Wish("en")])
def test_whoever_wishes_no_english_version_has_a_paper_in_vietnamese_alone(office, wish):
    case = asked(wish=wish)
    decided(case)
    issue(case)

    words = words_of(paper_of(case))
    assert "GIẤY CHỨNG NHẬN ĐĂNG KÝ MẪU CON DẤU" in words
    assert "English" not in words
    assert "Wet seal" not in words


def test_a_refusal_has_its_english_version_too_and_the_officers_words_as_they_are(office):
    case = asked(wish=BOTH)
    decided(case, "refused", reason="no-decision", words="Chưa có quyết định")
    issue(case)

    vietnamese, _, english = words_of(paper_of(case)).partition("English version.")
    assert "Không có văn bản của cơ quan có thẩm quyền" in vietnamese
    assert "No text or decision of a competent body" in english
    assert "Chưa có quyết định" in english


def test_where_the_law_of_the_service_has_none_no_english_version_is_promised(office):
    early = date(2025, 1, 10)  # by the first version of the procedure
    answers = ANSWERS | {"letter-date": "08/01/2025"}
    told = {"actor": CLERK, "agency": COUNTER, "papers": ["founding", "specimen", "letter"]}

    with pytest.raises(Refused) as refused:
        casework.file("seals-new", "ground:00001", early, HER, answers, **told, key="a", wish=BOTH)

    assert refused.value.code == "no-english"
    assert "Đăng ký mẫu con dấu mới" in refused.value.vi
    casework.file(
        "seals-new", "ground:00001", early, HER, answers, **told, key="b", wish=Wish("en")
    )


@pytest.mark.parametrize(("wish", "told"), [(None, "vi"), (Wish(), "vi"), (Wish("en"), "en")])
def test_who_has_no_login_is_told_in_the_language_that_they_chose_at_the_counter(
    office, wish, told
):
    case = asked(wish=wish)

    with working("notices", LATER):
        assert language(case) == told


OWN = {"actor": CLERK, "agency": COUNTER, "on": LATER}


def test_the_languages_are_chosen_anew_until_there_is_a_paper_and_the_last_choice_holds(office):
    case = asked()
    casework.choose_languages(case, BOTH, **OWN, key="anew")
    casework.choose_languages(case, BOTH, **OWN, key="anew")
    decided(case)
    casework.choose_languages(case, Wish("vi", english=True), **OWN, key="back")
    issue(case)

    assert "English version." in words_of(paper_of(case))
    with working("notices", LATER):
        assert language(case) == "vi"
    with pytest.raises(Refused, match="the language of the paper stays"):
        casework.choose_languages(case, Wish("vi"), **OWN, key="late")
    casework.choose_languages(case, BOTH, **OWN, key="only notices")
    with reading(DUNG, POLICE, "processing", LATER):
        assert page(case).story.wish == BOTH
    told = [entry[3] for entry in stream(case) if entry[1] == "choose-languages"]
    assert [(one["told"], one["english"]) for one in told] == [
        ("en", True), ("vi", True), ("en", True),
    ]  # fmt: skip


def test_an_officer_who_decides_does_not_choose_for_the_applicant(office):
    case = asked()

    with reading(DUNG, POLICE, "processing", LATER), pytest.raises(DatabaseError):
        enter(case, BOTH)


def test_the_counter_asks_for_the_languages_and_keeps_what_was_chosen(office):
    with override_settings(CONTINUITY_DEMO=True):
        clerk = Client(SERVER_NAME="localhost")
        clerk.cookies["lived"] = FILED.isoformat()
        clerk.force_login(Person.objects.get(pk=CLERK.id))
        form = {f"f-{id}": text for id, text in ANSWERS.items()}
        form |= {"name": HER.name, "identity": HER.identity, "key": "counter", "english": "yes"}
        form |= {"paper": ["founding", "specimen", "letter"], "told": "en"}

        page = clerk.post("/desk/file/seals-new", form)
        assert page.status_code == 422
        kept = page.content.decode()
        assert 'id="told-en" name="told" value="en" checked' in kept
        assert 'name="english" value="yes" checked' in kept
        filed = clerk.post("/desk/file/seals-new", form | {"place": "Xã Đông"})

    assert filed.status_code == 302
    with reading(DUNG, POLICE, "processing", LATER):
        case = by_number(filed.url.rsplit("/", 1)[1])
        assert wished(case.id) == BOTH
        assert one(case.id).number == case.number
