"""Who is told that something is late: Captain Dung by name, then Colonel Hai, then who stands above.

The job runs each night; nobody is told twice, and of what was done in between nobody is told.
"""

from __future__ import annotations

from datetime import date
from html import unescape
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test import Client, override_settings

from continuity.accounts import today as clock
from continuity.accounts.models import Person
from continuity.casework import catalogue, jobs
from continuity.casework.notices import mail
from continuity.casework.worker import work_off
from continuity.handover.notice import acts as notice
from continuity.handover.people import acts as people
from continuity.handover.people.room import own
from continuity.handover.plans import acts
from continuity.handover.plans.escalate import escalate
from continuity.handover.plans.tasks import Task
from continuity.handover.plans.telling import mine, see
from continuity.journal.record import SYSTEM
from tests.integration.handovers import (
    DUNG,
    FEBRUARY,
    HAI,
    MINH,
    POLICE,
    STRANGERS,
    enacted,
    fresh,
    peopled,
)
from tests.integration.receivers import mail_server
from tests.integration.service import CERTIFICATE
from tests.people import seated

REFORM = "functions"
THERE = {"actor": DUNG, "agency": POLICE, "on": FEBRUARY}
SIX = {
    "person": "Captain Dung",
    "responsibility": "captain dung",
    "product": "x",
    "authority": "1/KH",
}
CLOCK = {"on": FEBRUARY}


