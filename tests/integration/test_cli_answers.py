"""What the command answers: names over time, many holders, unknown places, everyday words."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from continuity.cli.app import app


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
