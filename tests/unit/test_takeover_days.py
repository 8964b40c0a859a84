"""Days as old systems write them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuity.handover.takeover.days import day, is_pattern

PATTERNS = {
    "dd/mm/yyyy": "%d/%m/%Y", "mm/dd/yyyy": "%m/%d/%Y", "yyyy-mm-dd": "%Y-%m-%d",
    "yyyymmdd": "%Y%m%d", "ddmmyyyy": "%d%m%Y", "dd.mm.yyyy": "%d.%m.%Y",
}  # fmt: skip


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from(sorted(PATTERNS)))
def test_a_day_that_was_written_by_a_pattern_is_read_by_it(on, pattern):
    written = on.strftime(PATTERNS[pattern])

    assert is_pattern(pattern)
    assert day(written, pattern) == on
    assert day(f"{written} 08:15:30", pattern) == on


@pytest.mark.parametrize(
    ("cell", "pattern", "found"),
    [
        ("3/2/2025", "dd/mm/yyyy", date(2025, 2, 3)),
        ("3/2/2025", "mm/dd/yyyy", date(2025, 3, 2)),
        ("20/02/2025", "mm/dd/yyyy", None),
        ("31/02/2025", "dd/mm/yyyy", None),
        ("2025-02-20", "dd/mm/yyyy", None),
        ("2025220", "yyyymmdd", None),
        ("20/02/25", "dd/mm/yyyy", None),
        ("٢٠/٠٢/٢٠٢٥", "dd/mm/yyyy", None),
        (datetime.fromisoformat("2025-02-20T17:30:00"), "dd/mm/yyyy", date(2025, 2, 20)),
        (date(2025, 2, 20), "yyyymmdd", date(2025, 2, 20)),
    ],
)
def test_what_is_no_day_of_the_pattern_is_none_and_never_guessed(cell, pattern, found):
    assert day(cell, pattern) == found


@pytest.mark.parametrize(
    "text", ["", "dd/mm/yy", "dd/mm", "dd/dd/yyyy", "dd-MM-yyyy", "(dd)mmyyyy"]
)
def test_a_pattern_names_year_month_and_day_once(text):
    assert not is_pattern(text)
