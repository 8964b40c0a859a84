"""What the police of a province make known before 1 March: published, sent, put up, read by everybody.

Colonel Hai publishes; Captain Dung enters what Ms Mai's commune needs in Khmer; Ms Lan, whose case is
open, is told; Mr Minh is refused; and readiness goes by what was published.
"""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.utils import DatabaseError
from django.test import Client, override_settings

from continuity.accounts import today as clock
from continuity.accounts.models import Person
from continuity.accounts.refused import Refused as NotAppointed
from continuity.casework.cases import Personal
from continuity.casework.sight import working
from continuity.casework.worker import work_off
from continuity.core.interval import starting
from continuity.handover.notice import acts, contacts, kept
from continuity.handover.notice.short import cost
from continuity.handover.readiness import acts as readiness
from continuity.handover.readiness.grid import grid
from continuity.handover.readiness.judge import State, Why
from continuity.handover.readiness.room import at
from continuity.packs.points import Point
from continuity.register.points import enter
from tests.integration.handovers import (
    DUNG,
    FEBRUARY,
    HAI,
    HOA,
    JUSTICE,
    MARCH_DAY,
    MINH,
    POLICE,
    STRANGERS,
    enacted,
    fresh,
    peopled,
    refused,
)
from tests.people import seated
from tests.unit.country import JULY, key

REFORM = "functions"
HAI_THERE = {"actor": HAI, "agency": POLICE, "on": FEBRUARY}
DUNG_THERE = HAI_THERE | {"actor": DUNG}
PAGE = f"/notices/{REFORM}/{POLICE}"
DESK = f"/desk/readiness/{REFORM}/notice"


@pytest.fixture(scope="module", autouse=True)
def town(ours):
    """The reform is in force, a counter serves the province, nobody has published anything."""
    with ours.fresh(), override_settings(CONTINUITY_DEMO=True):
        peopled()
        enacted()
        counter = Point(
            "P1", "Một cửa Công an tỉnh", "One-stop", "1 Lê Lợi", key("01"), "0220 385 3456", "yes",
            starting(MARCH_DAY), "Mon-Fri 08:00-17:00", (), ("criminal-records",), (key("01"),), True,
            "tests",
        )  # fmt: skip
        enter([counter], actor=HOA, source="tests")
        yield


def state(on=FEBRUARY):
    with at(REFORM, HAI, POLICE, on) as room:
        found = grid(room).cells[POLICE, "notices"]
        return found.state, found.why


def published(place="Cổng tin tỉnh; bảng tin trụ sở", **more):
    return acts.publish(REFORM, POLICE, place, **HAI_THERE | {"key": fresh()} | more)


def read(path, status=200, language="vi", client=None):
    client = client or Client(SERVER_NAME="localhost")
    client.cookies["language"] = language
    response = client.get(path)
    assert response.status_code == status, response.content.decode(errors="replace")[:900]
    return unescape(response.content.decode(errors="replace"))


def signed_in(actor, lived="2025-02-27"):
    client = Client(SERVER_NAME="localhost")
    client.cookies["lived"] = lived
    client.force_login(Person.objects.get(pk=actor.id))
    return client


def test_before_it_is_published_nobody_reads_it_and_readiness_is_red():
    """O-VS-09"""
    assert state() == (State.RED, Why.NOTHING)
    for path in (
        PAGE,
        f"{PAGE}/poster.pdf",
        f"{PAGE}/notice.json",
        "/notices/nothing",
        f"{PAGE}%00",
    ):
        read(path, 404)
    assert "Chưa cơ quan nào đăng" in read("/notices")
    with refused("shown-by-itself"):
        readiness.show(REFORM, POLICE, "notices", FEBRUARY, "1/TB", key=fresh(), **HAI_THERE)


