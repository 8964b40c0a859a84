"""What the command answers: names over time, many holders, unknown places, everyday words."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from continuity.cli.commands import app


@pytest.fixture(autouse=True)
def _kept_apart(monkeypatch, tmp_path_factory):
    monkeypatch.setenv("CONTINUITY_HOME", str(tmp_path_factory.getbasetemp() / "home"))
    monkeypatch.setenv("CONTINUITY_LANG", "en")


def run(*arguments, code=0):
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == code, (result.exit_code, result.output, result.exception)
    return result


def units(*arguments):
    return json.loads(run("unit", *arguments, "--json").stdout)["units"]


def asked(*arguments):
    return json.loads(run("who", *arguments, "--json").stdout)


@pytest.mark.parametrize(
    ("on", "name", "province"),
    [
        ("2026-09-19", "Xã Bố Hạ", "Tỉnh Bắc Ninh"),
        ("2026-09-20", "Phường Bố Hạ", "Thành phố Bắc Ninh"),
        ("2030-01-01", "Phường Bố Hạ", "Thành phố Bắc Ninh"),
    ],
)
def test_a_unit_bears_the_name_and_the_province_of_the_asked_day(on, name, province):
    (unit,) = units("07294", "--on", on)

    assert (unit["name"], unit["province"]) == (name, province)
    assert run("unit", "07294", "--on", on).stdout.startswith(f"{name} (07294), {province}")


def test_a_unit_tells_its_names_over_time_within_its_own_life():
    before, after = units("75")

    assert [before["name"], after["name"]] == ["Tỉnh Đồng Nai", "Tỉnh Đồng Nai"]
    assert before["names"] == [{"name": "Tỉnh Đồng Nai", "valid": ["2025-01-01", "2025-07-01"]}]
    assert after["names"] == [
        {"name": "Tỉnh Đồng Nai", "valid": ["2025-07-01", "2026-04-30"]},
        {"name": "Thành phố Đồng Nai", "valid": ["2026-04-30", None]},
    ]
    assert before["heirs"][0]["name"] == "Tỉnh Đồng Nai"
    assert "  = Thành phố Đồng Nai  [2026-04-30, …)" in run("unit", "75").stdout.splitlines()
    assert "  = " not in run("unit", "75", "--on", "2026-05-01").stdout


def test_a_name_lists_the_province_first_and_no_unit_of_other_marks():
    assert [unit["code"] for unit in units("Đồng Nai")] == ["75", "75", "25414"]
    assert [unit["name"] for unit in units("Hải Dương")] == [
        "Tỉnh Hải Dương",
        "Thành phố Hải Dương",
        "Xã Hải Dương",
        "Phường Hải Dương",
    ]
    assert "Xã Hải Đường" in [unit["name"] for unit in units("hai duong")]


def test_old_and_new_tone_placement_are_the_same_marks():
    old, new = units("Xã Hoà Bình"), units("Xã Hòa Bình")

    assert old == new
    assert len(old) > 3


def test_an_area_with_many_holders_counts_them_and_lists_its_units():
    answer = asked("residence", "Hà Nội", "--on", "2025-07-01")
    told = run("who", "residence", "Hà Nội", "--on", "2025-07-01").stdout

    inside = answer["place"]["candidates"]
    assert (answer["place"]["status"], len(inside)) == ("resolved", len(answer["holders"]))
    assert len(inside) == 126
    assert {unit["province"] for unit in inside} == {"Thành phố Hà Nội"}
    assert {unit["instrument"] for unit in inside} == {"1656/NQ-UBTVQH15"}
    assert "Hoan Kiem Ward Police and 122 more." in told.splitlines()[0]
    assert "Name a ward or commune: 126 units" in told
    assert len(told.splitlines()) == 3


def test_a_sure_agency_and_an_overlap_in_one_place_list_no_units():
    for function, on in (("seals", "2025-07-01"), ("drug-treatment", "2025-02-01")):
        assert asked(function, "Hải Phòng", "--on", on)["place"]["candidates"] == []


def test_what_is_unknown_is_named_the_place_or_the_day():
    place = run("who", "seals", "Atlantis", "--on", "2024-06-30").stdout
    early = run("who", "seals", "Hà Nội", "--on", "2024-06-30").stdout

    assert place.startswith("This place is not known.")
    assert early.startswith("Nothing is known of 30 Jun 2024: the data begin on 1 Jan 2025.")
    assert "of 1 Jan 0001:" in run("crosswalk", "0001-01-01", "2025-07-01", code=2).stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("who", "seals", "Hà Nội", "--on", ""),
        ("who", "seals", "Hà Nội", "--on", "2025-07-01", "--filed", ""),
        ("who", "seals", "Hà Nội", "--on", "20250701"),
        ("who", "seals", "Hà Nội", "--on", "2025-W27-2"),
        ("who", "seals", "Hà Nội", "--on", "29/2/2025"),
        ("who", "seals", "Hà Nội", "--on", "9999-12-31"),
        ("unit", "Hà Nội", "--on", ""),
        ("unit", "Hà Nội", "--on", "2025-7-1"),
        ("crosswalk", "2025-07-01", "9999-12-31"),
    ],
)
def test_what_is_no_day_is_wrong_use(arguments):
    assert run(*arguments, code=2).stderr.strip()


def test_a_day_may_be_written_without_noughts():
    assert asked("seals", "Hà Nội", "--on", "1/7/2025")["on"] == "2025-07-01"
    assert asked("seals", "Hà Nội", "--on", "9999-12-30")["status"] == "resolved"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_notes_and_those_who_act_meanwhile_are_told_in_the_language(monkeypatch, language):
    monkeypatch.setenv("CONTINUITY_LANG", language)
    note = run("who", "seals", "Hải Phòng", "--on", "2025-07-01").stdout
    start = run("who", "seals", "Hải Phòng", "--on", "2025-02-01").stdout
    open_place = run("who", "residence", "Kỳ Lợi", "--on", "2025-07-01").stdout
    ended = run("unit", "Huyện Vân Đồn").stdout

    english = language == "en"
    assert ("(unverified)" in note, "(chưa xác minh)" in note) == (english, not english)
    assert ("(unverified)" in ended, "(chưa xác minh)" in ended) == (english, not english)
    assert ("carried back" in start) is english
    assert ("Meanwhile: Hoanh Son Ward Police" in open_place) is english
    assert ("Tạm thời: Công an phường Hoành Sơn" in open_place) is not english
    assert asked("residence", "Kỳ Lợi", "--on", "2025-07-01")["meanwhile"]["name_en"] == (
        "Hoanh Son Ward Police"
    )


def test_what_is_echoed_cannot_steer_the_terminal(tmp_path):
    evil = "Tân\x1b[31m\nThành\u202e"
    decree = tmp_path / "evil.yaml"
    decree.write_text('decree: x\neffective: 2025-09-01\nclauses:\n  - {end: ["\\e[31m\\x07"]}\n')

    echoes = [
        run("who", "seals", evil, "--on", "2025-07-01").stdout,
        run("who", evil, "Hà Nội", "--on", "2025-07-01", code=2).stderr,
        run("who", "seals", "Hà Nội", "--on", evil, code=2).stderr,
        run("unit", evil, code=1).stderr,
        run("reform", "check", str(decree), code=1).stderr,
    ]

    assert all("\\x1b[31m" in echo for echo in echoes)
    assert not [echo for echo in echoes if set("\x1b\x07\u202e") & set(echo)]
    assert all("\\nThành\\u202e" in echo for echo in echoes[:4])


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("CODE:26740", "Phường Bến Nghé"),
        ("Code: 26740", "Phường Bến Nghé"),
        ("“Phường Bến Nghé”", "Phường Bến Nghé"),
        ("“P. Bến Nghé”, “Quận 1”", "Phường Bến Nghé"),
        ("'26740'", "Phường Bến Nghé"),
        ("P. Bến Nghé", "Phường Bến Nghé"),
        ("p.bến nghé, Q.1, TPHCM", "Phường Bến Nghé"),
        ("P Ben Nghe, q1, TP. Ho Chi Minh", "Phường Bến Nghé"),
        ("P.4, Q.3, TP.HCM", "Phường 4"),
        ("TP HCM", "Thành phố Hồ Chí Minh"),
        ("TP.HCM", "Thành phố Hồ Chí Minh"),
        ("tphcm", "Thành phố Hồ Chí Minh"),
        ("HCM", "Thành phố Hồ Chí Minh"),
        ("Q. 1, HCM", "Quận 1"),
        ("T. Hải Dương", "Tỉnh Hải Dương"),
        ("TP. Hải Dương", "Thành phố Hải Dương"),
        ("P Rao", "Thị trấn Prao"),
        ("H'Neng", "Xã Hneng"),
    ],
)
def test_a_place_is_understood_as_people_write_it(written, name):
    place = asked("seals", written, "--on", "2025-06-30")["place"]

    assert place["unit"], place
    assert place["unit"]["name"] == name


def test_a_site_is_found_in_any_case():
    upper, lower = (
        asked("aviation-security", site, "--on", "2025-03-01")
        for site in ("airport:HPH", "AIRPORT:hph")
    )

    assert upper["agency"]
    assert upper["agency"] == lower["agency"]


def test_a_misspelled_place_is_offered_as_it_should_be_and_not_taken():
    refused = run("unit", "Hoàn Keim", code=1)
    who = run("who", "criminal-records", "Bến Nge", "--on", "2025-07-01")

    assert "Quận Hoàn Kiếm, Thành phố Hà Nội (002)" in refused.output
    assert "Phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh (26740)" in who.output
    assert asked("criminal-records", "Bến Nge", "--on", "2025-07-01")["agency"] is None
