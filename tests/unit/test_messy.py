"""The examiner is examined: each kind of messy address is what it says, and its truth is the pack's."""

from __future__ import annotations

import random
import unicodedata

import pytest

from tests.bench.addresses.messy import KINDS, fits, head, made, mistaken, taken
from tests.bench.addresses.score import verdict
from tests.bench.addresses.truth import bare, communes, plain, split


@pytest.fixture(scope="module")
def some():
    return random.Random(7).sample(communes(), 40)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_what_it_says(kind, some):
    chance = random.Random(3)
    texts = [KINDS[kind](c, head(chance), chance).text for c in some]
    checks = {
        "no diacritics": lambda t: bare(t) == t,
        "upper case": lambda t: t.upper() == t,
        "no comma": lambda t: "," not in t,
        "no district": lambda t: t.count(",") < 4,
        "no prefix": lambda t: not split(t.split(", ")[-1])[0],
    }

    assert len(set(texts)) == len(texts)
    if kind == "tone placement and NFD":
        assert 5 < sum(unicodedata.is_normalized("NFC", text) for text in texts) < 35
    assert all(checks.get(kind, bool)(text) for text in texts)


def test_the_truth_counts_what_the_map_counts():
    known = communes()

    assert len(known) == 10_035
    assert sum(len(c.heirs) > 1 for c in known) == 381
    assert all(c.heirs for c in known)


def test_a_mistake_is_one_and_makes_no_other_name(some):
    chance = random.Random(5)
    for c in some:
        wrong = mistaken(c.name, chance)
        kind, said = split(wrong)
        assert wrong == c.name or (kind == split(c.name)[0] and plain(said) not in taken())


def test_a_commune_fits_its_own_address(some):
    chance = random.Random(9)
    for kind in KINDS:
        for c in some[:10]:
            assert c.code in fits(c, KINDS[kind](c, "", chance))


def test_a_seed_makes_the_same_table_again():
    assert list(made(90, 4)) == list(made(90, 4))
    assert list(made(90, 4)) != list(made(90, 5))


@pytest.mark.parametrize(
    ("heirs", "fit", "status", "code", "candidates", "expected"),
    [
        ("1", "a", "resolved", "1", "", "right"),
        ("1", "a", "resolved", "2", "", "wrong"),
        ("1|2", "a", "resolved", "1", "", "silent"),
        ("1|2", "a", "candidates", "", "1|2", "open"),
        ("1|2", "a", "candidates", "", "1|3", "lost"),
        ("1", "a|b", "ambiguous", "", "1|2", "open"),
        ("1", "a", "ambiguous", "", "1|2", "needless"),
        ("1", "a|b", "ambiguous", "", "1|2|3|4|5", "wide"),
        ("1", "a", "unknown", "", "", "lost"),
    ],
)
def test_a_verdict(heirs, fit, status, code, candidates, expected):
    answer = {"status": status, "new_code": code, "candidates": candidates}

    assert verdict({"heirs": heirs, "fits": fit}, answer) == expected
