"""No cell that a spreadsheet would run, and nothing lost by it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuity.packs.spreadsheet import cell, uncelled

texts = st.text(st.sampled_from("'=+-@\t\r＝ 12.,aà")) | st.text()


@pytest.mark.parametrize(
    "text", ["=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "-2+3|cmd", "'=1", "''@x"]
)
def test_what_would_run_gets_an_apostrophe(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["", "-", "-5", "+84 912 345 678", "-1.234,5", "a=1", "'tis", "Xã"]
)
def test_what_runs_nothing_stays_as_it_is(text: str) -> None:
    assert cell(text) == text


@given(texts)
def test_the_value_can_always_be_had_back(text: str) -> None:
    assert uncelled(cell(text)) == text


@given(texts, texts)
def test_two_values_never_become_one(one: str, other: str) -> None:
    assert (cell(one) == cell(other)) == (one == other)
