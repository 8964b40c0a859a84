"""The calculator as people use it: typed in, answered with its reasons, and forgotten."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

PATH = "/services/records/when"
X01 = {
    "count": "1", "answer": "1", "effective-1": "30/12/2020", "offence-1": "1/6/2020", "age-1": "30",
    "chapter-1": "other", "weight-1": "serious", "intent-1": "yes", "kind-1": "prison",
    "years-1": "1", "months-1": "6", "state-1": "done", "ended-1": "30/06/2022",
    "orders-1": "done", "done-1": "01/12/2021", "merged-1": "no", "case": "no", "on": "30/06/2024",
}  # fmt: skip


@pytest.fixture(scope="module")
def small(ours):
    """A small country; the page asks it for nothing."""
    with ours.fresh(), override_settings(CONTINUITY_DEMO=True):
        from tests.integration.casework import peopled

        peopled()
        yield


def browser(language="en"):
    client = Client(SERVER_NAME="localhost")
    client.cookies["language"], client.cookies["lived"] = language, "2026-11-22"
    return client


def sent(told, status=200, language="en"):
    response = browser(language).post(PATH, told)
    assert response.status_code == status, response.content.decode()
    return response.content.decode()


def test_x01_is_a_record_on_the_last_day_and_none_the_day_after(small):
    last = sent(X01)
    after = sent(X01 | {"on": "1.7.2024"})

    assert "On 30 Jun 2024: There is a record" in last
    assert "The main penalty was served." in last
    assert "article 70.2.b" in last
    assert "No record from this day on." in last
    assert "On 1 Jul 2024: No record" in after


def test_without_a_day_it_is_asked_about_today(small):
    assert "On 22 Nov 2026: No record" in sent(X01 | {"on": ""})
    assert "Ngày 22/11/2026: Không có án tích" in sent(X01 | {"on": ""}, language="vi")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        pytest.param({"ended-1": ""}, "the day on which the main penalty ended", id="X30"),
        pytest.param(
            {"chapter-1": "", "on": "2025-01-01"}, "the chapter of the Penal Code", id="chapter"
        ),
        pytest.param({"merged-1": "yes"}, "By which judgment do joined penalties count?", id="X31"),
        pytest.param(
            {"done-1": "01/06/2023", "on": "2025-01-01"}, "Does the period begin", id="X10"
        ),
        pytest.param({"case": "yes", "on": "2025-01-01"}, "How will the open case end?", id="X12"),
    ],
)
def test_what_is_open_is_said_and_never_guessed(small, changed, said):
    page = sent(X01 | changed)

    assert "a person has to look first" in page
    assert said in page


def test_a_second_judgment_counts_the_first_anew(small):
    form = (
        browser()
        .post(PATH, {k: v for k, v in X01.items() if k != "answer"} | {"more": "1"})
        .content.decode()
    )
    more = {f"{name[:-2]}-2": value for name, value in X01.items() if name.endswith("-1")}
    new = {"offence-2": "01/10/2023", "effective-2": "2024-02-15", "ended-2": "2024-12-31"}
    page = sent(X01 | more | new | {"count": "2", "on": "2026-11-22", "done-2": "2024-12-31"})

    assert 'id="effective-2"' in form
    assert "On 22 Nov 2026: There is a record" in page
    assert "counted anew from the end of the penalty of 2" in page
    assert "31 Dec 2026" in page


def test_a_form_with_mistakes_says_each_and_keeps_what_was_typed(small):
    page = sent(X01 | {"effective-1": "hôm qua", "kind-1": "", "years-1": "101", "case": "x"}, 422)

    for field in ("effective-1", "kind-1", "years-1", "case"):
        assert f'href="#{field}"' in page
        assert f'id="{field}-error"' in page
    assert 'value="hôm qua"' in page
    assert 'href="#offence-1"' in sent(X01 | {"offence-1": "1/1/2021"}, 422)


@pytest.mark.parametrize(
    "told",
    [
        {"answer": "1"},
        {"answer": "1", "count": "99"},
        X01 | {"on": "\0"},
        X01 | {"age-1": "9" * 400},
    ],
    ids=["nothing", "count", "control", "long"],
)
def test_nonsense_is_told_and_never_a_fault(small, told):
    assert "Something is missing or wrong" in sent(told, 422)


def test_an_early_day_and_a_very_late_one_are_answered(small):
    assert "No judgment is effective by that day." in sent(X01 | {"on": "1/1/1950"})
    assert "No record" in sent(X01 | {"on": "31/12/2999"})
    assert "On " in sent(X01 | {"effective-1": "1/1/1801", "offence-1": "", "ended-1": "1/1/1802"})


def test_nothing_that_was_typed_is_kept_anywhere(small):
    """The database is not even asked, no session begins, and no one on the way may keep the answer."""
    with CaptureQueriesContext(connection) as asked:
        response = browser().post(PATH, X01)

    assert "There is a record" in response.content.decode()
    assert [one["sql"] for one in asked.captured_queries] == []
    assert "no-store" in response["Cache-Control"]
    assert set(response.cookies) <= {"csrftoken"}
