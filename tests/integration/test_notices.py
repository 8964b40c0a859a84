"""Notices: in the portal at once, by letter and short message later, in the competent agency's name."""

from __future__ import annotations

import email
import email.policy
import json
import logging
import socket
import time
from datetime import timedelta
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings as configured
from django.db import DatabaseError, connection, transaction

from continuity.accounts import today as clock
from continuity.casework import jobs, regular, verbs
from continuity.casework.notices import mail, send, shown, signed, sms, successors, texts
from continuity.casework.notices.contact import contact
from continuity.casework.notices.erased import emptied
from continuity.casework.notices.verbs import send_again
from continuity.casework.sight import reading, working
from continuity.casework.worker import work_off
from tests.database import as_owner
from tests.integration.api import client
from tests.integration.casework import (
    BINH,
    CLERK,
    COUNTER,
    DUE,
    FILED,
    HER,
    JULY_DAY,
    JUSTICE,
    LAN,
    LATER,
    MARCH_DAY,
    MINH,
    POLICE,
    STRANGERS,
    enacted,
    hers,
    refused,
    stream,
)
from tests.integration.receivers import mail_server, receiving
from tests.unit.country import MARCH

BOTH = HER.__class__(HER.name, HER.identity, "lan@example.vn, 0912 345 678")


@pytest.fixture
def on(monkeypatch):
    """Sets the day of law; February until it is set."""

    def set_to(day):
        monkeypatch.setattr(clock, "today", lambda: day)

    set_to(FILED)
    return set_to


@pytest.fixture
def gateway(settings, monkeypatch):
    with receiving() as receiver:
        settings.CONTINUITY_SMS = receiver.url
        settings.CONTINUITY_SMS_SECRET = signed.secret()
        settings.CONTINUITY_SITE = "https://site.example/"
        yield receiver


@pytest.fixture
def settings():
    """The settings, put back afterwards."""
    before = {n: getattr(configured, n) for n in dir(configured) if n.startswith("CONTINUITY_")}
    yield configured
    for name, value in before.items():
        setattr(configured, name, value)


@pytest.fixture
def post(settings, tmp_path):
    with mail_server(tmp_path) as (letters, port, vouching):
        settings.CONTINUITY_SMTP = urlsplit(f"smtp://127.0.0.1:{port}")
        settings.CONTINUITY_SMTP_FROM = "no-reply@continuity.example"
        settings.CONTINUITY_SMTP_CA = str(vouching)
        yield letters


def sealed_rows():
    """All notices, as the job sees them."""
    with working("notices", clock.today()), connection.cursor() as cursor:
        cursor.execute(
            "select kind, channel, state, tries, why, sender from notices_notice order by made, id"
        )
        return cursor.fetchall()


def hurried():
    """Jobs that wait for a later instant are due now."""
    with connection.cursor() as cursor:
        cursor.execute("update procrastinate_jobs set scheduled_at = null where status = 'todo'")
    work_off()


def hers_seen(case, day=FILED):
    with reading(LAN, "", "applicant", day, identity=HER.identity):
        return shown.told(case)


def test_the_applicant_reads_in_the_portal_who_has_the_case_and_nobody_else_does(land, on):
    case = hers().case
    assert hers_seen(case) == [], "no worker was there yet"

    work_off()
    (notice,) = hers_seen(case)
    assert (notice.kind, notice.state, notice.sender) == ("received", "delivered", JUSTICE)
    assert "Sở Tư pháp tỉnh Một" in notice.text
    assert "06/03/2025" in notice.text
    with reading(MINH, STRANGERS, "processing", FILED):
        assert shown.told(case) == []
    with reading(BINH, JUSTICE, "processing", FILED):
        assert [one.id for one in shown.told(case)] == [notice.id]


