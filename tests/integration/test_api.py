"""The interface for programs: every address over a real register, in its shape, with few statements."""

from __future__ import annotations

import csv
import io
import json
from inspect import isclass, ismodule

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from continuity.register.read import head
from tests.integration.api import (
    COMMUNE,
    PROBLEM,
    PROVINCE,
    ROOT,
    WHO,
    client,
    posted,
    reformed,
)
from tests.unit.country import JULY

DAYS = "from=2025-02-28&to=2025-03-01"

# Each address, the shape of its answer, and how many statements it takes once the world is known.
ADDRESSES = [
    (WHO, "Who", 1),
    (f"{ROOT}/who?function=residence&place=xã đông", "Who", 1),
    (f"{ROOT}/units?q=Xã Đông", "UnitsRead", 1),
    (f"{ROOT}/units?q=00001&on=2025-03-01&limit=1", "UnitsRead", 1),
    (f"{ROOT}/units/{COMMUNE}", "Units", 1),
    (f"{ROOT}/units/00001@2025-03-01", "Units", 1),
    (f"{ROOT}/ground/ground:00001?on=2025-03-01", "Ground", 1),
    (f"{ROOT}/rules?place=Xã Đông&on=2025-03-01", "Rules", 2),
    (f"{ROOT}/agencies?kind=police&on=2025-03-01&seat={PROVINCE}", "Agencies", 1),
    (f"{ROOT}/agencies/vn.01.police?on=2025-03-01", "Agency", 1),
    (f"{ROOT}/crosswalk?{DAYS}", "Crosswalk", 1),
    (f"{ROOT}/crosswalk?{DAYS}&unit={COMMUNE}", "Crosswalk", 1),
    (f"{ROOT}/functions", "Functions", 1),
    (f"{ROOT}/functions/residence", "Function", 1),
    (f"{ROOT}/reforms", "Reforms", 3),
    (f"{ROOT}/reforms/functions", "Reform", 3),
    (f"{ROOT}/reforms/functions/plan", "Plan", 2),
    (f"{ROOT}/reforms/functions/proof", "Proof", 2),
    (f"{ROOT}/instruments", "Instruments", 2),
]


@pytest.fixture(scope="module")
def country(server):
    """The small country with its decree of March, for all tests that only read."""
    with server.fresh():
        reformed()
        client().get(WHO)
        yield


def shapes():
    """Every shape by its name, which no other may bear: the description knows them by it."""
    from ninja import Schema

    from continuity.web.api import interface

    modules = {module for module in vars(interface).values() if ismodule(module)}
    every = {one for module in modules for one in vars(module).values() if isclass(one)}
    ours = [one for one in every if issubclass(one, Schema) and one.__module__ != Schema.__module__]
    named = {one.__name__: one for one in ours}
    assert len(named) == len(ours)
    return named


@pytest.mark.parametrize(("address", "shape", "statements"), ADDRESSES, ids=lambda part: str(part))
def test_an_address_answers_in_its_shape_and_with_few_statements(
    country, address, shape, statements
):
    client().get(address)  # what is kept, is kept

    with CaptureQueriesContext(connection) as asked:
        found = client().get(address)

    assert found.status_code == 200, found.content
    assert found["Content-Type"] == "application/json"
    # Nothing is told that the description does not promise, and nothing promised is left out.
    shapes()[shape].model_validate_json(found.content, extra="forbid")
    assert len(asked) == statements, [query["sql"] for query in asked]


def test_the_agency_of_a_matter_is_told_with_its_reasons(country):
    told = client().get(WHO).json()

    assert (told["status"], told["agency"]["key"]) == ("resolved", "vn.01.police")
    assert told["agency"]["name"] == "Công an tỉnh Một"
    assert [link["agency"] for link in told["chain"]] == [
        "Sở Tư pháp tỉnh Một", "Công an tỉnh Một",
    ]  # fmt: skip


def test_many_questions_are_answered_as_each_of_them_alone(country):
    asked = [
        {"function": function, "place": place, "on": on}
        for function in ("criminal-records", "residence")
        for place in (PROVINCE, COMMUNE, "00002")
        for on in ("2025-02-28", "2025-03-01")
    ]
    rows = posted("/who/bulk", {"questions": asked}).json()["rows"]

    for one, row in zip(asked, rows, strict=True):
        query = "&".join(f"{name}={value}" for name, value in one.items())
        alone = client().get(f"{ROOT}/who?{query}").json()
        assert (row["status"], row["agency"]) == (alone["status"], alone["agency"])
        assert row["unit"] == alone["place"]["unit"]["key"]


def test_what_is_wrong_with_one_question_spoils_no_other(country):
    right = {"function": "residence", "place": COMMUNE, "on": "2025-03-01"}
    wrong = {"function": "x", "place": "nowhere", "on": "2025-03-01", "filed": "2025-04-01"}

    told = posted("/who/bulk", {"questions": [right, wrong, right]}).json()

    assert [row["status"] for row in told["rows"]] == ["resolved", "wrong", "resolved"]
    assert told["rows"][1]["wrong"] == ["function", "filed", "place"]


