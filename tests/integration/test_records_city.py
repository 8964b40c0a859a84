"""The months of a city in small: what the bench replays with thousands, with a few."""

from __future__ import annotations

import pytest

pytest.importorskip("typst")

from continuity.journal.verify import verify
from tests.bench.records_city import City, balance, staffed, walked
from tests.integration.casework import enacted, peopled
from tests.issuing import housed
from tests.unit.country import MARCH

MANY = 24


def test_what_was_filed_is_issued_refused_withdrawn_or_open_and_nothing_is_lost(ours, tmp_path):
    """O-HN-25: by every channel, with records, missing facts, refusals and withdrawals."""
    with ours.fresh(), housed(tmp_path) as home:
        peopled()
        enacted(MARCH)
        city = City(MANY)

        left = walked(city, staffed(home), ["ground:00001", "ground:00002"])

        told = balance()
        assert (told.filed, told.even) == (MANY, True)
        assert told.open >= left
        assert told.issued > MANY // 2
        assert {name for name in city.spent if name.startswith("file ")} == {
            "file online", "file counter", "file post",
        }  # fmt: skip
        assert city.refused["open"] > 0
        assert verify().holds
