"""`continuity crosswalk --release`: a table to cite, the same bytes for whoever makes it."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from continuity.cli.commands import app

DAYS = ("2025-06-30", "2025-07-01")


@pytest.fixture(autouse=True)
def _kept_apart(monkeypatch, tmp_path_factory):
    monkeypatch.setenv("CONTINUITY_HOME", str(tmp_path_factory.getbasetemp() / "home"))
    monkeypatch.setenv("CONTINUITY_LANG", "en")


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    made = tmp_path_factory.mktemp("release")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONTINUITY_HOME", str(tmp_path_factory.getbasetemp() / "home"))
        run("crosswalk", *DAYS, "--release", str(made), "--pack")
    return made


def run(*arguments: str, code: int = 0):
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == code, (result.exit_code, result.output, result.exception)
    return result


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def test_a_release_is_the_same_bytes_each_time(folder, tmp_path):
    run("crosswalk", *DAYS, "--release", str(tmp_path / "again"), "--pack")

    first = {file.name: file.read_bytes() for file in folder.iterdir()}
    again = {file.name: file.read_bytes() for file in (tmp_path / "again").iterdir()}

    assert set(first) == {"crosswalk.csv", "homonyms.csv", "errata.csv", "datapackage.json"}
    assert again == first


def test_the_description_bears_the_digests_of_its_files(folder):
    told = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))

    for part in told["resources"]:
        content = (folder / part["path"]).read_bytes()
        assert part["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert part["rows"] == len(rows(folder / part["path"]))
        assert [field["name"] for field in part["schema"]["fields"]] == list(
            rows(folder / part["path"])[0]
        )
    assert told["version"].endswith(told["digest"].removeprefix("sha256:")[:12])
    assert any("1654 to 1687/NQ-UBTVQH15" in source["title"] for source in told["sources"])


def test_the_table_is_what_the_command_prints(folder):
    printed = run("crosswalk", *DAYS, "--pack").stdout

    assert printed.encode() == (folder / "crosswalk.csv").read_bytes()


def test_units_that_share_name_and_province_are_listed_with_their_districts(folder):
    shared = rows(folder / "homonyms.csv")
    first = [row for row in shared if row["name"] == "Phường 1" and row["code"] == "26944"]

    assert [row["district"] for row in first] == ["Quận Bình Thạnh"]
    assert len([row for row in shared if row["on"] == DAYS[0]]) > 400
    assert all(int(row["sharing"]) > 1 for row in shared)


def test_the_homonyms_alone_go_to_a_file_of_their_own(folder, tmp_path):
    run("crosswalk", *DAYS, "--homonyms", str(tmp_path / "h.csv"), "--pack")

    assert (tmp_path / "h.csv").read_bytes() == (folder / "homonyms.csv").read_bytes()


def test_errata_name_the_heir_that_the_resolution_names(folder):
    found = rows(folder / "errata.csv")
    wrong = [row for row in found if row["kind"] == "wrong-heir" and row["code"] == "31606"]
    edges = {
        (row["from_code"], row["to_code"]): (row["instrument"], row["clause"])
        for row in rows(folder / "crosswalk.csv")
    }

    assert [(row["said_code"], row["is_code"]) for row in wrong] == [("31495", "31591")]
    assert len({row["code"] for row in found if row["kind"] == "wrong-heir"}) == 31
    for row in found:
        if row["kind"] != "spelling":
            cited = edges[row["code"], row["is_code"]]
            assert cited == (row["instrument"], row["clause"])
            assert (row["code"], row["said_code"]) not in edges


def test_a_release_is_made_for_any_two_days_in_either_direction(tmp_path):
    run("crosswalk", "2026-12-01", "2025-06-30", "--release", str(tmp_path), "--pack")

    assert rows(tmp_path / "crosswalk.csv")[0]["to_province"]