def test_who_may_not_publish_is_refused():
    with refused("not-seated-there"):
        published(actor=DUNG)
    with refused("not-seated-there"):
        published(actor=MINH, agency=STRANGERS)
    with refused("no-place"):
        published(" ")
    with refused("no-notice-there"):
        acts.withdraw(REFORM, POLICE, "x", "y", key=fresh(), **HAI_THERE)
    with refused("not-own-unit"):
        acts.publish(REFORM, "vn.02.police", "x", key=fresh(), **HAI_THERE)


def test_what_is_published_is_what_the_reform_says_and_makes_readiness_green():
    id = published(key="once")
    assert published(key="once") == id
    with refused("notice-stands"):
        published()

    assert state() == (State.GREEN, Why.GOOD)
    page = read(PAGE)
    for words in ("Công an tỉnh Một", "01/03/2025", "Sở Tư pháp tỉnh Một", "1 Lê Lợi", "0220 385 3456",
                  "Không tên đơn vị nào thay đổi", "không ai được đòi", "Cổng tin tỉnh"):  # fmt: skip
        assert words in page, words
    english = read(PAGE, language="en")
    assert "What changed" in english
    assert "Mot Provincial Department of Justice" in english
    assert PAGE in read(f"/notices/{REFORM}")
    told = json.loads(read(f"{PAGE}/notice.json"))
    assert [one["function"] for one in told["takes"]] == ["criminal-records"]
    assert told["takes"][0]["givers"][0][0] == "Sở Tư pháp tỉnh Một"


def test_the_easy_text_says_one_thing_in_a_sentence_and_promises_nothing_unverified():
    page = read(f"{PAGE}?form=easy")
    sentences = re.findall(r"<p>([^<]+)</p>", page.split("publicity-easy")[1].split("</div>")[0])

    assert "Trước đây bạn đến: Sở Tư pháp tỉnh Một." in sentences
    assert "Nay bạn đến: Công an tỉnh Một." in sentences
    assert "Không phải nộp lại." in sentences
    assert "Không nộp phí lần nữa." not in sentences, "no source confirms it"
    assert all(len(one.split()) <= 12 for one in sentences)


def test_the_poster_is_a_page_to_put_up_with_a_code_that_leads_here(tmp_path):
    import subprocess

    for language, words in (("vi", "Từ ngày 01/03/2025"), ("en", "From 1 Mar 2025")):
        client = Client(SERVER_NAME="localhost")
        client.cookies["language"] = language
        pdf = client.get(f"{PAGE}/poster.pdf").content
        path = tmp_path / f"{language}.pdf"
        path.write_bytes(pdf)
        told = subprocess.run(
            ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
        ).stdout
        assert words in told
        assert f"http://localhost{PAGE}" in told
        assert told.count("\f") == 1, "one sheet"


def test_the_desk_shows_what_a_message_costs_with_marks_and_without():
    page = read(f"{DESK}?unit={POLICE}", client=signed_in(HAI))
    [short] = re.findall(r'publicity-sms[^>]*">([^<]+)<', page)

    assert cost(short).alphabet == "GSM-7"
    assert cost(short).parts == 1
    assert "Cong an tinh Mot" in short
    assert "UCS-2" in page
    assert "một tin 70 ký tự" in page


def test_a_translation_is_entered_with_who_wrote_and_who_checked_it_and_where_there_is_none_it_is_said():
    told = ("Text", "Ông Sóc", "Bà Thạch", "3/BD")
    with refused("no-such-language"):
        acts.translate(REFORM, POLICE, "xx", *told, key=fresh(), **DUNG_THERE)
    with refused("checked-by-oneself"):
        acts.translate(
            REFORM, POLICE, "khm", "x", "Ông Sóc", "ông sóc", "3", key=fresh(), **DUNG_THERE
        )
    for n in range(4):
        with refused("no-provenance"):
            empty = [" " if m == n else one for m, one in enumerate(told)]
            acts.translate(REFORM, POLICE, "khm", *empty, key=fresh(), **DUNG_THERE)

    acts.translate(REFORM, POLICE, "khm", "ចាប់ពីថ្ងៃ", *told[1:], key=fresh(), **DUNG_THERE)

    page = read(f"{PAGE}?in=khm")
    assert "ចាប់ពីថ្ងៃ" in page
    assert "Bà Thạch" in page
    assert "Chưa có bản dịch nào" in read(f"{PAGE}?in=tyz")
    read(f"{PAGE}?in=nonsense")


