"""The police of Tây ask the issuer about Ms Lan, and not her; she sees that they did, and why."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client, override_settings

pytest.importorskip("typst")

from django.db import DatabaseError, connection, transaction

from continuity.accounts.models import Person as Somebody
from continuity.casework import catalogue, verbs
from continuity.casework.cases import Personal
from continuity.casework.documents import rows
from continuity.casework.intake.applicants import prove, reading_as
from continuity.casework.refused import Refused as NotByCasework
from continuity.casework.sight import reading
from continuity.core.finding import Flawed
from continuity.journal.record import SYSTEM, Actor
from continuity.services.records import questions, register, resealed
from continuity.services.records.refused import Refused
from continuity.services.records.rules.facts import Person
from tests.integration.casework import (
    BINH,
    CLERK,
    COUNTER,
    DUNG,
    FILED,
    GROUND,
    HER,
    JUSTICE,
    LAN,
    MINH,
    POLICE,
    STRANGERS,
    enacted,
)
from tests.integration.service import staffed
from tests.integration.test_records_cases import NOW, THEFT, issued, words_of
from tests.issuing import equipped, housed
from tests.people import seated
from tests.unit.country import MARCH

THU = Actor("p-thu", "Ms Thu")
TAY = "vn.00002.commune-police"
ABOUT = {
    "body": TAY, "subject": "Nguyễn Thị Lan", "subject-identity": "001190123456",
    "basis": "decree", "text": "61/2018/NĐ-CP, Điều 5",
}  # fmt: skip
ASKING = Personal("Trần Thị Thu", "", "thu@tay.example.vn")


@pytest.fixture(scope="module")
def town(ours, tmp_path_factory):
    """Ms Lan's old conviction is in the register; the police have the duty and a seal."""
    demo = override_settings(CONTINUITY_DEMO=True)
    with ours.fresh(), demo, housed(tmp_path_factory.mktemp("home")) as home:
        staffed()
        seated(LAN)
        seated(THU, ("officer", TAY))
        catalogue.forget()
        catalogue.load(catalogue.registered(), SYSTEM)
        equipped(home, POLICE, "Công an tỉnh Một")
        prove("lan", HER, actor=CLERK, agency=COUNTER, on=FILED, key="proof")
        register.enter(
            HER.identity, HER.name, Person((THEFT,)), actor=BINH, agency=JUSTICE, on=FILED,
            source="bản án",
        )  # fmt: skip
        enacted(MARCH)
        yield home


def asked(key, code="records-agency", actor=THU, agency=TAY, on=NOW, **changed):
    rules = catalogue.procedure(code, on)
    known = {field.id for field in rules.fields}
    told = {id: text for id, text in (ABOUT | changed).items() if id in known}
    return verbs.file(
        code, GROUND, on, ASKING, told, actor=actor, agency=agency, key=key, papers=["letter"],
        channel="post",
    )  # fmt: skip


def client(who, language="en"):
    made = Client(SERVER_NAME="localhost")
    made.force_login(Somebody.objects.get(pk=who.id))
    made.cookies["language"], made.cookies["lived"] = language, NOW.isoformat()
    return made


def text(response, status=200):
    assert response.status_code == status, response.content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_the_answer_says_what_no_1_would_say_who_asked_and_on_which_text(town):
    receipt = asked("clear")

    [(paper, pdf)] = issued(receipt.case)
    words = words_of(pdf)

    assert paper.kind == "criminal-record-information"
    assert "/TTLLTP" in paper.number
    assert "không có án tích" in words
    assert "15/2020" not in words  # expunged the day before
    assert "Nghị định: 61/2018/NĐ-CP, Điều 5" in words
    assert "công an xã tây" in words.lower()
    seen = client(THU)
    assert paper.number in text(seen.get(f"/desk/cases/{receipt.number}"))
    got = seen.get(f"/desk/cases/{receipt.number}/papers/{paper.id}")
    assert b"".join(got).startswith(b"%PDF")
    with reading(THU, TAY, "processing", NOW), connection.cursor() as cursor:
        cursor.execute("select count(*) from records_person")
        assert cursor.fetchone() == (0,)


def test_since_july_2026_it_names_a_text_of_the_closed_register(town):
    """The answer cites it, and so does the list of the person; a text of its own is no basis."""
    july = date(2026, 7, 1)
    with pytest.raises(Flawed):
        asked("own words", on=july)
    receipt = asked("by the register", on=july, basis="staff-or-procedure")

    [(_, pdf)] = issued(receipt.case, on=july)

    assert "Luật: 28/2009/QH12 (sửa đổi: 107/2025/QH15), Điều 7" in words_of(pdf)
    [first, *_] = her_list(july)
    assert (first.basis.en, first.answered) == ("Law", july)
    assert "107/2025/QH15" in first.text


def test_in_proceedings_the_answer_is_no_2_and_the_person_is_not_told(town):
    before = her_list()
    receipt = asked("court", "records-proceedings", text="Điều 88 BLTTHS")

    [(paper, pdf)] = issued(receipt.case)

    assert paper.kind == "criminal-record-2"
    assert "15/2020/HSST" in words_of(pdf)
    assert her_list() == before
    with reading(DUNG, POLICE, "processing", NOW), connection.cursor() as cursor:
        cursor.execute("select count(*) from records_statement")
        assert cursor.fetchone() == (0,)


def her_list(on=NOW):
    with reading_as(LAN, on):
        return questions.about_me()


