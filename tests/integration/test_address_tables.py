"""Tables of every kind through the converter: types kept, reasons by the row, never a crash."""

from __future__ import annotations

import csv
import io
import tempfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from continuity.addresses.batches import Rows
from continuity.addresses.reasons import Unreadable
from continuity.addresses.tables import Summary, Task, convert_table
from continuity.addresses.workbook_out import WorkbookOut

pa = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")
openpyxl = pytest.importorskip("openpyxl")

Workbook = pytest.importorskip("continuity.addresses.workbooks").Workbook
DAYS = (date(2025, 6, 30), date(2025, 7, 1))
BEN_NGHE = "12 Lê Lợi, Phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh"
BORN = datetime.fromisoformat("2001-02-03")

# Columns that no address should be in, and one cell of each.
STRANGE = {
    "whole": pa.array([7, None]),
    "amount": pa.array([Decimal("1.50"), None]),
    "yes": pa.array([True, None]),
    "list": pa.array([["Xã A"], None]),
    "record": pa.array([{"xa": "A"}, None]),
    "bytes": pa.array([b"\xff\x00\xfe", None]),
    "moment": pa.array([1, None], pa.timestamp("ns", "Asia/Ho_Chi_Minh")),
    "far": pa.array([10**15, None], pa.timestamp("ms")),
    "nothing": pa.array([None, None]),
    "span": pa.array([1, None], pa.duration("ns")),
}
TEXTS = {
    "text": pa.array([BEN_NGHE, None]),
    "large": pa.array([BEN_NGHE, None], pa.large_string()),
    "view": pa.array([BEN_NGHE, None], pa.string_view()),
    "coded": pa.array([BEN_NGHE, None]).dictionary_encode(),
    "unlabelled": pa.array([BEN_NGHE.encode(), None]),
}


def convert(source: Path, out: Path, column: str = "", **more) -> Summary:
    task = Task(*DAYS, (column,) if column else (), language="en", **more)
    return convert_table(task, source, out)


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


@pytest.fixture
def strange(tmp_path) -> Path:
    file = tmp_path / "in.parquet"
    parquet.write_table(pa.table({**STRANGE, **TEXTS}), file)
    return file


@pytest.mark.parametrize("column", STRANGE)
def test_a_column_of_the_wrong_type_says_so_in_each_row(strange, tmp_path, column):
    convert(strange, tmp_path / "out.csv", column)
    first, second = rows(tmp_path / "out.csv")

    assert (first["status"], second["status"]) == ("unknown", "unknown")
    assert second["evidence"] == "The cell is empty."
    assert first["evidence"].startswith(
        "The cell is empty" if column == "nothing" else "The cell hold"
    )


@pytest.mark.parametrize("column", TEXTS)
def test_text_is_text_however_it_is_kept(strange, tmp_path, column):
    summary = convert(strange, tmp_path / "out.csv", column)

    assert (summary.counts["resolved"], summary.counts["unknown"]) == (1, 1)


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_what_parquet_holds_can_be_written_as_text(strange, tmp_path, ending):
    assert convert(strange, tmp_path / f"out{ending}", "text").rows == 2


def test_every_type_of_parquet_comes_out_as_it_went_in(strange, tmp_path):
    convert(strange, tmp_path / "out.parquet", "text")
    before, after = parquet.read_table(strange), parquet.read_table(tmp_path / "out.parquet")

    assert after.select(before.schema.names).equals(before)
    assert after.schema.field("score").type == pa.float64()


def test_parquet_text_that_is_no_text_is_read_all_the_same(tmp_path):
    raw = pa.array(["Phươ\u0300ng".encode("cp1258"), b"ok"]).cast(pa.binary())
    bad = pa.Array.from_buffers(pa.string(), 2, raw.buffers())
    parquet.write_table(pa.table({"a": bad}), tmp_path / "in.parquet")

    assert convert(tmp_path / "in.parquet", tmp_path / "out.csv", "a").rows == 2
    assert rows(tmp_path / "out.csv")[0]["a"] == "Phường"


@pytest.fixture
def sheet(tmp_path) -> Path:
    book = openpyxl.Workbook()
    book.active.append(["id", "address", "born", "formula", "code"])
    book.active.append([1, BEN_NGHE, BORN, "=1+1", "00123"])
    book.active.append([2, 26740, None, None, "#N/A"])
    book.active.append([])
    book.active.append([3, "Xã A\tB", 1.5, True, "007", "beyond"])
    book.create_sheet("second")
    book.save(tmp_path / "in.xlsx")
    return tmp_path / "in.xlsx"


def test_a_sheet_keeps_its_values_and_says_what_is_wrong_by_the_row(sheet, tmp_path):
    summary = convert(sheet, tmp_path / "out.xlsx", "address")
    found = list(openpyxl.load_workbook(tmp_path / "out.xlsx").active.iter_rows(values_only=True))

    assert summary.rows == 4
    assert any("2 sheets" in note for note in summary.notes)
    assert found[1][:6] == (1, BEN_NGHE, BORN, "=1+1", "00123", "resolved")
    assert "holds a number" in found[2][11]
    assert found[3][5] == "unknown"
    assert found[4][12] == "beyond"
    assert "6 cells" in found[4][11]


def test_no_text_becomes_a_formula_in_excel(sheet, tmp_path):
    convert(sheet, tmp_path / "out.xlsx", "address")
    written = openpyxl.load_workbook(tmp_path / "out.xlsx").active

    assert written["D2"].value == "=1+1"
    assert written["D2"].data_type == "s"


