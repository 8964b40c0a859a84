"""Ms Lan lets a nursery check her certificate: what they see, what she sees, and what nobody sees."""

from __future__ import annotations

import re
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

pytest.importorskip("typst")

from django.db import DatabaseError, connection, transaction

from continuity.accounts.models import Person as Somebody
from continuity.casework import catalogue, keys
from continuity.casework.documents import anew, rows
from continuity.casework.documents import verbs as documents
from continuity.casework.intake.applicants import prove, reading_as
from continuity.casework.intake.tracking import code as slip_code
from continuity.casework.refused import Refused as NotByCasework
from continuity.casework.sight import reading
from continuity.journal.record import SYSTEM, Actor
from continuity.journal.verify import verify
from continuity.services.records import register, resealed, shares
from continuity.services.records.refused import Refused
from continuity.services.records.rules.facts import Person
from continuity.services.records.rules.sharing import LONGEST_DAYS
from tests.integration.casework import (
    BINH,
    CLERK,
    COUNTER,
    DUNG,
    FILED,
    HER,
    JUSTICE,
    LAN,
    MINH,
    POLICE,
    enacted,
    stream,
)
from tests.integration.service import SON, staffed
from tests.integration.test_records_cases import NOW, THEFT, filed, issued, words_of
from tests.issuing import equipped, housed
from tests.people import seated
from tests.unit.country import MARCH

HEAD = Actor("p-head", "Colonel Ha")
LAST = NOW + timedelta(days=10)
ASKS = {"who": "Cô Hạnh, Trường mầm non Hoa Sen", "need": "vulnerable", "basis": "law",
        "text": "102/2016/QH13, Điều 24"}  # fmt: skip
TOLD = re.compile(r"Nguyễn Thị Lan|15/2020|Trộm cắp")


@pytest.fixture(scope="module")
def town(ours, tmp_path_factory):
    """Both certificates of Ms Lan are issued by the police on the last day of the old conviction."""
    demo = override_settings(CONTINUITY_DEMO=True)
    with ours.fresh(), demo, housed(tmp_path_factory.mktemp("home")) as home:
        staffed()
        seated(LAN)
        seated(MINH)
        seated(HEAD, ("head", POLICE))
        catalogue.forget()
        catalogue.load(catalogue.registered(), SYSTEM)
        equipped(home, POLICE, "Công an tỉnh Một")
        prove("lan", HER, actor=CLERK, agency=COUNTER, on=FILED, key="proof")
        register.enter(
            HER.identity, HER.name, Person((THEFT,)), actor=BINH, agency=JUSTICE, on=FILED,
            source="bản án",
        )  # fmt: skip
        one, two = filed(), filed("records-two")
        enacted(MARCH)
        [(paper, pdf)] = issued(one.case, on=NOW - timedelta(days=1))
        [(other, _)] = issued(two.case, on=NOW - timedelta(days=1))
        yield {"one": one, "two": two, "paper": paper, "other": other, "pdf": pdf}


@pytest.fixture(autouse=True)
def unhurried(town):
    """No test is stopped by how often another one asked."""
    cache.clear()


def made(town, key="k", until=LAST, purpose="Trường mầm non", on=NOW, person=LAN):
    with reading_as(person, on):
        return shares.offer(town["one"].case, town["paper"].id, purpose, until, key=key)


def checked(town, code, on=NOW, **changed):
    return shares.check(town["paper"].number, code, **(ASKS | changed), on=on)


def hers(town, on=NOW):
    with reading_as(LAN, on):
        return {one.id: one for one in shares.shares(town["one"].case)}


@contextmanager
def declined(code):
    with pytest.raises(Refused) as error:
        yield
    assert error.value.code == code


def client(who=None, on=NOW, language="en"):
    made = Client(SERVER_NAME="localhost")
    if who:
        made.force_login(Somebody.objects.get(pk=who.id))
    made.cookies["language"], made.cookies["lived"] = language, on.isoformat()
    return made


