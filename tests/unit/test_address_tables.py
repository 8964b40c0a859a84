"""The reader of somebody's tables: any bytes, every row, in order."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from continuity.addresses.batches import Rows
from continuity.addresses.delimited import TextFile, TextOut
from continuity.addresses.encodings import mended, sniffed
from continuity.addresses.reasons import Unreadable
from continuity.addresses.records import MOST, Records, delimiter
from continuity.packs.spreadsheet import uncelled

VIETNAMESE = "Số 9, Phường Bến Nghé, Quận 1"
# Windows-1258 writes the tone behind its letter.
IN_1258 = "Phươ\u0300ng Bê\u0301n Nghe\u0301, Quâ\u0323n 1".encode("cp1258")

cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\x1f"), max_size=9)
tables = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), max_size=6)
)


def read(content: bytes, *, lines: bool = False) -> TextFile:
    return TextFile(io.BytesIO(content), content[:65536], "en", lines=lines)


def rows(content: bytes, *, lines: bool = False) -> list[list[str]]:
    file = read(content, lines=lines)
    found = [row for batch in file.batches() for row in batch.rows()]
    file.let_go()
    return found


def quoted(row: list[str], sign: str = ",") -> str:
    return sign.join('"' + cell.replace('"', '""') + '"' for cell in row)


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_table_is_read_in_whatever_it_was_written(sign: str, encoding: str) -> None:
    lines = [quoted(["id", "địa chỉ"], sign), quoted(["1", VIETNAMESE], sign), ""]
    file = read("\r\n".join(lines).encode(encoding))

    assert file.names == ["id", "địa chỉ"]
    assert [batch.rows() for batch in file.batches()] == [[["1", VIETNAMESE]]]


def test_one_row_of_another_encoding_says_so_and_the_others_do_not() -> None:
    content = f"a,b\n1,Xã Đông\n2,{'Xã Tây'}\n".encode() + b'3,"' + IN_1258 + b'"\n'
    (batch,) = read(content).batches()

    assert batch.column(1) == ["Xã Đông", "Xã Tây", "Phường Bến Nghé, Quận 1"]
    assert list(batch.notes) == [2]
    assert "Windows-1258" in batch.notes[2]


def test_a_whole_file_of_before_unicode_says_so_once() -> None:
    file = read(b"a;b\n" + b"\n".join(b"1;" + IN_1258 for _ in range(9)))
    (batch,) = file.batches()

    assert set(batch.column(1)) == {"Phường Bến Nghé, Quận 1"}
    assert not batch.notes
    assert "Windows-1258" in file.notes[0]


def test_western_bytes_are_not_taken_for_vietnamese_tones() -> None:
    assert mended("Ìle".encode("cp1252").decode("utf-8", "surrogateescape"), "utf-8") == (
        "Ìle",
        "Windows-1252",
    )


@given(st.binary())
def test_every_byte_that_is_no_text_can_be_had_back(raw: bytes) -> None:
    text = raw.decode("utf-8", "continuity.kept")

    assert text.encode("utf-8", "surrogateescape") == raw


def test_an_open_quotation_mark_costs_one_row_and_not_the_rest() -> None:
    lines = ["id,address", '1,"12 Lê Lợi', *(f"{n},Xã {n}" for n in range(2, 400_000))]
    file = read("\n".join(lines).encode())
    batches = list(file.batches())
    found = [row for batch in batches for row in batch.rows()]

    assert len("\n".join(lines)) > MOST
    assert [row[0] for row in found] == [str(n) for n in range(1, 400_000)]
    assert list(batches[0].refused) == [0]
    assert not any(batch.refused for batch in batches[1:])


def test_a_cell_of_many_lines_stays_one_cell() -> None:
    assert rows(b'a,b\n1,"x\r\ny\n\nz"\n2,w\n') == [["1", "x\r\ny\n\nz"], ["2", "w"]]


def test_a_row_of_more_cells_than_the_heading_is_refused_and_keeps_them() -> None:
    (batch,) = read(b"a,b\n1,x,y\n2,z,\n3\n").batches()

    assert batch.rows() == [["1", "x", "y"], ["2", "z", ""], ["3", ""]]
    assert list(batch.refused) == [0]


def test_an_empty_line_is_a_row() -> None:
    assert rows(b"a,b\n1,x\n\n2,y\n") == [["1", "x"], ["", ""], ["2", "y"]]


def test_empty_lines_before_the_heading_are_no_rows() -> None:
    assert rows(b"\n\r\na,b\n1,x\n") == [["1", "x"]]


def test_lines_are_read_as_they_stand() -> None:
    content = 'Xã "A, huyện B\n\n  Xã C'.encode()

    assert rows(content, lines=True) == [['Xã "A, huyện B'], [""], ["  Xã C"]]


def test_a_file_of_one_column_is_not_cut_at_its_commas() -> None:
    content = "Địa chỉ\n12 Lê Lợi, Quận 1\n5, Xã B, Huyện C, Tỉnh D\n".encode()

    assert rows(content) == [["12 Lê Lợi, Quận 1"], ["5, Xã B, Huyện C, Tỉnh D"]]


def test_no_rows_at_all_is_the_one_thing_that_is_refused() -> None:
    with pytest.raises(Unreadable, match="no rows"):
        read(b"\n\n")


@given(tables, st.sampled_from(",;\t|"))
def test_what_python_writes_is_read_back_in_order(table: list[list[str]], sign: str) -> None:
    width = len(table[0]) if table else 2
    head = [f"h{n}" for n in range(width)]
    content = "\n".join(quoted(row, sign) for row in [head, *table])

    assert delimiter(content.splitlines(keepends=True)[:1]) == sign
    assert Records(io.StringIO(content, newline=""), sign).taken(99)[0][1:] == table


@given(tables, st.sampled_from(",;\t|"), st.sampled_from(["\n", "\r\n"]))
def test_what_is_written_is_what_python_reads(table: list[list[str]], sign: str, end: str) -> None:
    width = len(table[0]) if table else 2
    head, stream = [f"h{n}" for n in range(width)], io.BytesIO()
    out = TextOut(stream, [*head, "more"], delimiter=sign, ending=end, bom=False)
    out.write(Rows([[*row, "x\ny"] for row in table], width + 1), [("",)] * len(table), width + 1)
    out.close()

    found = list(csv.reader(io.StringIO(stream.getvalue().decode(), newline=""), delimiter=sign))
    assert [[*map(uncelled, row[:width])] for row in found[1:]] == table
    assert all(row[width:] == ["x\ny", ""] for row in found[1:])


@given(st.binary(max_size=400) | st.text().map(str.encode))
@example(b"\xff\xfe\n\x00")
@example(b'"')
@example(b"a\r\rb\x00,\"\n'")
@example(b"\xfe\xff\xd8\x00,\x00")
def test_any_bytes_are_rows_of_text_that_can_be_written(content: bytes) -> None:
    try:
        file = read(content)
    except Unreadable:
        return
    found = [row for batch in file.batches() for row in batch.rows()]

    assert all(len(row) >= len(file.names) for row in found)
    for row in found:
        "".join(row).encode()


@given(
    st.lists(st.binary(max_size=30).map(lambda raw: raw.translate(None, b'\r\n"\x00')), max_size=9)
)
def test_no_line_is_lost_or_moved(lines: list[bytes]) -> None:
    content = b"\n".join([b"id,text", *(b"%d,%s" % (n, raw) for n, raw in enumerate(lines))])
    found = rows(content)

    assert sniffed(content).name == "utf-8"
    assert [row[0] for row in found] == [str(n) for n in range(len(lines))]
