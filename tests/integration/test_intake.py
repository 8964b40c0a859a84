"""Ms Lan applies from home: drafts, papers, her proved identity; Mr Minh sees none of it."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection, connections

from continuity.casework import catalogue
from continuity.casework.cases import Personal, personal
from continuity.casework.intake import drafts, papers
from continuity.casework.intake.applicants import applicant, prove, reading_as
from continuity.casework.intake.sending import send
from continuity.casework.rotate import rotate
from continuity.core.finding import Flawed
from continuity.journal.record import SYSTEM
from tests.intake import ANSWERS, CLEAN
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
    STRANGERS,
    everything,
    hers,
    refused,
    stream,
)  # fmt: skip
from tests.papers import pdf, png
from tests.people import seated

PORTRAIT, DECISION = CLEAN.evidence


@pytest.fixture
def home(land, monkeypatch, tmp_path):
    """Ms Lan has a login, and the vault a folder."""
    monkeypatch.setattr(settings, "CONTINUITY_HOME", str(tmp_path))
    seated(LAN)
    catalogue.forget()
    catalogue.load([CLEAN], SYSTEM)
    return tmp_path / "files"


def proved(login="lan", who=HER, actor=CLERK, agency=COUNTER, key="p1"):
    prove(login, who, actor=actor, agency=agency, on=FILED, key=key)


def filled(answers=ANSWERS, person=LAN):
    id = drafts.begin(CLEAN.code, person=person, on=FILED).id
    drafts.save(id, answers, person=person, on=FILED, place=GROUND, written="Xã Đông")
    papers.attach(id, png(), "chân dung.png", PORTRAIT, person=person, on=FILED)
    return id


def rows(table):
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {table}")
        return cursor.fetchone()[0]


def files(home):
    return [path for path in home.rglob("*") if path.is_file()]


def test_a_draft_is_hers_on_every_device_and_nobody_elses(home):
    id = drafts.begin(CLEAN.code, person=LAN, on=FILED).id
    drafts.save(id, {"phone": "0912"}, person=LAN, on=FILED, page="contact")
    drafts.save(id, {"purpose": "work"}, person=LAN, on=FILED, exemption="poor")

    with reading_as(LAN, FILED) as is_proved:
        (draft,) = drafts.mine()
    assert not is_proved
    assert draft.filled.answers == {"phone": "0912", "purpose": "work"}
    assert draft.filled.exemption == "poor"
    assert draft.filled.gone_by == ("contact",)

    seated(MINH)
    for other in (MINH, CLERK):
        with refused("no-such-draft"):
            drafts.save(id, {"phone": "1"}, person=other, on=FILED)
        with refused("no-such-draft"):
            papers.attach(id, png(), "a.png", PORTRAIT, person=other, on=FILED)
        with refused("no-such-draft"):
            drafts.discard(id, person=other, on=FILED)
        with refused("no-such-draft"):
            send(id, CLEAN, person=other, on=FILED)
        with reading_as(other, FILED):
            assert drafts.mine() == []
            assert rows("intake_draft") == 0
    assert rows("intake_draft") == 0  # and nobody who is not named


def test_an_officer_proves_an_identity_and_the_cases_of_old_are_there(home):
    hers(GROUND)
    with reading_as(LAN, FILED):
        assert everything() == set()
    proved()

    with reading_as(LAN, FILED) as is_proved:
        assert is_proved
        assert applicant().personal == HER
        (case,) = everything()
        assert personal(case, ["name"]) == {"name": HER.name}
    proved(who=Personal("Nguyễn Thị Lan Anh", HER.identity, "0900"), key="p2")
    with reading_as(LAN, FILED):
        assert applicant().personal.contact == "0900"


def test_nobody_proves_themselves_nor_takes_an_identity_that_has_a_login(home):
    proved()
    seated(BINH)
    with refused("own-identity"):
        proved("binh", actor=BINH, agency=JUSTICE, key="p2")
    with refused("identity-taken"):
        proved("minh", key="p3")
    with refused("identity-taken"):
        proved("lan", Personal("Nguyễn Thị Lan", "001190999999", ""), key="p4")
    with refused("not-appointed"):
        proved("lan", actor=MINH, agency=COUNTER, key="p5")
    with refused("not-appointed"):
        proved("lan", actor=LAN, agency=STRANGERS, key="p6")
    with reading_as(MINH, FILED) as is_proved:
        assert not is_proved
        assert rows("intake_applicant") == 0


def test_what_is_sent_is_filed_once_however_often_it_is_sent(home):
    proved()
    id = filled()
    receipts = []

    def again():
        receipts.append(send(id, CLEAN, person=LAN, on=FILED))
        connections.close_all()

    threads = [threading.Thread(target=again) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    again()

    assert len(receipts) == 4
    (receipt,) = set(receipts)
    with reading_as(LAN, FILED):
        assert everything() == {receipt.case}
        (paper,) = papers.of_case(receipt.case)
        assert paper.name == "chân dung.png"
        assert drafts.mine() == []
        assert drafts.one(id).filled == drafts.Filled()
    assert len(files(home)) == 1
    with refused("draft-sent"):
        drafts.save(id, {"phone": "1"}, person=LAN, on=FILED)


def test_what_is_missing_is_said_all_at_once_and_the_draft_stays(home):
    proved()
    id = drafts.begin(CLEAN.code, person=LAN, on=FILED).id
    drafts.save(id, {"purpose": "other"}, person=LAN, on=FILED, place=GROUND)

    with pytest.raises(Flawed) as error:
        send(id, CLEAN, person=LAN, on=FILED)

    assert {found.values["field"] for found in error.value.findings} == {
        "phone",
        "which",
        "portrait",
    }
    with reading_as(LAN, FILED):
        assert drafts.one(id).number is None


def test_before_the_proof_everything_is_kept_and_nothing_is_filed(home):
    id = filled()

    with refused("not-proved"):
        send(id, CLEAN, person=LAN, on=FILED)
    proved()

    assert send(id, CLEAN, person=LAN, on=FILED).number


def test_an_officer_reads_the_papers_of_a_case_and_each_reading_is_told(home):
    proved()
    case = send(filled(), CLEAN, person=LAN, on=FILED).case
    from continuity.casework.sight import reading

    with reading(BINH, JUSTICE, "processing", FILED):
        (paper,) = papers.of_case(case)
        assert papers.content(case, paper.id)[1] == png()
    with reading(MINH, STRANGERS, "processing", FILED):
        assert papers.of_case(case) == []
        with refused("no-such-case"):
            papers.content(case, paper.id)
    who, verb, purpose, told = stream(case)[-1]
    assert (who, verb, purpose) == (BINH.id, "read", "processing")
    assert told["fields"] == ["papers"]


def test_the_same_paper_twice_is_one_and_what_is_taken_away_is_gone(home):
    id = filled()
    one = papers.attach(id, pdf(), "a.pdf", DECISION, person=LAN, on=FILED)
    two = papers.attach(id, pdf(), "b.pdf", DECISION, person=LAN, on=FILED)
    assert one.id == two.id
    assert len(files(home)) == 2

    papers.detach(id, one.id, person=LAN, on=FILED)
    papers.detach(id, one.id, person=LAN, on=FILED)
    assert len(files(home)) == 1
    drafts.discard(id, person=LAN, on=FILED)
    assert files(home) == []


def test_a_draft_goes_after_thirty_days_and_a_case_stays(home):
    proved()
    sent, left = send(filled(), CLEAN, person=LAN, on=FILED), filled()
    last, over = (FILED + timedelta(days=n) for n in (29, 30))
    assert drafts.expire(last) == 0
    with reading_as(LAN, over):
        assert drafts.mine() == []

    assert drafts.expire(over) == 2
    assert drafts.expire(over) == 0

    with refused("no-such-draft"):
        drafts.save(left, {"phone": "1"}, person=LAN, on=over)
    with reading_as(LAN, over):
        assert everything() == {sent.case}
        assert papers.content(sent.case, papers.of_case(sent.case)[0].id)[1] == png()
    assert len(files(home)) == 1


def test_a_new_key_seals_all_of_it_anew(home, monkeypatch):
    proved()
    case, left = send(filled(), CLEAN, person=LAN, on=FILED).case, filled()
    old = dict(settings.CONTINUITY_KEYS)
    monkeypatch.setattr(settings, "CONTINUITY_KEYS", {"new": b"\7" * 32, **old})

    assert rotate(FILED) == 6  # a case, an applicant, two drafts, a paper of each
    assert rotate(FILED) == 0
    monkeypatch.setattr(settings, "CONTINUITY_KEYS", {"new": b"\7" * 32})

    with reading_as(LAN, FILED):
        assert applicant().personal == HER
        assert drafts.one(left).filled.answers == ANSWERS
        assert papers.content(case, papers.of_case(case)[0].id)[1] == png()
