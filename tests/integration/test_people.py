"""Officer Binh's department ends on 1 July; where he goes, who helps whom, and what is newly whose.

Colonel Hai leads the police that go on; Ms Hoa plans at Justice; Captain Dung reads what is newly hers;
Mr Minh of the other province sees nobody.
"""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.db.utils import DatabaseError
from django.test import Client, override_settings

from continuity.accounts.models import Person
from continuity.accounts.people import appoint
from continuity.casework import catalogue
from continuity.handover.people import acts, room
from continuity.handover.people.settled import End
from continuity.journal.record import SYSTEM
from tests.integration.handovers import (
    BINH,
    DUNG,
    FEBRUARY,
    HAI,
    HEIR,
    HOA,
    JULY_DAY,
    JUSTICE,
    MAI,
    MARCH_DAY,
    MINH,
    POLICE,
    STRANGERS,
    enacted,
    fresh,
    peopled,
    refused,
)
from tests.integration.service import CERTIFICATE
from tests.people import THE_OPERATOR, seated
from tests.unit.country import JULY

JUNE = date(2025, 6, 20)
HOA_THERE = {"actor": HOA, "agency": JUSTICE, "on": JUNE}
LATER = f"{JUSTICE}@2025-07-01"


@pytest.fixture(scope="module", autouse=True)
def town(ours):
    """Both reforms are in force; the certificate is in the catalogue."""
    with ours.fresh(), override_settings(CONTINUITY_DEMO=True):
        peopled()
        seated(HOA, ("steward", JUSTICE))
        seated(HAI, ("steward", POLICE))
        enacted()
        enacted(JULY, "map")
        catalogue.forget()
        catalogue.load([CERTIFICATE], SYSTEM)
        yield


def ends(on=JUNE, actor=HOA, agency=JUSTICE):
    with room.people_at(actor, agency, on):
        there = room.moved("map", agency)
        return {(one.person, one.body): one for one in room.everybody("map", there, on)}


def settle(ends_, person=BINH.id, **more):
    return acts.settle("map", person, JUSTICE, ends_, **HOA_THERE | {"key": fresh()} | more)


def signed_in(actor, lived=JUNE, language="vi"):
    client = Client(SERVER_NAME="localhost")
    client.cookies["language"], client.cookies["lived"] = language, str(lived)
    client.force_login(Person.objects.get(pk=actor.id))
    return client


