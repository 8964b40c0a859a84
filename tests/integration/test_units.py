"""Unit pages over the small country: an address for everything that ever was, and files beside it."""

from __future__ import annotations

import csv
import io
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from continuity.register.read import present
from continuity.web.known import known
from continuity.web.units.keys import Kind, meant
from tests.integration.api import client, enacted, reformed
from tests.unit.country import JULY, key

STATEMENTS = 2  # the register's standing, and who is signed in


@pytest.fixture(scope="module")
def country(server):
    """The small country after both decrees: units that ended, were divided, and were founded."""
    with server.fresh():
        reformed()
        enacted(JULY, "map")
        known()
        yield


def everything() -> list[str]:
    world = present()
    return [*world.lineage.areas, *world.lineage.leaves, *world.agencies]


@pytest.mark.parametrize("form", ["", ".json", ".csv", ".svg"])
def test_no_page_for_anything_that_ever_existed_is_missing(country, form):
    for thing in everything():
        for on in ("", "?on=2025-06-30", "?on=2025-07-01"):
            response = client().get(f"/units/{thing}{form}{on}")
            assert response.status_code == 200, (thing, form, on)


def test_what_never_was_is_404_with_a_way_to_search(country):
    for path in ("99999", "00001@1999-01-01", "ground:99999", "vn.99.police", "x" * 300, "%00"):
        response = client().get(f"/units/{path}")
        assert response.status_code == 404, path
        assert 'name="q"' in response.content.decode()


def test_a_page_takes_as_many_statements_for_a_province_as_for_a_commune(country):
    for thing in (key("01"), key("00001"), "vn.01.police", "ground:00003"):
        with CaptureQueriesContext(connection) as asked:
            client().get(f"/units/{thing}")
        assert len(asked) <= STATEMENTS, [one["sql"] for one in asked.captured_queries]


def test_a_divided_unit_names_its_heirs_with_extents_in_page_picture_and_files(country):
    page = client("vi").get(f"/units/{key('00002')}").content.decode()
    rows = list(
        csv.DictReader(io.StringIO(client().get(f"/units/{key('00002')}.csv").content.decode()))
    )
    told = client().get(f"/units/{key('00002')}.json").json()
    svg = client().get(f"/units/{key('00002')}.svg").content

    assert "Xã A" in page
    assert "Xã B" in page
    assert {heir["extent"] for heir in told["units"][0]["heirs"]} == {"partial"}
    assert any("Xã A" in row.values() for row in rows)
    assert "Xã B" in "".join(ET.fromstring(svg).itertext())


def test_a_code_that_two_units_bore_leads_to_both_and_with_a_day_to_one(country):
    both = client().get("/units/00001")
    assert both.status_code == 200
    assert key("00001") in both.content.decode()
    assert "00001@2025-07-01" in both.content.decode()

    old = client().get("/units/00001@2025-05-05")

    assert old.status_code == 302
    assert old["Location"] == f"/units/{key('00001')}?on=2025-05-05"


@pytest.mark.parametrize("text", ["xa dong", "XÃ ĐÔNG", "00001", "Xã Đông, Tỉnh Một"])
def test_a_unit_is_searched_with_and_without_marks(country, text):
    page = client().get("/units", {"q": text}).content.decode()

    assert key("00001") in page


def test_a_search_that_finds_nothing_says_so_and_keeps_the_words(country):
    page = client().get("/units", {"q": '"><script>'}).content.decode()

    assert "<script>" not in page.split("<main")[1].split("</main>")[0]
    assert 'value="&quot;&gt;&lt;script&gt;"' in page


def test_every_key_means_itself(country):
    here = known()

    for thing in everything():
        named = meant(here, thing)
        assert named.kind not in (Kind.NOTHING, Kind.SEVERAL)
        assert named.keys == (thing,)
