"""What goes wrong over the interface: each as problem+json, in both languages, all faults at once."""

from __future__ import annotations

import json

import pytest
from django.db import OperationalError, connection

from continuity.web.api import drafts, interface
from continuity.web.api.door import MOST_BYTES
from continuity.web.api.problems import KINDS
from tests.integration.api import PROBLEM, ROOT, WHO, client, posted, reformed


@pytest.fixture(scope="module")
def country(server):
    """The small country with its decree of March."""
    with server.fresh():
        reformed()
        yield


def told(response, kind):
    """A problem, after a look at its form."""
    assert response["Content-Type"] == PROBLEM, response.content
    problem = json.loads(response.content)
    assert problem["type"] == f"/developers#{kind}"
    assert response.status_code == problem["status"] == KINDS[kind].status
    assert set(problem) == {"type", "title", "status", "detail", "code", "errors"}
    return problem


def faults(problem):
    return {fault["pointer"] for fault in problem["errors"]}


# What is asked for, and where it is wrong.
WRONG = [
    ("/who", {"#/query/function", "#/query/place"}),
    ("/who?function=x&place=y&on=1&filed=2", {"#/query/on", "#/query/filed"}),
    ("/who?function=&place=%00&lang=en", {"#/query/function", "#/query/place", "#/query/lang"}),
    ("/who?function=x&place=y&on=2025-03-01&filed=2025-03-02", {"#/query/function", "#/query/filed"}),
    ("/who?function=residence&place=y&on=9999-12-31", {"#/query/on"}),
    ("/who?function=residence&place=y&on=20250301", {"#/query/on"}),
    ("/who?function=residence&place=y&on=2025-02-30", {"#/query/on"}),
    ("/who?function=residence&place=y&on=٢٠٢٥-03-01", {"#/query/on"}),
    (f"/units?q={'ă' * 301}", {"#/query/q"}),
    ("/units?q=x&limit=201", {"#/query/limit"}),
    (f"/agencies?limit=0&offset={'9' * 30}", {"#/query/limit", "#/query/offset"}),
    ("/agencies?limit=two&kind=%1b", {"#/query/limit", "#/query/kind"}),
    ("/crosswalk?from=2024-12-31&to=2024-12-30", {"#/query/from", "#/query/to"}),
    ("/crosswalk", {"#/query/from", "#/query/to"}),
    ("/units/%00", {"#/path/key"}),
    (f"/functions/{'x' * 151}", {"#/path/key"}),
    ("/instruments/a/%01b", {"#/path/key"}),
]  # fmt: skip


@pytest.mark.parametrize(("address", "where"), WRONG, ids=[address[:50] for address, _ in WRONG])
def test_all_that_is_wrong_is_said_at_once_and_where(country, address, where):
    problem = told(client().get(ROOT + address), "wrong-input")

    assert faults(problem) == where
    assert all(fault["detail"] for fault in problem["errors"])


@pytest.mark.parametrize(
    "address",
    [
        "/units/99999", "/units/00001@2024-12-31", "/units/vn.01.police", "/ground/00001",
        "/agencies/nobody", "/functions/nothing", "/reforms/none", "/reforms/none/plan",
        "/reforms/none/proof", "/instruments/1/2", "/instruments/%F0%9F%8F%9B",
        "/crosswalk?from=2025-03-01&to=2025-03-02&unit=x", "/units/%FF%FE",
    ],
)  # fmt: skip
def test_what_never_was_is_not_there(country, address):
    told(client().get(ROOT + address), "not-there")


@pytest.mark.parametrize(
    "address", ["/api", "/api/", "/api/v1", "/api/v1/", "/api/v1/who/", "/api/v2/who", "/api/%FF"]
)
def test_an_address_that_is_none_says_so_in_the_same_form(country, address):
    told(client().get(address), "no-such-address")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_another_method_is_told_those_that_are_taken(country, method):
    found = getattr(client(), method)(WHO)

    told(found, "wrong-method")
    assert found["Allow"] == "GET, HEAD, OPTIONS"


def test_a_form_that_nobody_offers_is_not_acceptable(country):
    told(client(accept="image/png").get(WHO), "not-acceptable")
    told(client(accept="text/csv").get(WHO), "not-acceptable")
    found = client(accept="text/csv").post(
        f"{ROOT}/who/bulk",
        {"questions": [{"function": "x", "place": "y", "on": "2025-03-01"}]},
        content_type="application/json",
    )
    told(found, "not-acceptable")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("", "wrong-input"), ("{", "not-json"), ("[" * 100_000, "not-json"),
        (b"\xff\xfe", "not-json"), ("9" * 5000, "not-json"), ("null", "wrong-input"),
        ("[]", "wrong-input"), ('{"questions": []}', "wrong-input"),
        ('{"questions": [1], "more": 1}', "wrong-input"),
        ('{"questions": [{"function": "\\ud800", "place": "\\u0000", "on": 1}]}', "wrong-input"),
        ('{"questions": [' + "1," * 10_000 + "1]}", "wrong-input"),
        ("x" * (MOST_BYTES + 1), "too-large"),
    ],
    ids=range(12),
)  # fmt: skip
def test_a_body_that_cannot_be_is_refused(country, body, kind):
    told(posted("/who/bulk", body), kind)


def test_each_fault_of_a_body_is_pointed_at(country):
    question = {"function": "residence", "place": "00001", "on": "2025-03-01"}
    body = {"questions": [question, {**question, "on": "x", "place": "", "when": 1}], "more": 1}

    assert faults(told(posted("/who/bulk", body), "wrong-input")) == {
        "#/body/questions/1/on", "#/body/questions/1/place", "#/body/questions/1/when",
        "#/body/more",
    }  # fmt: skip


def test_a_draft_that_is_none_is_refused_with_the_line(country):
    found = posted("/drafts/plan", "a: 1\nb: &x 2\nc: *x", "application/yaml")

    assert faults(told(found, "wrong-input")) == {"#/body/line/2"}
    told(posted("/drafts/plan", " ", "application/yaml"), "wrong-input")
    told(posted("/drafts/plan", b"\xff", "application/yaml"), "wrong-input")
    told(posted("/drafts/plan", "decree: x", "text/plain"), "wrong-media")


def test_drafts_are_tried_one_at_a_time(country):
    with drafts._one:
        found = posted("/drafts/plan", "decree: x", "application/yaml")

    told(found, "busy")
    assert found["Retry-After"] == "5"


def test_a_database_that_went_away_asks_to_come_again(country):
    def gone(execute, sql, parameters, many, context):
        raise OperationalError("the connection is lost")

    with connection.execute_wrapper(gone):
        found = client().get(WHO)

    told(found, "no-database")
    assert found["Retry-After"] == "5"


def test_a_fault_of_ours_tells_nothing_of_what_is_inside(country, monkeypatch):
    def broken(*asked):
        raise RuntimeError("secret")

    monkeypatch.setattr(interface.who, "who_read", broken)
    found = client().get(WHO)

    told(found, "failed")
    assert b"secret" not in found.content


@pytest.mark.parametrize(
    ("header", "language"),
    [("vi", "vi"), ("en-GB,en;q=0.9", "en"), ("fr", "vi"), ("", "vi"), ("en;q=0.1, vi", "vi")],
)
def test_a_problem_speaks_the_language_of_whoever_asks(country, header, language):
    found = client(header).get(f"{ROOT}/units/99999")
    titles = {"vi": KINDS["not-there"].vi, "en": KINDS["not-there"].en}

    assert told(found, "not-there")["title"] == titles[language]
    assert found["Content-Language"] == language
