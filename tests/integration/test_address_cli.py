"""`continuity address`: one text, lines and tables of every kind, as people type it."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from continuity.cli.commands import (
    app,
    main,  # noqa: F401  it registers every command
)
from continuity.cli.progress import Bar

ROOT = Path(__file__).resolve().parents[2]
DAYS = ("--old-on", "2025-06-30", "--new-on", "2025-07-01")
ADDED = ["status", "new_code", "new_name", "new_province", "candidates", "score", "evidence"]
BEN_NGHE = "12 Lê Lợi, Phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh"
DA_KAO = "3 Đinh Tiên Hoàng, Phường Đa Kao, Quận 1, Thành phố Hồ Chí Minh"
TABLE = [
    ["id", "địa chỉ", "ghi chú"],
    ["1", BEN_NGHE, "=1+1"],
    ["2", "", "-5"],
    ["3", DA_KAO, "😀"],
    ["4", "không phải địa chỉ", ""],
]


@pytest.fixture(autouse=True)
def _in_english(monkeypatch, tmp_path_factory):
    monkeypatch.setenv("CONTINUITY_HOME", str(tmp_path_factory.getbasetemp() / "home"))
    monkeypatch.setenv("CONTINUITY_LANG", "en")


@pytest.fixture
def table(tmp_path) -> Path:
    file = tmp_path / "in.csv"
    with file.open("w", encoding="utf-8", newline="") as text:
        csv.writer(text).writerows(TABLE)
    return file


def run(*arguments, code=0, piped=None):
    result = CliRunner().invoke(app, ["address", *map(str, arguments)], input=piped)
    assert result.exit_code == code, (result.exit_code, result.output, result.exception)
    return result


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def test_one_text_is_answered_with_the_clause():
    said = run("convert", BEN_NGHE, *DAYS).stdout

    assert said.startswith("Phường Sài Gòn (26740), Thành phố Hồ Chí Minh")
    assert "1685/NQ-UBTVQH15" in said


def test_a_split_unit_names_all_of_its_heirs_and_guesses_none():
    answer = json.loads(run("convert", DA_KAO, *DAYS, "--json").stdout)

    assert answer["status"] == "candidates"
    assert {heir["code"] for heir in answer["heirs"]} == {"26737", "26740"}
    assert all(heir["clause"] for heir in answer["heirs"])
    assert answer["rest"] == "3 Đinh Tiên Hoàng"


def test_it_is_explained_in_the_language_asked_for():
    bare = "12 le loi, p ben nghe, q1, tphcm"

    assert "Kept" not in run("explain", bare, *DAYS, "--language", "vi").stdout
    assert "không dấu" in run("explain", bare, *DAYS, "--language", "vi").stdout
    assert "no diacritics" in run("explain", bare, *DAYS).stdout
    assert run("explain", bare, *DAYS, "--language", "fr", code=2).stderr


def test_a_text_is_resolved_on_its_own_day():
    answer = json.loads(run("resolve", BEN_NGHE, "--on", "2025-06-30", "--json").stdout)

    assert [heir["name"] for heir in answer["heirs"]] == ["Phường Bến Nghé"]


def test_without_a_day_a_text_is_that_of_today():
    # A ward of today bears the name of another one of before, of which it is the heir in part.
    today = json.loads(run("resolve", "Phường Bến Thành, Thành phố Hồ Chí Minh", "--json").stdout)

    assert [heir["code"] for heir in today["heirs"]] == ["26743"]
    assert "nothing changed" in today["why"]


def test_the_contract_for_tables(table, tmp_path):
    out = tmp_path / "out.csv"
    said = run("convert", table, "--column", "địa chỉ", *DAYS, "--out", out).stdout
    found = rows(out)

    assert list(found[0]) == TABLE[0] + ADDED
    assert [row["status"] for row in found] == ["resolved", "unknown", "candidates", "unknown"]
    assert [row["id"] for row in found] == ["1", "2", "3", "4"]
    assert found[0]["new_code"] == "26740"
    assert found[0]["evidence"].startswith("1685/NQ-UBTVQH15")
    assert found[2]["candidates"] == "26737|26740"
    assert [row["ghi chú"] for row in found] == ["'=1+1", "-5", "😀", ""]
    assert "4 rows" in said


@pytest.mark.parametrize("ending", [".csv", ".tsv", ".parquet", ".xlsx"])
def test_every_kind_of_table_keeps_columns_values_and_order(table, tmp_path, ending):
    pytest.importorskip("pyarrow")
    pytest.importorskip("openpyxl")
    middle, last = tmp_path / f"middle{ending}", tmp_path / "last.csv"
    run("convert", table, *DAYS, "--out", middle)

    run("convert", middle, "--column", "dia chi", *DAYS, "--out", last)

    found = rows(last)
    assert [row["id"] for row in found] == ["1", "2", "3", "4"]
    assert [row["địa chỉ"] for row in found] == [row[1] for row in TABLE[1:]]
    assert [row["status_2"] for row in found] == [row["status"] for row in found]
    guard = "''" if ending in (".csv", ".tsv") else "'"  # text put into CSV twice is guarded twice
    assert found[0]["ghi chú"] == f"{guard}=1+1"


def test_the_rows_left_open_go_to_people_with_their_candidates_by_name(table, tmp_path):
    left = tmp_path / "open.csv"
    run("convert", table, *DAYS, "--out", tmp_path / "out.csv", "--open", left)

    assert [row["id"] for row in rows(left)] == ["2", "3", "4"]
    assert rows(left)[1]["candidates"] == (
        "Phường Tân Định, Thành phố Hồ Chí Minh (26737); "
        "Phường Sài Gòn, Thành phố Hồ Chí Minh (26740)"
    )


def test_columns_are_joined_in_their_order(tmp_path):
    file = tmp_path / "apart.csv"
    file.write_text(
        "nha,xa,huyen,tinh\n12 Lê Lợi,Phường Bến Nghé,Quận 1,TP.HCM\n,Phường Bến Nghé,Quận 1,HCM\n",
        encoding="utf-8",
    )
    named = [part for name in ("nha", "xa", "huyen", "tinh") for part in ("--column", name)]
    run("convert", file, *named, *DAYS, "--out", tmp_path / "out.csv")

    assert [row["new_code"] for row in rows(tmp_path / "out.csv")] == ["26740", "26740"]


def test_a_table_without_a_heading_is_told_so(tmp_path):
    file = tmp_path / "bare.csv"
    file.write_text(f'"{BEN_NGHE}"\n"{DA_KAO}"\n', encoding="utf-8")

    assert (
        "taken for the heading" in run("convert", file, *DAYS, "--out", tmp_path / "o.csv").stderr
    )


def test_the_column_is_found_among_others_by_what_is_in_it(tmp_path):
    file = tmp_path / "many.csv"
    file.write_text(
        f'ten,quan,x,ngay\nNguyễn Văn Quận,1,"{BEN_NGHE}",2025-01-01\nBình,3,"{DA_KAO}",\n',
        encoding="utf-8",
    )
    told = json.loads(run("convert", file, *DAYS, "--out", tmp_path / "o.csv", "--json").stdout)

    assert told["columns"] == ["x"]
    assert "'x' was chosen" in told["notes"][0]


def test_a_heading_that_speaks_of_addresses_wins_over_a_column_of_provinces(tmp_path):
    file = tmp_path / "known.csv"
    file.write_text(
        f'tinh,địa chỉ\nTỉnh Hải Dương,"{BEN_NGHE}"\nTỉnh Bắc Ninh,xyz\nTỉnh Cà Mau,abc\n',
        encoding="utf-8",
    )
    told = json.loads(run("convert", file, *DAYS, "--out", tmp_path / "o.csv", "--json").stdout)

    assert told["columns"] == ["địa chỉ"]


def test_a_table_without_addresses_names_its_columns(tmp_path):
    (tmp_path / "no.csv").write_text("a,b\nxyz,2\nqrs,4\n", encoding="utf-8")

    assert "The columns are: a, b" in run("convert", tmp_path / "no.csv", *DAYS, code=1).stderr


def test_a_table_comes_through_a_pipe_where_a_column_is_named():
    piped = f'id,address\n1,"{BEN_NGHE}"\n'
    found = run("convert", "-", "--column", "address", *DAYS, piped=piped).stdout

    assert next(csv.DictReader(found.splitlines()))["new_code"] == "26740"


def test_codes_are_joined_with_and_without_their_zeros(tmp_path):
    file = tmp_path / "codes.csv"
    file.write_text("ma\n26740\n1\n00001\nxx\n\n26737\n", encoding="utf-8")
    run("convert", file, "--code-column", "ma", *DAYS, "--out", tmp_path / "out.csv")
    found = rows(tmp_path / "out.csv")

    assert [row["status"] for row in found] == [
        "resolved", "resolved", "resolved", "unknown", "unknown", "candidates",
    ]  # fmt: skip
    assert found[1]["new_code"] == found[2]["new_code"]
    assert "00001" in found[1]["evidence"]


def test_lines_come_back_in_their_order(tmp_path):
    piped = f"{BEN_NGHE}\n\n{DA_KAO}\n"
    found = list(csv.DictReader(run("convert", "-", *DAYS, piped=piped).stdout.splitlines()))
    objects = run("convert", "-", *DAYS, "--json", piped=piped).stdout.splitlines()

    assert [row["status"] for row in found] == ["resolved", "unknown", "candidates"]
    assert [json.loads(line)["status"] for line in objects] == [row["status"] for row in found]


def test_lines_of_any_bytes_are_answered_by_the_line():
    piped = b"\xff\x00\n" + "\ufeffPhường Bến Nghé, Quận 1, TP.HCM\r\n".encode() + b"\x80\n"
    for more in ([], ["--json"]):
        assert len(run("convert", "-", *DAYS, *more, piped=piped).stdout.splitlines()) >= 3


def test_a_terminal_is_shown_how_far_it_is(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr("sys.stderr", Terminal())
    monkeypatch.setattr("continuity.cli.progress.PAUSE", 0)
    with Bar() as bar:
        bar(1234, 0.5)
        shown = sys.stderr.getvalue()

    assert "50%" in shown
    assert "1,234 rows" in shown
    assert sys.stderr.getvalue().endswith("\r\x1b[K")


def test_a_summary_is_an_object_where_it_is_asked_for(table, tmp_path):
    told = json.loads(run("convert", table, *DAYS, "--out", tmp_path / "o.csv", "--json").stdout)

    assert [told[status] for status in ("rows", "resolved", "candidates", "ambiguous")] == [
        4,
        1,
        1,
        0,
    ]
    assert told["columns"] == ["địa chỉ"]


def listed(folder: Path, *lines: str) -> Path:
    file = folder / "list.csv"
    head = "old_code,kind,name,from_number,to_number,side,new_code,source,valid_from,valid_until"
    file.write_text("\n".join([head, *lines, ""]), encoding="utf-8")
    return file


def test_a_list_of_a_commune_turns_candidates_into_an_answer_with_its_source(table, tmp_path):
    known = listed(
        tmp_path, "26737,street,Đinh Tiên Hoàng,1,9,odd,26740,UBND phường 12/TB,2025-07-01,"
    )
    said = run("explain", DA_KAO, *DAYS, "--list", known).stdout
    run("convert", table, *DAYS, "--list", known, "--out", tmp_path / "out.csv")
    row = rows(tmp_path / "out.csv")[2]

    assert "12/TB" in said
    assert (row["status"], row["new_code"]) == ("resolved", "26740")
    assert "UBND phường 12/TB" in row["evidence"]
    assert "1 lines about 1 old" in run("lists", known).stdout


def test_a_faulty_list_is_refused_with_every_finding(tmp_path):
    known = listed(
        tmp_path, "26737,lane,X,,,,26740,x,2025-07-01,", "26737,street,X,,,,00001,x,2025-07-01,"
    )

    for command in (["explain", DA_KAO, *DAYS, "--list", known], ["lists", known]):
        assert "2 findings" in run(*command, code=1).stderr
    assert run("lists", code=2).stderr
    assert run("lists", "--template").stdout.startswith("old_code,")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["missing.csv"], 2, "no file"),
        (["{table}", "--column", "x"], 1, "There is no column 'x'. The columns are: id"),
        (["{table}", "--out", "{table}"], 2, "other files"),
        (["{table}", "--column", "id", "--code-column", "id"], 2, "either"),
    ],
)
def test_wrong_use_says_what_to_do(table, arguments, code, said):
    given = [argument.format(table=table) for argument in arguments]

    assert said in run("convert", *given, *DAYS, code=code).stderr
    assert rows(table)


def test_a_day_before_the_data_is_wrong_use():
    assert "1 Jan 2025" in run("resolve", BEN_NGHE, "--on", "2024-12-31", code=2).stderr


def test_what_fails_leaves_no_half_of_a_file(tmp_path):
    broken = tmp_path / "in.parquet"
    broken.write_bytes(b"PAR1" + b"\x00" * 99)
    out = tmp_path / "out.parquet"

    assert "cannot be read" in run("convert", broken, *DAYS, "--out", out, code=1).stderr
    assert list(tmp_path.iterdir()) == [broken]


def test_a_conversion_that_is_told_to_end_leaves_nothing_behind(tmp_path):
    """It reads from a pipe that stays open, so that it is surely in the middle."""
    out = tmp_path / "out.csv"
    command = ["address", "convert", "-", "--column", "address", *DAYS, "--out", str(out)]
    program = [sys.executable, "-c", "from continuity.cli.commands import main; main()", *command]
    with subprocess.Popen(
        program, env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, stdin=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as running:  # fmt: skip
        running.stdin.write(b"address\n" + f'"{BEN_NGHE}"\n'.encode() * 5_000)
        running.stdin.flush()
        until(lambda: list(tmp_path.iterdir()))
        running.terminate()
        code = running.wait(20)

    assert code == 128 + signal.SIGTERM
    assert list(tmp_path.iterdir()) == []


def until(there, seconds=20.0):
    """Waits for something to be there."""
    end = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)


def test_one_text_loads_neither_polars_nor_arrow_nor_excel():
    program = (
        "import sys; from continuity.cli.commands import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'polars', 'pyarrow', 'openpyxl', 'yaml', 'django', 'rich'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "address", "convert", BEN_NGHE, *DAYS],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert "26740" in done.stdout