def test_ms_lan_whose_case_passes_is_told_before_the_day_and_once(monkeypatch):
    from continuity.casework import verbs
    from tests.integration.casework import CLERK, COUNTER, DUE, GROUND

    monkeypatch.setattr(clock, "today", lambda: FEBRUARY)
    seated(CLERK, ("officer", COUNTER))
    her = Personal("Nguyễn Thị Lan", "001190123456", "lan@example.vn")
    told = {"actor": CLERK, "key": "f1", "agency": COUNTER, "due": DUE}
    case = verbs.lodge("criminal-records", GROUND, FEBRUARY, her, **told).case

    from continuity.handover.notice.telling import foretell

    stands = kept.notice(REFORM, POLICE)
    foretell(REFORM, POLICE, "00000000-0000-7000-8000-000000000000")
    foretell(REFORM, POLICE, stands.id)
    foretell(REFORM, POLICE, stands.id)

    with working("notices", FEBRUARY), connection.cursor() as cursor:
        cursor.execute(
            "select kind, day, channel from notices_notice where case_id = %s and kind = 'passes'",
            [case],
        )
        assert cursor.fetchall() == [("passes", MARCH_DAY, "portal")]
    from continuity.casework.notices.tell import Notice, about

    with working("notices", FEBRUARY):
        _, said = Notice(case, about(case), "passes", "x", "vi", MARCH_DAY).said("portal")
        _, short = Notice(case, about(case), "passes", "x", "vi", MARCH_DAY).said("sms")
    assert said.startswith("Từ 01/03/2025, Công an tỉnh Một giải quyết hồ sơ")
    assert cost(short).alphabet == "GSM-7"
    assert cost(short).one


def test_the_job_of_publishing_runs_where_jobs_run():
    work_off()
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_jobs where status <> 'succeeded'")
        assert cursor.fetchone()[0] == 0


def test_old_sites_and_lines_lead_to_the_heirs_for_servers_switchboards_and_people():
    planner = signed_in(HOA)
    rows = (
        "body,way,value,since,last,source\r\n"
        f"{JUSTICE},site,https://stp.mot.gov.vn/,2025-01-01,,Sổ\r\n"
        f"vn.02.police,site,Công-an-hai.vn,2025-01-01,,Sổ\r\n"
        f"vn.02.police,telephone,0230 385 1111,2025-01-01,,Sổ\r\n"
        f"{POLICE},site,stays.mot.gov.vn,2025-01-01,,Sổ\r\n"
    )

    def sent(text, status, client=planner):
        file = SimpleUploadedFile("x.csv", text.encode())
        response = client.post("/desk/contacts", {"file": file})
        assert response.status_code == status
        return unescape(response.content.decode())

    page = sent(rows + "nobody,site,a.vn,2025-01-01,,Sổ\r\n", 422)
    assert "Dòng 6, cột body" in page
    head = rows.split("\r\n")[0] + "\r\n"
    assert "Dòng 2, cột value" in sent(f"{head}{POLICE},site,a;b,2025-01-01,,S\r\n", 422)
    assert "Dòng 2, cột since" in sent(f"{head}{POLICE},site,a.vn,2025,,S\r\n", 422)
    assert "Dòng 1" in sent("nonsense", 422)
    assert contacts.contacts() == []
    sent(rows, 302)
    sent(rows, 302)
    assert len(contacts.contacts()) == 4
    with pytest.raises(NotAppointed):
        contacts.enter([], actor=MINH, agency=STRANGERS, on=FEBRUARY)

    assert "Chưa có trang tin" in read("/moved?on=2025-03-01"), "nobody has ended"
    enacted(JULY, "map")
    kept._last.clear()
    conf = read("/moved.conf?on=2025-07-01")
    assert '    stp.mot.gov.vn "http://localhost/units/vn.01.justice@2025-07-01";' in conf
    assert '    xn--cng-an-hai-rbb.vn "' in conf, "a name with marks, as servers know it"
    table = read("/moved.csv?on=2025-07-01")
    assert "telephone,02303851111,vn.02.police,vn.01.police@2025-07-01," in table
    told = json.loads(read("/moved.json?on=2025-07-01"))
    assert {one["old"] for one in told["redirects"]} > {"stp.mot.gov.vn", "stays.mot.gov.vn"}
    new = (
        rows.split("\r\n")[0]
        + "\r\nvn.01.police@2025-07-01,site,stays.mot.gov.vn,2025-07-01,,Sổ\r\n"
    )
    sent(new, 302)
    conf = read("/moved.conf?on=2025-07-01")
    assert 'stays.mot.gov.vn "' not in conf.replace('"https://stays', ""), (
        "who continues uses it still"
    )
    assert '"https://stays.mot.gov.vn";' in conf, "and the other police lead there"
    assert "stays.mot.gov.vn" in read("/moved?on=2025-07-01")
    read("/moved.exe", 404)