def test_that_a_case_is_late_its_applicant_is_told_once_in_either_language(land, on, monkeypatch):
    case = hers().case
    for days in (1, 2):
        day = DUE + timedelta(days=days)
        monkeypatch.setattr(regular, "today", lambda day=day: day)
        on(day)
        regular.overdue()
        work_off()

    received, late = sorted(hers_seen(case, day), key=lambda one: one.kind == "overdue")
    assert (received.kind, late.kind, late.sender) == ("received", "overdue", JUSTICE)
    for language, words in (("vi", "đã quá hạn trả kết quả ngày 06/03/2025"), ("en", "6 Mar 2025")):
        assert words in texts.text("overdue", language, "1", "Sở Tư pháp", DUE)
    assert "06/03/2025" in late.text


def test_an_act_that_is_taken_back_tells_nobody(land, on):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        assert len(hers().number) / 0
    work_off()

    assert sealed_rows() == []


def test_what_is_followed_twice_is_told_once(land, on, gateway):
    from continuity.casework.notices.follow import follow

    case = hers(personal=BOTH).case
    work_off()
    with connection.cursor() as cursor:
        cursor.execute("select max(number) from journal_entry where verb = 'file'")
        entry = cursor.fetchone()[0]
    follow(str(case), entry)
    work_off()

    assert len(hers_seen(case)) == 1
    assert len(gateway.came) == 1


def test_a_letter_goes_encrypted_in_the_name_of_who_is_competent_when_it_goes(
    land, on, post, caplog
):
    enacted(MARCH)
    with caplog.at_level(logging.DEBUG):
        hers(personal=BOTH)
        on(MARCH_DAY)
        work_off()

    ((recipients, content),) = post.came
    letter = email.message_from_bytes(content, policy=email.policy.default)
    assert post.encrypted == [True]
    assert recipients == ["lan@example.vn"]
    assert letter["From"].addresses[0].display_name == "Công an tỉnh Một"
    assert "Công an tỉnh Một" in letter.get_content()
    assert letter["Message-ID"].endswith("@continuity.example>")
    assert sealed_rows()[1] == ("received", "email", "sent", 1, "", POLICE)
    # The server of the test writes down what it is told; that one is not ours.
    ours = [one for one in caplog.records if not one.name.startswith("mail.log")]
    logged = "".join(one.getMessage() for one in ours)
    assert "lan@example.vn" not in logged


@pytest.mark.parametrize(
    ("said", "state", "why"),
    [
        ("550 5.1.1 {} is nobody here", "failed", "smtp-550"),
        ("451 4.7.1 {} later please", "queued", "smtp-451"),
    ],
)
def test_a_server_that_refuses_for_good_or_for_now(land, on, post, said, state, why):
    post.refusals.append(said)
    hers(personal=BOTH)
    work_off()

    assert sealed_rows()[1] == ("received", "email", state, 1, why, JUSTICE)
    assert post.came == []
    hurried()
    assert len(post.came) == (state == "queued")


