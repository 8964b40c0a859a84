"""Columns of addresses and codes: the same answers as one by one, whoever holds the column."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from continuity.addresses import converter
from continuity.addresses.bulk import (
    COLUMNS,
    convert_array,
    convert_batch,
    convert_codes,
    convert_expr,
    convert_texts,
)
from continuity.addresses.codes import coded

ROOT = Path(__file__).resolve().parents[2]
DAYS = {"old_on": date(2025, 6, 30), "new_on": date(2025, 7, 1)}
TEXTS = [
    "12 Lê Lợi, Phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh",
    None,
    "3 Đinh Tiên Hoàng, Phường Đa Kao, Quận 1, Thành phố Hồ Chí Minh",
    "",
    "không phải địa chỉ",
]
CODES = ["26740", "1", "00001", None, "zz", "", " 26740 ", "26737", "001", "01"]


@pytest.fixture(scope="module")
def one_by_one():
    return converter(**DAYS).rows(TEXTS)


def test_a_list_is_answered_as_its_texts_are(one_by_one):
    assert convert_texts(TEXTS, **DAYS) == one_by_one


def test_an_arrow_array_is_a_struct_of_the_same(one_by_one):
    pa = pytest.importorskip("pyarrow")
    expected = [row._asdict() for row in one_by_one]

    assert convert_array(pa.array(TEXTS), **DAYS).to_pylist() == expected
    chunks = convert_array(pa.chunked_array([TEXTS[:2], [], TEXTS[2:]]), **DAYS)
    assert chunks.to_pylist() == expected
    assert len(convert_array(pa.array([], pa.string()), **DAYS)) == 0


def test_a_batch_gets_seven_columns_and_keeps_its_own(one_by_one):
    pa = pytest.importorskip("pyarrow")
    batch = pa.record_batch({"id": range(5), "address": TEXTS, "status": ["x"] * 5})
    batch = batch.replace_schema_metadata({"made": "here"})

    found = convert_batch(batch, "address", *DAYS.values())

    assert found.schema.names == ["id", "address", "status", "status_2", *COLUMNS[1:]]
    assert found.schema.metadata == {b"made": b"here"}
    assert found.select(["id", "address", "status"]).equals(batch)
    assert found["evidence"].to_pylist() == [row.evidence for row in one_by_one]
    assert convert_batch(batch.slice(2), "address", *DAYS.values()).equals(found.slice(2))
    with pytest.raises(KeyError, match="nowhere"):
        convert_batch(batch, "nowhere", *DAYS.values())


def test_a_batch_of_the_wrong_type_says_so_by_the_row():
    pa = pytest.importorskip("pyarrow")
    found = convert_batch(pa.record_batch({"address": [1, None]}), "address", *DAYS.values(), "en")

    assert found["evidence"].to_pylist() == [
        "The cell holds a number and no text.",
        "The cell is empty.",
    ]


def test_a_polars_expression_is_a_struct_of_the_same(one_by_one):
    pl = pytest.importorskip("polars")
    frame = pl.DataFrame({"address": TEXTS})
    column = convert_expr(pl.col("address"), **DAYS).alias("found")

    expected = [row._asdict() for row in one_by_one]
    assert frame.select(column)["found"].to_list() == expected
    assert frame.lazy().select(column).collect(engine="streaming")["found"].to_list() == expected
    assert frame.lazy().select(column).collect_schema() == frame.select(column).schema
    assert frame.select(column).unnest("found").columns == list(COLUMNS)
    assert frame.clear().select(column).height == 0


@pytest.mark.parametrize("values", [CODES, [26740, 1, None], []])
def test_codes_are_answered_the_same_by_all(values):
    pa = pytest.importorskip("pyarrow")
    pl = pytest.importorskip("polars")
    texts = [None if value is None else str(value) for value in values]
    expected = [row._asdict() for row in convert_codes(texts, **DAYS)]
    kind = (pa.int64(), pl.Int64) if values and values[0] == 26740 else (pa.string(), pl.String)

    assert convert_codes(pl.Series(values, dtype=kind[1]), **DAYS).to_dicts() == expected
    assert convert_codes(pa.array(values, kind[0]), **DAYS).to_pylist() == expected
    assert (
        convert_codes(pa.chunked_array([pa.array(values, kind[0])]), **DAYS).to_pylist() == expected
    )


def test_a_code_and_the_full_address_of_its_unit_say_the_same():
    known = coded(**DAYS)
    communes = [unit for unit in known.gazetteer.living(known.old) if known._is_lowest(unit)]
    some = random.Random(5).sample(communes, 300)
    names = [known.gazetteer.full_name(unit, known.old) for unit in some]

    by_code = known.rows([known.gazetteer.units[unit].code for unit in some])
    by_name = converter(**DAYS).rows(names)

    for name, code, text in zip(names, by_code, by_name, strict=True):
        told = (code.status, code.new_code, code.candidates)
        assert told == (text.status, text.new_code, text.candidates), name


def test_every_unit_of_a_day_has_an_answer_by_its_code():
    rows = coded(**DAYS).known.values()

    assert len(rows) > 10_700
    assert {row.status for row in rows} == {"resolved", "candidates"}
    assert all(row.new_code or row.candidates for row in rows)


def test_neither_polars_nor_arrow_is_loaded_before_it_is_needed():
    program = (
        "import sys, continuity.addresses, continuity.addresses.bulk\n"
        "heavy = {'polars', 'pyarrow', 'openpyxl', 'django', 'yaml'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        check=True,
    )
