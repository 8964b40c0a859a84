"""Addresses over the interface: one or ten thousand, from the register's own units and lists."""

from __future__ import annotations

import json

import pytest

from continuity.web.api import addresses
from tests.integration.api import PROBLEM, ROOT, client, enacted, posted, reformed
from tests.unit.country import JULY, key

DAYS = {"old_on": "2025-06-30", "new_on": "2025-07-01"}
TEXTS = [
    "12 Lê Lợi, Xã Đông, Tỉnh Một",
    "Thôn 3, Xã Tây, Tỉnh Một",
    "",
    None,
    "nowhere",
    "x" * 1001,
]
STATUSES = ["resolved", "candidates", "unknown", "unknown", "unknown", "unknown"]


@pytest.fixture(scope="module")
def country(server):
    """The small country after both decrees: Xã Đông is in Xã A, Xã Tây was divided."""
    with server.fresh():
        reformed()
        enacted(JULY, "map")
        yield


def converted(texts, language="en", root=ROOT, **days):
    body = {"texts": texts, **DAYS, **days}
    return client(language).post(f"{root}/addresses/convert", body, "application/json")


def faults(response, status=422):
    assert response["Content-Type"] == PROBLEM
    assert response.status_code == status, response.content
    return {fault["pointer"] for fault in response.json()["errors"]}


@pytest.mark.parametrize("root", [ROOT, "/api"])
def test_each_text_has_its_answer_in_order_with_counts(country, root):
    response = converted(TEXTS, root=root)
    told = response.json()

    addresses.AddressAnswers.model_validate_json(response.content, extra="forbid")
    assert [answer["text"] for answer in told["answers"]] == TEXTS
    assert [answer["status"] for answer in told["answers"]] == STATUSES
    assert told["counts"] == {"resolved": 1, "candidates": 1, "ambiguous": 0, "unknown": 4}
    assert response["Cache-Control"] == "no-store"
    first, second = told["answers"][:2]
    assert [heir["name"] for heir in first["heirs"] if heir["residents"]] == ["Xã A"]
    assert (first["rest"], first["readings"][0]["key"]) == ("12 Lê Lợi", key("00001"))
    assert [heir["name"] for heir in second["heirs"]] == ["Xã A", "Xã B"]


def test_one_text_is_resolved_on_either_day(country):
    before, after = (
        posted("/addresses/resolve", {"text": TEXTS[0], "on": on}) for on in DAYS.values()
    )

    addresses.AddressAnswer.model_validate_json(after.content, extra="forbid")
    assert before.json()["heirs"][0]["name"] == "Xã Đông"
    assert after.json()["heirs"][0]["name"] == "Xã A"
    assert "other-day" in after.json()["readings"][0]["how"]


def test_reasons_are_told_in_the_language(country):
    vi, en = (converted([""], language).json()["answers"][0]["why"] for language in ("vi", "en"))

    assert (vi, en) == ("Ô trống.", "The cell is empty.")


def test_all_that_is_wrong_with_a_list_is_said_at_once(country):
    assert faults(converted(["x", 1], old_on="2025-02-30", new_on=7, more=1)) == {
        "#/body/texts/1", "#/body/old_on", "#/body/new_on", "#/body/more",
    }  # fmt: skip
    assert faults(converted(["x"], old_on="2024-12-31", new_on="2024-12-30")) == {
        "#/body/old_on", "#/body/new_on",
    }  # fmt: skip
    assert faults(converted([])) == {"#/body/texts"}
    assert faults(converted(["x"] * 10_001)) == {"#/body/texts"}
    assert faults(posted("/addresses/resolve", {})) == {"#/body/text", "#/body/on"}


def test_ten_thousand_are_answered(country):
    told = converted([f"{n} Lê Lợi, Xã Đông, Tỉnh Một" for n in range(10_000)]).json()

    assert told["counts"]["resolved"] == len(told["answers"]) == 10_000
    assert told["answers"][-1]["rest"] == "9999 Lê Lợi"


def test_a_list_that_takes_too_long_is_refused_with_how_far_it_came(country, monkeypatch):
    monkeypatch.setattr(addresses, "MOST_SECONDS", -1.0)
    response = converted(["x"])

    assert faults(response, 413) == set()
    assert response.json()["type"] == "/developers#too-slow"


@pytest.mark.parametrize("root", [ROOT, "/api"])
def test_a_page_of_another_origin_cannot_send_with_a_visitors_cookies(country, root):
    asking = client()
    asking.handler.enforce_csrf_checks = True
    asking.cookies["sessionid"] = "x" * 32
    found = asking.post(f"{root}/addresses/convert", {"texts": [""], **DAYS}, "application/json")

    assert (found.status_code, found.cookies) == (200, {})
    assert client().get(f"{root}/addresses/convert").status_code == 405


def test_the_description_shows_an_example_of_each(country):
    told = client().get(f"{ROOT}/openapi.json").json()

    for shape in ("AddressAsked", "AddressesAsked"):
        example = told["components"]["schemas"][shape]["examples"][0]
        path = "/addresses/resolve" if shape == "AddressAsked" else "/addresses/convert"
        assert f"{ROOT}{path}" in told["paths"]
        assert posted(path, json.dumps(example)).status_code == 200