def test_a_heading_of_old_and_new_names_stands_in_the_notice_of_a_new_map():
    content, _ = kept.drafted("map", f"vn.00001.commune-police@{date(2025, 7, 1)}")

    assert [one["old"][0] for one in content["names"]] == ["Xã Đông", "Xã Tây"]
    assert [[new[0] for new in one["new"]] for one in content["names"]] == [
        ["Xã A"],
        ["Xã A", "Xã B"],
    ]
    with pytest.raises(KeyError):
        kept.drafted("map", "vn.01.centre@nowhere")


def test_what_the_reform_says_no_longer_is_red_and_the_public_page_says_so(monkeypatch):
    from continuity.handover.notice.changing import Change

    monkeypatch.setattr(Change, "digest", property(lambda self: "another"))

    assert state() == (State.RED, Why.EXPIRED)
    assert "cơ quan phải đăng lại" in read(PAGE)
    assert "đăng lại" in read(f"{DESK}?unit={POLICE}", client=signed_in(HAI))


def test_a_notice_that_was_wrong_is_withdrawn_with_a_reason_and_gone_from_the_page():
    stands = kept.notice(REFORM, POLICE)
    client = signed_in(HAI)
    form = {"unit": POLICE, "id": stands.id, "words": "Sai địa chỉ", "key": fresh()}
    assert client.post(f"{DESK}/withdraw", form | {"words": ""}).status_code == 422
    assert client.post(f"{DESK}/withdraw", form).status_code == 302

    read(PAGE, 404)
    assert state() == (State.RED, Why.NOTHING)
    form = {"unit": POLICE, "place": "Bảng tin", "key": fresh()}
    assert client.post(f"{DESK}/publish", form).status_code == 302
    assert state() == (State.GREEN, Why.GOOD)
    assert signed_in(MINH).get(f"{DESK}?unit={POLICE}").status_code == 404
    with connection.cursor() as cursor:
        cursor.execute("select verb from journal_entry where stream = 'notice:functions'")
        verbs = [row[0] for row in cursor.fetchall()]
    assert verbs == ["publish-notice", "translate-notice", "withdraw-notice", "publish-notice"]


def test_notices_are_only_added_to_and_by_nobody_unnamed():
    unnamed = (
        "insert into handover_notice (decree, unit, id, digest, content, place, day, actor, name, "
        "agency) values ('functions', 'x', gen_random_uuid(), 'x', '{}', 'x', now(), 'x', 'x', 'x')"
    )
    changed = "update handover_notice set place = 'x'"
    for told in (changed, "delete from handover_notice_text", unnamed):
        with pytest.raises(DatabaseError):
            connection.cursor().execute(told)
