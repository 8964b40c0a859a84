"""Laws of custody: a thing leaves once and arrives once, and whatever else is scanned is told as odd."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from continuity.handover.custody import IN, OUT, Met, met


def scanned(ways):
    found = []
    for way in ways:
        found.append(met(found, way))
    return found


@given(st.lists(st.sampled_from([OUT, IN]), max_size=8))
def test_a_thing_leaves_at_most_once_and_arrives_at_most_once(ways):
    found = scanned(ways)

    arrivals = [n for n, one in enumerate(found) if one in (Met.ARRIVED, Met.UNSENT)]
    assert found.count(Met.LEFT) == (ways[:1] == [OUT])
    assert arrivals == ([ways.index(IN)] if IN in ways else [])
    if arrivals:
        assert (found[arrivals[0]] is Met.ARRIVED) == (ways[0] == OUT)
        assert set(found[arrivals[0] + 1 :]) <= {Met.TWICE}
