"""The resolutions of 2025, read from their own words where these lie beside the project."""

from __future__ import annotations

import pytest

from tests.bench import law

pytestmark = pytest.mark.slow


@pytest.mark.skipif(
    not (law.SHARED / "clauses.csv").exists(), reason="the text of the 34 resolutions is not there"
)
def test_the_clauses_of_2025_come_out_as_the_reconciled_edges(capsys):
    status = law.main([])

    told = capsys.readouterr().out
    assert status == 0, told
    assert "closing counts: 33 of 34 clauses" in told
    assert "kept units right: 34 of 34" in told
