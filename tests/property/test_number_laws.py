"""Dossier numbers: what a tired hand does to one is noticed, and each serial has one number."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from continuity.core.number import DIGITS, checked, numbered

serials = st.integers(1, 10**DIGITS - 1)
spots = st.integers(0, DIGITS + 1)
# The serials at which the check digits stand at the edges of their range.
EDGES = [n for n in range(1, 2000) if numbered(n)[-2:] in ("00", "01", "95", "96")][:24]


def passes(text: str) -> bool:
    try:
        return bool(checked(text))
    except ValueError as error:
        return "no dossier number" not in str(error)


def digits(serial: int) -> list[str]:
    return list(numbered(serial).replace("-", ""))


@given(serials, st.sampled_from(["", " ", "-"]))
def test_a_number_is_read_as_it_was_written_however_it_is_spaced(serial: int, gap: str) -> None:
    written = numbered(serial)

    assert checked(gap.join(written.replace("-", ""))) == checked(written) == written
    assert int("".join(digits(serial)[:DIGITS])) == serial


@given(serials, spots, st.sampled_from("0123456789"))
def test_one_wrong_digit_is_noticed(serial: int, spot: int, wrong: str) -> None:
    made = digits(serial)
    assume(made[spot] != wrong)
    made[spot] = wrong

    assert not passes("".join(made))


@given(serials, spots, spots)
def test_two_digits_that_changed_places_are_noticed(serial: int, one: int, two: int) -> None:
    made = digits(serial)
    assume(made[one] != made[two])
    made[one], made[two] = made[two], made[one]

    assert not passes("".join(made))


@pytest.mark.parametrize("serial", [*EDGES, 10**DIGITS - 1])
def test_at_the_edges_no_error_of_either_kind_is_missed(serial: int) -> None:
    """Every single error and every transposition of some numbers, all of them, not a sample."""
    right = digits(serial)
    wrong = {"".join([*right[:n], d, *right[n + 1 :]]) for n in range(14) for d in "0123456789"}
    for one in range(14):
        for two in range(one):
            made = right.copy()
            made[one], made[two] = made[two], made[one]
            wrong.add("".join(made))

    assert not [text for text in wrong - {"".join(right)} if passes(text)]


@given(serials, st.integers(0, 99))
@example(next(n for n in EDGES if numbered(n).endswith("01")), 98)
def test_a_serial_has_one_number_and_no_other(serial: int, check: int) -> None:
    assert passes(f"{serial:012}{check:02}") is (check == int(numbered(serial)[-2:]))


@given(st.text(max_size=20))
def test_what_is_no_number_is_refused_in_words(text: str) -> None:
    assume(len([c for c in text if c.isdigit()]) != 14)

    assert not passes(text)


@pytest.mark.parametrize("serial", [0, -1, 10**DIGITS])
def test_a_serial_out_of_range_has_no_number(serial: int) -> None:
    with pytest.raises(ValueError, match="Serial"):
        numbered(serial)
