"""The keeper's desk: Officer Binh looks up one person, enters one fact, takes in a table; nobody else."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

pytest.importorskip("typst")

from continuity.accounts.models import Person as Somebody
from continuity.casework import catalogue
from continuity.casework.cases import by_number
from continuity.casework.sight import reading
from continuity.journal.record import SYSTEM
from continuity.services.records import acts, register
from continuity.services.records.rules.facts import (
    Ban,
    Judgment,
    Main,
    Penalty,
    Pending,
    Person,
    Served,
)
from tests.integration.casework import (
    BINH,
    CLERK,
    COUNTER,
    FILED,
    GROUND,
    HER,
    JUSTICE,
    LAN,
    MINH,
    peopled,
)
from tests.integration.test_records_cases import ANSWERS, ROWS, THEFT
from tests.people import seated

IDENTITY = HER.identity
OPEN = replace(THEFT, penalty=Penalty(Main.PRISON, 18, None, Served.RUNNING), orders=None)


@pytest.fixture(scope="module")
def desk(ours):
    """The small country before its reform, with a keeper, a clerk and Ms Lan."""
    with ours.fresh(), override_settings(CONTINUITY_DEMO=True):
        peopled()
        seated(LAN)
        catalogue.forget()
        catalogue.load(catalogue.registered(), SYSTEM)
        yield


def client(who, language="en"):
    made = Client(SERVER_NAME="localhost")
    made.force_login(Somebody.objects.get(pk=who.id))
    made.cookies["language"], made.cookies["lived"] = language, FILED.isoformat()
    return made


def text(response, status=200):
    assert response.status_code == status, response.content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def kept(identity=IDENTITY):
    return register.history(identity, actor=BINH, agency=JUSTICE, on=FILED)


def entered(identity, *judgments):
    register.enter(
        identity, "Nguyễn Thị Lan", Person(judgments), actor=BINH, agency=JUSTICE, on=FILED,
        source="bản án", reason="lại",
    )  # fmt: skip


JUDGED = {
    "name": "Trần Văn Bốn", "number": "3/2019/HSST", "court": "TAND Một", "title": "Trộm cắp tài sản",
    "article": "khoản 1 Điều 173", "effective-1": "30/12/2020",
    "offence-1": "1/6/2020", "age-1": "30", "chapter-1": "other",
    "weight-1": "serious", "intent-1": "yes", "kind-1": "prison", "years-1": "1", "months-1": "6",
    "state-1": "running", "orders-1": "none", "merged-1": "no", "source": "Bản án 3/2019/HSST",
}  # fmt: skip


def test_somebody_who_is_not_there_is_entered_with_a_judgment_and_its_end(desk):
    binh, four = client(BINH), "001190000004"
    assert "Nothing is kept under this number" in text(
        binh.post("/desk/records/person", {"identity": four})
    )

    told = {"identity": four, "after": "0"}
    page = text(binh.post("/desk/records/person/judgment", told | JUDGED))
    assert "Entered: The judgment." in page
    assert "3/2019/HSST" in page
    assert "There is a record" in page

    done = {"judgment": "3/2019/HSST", "ended": "30/06/2022", "how": "served", "source": "GCN 12"}
    page = text(binh.post("/desk/records/person/completed", told | done | {"after": "1"}))
    assert "No record" in page
    [first, second] = kept(four)
    [one] = second.facts.judgments
    assert (one.court, one.offences[0].title) == ("TAND Một", "Trộm cắp tài sản")
    assert one.offences[0].article == "khoản 1 Điều 173"
    assert (first.source, second.reason) == ("Bản án 3/2019/HSST", "GCN 12")
    assert second.facts.judgments[0].penalty.state is Served.DONE
    believed = page.split("What was entered", 1)[1]
    assert "prison, 18 months; 30 Jun 2022" in believed
    assert "prison, 18 months; not complete yet" in believed


def test_at_the_counter_further_copies_cost_more(desk):
    clerk, url = client(CLERK), "/desk/file/records-one"
    told = {f"f-{id}": text for id, text in ANSWERS.items()}
    told |= {"name": "Nguyễn Thị Lan", "identity": IDENTITY, "place": "00001", "key": "copies"}
    assert "each further one is 5,000 VND" in text(clerk.get(url))
    assert "Copies: from 1 to 100." in text(clerk.post(url, told | {"copies": "0"}), 422)

    done = clerk.post(url, told | {"copies": "4"})

    with reading(BINH, JUSTICE, "processing", FILED):
        assert by_number(done["Location"].rpartition("/")[2]).owed == 210_000


def test_the_number_stands_in_no_address_and_is_asked_for_again_where_it_is_none(desk):
    binh = client(BINH)
    assert binh.get(f"/desk/records/person?identity={IDENTITY}").status_code == 405
    page = binh.post("/desk/records/person", {"identity": "12"})
    assert "12 digits are needed" in text(page, 422)
    assert (
        f"/{IDENTITY}"
        not in binh.post("/desk/records/person", {"identity": IDENTITY}).content.decode()
    )


def test_two_keepers_at_once_and_a_day_that_cannot_be(desk):
    identity = "001190000005"
    entered(identity, OPEN)
    binh = client(BINH)
    done = {"identity": identity, "judgment": "a", "how": "served", "source": "GCN 12"}
    early = binh.post(
        "/desk/records/person/completed", done | {"after": "1", "ended": "01/01/2020"}
    )
    assert "A penalty is complete after the offence." in text(early, 422)
    assert 'value="01/01/2020"' in early.content.decode()
    assert 'value="GCN 12"' in early.content.decode()

    entered(identity, replace(OPEN, court="TAND Hai"))
    late = binh.post("/desk/records/person/completed", done | {"after": "1", "ended": "02/03/2023"})
    assert "Somebody else corrected" in text(late, 409)
    assert len(kept(identity)) == 2


@pytest.mark.parametrize("who", [LAN, CLERK], ids=["Ms Lan", "the clerk of the counter"])
def test_nobody_else_opens_the_register(desk, who):
    entered(IDENTITY, THEFT)
    other = client(who)
    page = {"identity": IDENTITY}
    answers = [
        other.get("/desk/records/"), other.get("/desk/records/table"),
        other.get("/desk/records/table.csv"),
        other.post("/desk/records/person", page),
        other.post("/desk/records/person/ban", page | {"decision": "1", "since": "1/1/2025"}),
        other.post("/desk/records/table", {"file": SimpleUploadedFile("a.csv", ROWS.encode())}),
    ]  # fmt: skip
    for answer in answers:
        assert "15/2020" not in text(answer, 403)
    assert (
        "sign-in" in Client(SERVER_NAME="localhost").post("/desk/records/person", page)["Location"]
    )


def sent(button=""):
    data = ROWS.replace("ENDED", "02/03/2023").encode()
    told = {"file": SimpleUploadedFile("=toà án.csv", data)} | ({button: "1"} if button else {})
    return client(BINH).post("/desk/records/table", told)


def test_a_table_is_taken_in_and_each_row_is_told(desk):
    assert (
        client(BINH)
        .get("/desk/records/table.csv")
        .content.decode("utf-8-sig")
        .startswith("identity;")
    )
    page = text(sent())
    assert "1 rows left out" in page
    assert "hôm qua" in page
    report = sent("report")
    rows = list(csv.reader(io.StringIO(report.content.decode("utf-8-sig")), delimiter=";"))
    assert [row[:2] for row in rows[1:]] == [
        ["2", "there already"], ["3", "left out"], ["4", "there already"],
    ]  # fmt: skip
    assert "hôm qua" in rows[2][2]
    assert 'filename="ket-qua-ton.csv"' in report["Content-Disposition"]
    assert "Choose a CSV file" in text(client(BINH).post("/desk/records/table", {}), 422)


def test_before_a_certificate_is_decided_the_officer_sees_what_it_would_say(desk):
    from continuity.casework import verbs

    entered(IDENTITY, THEFT)
    rules = catalogue.procedure("records-one", FILED)
    told = {one.id: ANSWERS[one.id] for one in rules.fields if one.id in ANSWERS}
    receipt = verbs.file(
        "records-one", GROUND, FILED, HER, told, actor=CLERK, key="desk", agency=COUNTER
    )  # fmt: skip
    binh = client(BINH)

    url = f"/desk/records/cases/{receipt.number}"
    assert url in binh.get(f"/desk/cases/{receipt.number}").content.decode()
    page = text(binh.get(url))
    assert "If it is issued on 20 Feb 2025" in page
    assert "It shows 1 judgment." in page
    entered(IDENTITY, OPEN)
    unclear = replace(OPEN, penalty=Penalty(Main.PRISON, 18, None, Served.UNKNOWN))
    entered(IDENTITY, unclear)
    assert "No certificate can be issued yet" in text(binh.get(url))
    for who in (MINH, CLERK):
        assert "15/2020" not in text(client(who).get(url), 403)


KNOWN = Person((OPEN,), (Pending(FILED, None),), (Ban("7/2024", FILED, FILED),))


BAN = {"decision": "7/2024", "since": "2025-01-01", "until": "", "post": "", "court": "",
       "clause": "breach"}  # fmt: skip


@pytest.mark.parametrize(
    ("act", "told", "what"),
    [
        ("completed", {"judgment": "a", "ended": "2023-03-02", "how": "served"},
         lambda who: who.judgments[0].penalty.ended.isoformat() == "2023-03-02"),
        ("petition", {"judgment": "a", "on": "2024-01-01", "granted": "no"},
         lambda who: not who.judgments[0].petitions[0].granted),
        ("amnesty", {"judgment": "a", "amnesty": "2024-01-01"}, lambda who: who.judgments[0].amnesty),
        ("pending", {"since": "2025-01-01", "case-offence": ""}, lambda who: len(who.pending) == 2),
        ("closed", {"case": "0", "closed": "2025-02-21"}, lambda who: who.pending[0].closed),
        ("merit", {"judgment": "a", "merit": "2024-01-01"}, lambda who: who.judgments[0].merit),
        ("extra", {"judgment": "a", "kind": "practice-ban", "last": "2027-01-01"},
         lambda who: [one.until.year for one in who.judgments[0].extras] == [2027]),
        ("ban", BAN | {"decision": "8/2025", "until": "2028-01-01"}, lambda who: len(who.bans) == 2),
        ("ban", BAN | {"until": "2028-01-02"}, lambda who: who.bans[0].until == date(2028, 1, 2)),
        ("ban", BAN, lambda who: who.bans[0].until == date(2028, 1, 1)),
        ("ban", BAN | {"clause": "state-capital"}, lambda who: who.bans[0].until is None),
    ],
)  # fmt: skip
def test_an_act_changes_its_own_fact_and_no_other(act, told, what):
    done = acts.BY_ID[act].done(KNOWN, told)

    assert what(done)
    parts = {"pending": "pending", "closed": "pending", "ban": "bans"}
    for part in ("judgments", "pending", "bans", "legal"):
        assert (getattr(done, part) == getattr(KNOWN, part)) == (
            part != parts.get(act, "judgments")
        )


def test_an_act_is_not_offered_where_there_is_nothing_to_do_it_to():
    assert acts.BY_ID["closed"].asked(Person()) == ()
    assert acts.BY_ID["orders"].asked(Person((THEFT,))) == ()
    assert len(acts.BY_ID["completed"].asked(KNOWN)[0].choices) == 1


def test_another_text_of_a_judgment_keeps_what_courts_decided_since():
    decided = acts.BY_ID["petition"].done(
        KNOWN, {"judgment": "a", "on": "2024-01-01", "granted": "yes"}
    )
    again: Judgment = replace(THEFT, court="TAND Hai")

    [one] = acts.with_judgment(decided, again).judgments

    assert (one.court, len(one.petitions)) == ("TAND Hai", 1)
