"""`continuity reform …` as a planner reads it: names, not keys; refusals with nothing beside them."""

from __future__ import annotations

import json

import pytest

from tests.integration.test_cli import JULY, MARCH, run

CUT = """\
decree: cut
effective: 2025-09-01
clauses:
  - {clause: 1, found: {commune: "99001", name: Phường Mới, in: "01"}, takes: {part: ["00004"]}}
"""


@pytest.fixture(autouse=True)
def _kept_apart(monkeypatch, tmp_path_factory):
    monkeypatch.setenv("CONTINUITY_HOME", str(tmp_path_factory.getbasetemp() / "home"))
    monkeypatch.setenv("CONTINUITY_LANG", "en")


LAW = """\
Số: 9/NQ-HĐ
Về việc sắp xếp các đơn vị hành chính cấp xã của thành phố Huế năm 2027
1. Sắp xếp toàn bộ diện tích tự nhiên, quy mô dân số của phường Thuận Hóa và phường Phú Xuân{more} \
thành phường mới có tên gọi là phường Kinh Thành.
Điều 2. Chính quyền địa phương hoạt động từ ngày 01 tháng 3 năm 2027.
"""


def test_the_text_of_a_law_becomes_a_draft_that_plan_takes(tmp_path):
    file, out = tmp_path / "law.txt", tmp_path / "draft.yaml"
    file.write_text(LAW.format(more=""), encoding="utf-8")

    run("reform", "read", str(file), "--out", str(out))

    assert "Phu Xuan Ward → Kinh Thanh Ward" in run("reform", "plan", str(out)).stdout


def test_what_was_not_understood_of_a_law_is_told_beside_the_draft(tmp_path):
    file = tmp_path / "law.txt"
    file.write_text(LAW.format(more=" và mấy tổ dân phố"), encoding="utf-8")

    done = run("reform", "read", str(file), code=1)
    shown = json.loads(run("reform", "read", str(file), "--json", code=1).stdout)

    assert 'name: "Phường Kinh Thành"' in done.stdout
    assert "clause 1, line 3" in done.stderr
    assert "“và mấy tổ dân phố”" in done.stderr
    assert shown["findings"][0]["phrase"] == "và mấy tổ dân phố"
    run("reform", "read", str(tmp_path), code=1)
    run("reform", "read", str(tmp_path / "none.txt"), code=1)


def test_a_plan_names_what_it_changes():
    told = run("reform", "plan", MARCH).stdout

    assert "Ba Dinh District Police → Ha Noi City Police" in told
    assert "Driving tests and licences: Ha Noi City Department of Transport" in told
    assert "… and 810 more" in told


def test_a_plan_of_the_map_counts_the_units_of_the_eve_that_it_cuts(tmp_path):
    file = tmp_path / "cut.yaml"
    file.write_text(CUT)

    counted = json.loads(run("reform", "plan", MARCH, "--json").stdout)["counts"]
    told = json.loads(run("reform", "plan", str(file), "--json").stdout)

    assert counted["areas-cut"] == 0
    assert told["areas_cut"] == ["00004@2025-07-01"]
    assert told["areas_founded"] == ["99001@2025-09-01"]


def test_passing_on_names_who_gives_and_who_gets():
    passing = json.loads(run("reform", "plan", MARCH, "--json").stdout)["passing"]

    licences = next(row for row in passing if row["function"] == "driving-licences")
    assert (len(licences["from"]), len(licences["to"])) == (63, 63)
    assert "vn.30.transport" in licences["from"]
    assert "vn.30.police" in licences["to"]


def test_a_gap_is_told_with_the_clause_that_leaves_it(tmp_path):
    file = tmp_path / "cut.yaml"
    file.write_text(CUT)

    found = json.loads(run("reform", "check", str(file), "--json", code=1).stdout)["findings"]

    assert [(f["code"], f["clause"], f["line"]) for f in found] == [("gap", "1", 4)]
    assert "hold: [residence]" in found[0]["mend"]


def test_a_proof_names_its_open_questions():
    told = run("reform", "prove", JULY).stdout

    assert "381 open questions" in told
    assert "Cong Vi Ward: Ngoc Ha Ward | Giang Vo Ward" in told


def test_a_refused_slip_prints_findings_and_no_result():
    result = run("reform", "slip", JULY, "--to", "2025-02-01", code=1)

    assert "must be told again" not in result.stdout
    assert result.stderr


@pytest.mark.parametrize(
    "command", [["check"], ["plan"], ["prove"], ["slip", "--to", "2027-01-01"]]
)
def test_a_file_without_a_decree_is_refused_by_each_command(tmp_path, command):
    for content in ("", "# nothing\n", "null\n", "[]\n"):
        file = tmp_path / "none.yaml"
        file.write_text(content)
        assert "holds no decree" in run("reform", *command, str(file), code=1).stderr
