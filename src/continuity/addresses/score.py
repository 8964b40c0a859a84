"""How sure a reading is: the share of readings of its kind that turned out right.

Each oddity of a text takes away a little. The factors of a mistake, a bare name and a missing province
were measured on 150,000 generated addresses with known answers (`tests/bench/addresses`); those of
types and marks that differ and of words in between are estimates, because the generator writes none.
A reading that is one of several gets its share. The score says nothing about what the law left open:
a unit that was surely read and was split has a high score and the answer `candidates`.
"""

from __future__ import annotations

from collections.abc import Iterable

FACTORS = {
    "other-type": 0.9,
    "other-marks": 0.93,
    "some-marks": 0.98,
    "one-edit": 0.995,
    "no-province": 0.95,
    "words-between": 0.9,
    "bare": 0.98,
    "no-commune": 0.9,
    "other-day": 0.97,
}
SURE = 0.999
SLIGHT = 0.999  # every other oddity


def score(how: Iterable[str], among: int = 1) -> float:
    """The likelihood of one reading among several of the same standing."""
    sure = SURE
    for oddity in how:
        sure *= FACTORS.get(oddity, SLIGHT)
    return sure / among
