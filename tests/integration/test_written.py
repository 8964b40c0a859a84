"""Whole addresses for `who` and `unit`, as people write them: command, pages and interface."""

from __future__ import annotations

import html
import json
from datetime import date

import pytest
from typer.testing import CliRunner

from continuity.cli.commands import (
    app,
    main,  # noqa: F401  it registers every command
)
from tests.integration.api import ROOT, client, enacted, reformed
from tests.national import national
from tests.unit.country import JULY, key

BEFORE, AFTER = "2025-06-30", "2025-07-01"
BEN_NGHE = "Phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh"

# How Bến Nghé is written on papers, and what of it is told.
WAYS = [
    ("12 Lê Lợi, P.Bến Nghé, Q1, TPHCM", "short-form"),
    ("12 Lê Lợi, Phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh", ""),
    ("12 le loi, phuong ben nghe, quan 1, tp hcm", "no-marks"),
    ("12 Lê Lợi P.Bến Nghé Q.1 TP.HCM", "short-form"),
    ("12 Lê Lợi, P. Bến Ngé, Q.1, TP.HCM", "one-edit"),
    ("12 LÊ LỢI, P.BẾN NGHÉ, Q.1, TP.HCM, VIỆT NAM", "short-form"),
    ("12 Lê Lợi, Phường Bến Nghé, TPHCM", "no-district"),
    ("12 Lê Lợi, Phường Bến Nghé", "no-province"),
]
IDS = [way for way, _ in WAYS]


@pytest.fixture(autouse=True)
def _kept_apart(monkeypatch, tmp_path_factory):
    monkeypatch.setenv("CONTINUITY_HOME", str(tmp_path_factory.getbasetemp() / "home"))
    monkeypatch.setenv("CONTINUITY_LANG", "en")


def run(*arguments, code=0):
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == code, (result.exit_code, result.output, result.exception)
    return result.stdout


@pytest.mark.parametrize(("on", "name"), [(BEFORE, "Phường Bến Nghé"), (AFTER, "Phường Sài Gòn")])
@pytest.mark.parametrize(("written", "how"), WAYS, ids=IDS)
def test_the_command_answers_for_an_address_of_either_day(written, how, on, name):
    told = json.loads(run("who", "residence", written, "--on", on, "--json"))
    place = told["place"]

    assert (told["status"], place["status"], place["text"]) == ("resolved", "resolved", written)
    assert place["unit"]["name"] == name
    assert [unit["name"] for unit in place["read"]["units"]] == [BEN_NGHE]
    assert {how, "other-day" if on == AFTER else how} - {""} <= set(place["read"]["how"])
    assert place["read"]["rest"].lower() in ("12 lê lợi", "12 le loi")


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", f"  Read as: {BEN_NGHE} (a short form of a name, a name of another day)"),
        ("vi", f"  Đọc là: {BEN_NGHE} (tên viết tắt, tên của ngày khác)"),
    ],
)
def test_the_command_tells_what_it_read_in_one_line(monkeypatch, language, line):
    monkeypatch.setenv("CONTINUITY_LANG", language)

    assert line in run("who", "residence", WAYS[0][0], "--on", AFTER).splitlines()
    assert line.strip() in run("unit", WAYS[0][0], "--on", AFTER).splitlines()


@pytest.mark.parametrize(("written", "how"), WAYS, ids=IDS)
def test_a_unit_is_found_by_an_address_with_and_without_a_day(written, how):
    for day in ((), ("--on", BEFORE), ("--on", AFTER)):
        told = json.loads(run("unit", written, *day, "--json"))

        assert [unit["name"] for unit in told["units"]] == ["Phường Bến Nghé"]
        assert told["read"]["units"][0]["name"] == BEN_NGHE


def test_a_divided_unit_stays_open_with_all_its_heirs():
    written = "số 4, tổ 2, xã Kỳ Lợi, TX Kỳ Anh, Hà Tĩnh"
    told = json.loads(run("who", "residence", written, "--on", AFTER, "--json"))

    assert (told["status"], told["agency"]) == ("undetermined", None)
    assert told["place"]["status"] == "undetermined"
    assert {unit["name"] for unit in told["place"]["candidates"]} == {
        "Phường Sông Trí", "Phường Hoành Sơn",
    }  # fmt: skip
    assert told["place"]["read"]["rest"] == "số 4, tổ 2"


@pytest.mark.parametrize("written", ["Atlantis", "nowhere at all, Atlantis", "12 Lê Lợi", "😀"])
def test_what_is_no_address_stays_unknown(written):
    told = json.loads(run("who", "residence", written, "--on", AFTER, "--json"))

    assert told["place"] == {
        "status": "unknown", "text": written, "unit": None, "candidates": [], "read": None,
    }  # fmt: skip