@pytest.mark.obligation("O-BCA-09")
def test_a_crosswalk_is_the_same_as_a_table(country):
    address = f"{ROOT}/crosswalk?{DAYS}"
    told = client().get(address).json()["edges"]
    table = client(accept="text/csv").get(address)

    rows = list(csv.DictReader(io.StringIO(table.content.decode())))
    assert table["Content-Type"] == "text/csv; charset=utf-8"
    assert [row["from_code"] for row in rows] == [edge["from"]["code"] for edge in told]
    assert len(rows) == 3


def test_a_draft_is_checked_and_planned_and_nothing_is_kept(country):
    before = kept()

    told = posted("/drafts/plan", JULY, "application/yaml").json()
    wrong = posted("/drafts/plan", JULY.replace("justice", "nobody"), "text/yaml").json()

    assert (told["decree"], told["holds"], told["findings"]) == ("map", True, [])
    assert told["plan"]["counts"]["areas-founded"] == 3
    assert (wrong["holds"], wrong["findings"][0]["line"]) == (False, 7)
    assert wrong["plan"]["decree"] == "map"
    assert kept() == before


def test_a_draft_may_be_sent_as_json_and_may_change_what_is_in_force(country):
    draft = {"decree": "functions", "effective": "2025-04-01"}
    clause = {"clause": "1", "transfer": "residence", "in": ["01"], "to": "police"}

    told = posted("/drafts/plan", json.dumps({**draft, "clauses": [clause]})).json()

    assert told["plan"]["effective"] == "2025-04-01"
    assert "criminal-records" not in told["plan"]["mandates_by_function"]


def test_a_draft_without_a_day_has_findings_and_no_plan(country):
    told = posted("/drafts/plan", '{"decree": "x"}').json()

    assert (told["plan"], told["holds"]) == (None, False)
    assert [finding["code"] for finding in told["findings"]] == ["field-missing", "no-clauses"]


def test_whoever_has_the_answer_is_not_sent_it_again(country):
    first = client().get(WHO)
    again = client(**{"if-none-match": first["ETag"]}).get(WHO)
    today = client().get(f"{ROOT}/who?function=residence&place={COMMUNE}")

    assert first["Cache-Control"] == "public, max-age=60, must-revalidate"
    assert today["Cache-Control"] == "public, no-cache"
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert {"Accept", "Accept-Language"} <= set(first["Vary"].split(", "))
    assert client("vi").get(WHO)["ETag"] != first["ETag"]


def test_pages_of_any_origin_may_read_and_no_cookie_counts(country):
    told = client(origin="https://elsewhere.example").get(WHO)
    asked = client(origin="https://elsewhere.example").options(f"{ROOT}/who/bulk")
    with_cookie = client()
    with_cookie.cookies["language"] = "vi"
    with_cookie.cookies["sessionid"] = "x" * 32

    assert told["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in told
    assert asked["Access-Control-Allow-Methods"] == "GET, HEAD"
    found = with_cookie.get(f"{WHO}&lang=vi")
    assert (found.status_code, found["Content-Language"], found.cookies) == (422, "en", {})


def test_a_head_is_told_without_the_body(country):
    found = client().head(WHO)

    assert (found.status_code, found.content) == (200, b"")
    assert int(found["Content-Length"]) == len(client().get(WHO).content)


def kept():
    with connection.cursor() as cursor:
        cursor.execute("select max(number) from journal_entry")
        entries = cursor.fetchone()
        cursor.execute("select name, version from reform_draft")
        return head(), entries, cursor.fetchall()


def test_where_to_hand_in_and_what_changes_are_answered_and_kept_by_nobody(country):
    asked = client().get(f"{ROOT}/points?function=residence&place={COMMUNE}&on=2025-03-01")
    changes = f"{ROOT}/changes?unit={COMMUNE}&papers=residence,old-identity-card&on=2025-03-01"
    told = client().get(changes)

    assert asked.json() == {"function": "residence", "on": "2025-03-01", "points": []}
    assert [paper["id"] for paper in told.json()["papers"]] == ["residence", "old-identity-card"]
    assert told.json()["address"]["before"] == "Xã Đông, Tỉnh Một"
    for response in (asked, told):
        assert "ETag" not in response
        assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("query", "status"),
    [
        (f"unit={COMMUNE}&papers=nothing", 422), ("unit=nowhere&papers=residence", 404),
        (f"unit={PROVINCE}&papers=residence", 404), (f"unit={COMMUNE}&papers=,", 422),
        (f"unit={COMMUNE}", 422),
    ],
)  # fmt: skip
def test_what_changes_is_asked_for_a_unit_and_papers_that_are(country, query, status):
    response = client().get(f"{ROOT}/changes?{query}")

    assert response.status_code == status
    assert response["Content-Type"] == PROBLEM


def test_the_kinds_of_paper_are_listed_with_what_people_say(country):
    papers = {one["id"]: one for one in client().get(f"{ROOT}/papers").json()["papers"]}

    assert "CMND" in papers["old-identity-card"]["words"]
    assert papers["residence"]["function"] == "residence"
