"""One act with many cases: each is done or refused for itself, and nobody judges in bulk."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection

from continuity.casework.cases import by_number
from continuity.casework.sight import reading, working
from continuity.casework.story import story, words
from tests.integration.casework import BINH, DUNG, MINH, POLICE
from tests.integration.service import HOA, online
from tests.integration.test_desk import AFTER, BEFORE, KEYS, act, office, sits, taken_in, text

assert office, "the demo of the desk's own stories"
pytestmark = pytest.mark.parametrize("server", ["embedded"], indirect=True, scope="module")


def asks(actor, verb, numbers=(), on=BEFORE, language="en", **sent):
    told = {"case": numbers, "verb": verb, "key": f"many-{next(KEYS)}", **sent}
    return sits(actor, on, language).post("/desk/bulk", told, follow=True)


def rows(page):
    """What the report says of each case."""
    found = re.findall(
        r'<th scope="row".*?>(?:<a.*?>|<span.*?>)?([\d-]+)<.*?<td.*?>(.*?)</td>', page
    )
    return {number: re.sub("<[^>]+>", "", said) for number, said in found}


def seen(number):
    with working("statistics", date(2025, 3, 3)):
        return by_number(number)


def did(number, verb):
    with working("statistics", date(2025, 3, 3)):
        return [one.verb for one in story(seen(number).id).acts].count(verb)


def entries():
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from journal_entry where stream like 'case:%%'")
        return cursor.fetchone()[0]


def test_many_are_found_whole_and_the_one_that_cannot_be_says_why(office):
    numbers = [taken_in() for _ in range(4)]
    text(act(BINH, numbers[1], "check"))

    page = text(asks(BINH, "check", [*numbers, numbers[0], "0000-0000-0000-00", "x"]))

    told = rows(page)
    assert [told[number] == "done" for number in numbers] == [True, False, True, True]
    assert "Review" in told[numbers[1]], "it names the step that is next"
    assert "Done with 3 cases" in page
    assert "3 could not be done" in page
    assert {seen(number).step for number in numbers} == {"review"}


def test_what_came_from_home_is_received_by_the_dozen_once(office):
    cases = [online(f"dozen {n}", filed=date(2025, 2, 20)).number for n in range(3)]

    for _ in range(2):
        page = text(asks(BINH, "receive", cases, key="the dozen"))
        assert "Done with 3 cases" in page

    assert [did(number, "receive") for number in cases] == [1, 1, 1]


def test_one_reason_stops_the_clocks_of_many_and_is_asked_for_first(office):
    numbers = [taken_in() for _ in range(2)]

    form = text(asks(BINH, "pause", numbers))
    wrong = text(asks(BINH, "pause", numbers, sure="yes", reason="survey", words=" "), 422)
    assert not any(seen(number).paused for number in numbers)
    done = text(asks(BINH, "pause", numbers, sure="yes", reason="survey", words="Cả thôn"))

    for number in numbers:
        assert number in form
        assert number in wrong
    assert "Still to be given: Say it in words" in wrong
    assert re.search(r'value="survey" selected', wrong), "what was chosen stays"
    assert "Done with 2 cases" in done
    assert all(seen(number).paused for number in numbers)


def test_all_late_ones_are_apologised_for_each_by_its_number(office):
    numbers = [taken_in() for _ in range(3)]
    text(act(DUNG, numbers[0], "apologise", AFTER, until="10/03/2025", words="Xin lỗi"))
    late = text(sits(DUNG, AFTER).get("/desk?show=late"))
    assert "Apologise for all late ones" in late

    form = text(asks(DUNG, "apologise", on=AFTER, all="late"))
    assert numbers[0] not in form
    told = {"on": AFTER, "sure": "yes", "words": "Hồ sơ {số}: xin lỗi."}
    wrong = text(asks(DUNG, "apologise", numbers, until="31/02/2025", **told), 422)
    page = text(asks(DUNG, "apologise", numbers, until="12/03/2025", **told))

    assert "Write the day as dd/mm/yyyy." in wrong
    assert "Hồ sơ {số}: xin lỗi." in wrong, "what was typed stays"
    assert [rows(page)[number] == "done" for number in numbers] == [False, True, True]
    for number in numbers[1:]:
        assert number in form
        assert seen(number).apologised == date(2025, 3, 12)
        with reading(DUNG, POLICE, "processing", date(2025, 3, 3)):
            told = story(seen(number).id).last("apologise")
            assert words(seen(number).id, told.id) == f"Hồ sơ {number}: xin lỗi."


@pytest.mark.parametrize(
    "verb", ["review", "decide", "issue", "hand-back", "revoke", "deliver", ""]
)
def test_nobody_judges_in_bulk_whatever_is_sent(office, verb):
    number = taken_in()
    before = entries()

    page = text(asks(HOA, verb, [number], outcome="granted", agree="yes", sure="yes"))

    assert ("This is a judgement of one case" in page) or ("There is no such act" in page)
    assert entries() == before


def test_mr_minh_is_told_of_each_that_there_is_no_such_case_and_nothing_is_done(office):
    numbers = [taken_in() for _ in range(2)]
    before = entries()

    page = text(asks(MINH, "check", numbers, language="vi"))

    assert len(rows(page)) == 2
    assert "không làm được" in page
    assert "Đã xong" not in page
    assert entries() == before


def test_a_session_that_ends_keeps_what_was_typed_for_many(office):
    number = taken_in()
    desk = sits(BINH)
    desk.logout()
    desk.cookies["language"], desk.cookies["lived"] = "en", BEFORE
    told = {"case": [number], "verb": "pause", "sure": "yes", "reason": "survey", "words": "Mưa lũ"}
    assert "/sign-in" in desk.post("/desk/bulk", told).url

    again = sits(BINH)
    again.cookies["resume"] = desk.cookies["resume"].value
    page = text(again.get("/desk/bulk"))

    assert "Mưa lũ" in page
    assert "nothing was done" in page
    assert not seen(number).paused
    assert text(again.get("/desk/bulk", follow=True)), "once; then the list"
