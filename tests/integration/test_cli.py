"""The command as people type it: answers, JSON contracts, exit status, two languages."""

from __future__ import annotations

import csv
import io
import json

import pytest
from typer.testing import CliRunner

from continuity.cli.commands import app
from continuity.packs.vn import DATA

MARCH = str(DATA / "decrees" / "2025-03-01-functions.yaml")
JULY = str(DATA / "decrees" / "2025-07-01-map.yaml")


@pytest.fixture(autouse=True)
def _kept_apart(monkeypatch, tmp_path_factory):
    monkeypatch.setenv("CONTINUITY_HOME", str(tmp_path_factory.getbasetemp() / "home"))
    monkeypatch.setenv("CONTINUITY_LANG", "en")


def run(*arguments, code=0):
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == code, (result.exit_code, result.output, result.exception)
    return result


def asked(*arguments):
    return json.loads(run("who", *arguments, "--json").stdout)


def test_who_answers_with_every_key_of_the_contract():
    answer = asked(
        "driving-licences", "Tỉnh Hải Dương", "--on", "2025-07-01", "--filed", "2025-02-20"
    )

    assert list(answer) == [
        "status", "function", "on", "filed", "place", "agency", "holders", "mandate",
        "instrument", "chain", "meanwhile", "points",
    ]  # fmt: skip
    assert set(answer["place"]) == {"status", "text", "unit", "candidates", "read"}
    assert answer["place"]["read"] is None  # a name sufficed
    assert answer["place"]["unit"] == {
        "key": "31@2025-07-01", "code": "31",
        "name": "Thành phố Hải Phòng", "province": "Thành phố Hải Phòng",
    }  # fmt: skip
    assert answer["agency"] == {
        "key": "vn.31.police@2025-07-01",
        "name": "Công an thành phố Hải Phòng", "name_en": "Hai Phong City Police",
    }  # fmt: skip
    assert answer["mandate"] == {"valid": ["2025-07-01", None], "intake": [None, None]}
    assert set(answer["instrument"]) == {"number", "clause", "effective"}
    assert [set(link) for link in answer["chain"]] == [
        {"agency", "agency_en", "status", "from", "until", "instrument"}
    ] * 3
    assert answer["meanwhile"] is None


def test_an_open_place_names_candidates_and_who_acts_meanwhile():
    answer = asked("residence", "Kỳ Lợi", "--on", "2025-07-01")

    assert answer["status"] == answer["place"]["status"] == "undetermined"
    assert answer["agency"] is answer["place"]["unit"] is None
    assert [c["name"] for c in answer["place"]["candidates"]] == [
        "Phường Sông Trí",
        "Phường Hoành Sơn",
    ]
    assert answer["meanwhile"]["name"] == "Công an phường Hoành Sơn"
    assert "unverified" in answer["meanwhile"]["rule"]


@pytest.mark.parametrize(
    ("function", "place", "on", "status", "where"),
    [
        ("residence", "code:26740", "2025-06-30", "resolved", "resolved"),
        ("residence", "26740", "01/07/2025", "resolved", "resolved"),
        ("residence", "hang bac", "2025-07-01", "resolved", "resolved"),
        (
            "residence",
            "PHƯỜNG HÀNG BẠC, quận hoàn kiếm, Hà Nội",
            "2025-06-30",
            "resolved",
            "resolved",
        ),
        ("seals", "Hải Dương", "2025-02-27", "resolved", "resolved"),
        ("residence", "Tân Thành", "2025-06-30", "undetermined", "ambiguous"),
        ("residence", "Atlantis", "2025-06-30", "unknown", "unknown"),
        ("residence", "Huyện Hoàng Sa", "2025-06-30", "not-owed", "resolved"),
        ("residence", "Hà Nội", "2024-06-30", "unknown", "unknown"),
        ("residence", "Hà Nội", "2025-06-30", "undetermined", "resolved"),
        ("drug-treatment", "Hải Phòng", "2025-02-01", "overlap", "resolved"),
        ("drug-treatment", "Hải Phòng", "2025-03-01", "resolved", "resolved"),
        (
            "aviation-security",
            "Cảng hàng không quốc tế Cát Bi",
            "2025-03-01",
            "resolved",
            "resolved",
        ),
        ("aviation-security", "Phường Hàng Bạc", "2025-03-01", "not-owed", "resolved"),
    ],
)
def test_who_has_one_of_six_answers(function, place, on, status, where):
    answer = asked(function, place, "--on", on)

    assert (answer["status"], answer["place"]["status"]) == (status, where)