def text(response, status=200):
    assert response.status_code == status, response.content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_a_third_party_is_shown_what_the_paper_says_and_less_than_it_holds(town):
    code = made(town)

    found = checked(town, code)

    said = {line.label.vi: line.value.vi for line in found.lines}
    paper = words_of(town["pdf"])
    assert said["Họ và tên"] == "Nguyễn Thị Lan"
    assert said["Bản án"].startswith("15/2020/HSST")
    assert said["Số định danh"].endswith("3456")
    assert "001190" not in str(found.lines)
    for value in (v for label, v in said.items() if label != "Số định danh"):
        assert " ".join(value.split()) in paper
    assert not {"Nơi thường trú", "Ngày sinh", "Mã hồ sơ", "Quốc tịch"} & set(said)
    assert (found.number, found.issued) == (town["paper"].number, NOW - timedelta(days=1))
    english = {line.label.en: line.value.en for line in found.lines}
    assert english["Judgment"].startswith("15/2020/HSST, 30 Dec 2020")


def test_each_look_is_told_to_the_holder_and_stands_in_the_journal_without_names(town):
    code = made(town, key="look", purpose="Hoa Sen")

    checked(town, code)
    checked(town, code.lower().replace("-", " "))

    [share] = [one for one in hers(town).values() if one.purpose == "Hoa Sen"]
    assert [(one.who, one.text) for one in share.checks] == [(ASKS["who"], ASKS["text"])] * 2
    entries = [one for one in stream(town["one"].case) if one[1] == "check-share"]
    assert {one[0] for one in entries} == {"checker"}
    assert "Hạnh" not in str(entries)
    assert verify().holds


def test_wrong_over_ended_and_unknown_codes_are_one_answer_after_the_same_statements(town):
    over, ended = made(town, key="over", until=NOW), made(town, key="ended")
    [share] = [one.id for one in hers(town).values() if one.until == LAST and not one.checks][:1]
    with reading_as(LAN, NOW):
        for one in shares.shares(town["one"].case):
            if one.until == LAST:
                shares.end(town["one"].case, one.id)
    assert hers(town)[share].ended == NOW

    told, asked = [], []
    for code, on in ((over, LAST), (ended, NOW), ("2222-2222-2222", NOW), ("x", NOW)):
        with CaptureQueriesContext(connection) as queries, pytest.raises(Refused) as error:
            checked(town, code, on)
        told.append(str(error.value))
        asked.append(len(queries))
    with CaptureQueriesContext(connection) as queries, pytest.raises(Refused) as error:
        shares.check("9/2025/LLTP1-CA", over, **ASKS, on=NOW)
    told.append(str(error.value))
    asked.append(len(queries))

    assert len(set(told)) == 1
    assert len(set(asked)) == 1
    assert checked(town, over, NOW).number == town["paper"].number


def test_the_same_request_gives_the_same_code_and_the_tables_hold_none(town):
    code = made(town, key="again")

    assert made(town, key="again") == code
    assert made(town, key="another") != code
    with reading_as(LAN, NOW), connection.cursor() as cursor:
        cursor.execute("select s::text from records_share s")
        kept = " ".join(row[0] for row in cursor.fetchall())
    assert code not in kept
    assert code.replace("-", "") not in kept


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("share-days", {"until": NOW - timedelta(days=1)}),
        ("share-days", {"until": NOW + timedelta(days=LONGEST_DAYS + 1)}),
        ("share-purpose", {"purpose": "  "}),
    ],
)
def test_a_code_needs_a_day_and_some_words(town, code, told):
    with declined(code):
        made(town, key=f"bad {told}", **told)


