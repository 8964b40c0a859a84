"""The plan of the police for 1 March: six clears, what waits for what, and what nobody knows yet.

Captain Dung writes and finishes, Colonel Hai looks, Mr Minh is refused.
"""

from __future__ import annotations

from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.db.utils import DatabaseError
from django.test import Client, override_settings

from continuity.accounts.models import Person
from continuity.core.terms import TERMS
from continuity.handover.plans import acts
from continuity.handover.plans.tasks import State, Task, stand
from continuity.handover.readiness.room import at
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
    refused,
)

REFORM = "functions"
PAGE = f"/desk/readiness/{REFORM}/plan"
THERE = {"actor": DUNG, "agency": POLICE, "on": FEBRUARY}
SIX = {"person": "Dung", "responsibility": "Đại tá Hải", "product": "Biên bản", "authority": "1/KH"}


@pytest.fixture(scope="module", autouse=True)
def town(ours):
    with ours.fresh(), override_settings(CONTINUITY_DEMO=True):
        peopled()
        enacted()
        yield


def found(on=FEBRUARY, actor=HAI):
    with at(REFORM, actor, POLICE, on) as room:
        return acts.plan(room, POLICE)


def write(id, **more):
    due = more.pop("due", date(2025, 2, 28))
    acts.write(REFORM, Task(id, "Việc", due=due, **more), **THERE | {"key": fresh()})


def done(id, shown="1/BB", **more):
    acts.finish(REFORM, id, shown, **THERE | {"key": fresh()} | more)


def test_a_template_makes_a_plan_once_that_is_not_clear_until_people_are_named():
    """O-VS-08"""
    with refused("no-template"):
        acts.begin(REFORM, "nothing", **THERE | {"key": fresh()})
    assert acts.begin(REFORM, "takes-over", **THERE | {"key": fresh()}) == 11
    assert acts.begin(REFORM, "takes-over", **THERE | {"key": fresh()}) == 0

    tasks = {one.id: one for one in found().tasks}
    assert tasks["minutes"].due == date(2025, 3, 1)
    assert {how.state for how in stand(tasks.values(), FEBRUARY, (1,)).values()} == {State.UNCLEAR}
    with refused("task-unclear"):
        done("seal")


def test_a_task_waits_for_what_is_before_it_and_is_done_by_what_shows_it():
    write("one", **SIX)
    write("two", after=("one",), **SIX)
    with refused("task-waits"):
        done("two")
    with refused("no-words"):
        done("one", " ")
    done("one", key="done")
    with refused("no-such-task"):
        done("one")
    with refused("task-done"):
        write("one", **SIX)
    done("two")
    assert {one.id for one in found().tasks if one.done} == {"one", "two"}


def test_circles_clashes_and_days_the_wrong_way_round_are_refused():
    write("first", **SIX)
    write("second", after=("first",), **SIX)
    with refused("task-circle"):
        write("first", after=("second",), **SIX)
    with refused("task-order"):
        write("second", after=("first",), due=date(2025, 2, 27), **SIX)
    with refused("task-order"):
        write("first", due=date(2025, 3, 5), **SIX)
    with refused("task-order"):
        write("third", after=("nowhere",), **SIX)
    with refused("no-task-days"):
        write("third", start=date(2025, 3, 9), **SIX)
    with refused("no-task-words"):
        write("", **SIX)


def test_a_question_has_an_owner_and_a_day_and_what_holds_meanwhile_has_an_end():
    """O-VS-06"""
    there = THERE | {"key": fresh()}
    with refused("no-question"):
        acts.ask(REFORM, "Phôi cũ dùng đến khi nào?", "", FEBRUARY, **there)
    id = acts.ask(REFORM, "Phôi cũ dùng đến khi nào?", "Bà Hoa", date(2025, 3, 3), **there)
    for wrong in (
        ("x", "", date(2025, 3, 9)),
        ("x", "5/CV", FEBRUARY),
        ("", "5/CV", date(2025, 3, 9)),
    ):
        with refused("no-interim"):
            acts.hold(REFORM, id, *wrong, **THERE | {"key": fresh()})
    acts.hold(REFORM, id, "Dùng phôi cũ", "5/CV", date(2025, 3, 9), **THERE | {"key": fresh()})

    def told(day):
        client = Client(SERVER_NAME="localhost")
        client.cookies["lived"] = str(day)
        client.force_login(Person.objects.get(pk=HAI.id))
        return unescape(client.get(PAGE).content.decode())

    assert "câu hỏi chưa có trả lời nào còn hiệu lực: 0" in told(FEBRUARY)
    late = told(date(2025, 3, 9))
    assert "câu hỏi chưa có trả lời nào còn hiệu lực: 1" in late
    assert "trễ 6 ngày" in late
    assert "báo lãnh đạo" in late
    acts.answer(REFORM, id, "Đến 30/6", **THERE | {"key": fresh()})
    assert "đã trả lời" in told(date(2025, 3, 20))
    with refused("no-such-question"):
        acts.answer(REFORM, id, "x", **THERE | {"key": fresh()})


def test_the_page_draws_writes_finishes_and_keeps_what_was_typed():
    client = Client(SERVER_NAME="localhost")
    client.cookies["lived"] = str(FEBRUARY)
    client.force_login(Person.objects.get(pk=DUNG.id))
    page = unescape(client.get(PAGE).content.decode())
    assert page.count('class="plan__task"') == 15
    assert page.count("<rect ") == 15
    assert "Chưa rõ: ai làm" in page
    assert "trễ hạn" in page

    form = {"task": "desk", "work": "Kê bàn", "due": "28/02/2025", "after": "nowhere"}
    wrong = client.post(f"{PAGE}/write", form | SIX | {"key": fresh()})
    assert wrong.status_code == 422
    assert 'value="Kê bàn"' in unescape(wrong.content.decode())
    assert (
        client.post(f"{PAGE}/write", form | SIX | {"after": "", "key": fresh()}).status_code == 302
    )
    sent = {"task": "desk", "shown": "Ảnh", "key": fresh()}
    assert client.post(f"{PAGE}/finish", sent).status_code == 302
    asked = {"said": "Ai mở cửa?", "owner": "Dung", "due": "01/03/2025", "key": fresh()}
    assert client.post(f"{PAGE}/ask", asked).status_code == 302
    assert client.post(f"{PAGE}/ask", asked | {"due": "", "key": fresh()}).status_code == 422
    for verb in ("hold", "answer"):
        sent = {"question": "x", "words": "x", "key": fresh()}
        assert client.post(f"{PAGE}/{verb}", sent).status_code == 422
    assert client.post(f"{PAGE}/begin", {"template": "x", "key": fresh()}).status_code == 422


def test_mr_minh_finds_no_plan_and_rows_are_only_added():
    client = Client(SERVER_NAME="localhost")
    client.cookies["lived"] = str(FEBRUARY)
    client.force_login(Person.objects.get(pk=MINH.id))
    assert client.get(PAGE).status_code == 404
    with refused("no-readiness"):
        acts.begin(REFORM, "takes-over", actor=MINH, agency=STRANGERS, on=FEBRUARY, key="x")
    for table in ("task", "question"):
        with connection.cursor() as cursor:
            cursor.execute(f"select count(*) from handover_{table}")
            assert cursor.fetchone()[0] == 0
        with pytest.raises(DatabaseError), at(REFORM, HAI, POLICE, FEBRUARY):
            connection.cursor().execute(f"delete from handover_{table}")


def test_the_words_of_findings_stay_what_they_were():
    assert TERMS["nothing"] == "trống"
    assert timedelta(1)
