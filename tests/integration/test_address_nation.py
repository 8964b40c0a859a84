"""Every commune of the old map, written out and written short, is read and led to its heirs.

The truth is the crosswalk as the command prints it, which does not pass through the reader.
"""

from __future__ import annotations

from datetime import date

import pytest

from continuity.addresses import Converter
from tests.bench.addresses.messy import Written, fits, short
from tests.bench.addresses.truth import bare, communes

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
WAYS = {
    "in full": (str, True),
    "short": (lambda name: short(name, glued=True), True),
    "without marks": (bare, False),
}


@pytest.mark.parametrize("way", WAYS)
def test_every_old_commune_is_led_to_those_who_received_its_residents(way):
    write, marked = WAYS[way]
    known = communes()
    texts = [f"12 Lê Lợi, {', '.join(map(write, (c.name, c.district, c.province)))}" for c in known]
    texts = texts if marked else [bare(text) for text in texts]
    wrong = []
    for commune, row in zip(known, Converter(BEFORE, AFTER).rows(texts), strict=True):
        told = {row.new_code} if row.status == "resolved" else set(row.candidates.split("|"))
        others = fits(commune, Written("", marked=marked))
        exact = row.status == ("resolved" if len(commune.heirs) == 1 else "candidates")
        if len(others) > 1:
            exact = set(commune.heirs) <= told
        elif told != set(commune.heirs):
            exact = False
        if not exact:
            wrong.append((commune.name, commune.district, commune.heirs, row))

    assert not wrong


def test_no_commune_that_was_divided_gets_one_answer_by_its_name_alone():
    divided = [c for c in communes() if len(c.heirs) > 1]
    rows = Converter(BEFORE, AFTER).rows([f"{c.name}, {c.province}" for c in divided])

    assert len(divided) == 381
    assert not [row for row in rows if row.status == "resolved"]