def test_several_places_under_one_agency_are_sure_of_the_agency():
    answer = asked("seals", "tan thanh, dong thap", "--on", "2025-06-30")

    assert answer["place"]["status"] == "ambiguous"
    assert answer["agency"]["name"] == "Công an tỉnh Đồng Tháp"


@pytest.mark.parametrize(
    "arguments",
    [
        ("who", "dragons", "Hà Nội", "--on", "2025-07-01"),
        ("who", "seals", "Hà Nội", "--on", "tomorrow"),
        ("who", "seals", "Hà Nội", "--on", "2025-07-01", "--filed", "2025-07-02"),
        ("who", "seals", "Hà Nội"),
        ("crosswalk", "2025-06-30"),
        ("crosswalk", "2024-06-30", "2025-07-01"),
        ("nonsense",),
        ("reform", "slip", MARCH, "--to", "soon"),
    ],
)
def test_wrong_use_is_said_and_ends_with_two(arguments):
    assert run(*arguments, code=2).stderr.strip()


def test_the_command_speaks_both_languages(monkeypatch):
    english = run("who", "seals", "Hà Nội", "--on", "2025-07-01").stdout
    monkeypatch.delenv("CONTINUITY_LANG")
    monkeypatch.setenv("LC_ALL", "vi_VN.UTF-8")
    vietnamese = run("who", "seals", "Hà Nội", "--on", "2025-07-01").stdout

    assert english.startswith("Ha Noi City Police")
    assert vietnamese.startswith("Công an thành phố Hà Nội")
    assert "01/07/2025" in vietnamese


@pytest.mark.parametrize("written", ["26740", "code:26740", "Phường Bến Nghé", "ben nghe"])
def test_a_unit_is_found_by_code_name_and_without_marks(written):
    units = json.loads(run("unit", written, "--json").stdout)["units"]
    ben_nghe = next(unit for unit in units if unit["name"] == "Phường Bến Nghé")

    assert ben_nghe["valid"] == ["2025-01-01", "2025-07-01"]
    assert ben_nghe["heirs"] == [
        {
            "key": "26740@2025-07-01",
            "code": "26740",
            "name": "Phường Sài Gòn",
            "province": "Thành phố Hồ Chí Minh",
            "extent": "full",
            "instrument": "1685/NQ-UBTVQH15",
            "clause": "1",
        }
    ]


def test_every_name_code_and_alias_of_the_pack_is_found_whatever_the_day():
    """Days take turns; all three for each of 43,000 texts took CI two minutes."""
    from datetime import date
    from itertools import cycle

    from tests.national import national

    places, world = national().places, national().world
    texts = [f"code:{area.code}" for area in world.lineage.areas.values()]
    texts += [label.vi for a in world.lineage.areas for label in world.labels[a]]
    texts += [name for _, _, name in national().pack.aliases]

    days = cycle((date(2025, 1, 1), date(2025, 7, 1), date(2030, 1, 1)))
    assert [
        text for text, day in zip(texts, days, strict=False) if not places.find(text, day)
    ] == []


def test_a_unit_that_never_was_is_refused():
    assert "Atlantis" in run("unit", "Atlantis", code=1).stderr