def test_no_2_is_neither_shared_nor_asked_for(town):
    case, other = town["two"].case, town["other"]
    with reading_as(LAN, NOW):
        with declined("two"):
            shares.offer(case, other.id, "x", LAST, key="two")
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from records_statement where case_id = %s", [case])
            assert cursor.fetchone() == (0,)
    with declined("two"):
        shares.check(other.number, "2222-2222-2222", **ASKS, on=NOW)

    one = "insert into records_statement values (%s, %s, 'x')"
    with pytest.raises(DatabaseError), reading(DUNG, POLICE, "processing", NOW):
        connection.cursor().execute(one, [case, other.id])
    page = text(
        client().post("/services/records/check", ASKS | {"number": other.number, "code": "x"}), 403
    )
    assert "Certificate No. 2 is shared with nobody" in page
    law = text(client(on=date(2026, 8, 1)).get("/services/records/check"))
    assert "No agency, organisation or person may require certificate No. 2" in law
    held = text(client(LAN).get(f"/services/records/codes/{case}"))
    assert "can be shared with nobody" in held
    assert "Make the code" not in held


@pytest.mark.parametrize("who", [MINH, DUNG, BINH], ids=["Mr Minh", "Captain Dung", "Officer Binh"])
def test_nobody_else_makes_ends_or_reads_a_code(town, who):
    made(town, key="hers")
    case, paper = town["one"].case, town["paper"].id
    [share, *_] = hers(town)
    acts = (
        lambda: shares.offer(case, paper, "x", LAST, key="minh"),
        lambda: shares.end(case, share),
        lambda: shares.shares(case),
    )
    for act in acts[:1]:
        with pytest.raises((Refused, NotByCasework)), reading_as(who, NOW):
            act()
    with reading_as(who, NOW):
        acts[1]()
        assert acts[2]() == []
    assert hers(town)[share].ended is None
    for act in acts:
        with pytest.raises(NotByCasework), reading(DUNG, POLICE, "processing", NOW):
            act()
    url = f"/services/records/codes/{case}"
    assert client(who).get(url).status_code == 404
    assert client(who).post(url, {"verb": "end", "share": share}).status_code == 404
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from records_share")
        assert cursor.fetchone() == (0,)


def test_on_the_pages_she_makes_a_code_a_nursery_looks_and_she_ends_it(town):
    lan, url = client(LAN), f"/services/records/codes/{town['one'].case}"
    assert url in lan.get(f"/my/cases/{town['one'].case}").content.decode()
    form = {"verb": "make", "paper": town["paper"].id, "key": "page", "purpose": "Trường Sen Hồng"}
    assert "Until which day" in text(lan.post(url, form | {"until": "khi nào"}), 422)
    assert "Choose such a day" in text(lan.post(url, form | {"until": "01/01/2030"}), 422)
    page = text(lan.post(url, form | {"until": f"{LAST:%d/%m/%Y}"}))
    code = re.search(r"\b\w{4}-\w{4}-\w{4}\b", page.split("until")[1])[0]

    nursery = client()
    told = ASKS | {"number": town["paper"].number, "code": code}
    page = text(nursery.post("/services/records/check", told))
    assert "genuine and in force" in page
    assert "15/2020/HSST" in page
    bare = nursery.post("/services/records/check", told | {"basis": "", "need": ""})
    assert not TOLD.search(text(bare, 422))

    page = text(lan.get(url))
    assert "Cô Hạnh, Trường mầm non Hoa Sen" in page
    assert code not in page
    [share] = [one.id for one in hers(town).values() if one.purpose == "Trường Sen Hồng"]
    assert "good no more" in text(lan.post(url, {"verb": "end", "share": share}))
    assert not TOLD.search(text(nursery.post("/services/records/check", told), 404))
    assert "sign-in" in nursery.get(url)["Location"]


def test_since_july_2026_a_check_names_a_text_of_the_closed_register(town):
    """Whatever else is typed there is no basis, and the holder sees which one it was."""
    july = date(2026, 7, 6)
    code = made(town, key="july", purpose="July", on=july, until=july)
    nursery = client(on=july)
    told = ASKS | {"number": town["paper"].number, "code": code}
    assert "Practice certificate of a lawyer" in text(nursery.get("/services/records/check"))
    for basis in ("law", "staff-or-procedure", "foreign-workers-2020", ""):
        page = text(nursery.post("/services/records/check", told | {"basis": basis}), 422)
        assert not TOLD.search(page)

    page = text(nursery.post("/services/records/check", told | {"basis": "lawyers"}))

    assert "genuine and in force" in page
    [share] = [one for one in hers(town, july).values() if one.purpose == "July"]
    assert [(one.basis, one.text) for one in share.checks] == [("law", "65/2006/QH11, Điều 17")]