@pytest.mark.parametrize("on", [BEFORE, AFTER])
def test_a_name_that_is_found_alone_or_fits_several_is_not_read_again(on):
    here, day = national(), date.fromisoformat(on)
    names = ("Bến Nghé", "Tỉnh Hải Dương", "26740", "Tân Thành", "Ba Vì", "Phường 1, TPHCM")

    for name in names:
        meant = here.written.meant(name, day)
        assert list(meant.units) == here.places.find(name, day)
        assert meant.said("en") == ""


# Old addresses of which a part is a name of today: it is not to hide the others.
HIDDEN = [
    ("P. Phúc Xá, Ba Đình, HN", "00001"),
    ("102 Nguyễn Trãi, Phường Tân Thuận Tây, Quận 7, Thành phố Hồ Chí Minh", "27469"),
    ("175 Nguyễn Trãi, Xã Định Hòa, Huyện Yên Định, Tỉnh Thanh Hóa", "15448"),
    ("60 Nguyễn Trãi, P.Tô Hiệu, TP Sơn L, Tỉnh Sơn La", "03649"),
]


@pytest.mark.parametrize(("written", "code"), HIDDEN, ids=[code for _, code in HIDDEN])
def test_an_old_unit_is_not_lost_behind_a_name_of_today(written, code):
    meant = national().written.meant(written, date(2025, 8, 1))

    assert meant.units == (f"{code}@2025-01-01",), meant.said("en")


@pytest.fixture(scope="module")
def country(server):
    """The small country after both decrees: Xã Tây was divided."""
    with server.fresh():
        reformed()
        enacted(JULY, "map")
        yield


SMALL = [
    ("12 Lê Lợi, Xã Đông, Tỉnh Một", BEFORE, "Xã Đông"),
    ("12 le loi, xa dong, tinh mot", BEFORE, "Xã Đông"),
    ("12 Lê Lợi xã Đông tỉnh Một", BEFORE, "Xã Đông"),
    ("12 LÊ LỢI, X. ĐÔNG, T. MỘT", BEFORE, "Xã Đông"),
    ("12 Lê Lợi, Xã Đông, Tỉnh Một", AFTER, "Xã A"),
    ("12 Lê Lợi, Xã A, Tỉnh Mới", AFTER, "Xã A"),
]


@pytest.mark.parametrize(("written", "on", "name"), SMALL, ids=[f"{w}-{d}" for w, d, _ in SMALL])
def test_the_interface_reads_with_the_names_of_the_register(country, written, on, name):
    who = client().get(
        f"{ROOT}/who", {"function": "residence", "place": written, "on": on}
    ).json()  # fmt: skip
    units = client().get(f"{ROOT}/units", {"q": written, "on": on}).json()

    assert who["place"]["unit"]["name"] == name
    assert who["place"]["read"] == units["read"]
    assert units["read"]["rest"].lower() in ("12 lê lợi", "12 le loi")
    assert units["count"] == 1


@pytest.mark.parametrize(("written", "on", "name"), SMALL, ids=[f"{w}-{d}" for w, d, _ in SMALL])
@pytest.mark.parametrize(("language", "words"), [("vi", "Đọc là:"), ("en", "Read as:")])
def test_the_pages_tell_what_they_read(country, written, on, name, language, words):
    asking = client()
    asking.cookies["language"] = language
    who = asking.get("/who", {"function": "residence", "place": written, "on": on})
    units = asking.get("/units", {"q": written, "on": on})

    for page in (html.unescape(found.content.decode()) for found in (who, units)):
        assert words in page
    assert name in html.unescape(who.content.decode())


def test_a_divided_commune_stays_open_on_the_page_and_for_programs(country):
    asked = {"function": "residence", "place": "12 Lê Lợi, Xã Tây, Tỉnh Một", "on": AFTER}
    told = client().get(f"{ROOT}/who", asked).json()
    page = client().get("/who", asked).content.decode()

    assert told["place"]["status"] == "undetermined"
    assert [unit["name"] for unit in told["place"]["candidates"]] == ["Xã A", "Xã B"]
    assert told["place"]["read"]["units"] == [{"key": key("00002"), "name": "Xã Tây, Tỉnh Một"}]
    assert "Xã A" in page
    assert "Xã B" in page


def test_a_part_of_a_name_is_still_searched_for(country):
    page = html.unescape(client().get("/units", {"q": "Đôn"}).content.decode())

    assert "Xã Đông" in page
    assert "Read as" not in page