def test_excel_gets_no_letter_that_it_refuses_and_no_cell_that_it_cuts_in_silence(tmp_path):
    table = tmp_path / "in.csv"
    table.write_text(f'id,address\n1,"a\x01b\x0b"\n2,{"x" * 1_000_000}\n', encoding="utf-8")
    convert(table, tmp_path / "out.xlsx", "address")
    _, one, two = openpyxl.load_workbook(tmp_path / "out.xlsx").active.iter_rows(values_only=True)

    assert one[1] == "a_x0001_b_x000B_"
    assert len(two[1]) == 32_767
    assert "32767" in two[8]


VALUES = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    st.sampled_from(["_x0041_", "a\r\nb", " x ", "=1", "#N/A", "<&>", "1", "\x00"]),
    st.booleans(),
    st.integers(-(10**14), 10**14),
    st.floats(allow_nan=False, allow_infinity=False, width=32).filter(lambda x: abs(x) < 1e14),
    st.datetimes(datetime.fromisoformat("1901-01-01"), datetime.fromisoformat("2999-01-01")).map(
        lambda moment: moment.replace(microsecond=0)
    ),
)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.lists(VALUES, min_size=3, max_size=3), min_size=1, max_size=5))
def test_what_is_written_for_excel_is_what_is_read(table):
    stream = io.BytesIO()
    out = WorkbookOut(stream, ["a", "b", "c", "more"], "en")
    out.write(Rows(table, 3), [("x",)] * len(table), 3)
    out.close()
    (batch,) = Workbook(stream, "en", None).batches()

    assert [row[:3] for row in batch.rows()] == [[c if c != "" else None for c in r] for r in table]


def test_rows_beyond_those_of_a_sheet_go_to_the_next(monkeypatch):
    monkeypatch.setattr("continuity.addresses.workbook_out.MOST_ROWS", 3)
    stream = io.BytesIO()
    out = WorkbookOut(stream, ["n", "more"], "en")
    out.write(Rows([[n] for n in range(5)], 1), [("x",)] * 5, 1)
    out.close()
    sheets = [
        list(s.iter_rows(values_only=True)) for s in openpyxl.load_workbook(stream).worksheets
    ]

    head = ("n", "more")
    assert sheets == [[head, (0, "x"), (1, "x")], [head, (2, "x"), (3, "x")], [head, (4, "x")]]


def test_the_same_table_is_the_same_file_of_excel(sheet, tmp_path):
    for name in ("one.xlsx", "two.xlsx"):
        convert(sheet, tmp_path / name, "address")

    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_a_megabyte_in_a_cell_is_kept_and_not_read(tmp_path):
    table = tmp_path / "in.csv"
    table.write_text(f'id,address\n1,"{"x, " * 400_000}"\n2,"{BEN_NGHE}"\n', encoding="utf-8")
    convert(table, tmp_path / "out.csv", "address")
    one, two = rows(tmp_path / "out.csv")

    assert (len(one["address"]), one["status"], two["status"]) == (1_200_000, "unknown", "resolved")
    assert "1200000 characters" in one["evidence"]


@pytest.mark.parametrize("ending", [".csv", ".parquet", ".xlsx"])
def test_a_table_without_rows_is_a_table_without_rows(tmp_path, ending):
    (tmp_path / "in.csv").write_text("id,address\n", encoding="utf-8")
    convert(tmp_path / "in.csv", tmp_path / f"middle{ending}")
    summary = convert(tmp_path / f"middle{ending}", tmp_path / "out.csv", "address")

    assert summary.rows == 0
    assert (tmp_path / "out.csv").read_text(encoding="utf-8-sig").startswith("id,address,status")


def test_two_columns_of_one_name_are_two_columns_of_parquet(tmp_path):
    (tmp_path / "in.csv").write_text(f'a,a,\n1,"{BEN_NGHE}",x\n', encoding="utf-8")
    convert(tmp_path / "in.csv", tmp_path / "out.parquet")

    names = parquet.read_table(tmp_path / "out.parquet").schema.names
    assert names[:4] == ["a", "a_2", "column_3", "status"]


@pytest.mark.parametrize("count", [1, 4, 40, 400])
@pytest.mark.parametrize(
    "make", [b"PAR1".__add__, b"PK\x03\x04".__add__, b"\xd0\xcf\x11\xe0".__add__]
)
def test_a_file_that_only_begins_as_one_is_refused_with_a_reason(tmp_path, make, count):
    (tmp_path / "in").write_bytes(make(b"\x00\x01" * count))

    with pytest.raises(Unreadable):
        convert(tmp_path / "in", tmp_path / "out.csv")
    assert not (tmp_path / "out.csv").exists()


CALM = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@CALM
@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_any_bytes_convert_or_are_refused_with_a_reason(content):
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder) / "in", Path(folder) / "out.csv"
        source.write_bytes(content)
        try:
            summary = convert(source, out)
        except Unreadable:
            return
        text = out.read_bytes().decode("utf-8-sig")
        written = list(csv.reader(io.StringIO(text, newline=""), delimiter=_sign(text)))

    assert len(written) == summary.rows + 1


def _sign(text: str) -> str:
    """What stands before the first added heading."""
    before = text[: text.index("status")]
    return before[-1] if before and before[-1] in ",;\t|" else ","


@CALM
@given(st.data())
def test_a_damaged_table_never_breaks_more_than_itself(sheet, strange, data):
    whole = data.draw(st.sampled_from([sheet, strange])).read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    damaged = (
        whole[:at] + data.draw(st.binary(max_size=8)) + whole[at + data.draw(st.integers(0, 9)) :]
    )

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "in").write_bytes(damaged)
        try:
            convert(
                Path(folder) / "in",
                Path(folder) / "out.csv",
                data.draw(st.sampled_from(["", "id"])),
            )
        except Unreadable:
            return