def test_with_slip_and_paper_in_hand_she_needs_no_login_and_neither_alone_is_enough(town):
    number = town["one"].number
    printed = re.search(r"(?<![\w-])(\w{4}-\w{4}-\w{4})(?![\w-])", words_of(town["pdf"]))[1]
    told = {"number": number, "code": slip_code(number), "printed": printed}
    anybody, url = client(), "/services/records/codes"

    assert "Make a code for certificate" in text(anybody.post(url, told))
    told |= {"verb": "make", "paper": town["paper"].id, "key": "slip", "purpose": "chủ nhà"}
    page = text(anybody.post(url, told | {"until": f"{LAST:%d/%m/%Y}"}))
    assert "shown this once" in page
    with reading_as(LAN, NOW), connection.cursor() as cursor:
        cursor.execute("select count(*) from records_share where way = 'slip'")
        assert cursor.fetchone() == (1,)
    cache.clear()
    wrong = [
        told | {"code": "2222-2222"},
        told | {"printed": "2222-2222-2222"},
        told | {"printed": "x"},
    ]
    words = {re.sub(r"\s+", " ", text(anybody.post(url, one), 404)) for one in wrong}
    assert len(words) == 1
    assert not TOLD.search(words.pop())


def test_guesses_are_limited(town):
    told = ASKS | {"number": town["paper"].number, "code": "2222-2222-2222"}
    nursery = client()

    answers = [nursery.post("/services/records/check", told).status_code for _ in range(6)]

    assert answers == [404] * 5 + [429]


def test_what_is_sealed_is_sealed_anew_and_emptied_with_the_case(town):
    code = made(town, key="sealed")
    checked(town, code)
    old = keys.ring()
    fresh = {"two": b"2" * 32, **old}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "ring", lambda: fresh)
        assert resealed.resealed(NOW) > 2
        assert resealed.resealed(NOW) == 0
        assert checked(town, code).lines
        with transaction.atomic():
            with reading(DUNG, POLICE, "processing", NOW):
                resealed.taken(town["one"].case)
                with (
                    connection.cursor() as cursor,
                    pytest.raises(DatabaseError),
                    transaction.atomic(),
                ):
                    cursor.execute("update records_statement set sealed_lines = 'x'")
            with declined("not-shared"):
                checked(town, code)
            transaction.set_rollback(True)
        patch.setattr(keys, "ring", lambda: old | fresh)
        assert resealed.resealed(NOW) > 2


def test_what_was_corrected_is_not_repeated_and_the_new_paper_has_a_statement(town):
    code = made(town, key="before")
    case, paper = town["one"].case, town["paper"].id
    anew.correct_paper(case, paper, "sai nơi sinh", actor=SON, agency=POLICE, on=NOW, key="correct")

    found = checked(town, code)

    assert (found.status, found.ended, found.lines) == ("corrected", NOW, ())
    with reading_as(LAN, NOW):
        new = next(one for one in rows.papers(case) if one.status == "issued")
        fresh = shares.offer(case, new.id, "mới", LAST, key="after")
        with declined("not-in-force"):
            shares.offer(case, paper, "cũ", LAST, key="late")
    lines = shares.check(new.number, fresh, **ASKS, on=NOW).lines
    assert [line.value.vi for line in lines if line.label.en == "Record"] == ["không có án tích"]
    [head] = [one for one in (HEAD, SON) if one.id != new.signer]
    documents.revoke(case, new.id, "cấp nhầm", actor=head, agency=POLICE, on=NOW, key="revoke")
    over = shares.check(new.number, fresh, **ASKS, on=NOW)
    assert (over.status, over.lines) == ("revoked", ())