@pytest.fixture(scope="module", autouse=True)
def town(ours):
    with (
        ours.fresh(),
        override_settings(CONTINUITY_DEMO=True),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(clock, "today", lambda: CLOCK["on"])
        peopled()
        seated(HAI, ("steward", POLICE))
        enacted()
        catalogue.forget()
        catalogue.load([CERTIFICATE], SYSTEM)
        yield


def night(day):
    """How many are told in the night of a day."""
    CLOCK["on"] = day
    return escalate()


def told(who):
    """What somebody was told and is not over: kind, body and step."""
    with own(who, CLOCK["on"]):
        return sorted((one.kind, one.body, one.step) for one in mine())


def client(actor, language="vi"):
    made = Client(SERVER_NAME="localhost")
    made.cookies["lived"], made.cookies["language"] = str(CLOCK["on"]), language
    made.force_login(Person.objects.get(pk=actor.id))
    return made


def page(actor, **more):
    return unescape(client(actor, **more).get("/me/alerts").content.decode())


def march(day):
    return date(2025, 3, day)


def test_before_its_day_nobody_is_told():
    acts.write(
        REFORM, Task("seal", "Con dấu", due=date(2025, 2, 28), **SIX), **THERE | {"key": fresh()}
    )
    assert night(date(2025, 2, 28)) == 0
    assert "Bạn được báo" not in page(DUNG)
    assert "0 việc bạn được báo" in page(DUNG)


def test_on_the_first_day_who_is_named_is_told_and_for_want_of_a_name_the_head():
    assert night(march(1)) == 4
    assert told(DUNG) == [("task", POLICE, "late 1")]
    assert told(HAI) == [
        ("notice", POLICE, "late 1"), ("notice", "vn.02.police", "late 1"),
        ("publication", "", "late 1"),
    ]  # fmt: skip
    assert told(MINH) == []
    assert night(march(1)) == night(march(2)) == 0, "each step once"

    vi, en = page(DUNG), page(DUNG, language="en")
    assert "Nhiệm vụ “Con dấu” của Công an tỉnh Một có hạn 28/02/2025. Trễ 2 ngày." in vi
    assert "was due on 28 Feb 2025. 2 days late." in en
    assert "1 việc bạn được báo; 1 chưa xem" in vi
    assert "Con dấu" not in page(HAI)
    assert "Thủ tục “Cấp phiếu lý lịch tư pháp” đã thay đổi mà chưa công bố" in page(HAI)
    assert "'Criminal record certificate' has changed" in page(HAI, language="en")


def test_what_was_seen_is_seen_and_nobody_sees_or_ends_anothers():
    with own(DUNG, CLOCK["on"]):
        [one] = mine()
    client(MINH).post("/me/alerts", {"seen": [str(one.id)]})
    assert "1 chưa xem" in page(DUNG)
    with own(MINH, CLOCK["on"]):
        see([str(one.id)], CLOCK["on"])
        with pytest.raises(DatabaseError), transaction.atomic():
            connection.cursor().execute("update handover_alert set said = 'x'")
    assert "1 chưa xem" in page(DUNG)
    assert "1 việc trễ hoặc sắp hết hạn" in client(DUNG).get("/me/post").content.decode()
    assert client(DUNG).post("/me/alerts", {"seen": [str(one.id)]}).status_code == 302
    assert "1 việc bạn được báo; 0 chưa xem" in page(DUNG)


def test_on_the_third_day_the_head_is_told_and_nobody_of_what_was_done():
    acts.write(
        REFORM, Task("key", "Chữ ký số", due=date(2025, 2, 28), **SIX), **THERE | {"key": fresh()}
    )
    notice.publish(REFORM, POLICE, "Cổng tin", actor=HAI, agency=POLICE, on=march(3), key=fresh())
    assert ("notice", POLICE, "late 1") not in told(HAI), "it is published"
    acts.finish(REFORM, "seal", "1/BB", **THERE | {"on": march(3), "key": fresh()})
    assert told(DUNG) == []

    assert night(march(3)) == 4
    assert told(DUNG) == [("task", POLICE, "late 1")], "of the key; the seal is done"
    assert [one for one in told(HAI) if one[0] == "task"] == [("task", POLICE, "late 3")]
    assert [one[2] for one in told(HAI) if one[0] == "publication"] == ["late 1", "late 3"]
    acts.write(REFORM, Task("key", "Chữ ký số", due=march(5), **SIX), **THERE | {"key": fresh()})
    assert night(march(4)) == 0
    assert told(DUNG) == [], "it has another day"
    assert night(march(6)) == 1, "which has passed by now"


def test_an_interim_answer_that_ends_is_told_and_one_that_holds_is_not():
    there = THERE | {"on": march(6)}
    id = acts.ask(REFORM, "Ai giữ con dấu cũ?", "Bộ", march(8), **there | {"key": fresh()})
    acts.hold(REFORM, id, "Công an giữ", "2/CV", march(20), **there | {"key": fresh()})
    before = night(march(19))
    assert before
    assert not [one for one in told(HAI) if one[0] == "question"]
    night(march(20))
    found = [one for one in told(HAI) if one[0] == "question"]
    assert ("question", POLICE, "late 1") in found
    assert "chưa có trả lời, kể cả tạm thời" in page(HAI)
    acts.answer(REFORM, id, "Nộp lại", **there | {"on": march(20), "key": fresh()})
    assert not [one for one in told(HAI) if one[0] == "question"]


def test_help_that_ends_is_told_before_and_by_letter_where_there_is_an_address(tmp_path):
    """Mr Minh helps the police until 1 May; Colonel Hai has an address that he has proved."""
    with connection.cursor() as cursor:
        cursor.execute("select login from accounts_person where id = %s", [MINH.id])
        [login] = cursor.fetchone()
    people.second(
        login, STRANGERS, POLICE, "officer", march(20), date(2025, 5, 1), "Tập huấn", "5/QĐ",
        actor=HAI, agency=POLICE, on=march(20), key=fresh(),
    )  # fmt: skip
    EmailAddress.objects.create(
        user_id=HAI.id, email="hai@example.org", verified=True, primary=True
    )
    night(date(2025, 4, 20))
    work_off()
    with mail_server(tmp_path) as (letters, port, vouching), override_settings(
        CONTINUITY_SMTP=urlsplit(f"smtp://127.0.0.1:{port}"),
        CONTINUITY_SMTP_FROM="no-reply@continuity.example", CONTINUITY_SMTP_CA=str(vouching),
    ):  # fmt: skip
        assert mail.ready()
        assert night(date(2025, 4, 24)) >= 1
        work_off()
        assert night(date(2025, 4, 24)) == 0
        work_off()
    assert ("secondment", POLICE, "ahead 7") in told(HAI)
    assert page(HAI).count("Cấp phiếu lý lịch tư pháp") == 1, "told at three steps, shown once"
    assert len([to for to, content in letters.came if to == ["hai@example.org"]]) >= 1
    assert len(letters.came) == len(set(map(str, letters.came))), "each letter once"
    assert letters.encrypted


def test_the_job_is_one_of_those_that_come_by_themselves():
    assert "handover.escalate" in jobs.regular()
    assert settings.CONTINUITY_SMTP is None