def test_ms_lan_sees_who_asked_about_her_why_and_when_it_was_answered(town):
    """O-HN-27: asked of the issuer and not of her, and shown to her."""
    receipt = asked("told", text="76/2021/NĐ-CP, Điều 9")
    lan = client(LAN)
    assert "Who asked for my criminal record" in text(lan.get("/my"))

    page = text(lan.get("/services/records/asked"))
    assert "Đông" not in page
    assert "Decree: 76/2021/NĐ-CP, Điều 9" in page
    assert "not yet" in page
    issued(receipt.case)
    one = next(one for one in her_list() if "76/2021" in one.text)
    assert (one.agency, one.day, one.answered, one.answered_by) == (TAY, NOW, NOW, POLICE)
    vi = text(client(LAN, "vi").get("/services/records/asked"))
    assert "công an xã tây" in vi.lower()
    assert receipt.number not in vi


def test_mr_minh_sees_no_question_and_no_person_of_it(town):
    receipt = asked("minh")
    with reading_as(MINH, NOW):
        assert questions.about_me() == []
    page = text(client(MINH).get("/services/records/asked"))
    assert "not proved yet" in page
    assert "sign-in" in Client(SERVER_NAME="localhost").get("/services/records/asked")["Location"]
    for agency, who in ((STRANGERS, MINH), (COUNTER, CLERK)):
        with reading(who, agency, "processing", NOW), connection.cursor() as cursor:
            cursor.execute("select (select count(*) from records_asked where case_id = %s), "
                           "(select count(*) from records_person)", [receipt.case])  # fmt: skip
            assert cursor.fetchone() == (0, 0)
        with pytest.raises(NotByCasework), reading(who, agency, "processing", NOW):
            register.of_case(receipt.case, receipt.number)
    assert client(MINH).get(f"/desk/cases/{receipt.number}").status_code == 404
    assert client(MINH).get(f"/desk/records/cases/{receipt.number}").status_code == 403


def test_an_agency_asks_for_itself_and_a_person_not_at_all(town):
    with pytest.raises(Refused) as error:
        asked("other", body=JUSTICE)
    assert error.value.code == "asks-for-another"
    with pytest.raises(Refused) as error:
        verbs.file(
            "records-agency", GROUND, NOW, HER, ABOUT, actor=LAN, key="own", papers=["letter"]
        )
    assert error.value.code == "agency-files"
    posted = asked("posted", body=JUSTICE, actor=DUNG, agency=POLICE)
    assert any(one.agency == JUSTICE for one in her_list())
    with reading(DUNG, POLICE, "processing", NOW):
        assert rows.papers(posted.case) == []


def test_the_case_shows_the_officer_what_would_be_answered(town):
    receipt = asked("desk")

    page = text(client(DUNG).get(f"/desk/records/cases/{receipt.number}"))

    assert "It says: no record." in page


def test_at_the_desk_of_the_asking_agency_it_is_filed_by_the_common_form(town):
    form = {f"f-{id}": value for id, value in ABOUT.items()}
    form |= {"name": "Trần Thị Thu", "place": "00001", "paper": "letter", "key": "by-form"}

    done = client(THU).post("/desk/file/records-agency", form)

    assert done.status_code == 302, text(done, 422)
    assert done["Location"].startswith("/desk/cases/")


def test_a_letter_for_the_post_says_who_asked_and_nothing_of_what_was_answered(town):
    """For a person without a login; it is an entry, and a court's question has none."""
    receipt = asked("letter", text="9/2024/NĐ-CP, Điều 9")
    url = f"/desk/records/cases/{receipt.number}/letter"
    assert "There is no letter to write" in text(client(DUNG).get(url), 409)
    issued(receipt.case)

    page = text(client(DUNG).get(f"/desk/records/cases/{receipt.number}"))
    words = words_of(client(DUNG).get(url).content)

    assert "Letter to the person concerned" in page
    for said in (
        "Kính gửi: Nguyễn Thị Lan",
        "Công an xã Tây",
        "9/2024/NĐ-CP, Điều 9",
        "03/03/2025",
    ):
        assert said.lower() in words.lower()
    assert not re.search("không có án tích|no record|15/2020|001190", words)
    with connection.cursor() as cursor:
        cursor.execute(
            "select actor, purpose from journal_entry where stream = %s and verb = 'write-to-subject'",
            [f"case:{receipt.case}"],
        )
        assert cursor.fetchall() == [(DUNG.id, "processing")]
    court = asked("letter of a court", "records-proceedings", text="Điều 88 BLTTHS")
    issued(court.case)
    for who in (DUNG, THU, MINH):
        answer = client(who).get(f"/desk/records/cases/{court.number}/letter")
        assert answer.status_code in (403, 409)
    assert client(THU).get(url).status_code == 403


def test_a_question_stays_as_it_was_asked_and_is_emptied_with_its_case(town):
    receipt = asked("kept", text="1/2020/QH14, Điều 1")
    for change in ("agency = 'x'", "sealed_why = 'x'", "told = false", "answered = null",
                   "seeker = decode(repeat('00', 32), 'hex')"):  # fmt: skip
        with pytest.raises(DatabaseError), reading(DUNG, POLICE, "processing", NOW):
            connection.cursor().execute(f"update records_asked set {change}")
    assert any("1/2020/QH14" in one.text for one in her_list())
    with transaction.atomic():
        with reading(DUNG, POLICE, "processing", NOW):
            resealed.taken(receipt.case)
        assert not any("1/2020/QH14" in one.text for one in her_list())
        transaction.set_rollback(True)