def shown(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status, response.content.decode()[:600]
    return unescape(response.content.decode())


def test_before_anything_is_said_everybody_of_a_body_that_ends_is_an_alarm():
    found = ends()

    assert set(found) == {(BINH.id, JUSTICE), (HOA.id, JUSTICE)}
    assert {one.end for one in found.values()} == {End.NOTHING}
    with refused("not-seated-there"):
        ends(actor=BINH)
    with refused("not-seated-there"):
        ends(actor=MINH, agency=STRANGERS)
    with refused("no-readiness"), room.people_at(HOA, JUSTICE, JUNE):
        room.moved("nothing", JUSTICE)


def test_who_sits_in_a_body_that_ends_is_told_so_and_whom_to_ask_before_anybody_says_a_word():
    page = shown(signed_in(BINH), "/me/post")
    assert "Sở Tư pháp tỉnh Một kết thúc ngày 01/07/2025; chưa có kết quả về bạn." in page
    assert "Hãy hỏi lãnh đạo của Sở Tư pháp tỉnh Mới" in page, "nobody leads Justice"
    hai = shown(signed_in(HAI), "/me/post")
    assert "Công an tỉnh Một kết thúc" in hai
    assert "Hãy hỏi lãnh đạo của" in hai, "he leads it himself"
    assert "Hãy hỏi: Colonel Hai" in shown(signed_in(DUNG), "/me/post")
    assert "Không cơ quan nào của bạn kết thúc" in shown(signed_in(MAI), "/me/post")
    english = shown(signed_in(BINH, language="en"), "/me/post")
    assert "ends on 1 Jul 2025; nothing is settled about you" in english


def test_a_leaving_needs_a_regime_and_a_paper_and_a_question_a_name_and_a_day():
    """O-BCA-13"""
    for wrong in ({}, {"regime": "early"}, {"regime": "early", "decision": "1"},
                  {"regime": "early", "decision": "1", "decided": JULY_DAY}):  # fmt: skip
        with refused("no-leaving"):
            settle("leaves", **wrong)
    for wrong in ({}, {"question": "Về đâu?"}, {"question": "Về đâu?", "owner": "Bà Hoa"},
                  {"question": "Về đâu?", "owner": "Bà Hoa", "due": FEBRUARY}):  # fmt: skip
        with refused("no-question"):
            settle("question", **wrong)
    with refused("no-such-end"):
        settle("promoted")
    with refused("no-such-kind"):
        settle("appointed", pay="nonsense")
    with refused("no-such-holder"):
        settle("question", person=MINH.id, question="x", owner="y", due=JULY_DAY)
    with refused("no-such-holder"):
        acts.settle("map", BINH.id, STRANGERS, "nothing", key=fresh(), **HOA_THERE)

    with connection.cursor() as cursor:
        cursor.execute("select count(*) from journal_entry where verb = 'settle-person'")
        assert cursor.fetchone()[0] == 0, "what is refused is not written"
    told = {"question": "Về Sở hay về Công an?", "owner": "Bà Hoa", "due": date(2025, 6, 25)}
    id = settle("question", key="once", category="civil-servant", pay="as-before", **told)
    assert settle("question", key="once", category="civil-servant", pay="as-before", **told) == id
    with connection.cursor() as cursor:
        cursor.execute("select content from journal_entry where verb = 'settle-person'")
        assert "Công an" not in "".join(row[0] for row in cursor.fetchall())
    assert ends()[BINH.id, JUSTICE].end is End.QUESTION
    assert not ends()[BINH.id, JUSTICE].alarm
    assert ends(on=date(2025, 6, 26))[BINH.id, JUSTICE].late


def test_officer_binh_sees_what_was_said_of_him_and_how_to_object_and_mr_minh_does_not():
    page = shown(signed_in(BINH), "/me/post")

    for words in ("Về Sở hay về Công an?", "Bà Hoa", "25/06/2025", "Công chức", "Giữ lương",
                  "Khiếu nại lần đầu", "chưa xác minh", "Sở Tư pháp tỉnh Một"):  # fmt: skip
        assert words in page, words
    assert "còn vướng mắc" in page
    assert "Về Sở" not in shown(signed_in(MINH), "/me/post")
    english = shown(signed_in(BINH, language="en"), "/me/post")
    assert "Civil servant" in english
    assert "If you object" in english


def test_a_decision_settles_nobody_until_the_register_has_the_appointment():
    settle("appointed", decision="12/QĐ", decided=JUNE, pay="new-post")
    assert ends()[BINH.id, JUSTICE].end is End.NOTHING
    page = shown(signed_in(HOA), "/desk/readiness/map/people")
    assert "sổ chưa có bổ nhiệm" in page

    assert "chưa có bổ nhiệm trong sổ, nên chưa tính" in shown(signed_in(BINH), "/me/post")

    appoint("binh", "officer", LATER, JULY_DAY, actor=THE_OPERATOR)
    page = shown(signed_in(BINH), "/me/post")
    assert "được bố trí</strong>: Sở Tư pháp tỉnh Mới" in page
    assert "chưa có kết quả về bạn" not in page

    assert ends()[BINH.id, JUSTICE].end is End.APPOINTED
    page = shown(signed_in(HOA), "/desk/readiness/map/people")
    assert "1 trong 2 người" in page
    settle("leaves", regime="early", decision="13/QĐ", decided=JUNE)
    assert ends()[BINH.id, JUSTICE].twice
    assert "vừa bố trí vừa cho nghỉ" in shown(signed_in(HOA), "/desk/readiness/map/people")
    assert "vừa ghi bạn được bố trí vừa ghi cho nghỉ" in shown(signed_in(BINH), "/me/post")
    settle("appointed", decision="14/QĐ", decided=JUNE)
    assert not ends()[BINH.id, JUSTICE].alarm


def test_the_page_enters_an_end_and_tells_what_is_missing():
    hoa = signed_in(HOA)
    form = {"who": f"{HOA.id} {JUSTICE}", "ends": "leaves", "key": fresh()}
    wrong = hoa.post("/desk/readiness/map/people", form)
    assert wrong.status_code == 422
    assert "số quyết định" in unescape(wrong.content.decode())
    form |= {"regime": "early", "decision": "15/QĐ", "decided": "19/06/2025", "pay": "ended"}
    assert hoa.post("/desk/readiness/map/people", form).status_code == 302
    assert "● Đủ 2 người" in shown(hoa, "/desk/readiness/map/people")
    assert ends()[HOA.id, JUSTICE].end is End.LEAVES
    page = signed_in(MINH).get("/desk/readiness/map/people")
    assert page.status_code in (404, 409)


def test_a_secondment_ends_by_itself_and_with_it_what_could_be_seen():
    with refused("not-seated-there"):
        acts.second("dung", POLICE, JUSTICE, "officer", FEBRUARY, MARCH_DAY, "x", "1", actor=DUNG,
                    agency=POLICE, on=FEBRUARY, key=fresh())  # fmt: skip
    by_hai = {"actor": HAI, "agency": POLICE, "on": FEBRUARY}

    def lend(until=date(2025, 5, 1), role="inspector", home=POLICE, host=JUSTICE, **more):
        told = by_hai | {"key": fresh()} | more
        words = ("Giúp tiếp nhận", "7/QĐ")
        return acts.second("dung", home, host, role, MARCH_DAY, until, *words, **told)

    for wrong in ({"until": MARCH_DAY}, {"until": date(2026, 4, 1)}, {"role": "head"}):
        with refused("no-secondment"):
            lend(**wrong)
    with refused("no-such-holder"):
        lend(home=JUSTICE, host=POLICE)
    id = lend(key="lent")
    assert lend(key="lent") == id

    def sits(on):
        return bool(room.seated(DUNG.id, JUSTICE, on))

    assert [sits(day) for day in (FEBRUARY, MARCH_DAY, date(2025, 4, 30), date(2025, 5, 1))] == [
        False, True, True, False,
    ]  # fmt: skip
    with connection.cursor() as cursor:
        for day, roles in ((date(2025, 4, 30), ["inspector"]), (date(2025, 5, 1), [])):
            cursor.execute("select accounts_roles(%s, %s, %s)", [DUNG.id, JUSTICE, day])
            assert cursor.fetchone()[0] == roles
    page = shown(signed_in(DUNG, lived=date(2025, 3, 5)), "/me/post")
    assert "Giúp tiếp nhận" in page
    assert "01/03/2025 – 01/05/2025" in page

    hai = signed_in(HAI, lived=date(2025, 4, 1))
    assert "đang biệt phái" in shown(hai, "/desk/secondments")
    form = {"verb": "back", "id": id, "words": "", "key": fresh()}
    assert hai.post("/desk/secondments", form).status_code == 422
    assert hai.post("/desk/secondments", form | {"words": "Xong việc"}).status_code == 302
    assert not sits(date(2025, 4, 1))
    assert "01/03/2025 – 01/04/2025" in shown(hai, "/desk/secondments")
    with refused("no-such-secondment"):
        acts.call_back(id, "again", key=fresh(), **by_hai | {"on": date(2025, 4, 2)})
    form = {"verb": "second", "login": "dung", "home": POLICE, "host": JUSTICE, "role": "officer",
            "since": "05/04/2025", "until": "", "words": "x", "decision": "1"}  # fmt: skip
    form |= {"key": fresh()}
    page = hai.post("/desk/secondments", form)
    assert page.status_code == 422
    assert "ngày đầu và ngày cuối" in unescape(page.content.decode())
    page = hai.post("/desk/secondments", form | {"login": "nobody", "until": "05/05/2025"})
    assert page.status_code == 422
    assert "Chưa có ai biệt phái" in shown(signed_in(MINH), "/desk/secondments")


def test_captain_dung_confirms_what_is_newly_hers_and_then_the_task_is_covered():
    march = date(2025, 3, 2)
    dung, hai = signed_in(DUNG, lived=march), signed_in(HAI, lived=march)
    assert "▲ 0" in shown(hai, "/desk/readiness/functions/coverage")
    page = shown(dung, "/me/post")
    assert "chưa xác nhận" in page
    [path] = set(re.findall(r'href="(/me/post/functions/criminal-records\?agency=[^"]+)"', page))
    page = shown(dung, path)
    for words in (
        "Cấp phiếu lý lịch tư pháp",
        "5 ngày làm việc",
        "Tiếp nhận → Kiểm tra",
        "Luật Lý lịch",
    ):
        assert words in page, words

    asked = acts.check("functions", POLICE, "criminal-records", DUNG.id)
    assert {one.id for one in asked} == {"before", "filed", "term-certificate"}
    right = {one.id: one.right for one in asked}
    other = next(id for id, _ in asked[1].options if id != asked[1].right)
    form = {"agency": POLICE, "key": fresh()} | right
    wrong = dung.post(path.split("?")[0], form | {asked[1].id: other})
    assert wrong.status_code == 422
    assert "1 câu chưa đúng" in unescape(wrong.content.decode())
    assert "▲ 0" in shown(hai, "/desk/readiness/functions/coverage"), (
        "nothing is kept of a wrong try"
    )
    assert dung.post(path.split("?")[0], form).status_code == 302

    assert "đã nắm, 02/03/2025" in shown(dung, "/me/post")
    page = shown(hai, "/desk/readiness/functions/coverage")
    own = page.split("Công an tỉnh Một</th>")[1].split("</tr>")[0]
    assert ">1<" in own
    assert "▲" not in own
    assert "▲ 0" in page.split("Công an tỉnh Hai</th>")[1]
    with connection.cursor() as cursor:
        cursor.execute(
            "select content from journal_entry where stream = 'person:p-dung' and verb = 'learn-task'"
        )
        [(content,)] = cursor.fetchall()
    assert set(json.loads(content)) == {"decree", "body", "function", "on", "agency"}


def test_nobody_confirms_for_another_body_or_a_task_that_did_not_pass():
    told = {"actor": DUNG, "on": MARCH_DAY, "key": fresh()}
    with refused("not-seated-there"):
        acts.learn("functions", "criminal-records", {}, agency="vn.02.police", **told)
    with refused("not-newly-yours"):
        acts.learn("functions", "residence", {}, agency=POLICE, **told)
    with refused("not-passed"):
        acts.learn("functions", "criminal-records", {}, agency=POLICE, **told)
    dung = signed_in(DUNG)
    assert dung.get(f"/me/post/functions/residence?agency={POLICE}").status_code == 404
    assert dung.get("/me/post/nothing/residence?agency=x%00").status_code == 404
    assert Client(SERVER_NAME="localhost").get("/me/post").status_code == 302


def test_who_is_rotated_away_takes_the_knowledge_along():
    from continuity.accounts.people import end

    april = date(2025, 4, 20)
    end("dung", POLICE, april, actor=THE_OPERATOR)
    appoint("mai", "officer", POLICE, april, actor=THE_OPERATOR)

    page = shown(signed_in(HAI, lived=april), "/desk/readiness/functions/coverage?show=red")

    assert "▲ 0" in page.split("Công an tỉnh Một</th>")[1].split("</tr>")[0]


def test_rows_are_only_added_and_shown_to_nobody_who_is_not_named():
    with connection.cursor() as cursor:
        for table in ("outcome", "secondment", "learned"):
            cursor.execute(f"select count(*) from handover_{table}")
            assert cursor.fetchone()[0] == 0
    with room.people_at(HAI, POLICE, JUNE), connection.cursor() as cursor:
        cursor.execute("select count(*) from handover_outcome")
        assert cursor.fetchone()[0] == 0, "another body's people"
    for told in ("update handover_outcome set pay = 'x'", "delete from handover_learned"):
        with pytest.raises(DatabaseError), room.people_at(HOA, JUSTICE, JUNE):
            connection.cursor().execute(told)
    assert HEIR