def test_the_crosswalk_is_a_table_of_eleven_columns():
    rows = list(csv.DictReader(io.StringIO(run("crosswalk", "2025-06-30", "2025-07-01").stdout)))
    back = list(csv.DictReader(io.StringIO(run("crosswalk", "2025-07-01", "2025-06-30").stdout)))

    assert list(rows[0]) == [
        "from_code", "from_name", "from_province", "to_code", "to_name", "to_province",
        "extent", "residents", "territory", "instrument", "clause",
    ]  # fmt: skip
    assert len(rows) == len(back) == 10_571
    assert all(row["instrument"] and row["clause"] for row in rows)
    assert {(r["from_code"], r["to_code"]) for r in rows} == {
        (r["to_code"], r["from_code"]) for r in back
    }
    ky_loi = {
        r["to_name"]: r["residents"] + r["territory"] for r in rows if r["from_code"] == "18796"
    }
    assert ky_loi == {"Phường Sông Trí": "10", "Phường Vũng Áng": "01", "Phường Hoành Sơn": "10"}


def test_a_unit_that_was_renamed_cites_the_clause_that_renamed_it():
    rows = csv.DictReader(io.StringIO(run("crosswalk", "2025-07-01", "2026-11-01").stdout))

    cited = {r["from_code"]: r["instrument"] for r in rows if r["instrument"]}
    assert cited["25270"] == "237/NQ-UBTVQH16"
    assert len(cited) < 100


def test_a_day_to_itself_is_the_identity():
    rows = list(csv.DictReader(io.StringIO(run("crosswalk", "2025-07-01", "2025-07-01").stdout)))

    assert len(rows) == 3_321
    assert all(r["from_code"] == r["to_code"] and r["extent"] == "full" for r in rows)


@pytest.mark.parametrize("file", [MARCH, JULY])
def test_the_packs_own_decrees_pass_the_check(file):
    assert json.loads(run("reform", "check", file, "--json").stdout)["findings"] == []


def test_a_proof_prints_its_digest_and_a_plan_its_counts():
    proof = json.loads(run("reform", "prove", MARCH, "--json").stdout)
    plan = json.loads(run("reform", "plan", JULY, "--json").stdout)

    assert proof["holds"]
    assert len(proof["digest"]) == 64
    assert proof["disputed_before"] == 1
    counts = plan["counts"]
    assert (counts["areas-founded"], counts["areas-cut"]) == (23 + 3_192, 441)
    assert counts["areas-ended"] == 52 + 696 + 10_035 - 129


def test_a_slip_names_agencies_and_matters():
    told = json.loads(run("reform", "slip", MARCH, "--to", "2025-03-15", "--json").stdout)

    assert told["findings"] == []
    assert "vn.30.transport" in told["agencies"]
    assert told["matters"]


def test_a_wrong_decree_is_refused_with_lines(tmp_path):
    file = tmp_path / "wrong.yaml"
    file.write_text("decree: x\neffective: 2025-09-01\nclauses:\n  - {end: [vn.01.police]}\n")

    result = run("reform", "check", str(file), "--json", code=1)

    found = json.loads(result.stdout)["findings"]
    assert {"no-heir"} <= {finding["code"] for finding in found}
    assert found[0]["line"] == 4
    assert all(finding["mend"] for finding in found)


def test_a_file_that_cannot_be_read_is_refused_with_a_reason(tmp_path):
    for name, data in (("big", b"a" * 17 * 2**20), ("latin", b"\xe9"), ("bomb", b"a: &a [*a]")):
        file = tmp_path / f"{name}.yaml"
        file.write_bytes(data)
        for command in ("check", "plan", "prove"):
            assert run("reform", command, str(file), code=1).stderr.strip()


def test_help_shows_an_example_for_every_command():
    for command in (
        ["demo"], ["who"], ["unit"], ["crosswalk"],
        ["reform", "plan"], ["reform", "check"], ["reform", "prove"], ["reform", "slip"],
    ):  # fmt: skip
        assert "Example: continuity" in run(*command, "--help").stdout
