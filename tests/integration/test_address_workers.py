"""A large table read by several processes says what one process says, in its order."""

from __future__ import annotations

import csv
from datetime import date

from continuity.addresses import Converter
from continuity.addresses.tables import Task, convert_table
from continuity.addresses.workers import FIRST, gathered
from tests.bench.addresses.messy import made

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


def test_processes_answer_like_one(tmp_path):
    texts = [*(row[0] for row in made(4 * FIRST, 3)), None, "", "x"]
    with gathered(3) as workers:
        workers.converter = Converter(BEFORE, AFTER)
        assert workers.rows(texts) == Converter(BEFORE, AFTER).rows(texts)
        assert workers.pool is not None
        pool = workers.pool
        assert workers.rows(texts[::-1]) == Converter(BEFORE, AFTER).rows(texts[::-1])
        assert workers.pool is pool
    assert workers.pool is None


def test_a_small_table_and_one_whose_tails_repeat_stay_here():
    texts = [row[0] for row in made(60, 3)]
    with gathered(3) as workers:
        workers.converter = Converter(BEFORE, AFTER)
        workers.rows(texts)
        workers.rows(texts * 100)  # after the first time, a look-up each
        assert workers.pool is None


def test_a_table_comes_out_the_same_by_any_number_of_processes(tmp_path):
    source, outs = tmp_path / "in.csv", [tmp_path / "one.csv", tmp_path / "three.csv"]
    with source.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["id", "address"], *enumerate(r[0] for r in made(3_500, 8))])
    for out, count in zip(outs, (1, 3), strict=True):
        summary = convert_table(Task(BEFORE, AFTER, ("address",), processes=count), source, out)
        assert summary.rows == 3_500
    assert outs[0].read_bytes() == outs[1].read_bytes()