def test_a_server_that_is_down_slow_or_not_to_be_trusted_loses_nothing(
    land, on, post, settings, monkeypatch
):
    good = settings.CONTINUITY_SMTP
    monkeypatch.setattr(mail, "TIMEOUT", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        ports = {"smtp-slow": silent.getsockname()[1]}
        with socket.create_server(("127.0.0.1", 0)) as closed:
            ports["smtp-away"] = closed.getsockname()[1]
        hers(personal=BOTH)
        for tries, (why, port) in enumerate(ports.items(), start=1):
            settings.CONTINUITY_SMTP = urlsplit(f"smtp://127.0.0.1:{port}")
            hurried()
            assert sealed_rows()[1][2:5] == ("queued", tries, why)

    monkeypatch.setattr(mail, "TIMEOUT", 5.0)
    settings.CONTINUITY_SMTP, settings.CONTINUITY_SMTP_CA = good, ""
    hurried()
    assert sealed_rows()[1][2:5] == ("queued", 3, "smtp-tls")


def test_one_that_is_given_up_is_a_word_on_the_desk_and_sent_again_by_hand(land, on, post):
    post.refusals.append("550 no")
    case = hers(personal=BOTH).case
    work_off()

    with reading(BINH, JUSTICE, "processing", LATER):
        (notice,) = shown.failed()
    assert (notice.channel, notice.why) == ("email", "smtp-550")
    told = {"on": LATER, "key": "again"}
    with refused("no-such-case"):
        send_again(case, notice.id, actor=MINH, agency=STRANGERS, **told)
    with refused("not-competent"):
        send_again(case, notice.id, actor=CLERK, agency=COUNTER, **told)
    for _ in range(2):
        send_again(case, notice.id, actor=BINH, agency=JUSTICE, **told)
    with refused("no-notice"):
        send_again(case, notice.id, actor=BINH, agency=JUSTICE, on=LATER, key="another")
    work_off()

    assert len(post.came) == 1
    assert sealed_rows()[1][2:4] == ("sent", 1)
    assert stream(case)[-1][1] == "notify-again"


def test_after_the_last_try_a_notice_is_given_up(land, on, gateway, monkeypatch):
    gateway.answers += [503] * send.MOST_TRIES
    hers()
    for _ in range(send.MOST_TRIES):
        hurried()

    assert sealed_rows()[1][1:5] == ("sms", "failed", send.MOST_TRIES, "sms-503")
    waits = [send.wait(tries) for tries in range(1, send.MOST_TRIES)]
    assert waits == sorted(waits)
    assert timedelta(hours=12) < sum(waits, timedelta()) < timedelta(hours=24)


def test_a_short_message_is_signed_and_its_report_is_believed_when_it_is_signed(
    land, on, gateway, settings
):
    case = hers().case
    work_off()
    (headers, told), (_, body) = gateway.came[0], gateway.raw[0]

    assert told["to"] == "+84912345678"
    assert told["report"] == "https://site.example/api/v1/notices/reports"
    assert len(told["text"]) <= texts.SHORT
    assert told["text"].isascii()
    assert signed.holds(settings.CONTINUITY_SMS_SECRET, headers, body, int(time.time()))
    assert sealed_rows()[1][1:3] == ("sms", "sent")

    assert reported(told["id"], "delivered", settings.CONTINUITY_SMS_SECRET).status_code == 204
    assert sealed_rows()[1][2] == "delivered"
    # A later report of the contrary, or the same once more, changes nothing.
    assert reported(told["id"], "failed", settings.CONTINUITY_SMS_SECRET).status_code == 204
    assert sealed_rows()[1][2] == "delivered"
    with reading(LAN, "", "applicant", FILED, identity=HER.identity):
        assert [one.state for one in shown.ways(case)] == ["delivered"]


def test_a_report_without_signature_of_nothing_or_of_nonsense_is_a_problem(
    land, on, gateway, settings
):
    hers()
    work_off()
    id, shared = gateway.came[0][1]["id"], settings.CONTINUITY_SMS_SECRET

    for answer, status, kind in (
        (reported(id, "delivered", signed.secret()), 401, "not-signed"),
        (reported(id, "delivered", shared, at=time.time() - 600), 401, "not-signed"),
        (reported(f"{id[:-1]}0.{id}", "delivered", shared), 404, "not-there"),
        (reported("nonsense", "delivered", shared), 404, "not-there"),
        (reported(id, "read aloud", shared), 422, "wrong-input"),
        (reported(id, "delivered", ""), 401, "not-signed"),
    ):
        assert answer.status_code == status
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.json()["type"] == f"/developers#{kind}"
    assert sealed_rows()[1][2] == "sent"


def reported(id, state, shared, at=None):
    body = json.dumps({"id": id, "state": state}).encode()
    told = signed.headers(shared, "report-1", int(at or time.time()), body)
    return client(**told).post("/api/v1/notices/reports", body, content_type="application/json")


def test_a_gateway_that_stalls_moves_or_refuses(land, on, gateway, monkeypatch):
    monkeypatch.setattr(sms, "TIMEOUT", 0.2)
    gateway.stalls.clear()
    hers()
    work_off()
    assert sealed_rows()[1][2:5] == ("queued", 1, "sms-slow")

    gateway.stalls.set()
    time.sleep(0.1)
    monkeypatch.setattr(sms, "TIMEOUT", 5.0)
    gateway.answers[:] = [302, 400]
    hurried()
    assert sealed_rows()[1][2:5] == ("queued", 2, "sms-302"), "nobody is followed elsewhere"
    hurried()
    assert sealed_rows()[1][2:5] == ("failed", 3, "sms-400")


def test_after_a_reform_each_open_case_is_told_once_who_has_it_now(land, on):
    enacted(MARCH)
    open_case = hers().case
    closed = hers(key="k2").case
    verbs.close(closed, "stopped", actor=BINH, agency=JUSTICE, on=FILED, key="c")
    work_off()
    on(MARCH_DAY)
    for _ in range(2):
        successors.successors()

    told = hers_seen(open_case, MARCH_DAY)
    assert [one.kind for one in told] == ["received", "successor"]
    assert "Công an tỉnh Một" in told[1].text
    assert "01/03/2025" in told[1].text
    assert [one.kind for one in hers_seen(closed, MARCH_DAY)] == ["received", "stopped"]


def test_the_database_lets_nobody_write_a_notice_or_undo_one(land, on):
    case = hers().case
    work_off()
    for change in (
        "insert into notices_notice select * from notices_notice",
        "delete from notices_notice",
        "update notices_notice set kind = 'x'",
    ):
        with (
            pytest.raises(DatabaseError),
            reading(BINH, JUSTICE, "processing", FILED),
            connection.cursor() as cursor,
        ):
            cursor.execute(change)
    with pytest.raises(psycopg.DatabaseError), as_owner() as cursor:
        cursor.execute("delete from notices_notice")
    with working("notices", FILED), connection.cursor() as cursor, pytest.raises(DatabaseError):
        cursor.execute("update notices_notice set state = 'queued' where case_id = %s", [case])


@pytest.mark.parametrize(
    ("written", "email_", "phone"),
    [
        ("0912 345 678", "", "+84912345678"),
        ("+84 912.345.678", "", "+84912345678"),
        ("84912345678", "", "+84912345678"),
        ("lan@example.vn", "lan@example.vn", ""),
        ("Lan <lan.nguyen+a@mail.example.vn> (091) 234-5678", "lan.nguyen+a@mail.example.vn",
         "+84912345678"),
        ("024 3825 1234", "", ""),
        ("+33 6 12 34 56 78", "", "+33612345678"),
        ("số nhà 12, phố Huế", "", ""),
        ("001190123456", "", ""),
        ("a@b", "", ""),
        ("lan@example.vn\r\nBcc: all@example.vn", "lan@example.vn", ""),
        ("", "", ""),
    ],
)  # fmt: skip
def test_addresses_are_found_in_what_people_write(written, email_, phone):
    assert contact(written) == (email_, phone)


def test_every_text_is_whole_in_both_languages_and_short_enough_for_one_message():
    longest = "Cơ quan Cảnh sát điều tra Công an thành phố Hồ Chí Minh, Phòng Cảnh sát giao thông"
    for kind in texts.KINDS:
        for language in ("vi", "en"):
            for day in (JULY_DAY, None):
                told = (kind, language, "0000-0000-0001-97", longest, day, longest)
                whole = texts.text(*told)
                assert "{" not in whole
                assert longest in whole
                message = texts.short(*told)
                assert len(message) <= texts.SHORT
                assert set(message) <= texts.GSM
                assert "0000-0000-0001-97" in message
    assert {one.kind for one in texts.SENDS} < set(texts.KINDS)
    assert jobs.path_of("notices.send", 1)


def test_what_was_told_goes_with_the_case_and_nothing_that_waits_is_sent(land, on, gateway):
    gateway.answers.append(503)
    case = hers().case
    work_off()
    with reading(BINH, JUSTICE, "processing", FILED):
        assert emptied(case) == []

    hurried()
    assert len(gateway.came) == 1
    assert [row[2] for row in sealed_rows()] == ["delivered", "failed"]
    assert [one.text for one in hers_seen(case)] == [""]
    with working("notices", FILED), connection.cursor() as cursor:
        cursor.execute("select sealed_text, sealed_address from notices_notice")
        assert {bytes(part or b"") for row in cursor.fetchall() for part in row} == {b""}
    with reading(BINH, JUSTICE, "processing", FILED):
        (failed,) = shown.failed()
    with refused("no-notice"):
        send_again(case, failed.id, actor=BINH, agency=JUSTICE, on=FILED, key="again")
