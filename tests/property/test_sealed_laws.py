"""Sealing and ids: only the right key, case and field open a text; ids of a process only grow."""

from __future__ import annotations

import threading
import uuid

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

pytest.importorskip("cryptography")

from continuity.accounts import ids
from continuity.casework.refused import Refused
from continuity.casework.sealed import blind, key_of, opened, sealed

keys = st.binary(min_size=32, max_size=32)
rings = st.dictionaries(st.text(min_size=1, max_size=8), keys, min_size=1, max_size=3)
cases, fields = st.uuids(), st.sampled_from(["name", "identity", "contact"])
CASE = uuid.UUID(int=7)


@given(rings, cases, fields, st.text())
def test_what_was_sealed_opens_under_any_ring_that_has_the_key(ring, case, field, text):
    made = sealed(ring, case, field, text)
    first = next(iter(ring))

    assert key_of(made) == first
    assert opened({"other": bytes(32), first: ring[first]}, case, field, made) == text
    assert sealed(ring, case, field, text) != made


@given(rings, cases, cases, fields, fields, st.text())
def test_another_case_or_field_does_not_open_it(ring, case, other, field, wrong, text):
    assume((case, field) != (other, wrong))

    with pytest.raises(Refused):
        opened(ring, other, wrong, sealed(ring, case, field, text))


@given(rings, st.text(), st.data())
def test_a_flipped_bit_or_a_cut_end_does_not_open(ring, text, data):
    made = bytearray(sealed(ring, CASE, "name", text))
    spot = data.draw(st.integers(0, len(made) - 1))
    cut = bytes(made[:spot])
    made[spot] ^= 1 << data.draw(st.integers(0, 7))

    for wrong in (bytes(made), cut):
        with pytest.raises(Refused):
            opened(ring, CASE, "name", wrong)


@given(keys, keys, st.text())
def test_a_lost_or_wrong_key_does_not_open(one, two, text):
    assume(one != two)
    made = sealed({"k": one}, CASE, "name", text)

    for ring in ({"k": two}, {"l": one}, {}):
        with pytest.raises(Refused):
            opened(ring, CASE, "name", made)


@given(keys, keys, st.from_regex(r"[0-9]{12}", fullmatch=True), st.integers(1, 11))
def test_the_blind_index_knows_a_number_however_it_is_spaced_and_by_its_key_alone(
    one, two, number, cut
):
    assume(one != two)

    assert blind(one, number) == blind(one, f" {number[:cut]} {number[cut:]}-")
    assert blind(one, number) != blind(two, number)
    assert blind(one, number) != blind(one, number[1:])
    with pytest.raises(Refused):
        blind(b"", number)


def test_ids_of_a_process_grow_even_when_its_clock_goes_back(monkeypatch):
    clock = iter([5_000, 5_000, 4_000, 1, 6_000, 6_000] * 200)
    monkeypatch.setattr(ids.time, "time_ns", lambda: next(clock) * 1_000_000)
    monkeypatch.setattr(ids, "_last", (0, 0))

    made = [ids.uuid7() for _ in range(1200)]

    assert made == sorted(set(made))
    assert {(one.version, one.variant) for one in made} == {(7, uuid.RFC_4122)}
    assert made[0].int >> 80 == 5_000


def test_a_counter_that_is_used_up_goes_on_in_the_next_millisecond(monkeypatch):
    monkeypatch.setattr(ids.time, "time_ns", lambda: 5_000_000_000)
    monkeypatch.setattr(ids, "_last", (5_000, (1 << ids.COUNTER_BITS) - 2))

    made = [ids.uuid7() for _ in range(3)]

    assert made == sorted(set(made))
    assert [one.int >> 80 for one in made] == [5_000, 5_001, 5_001]


def test_ids_of_many_threads_are_all_different():
    made: list[uuid.UUID] = []

    def make() -> None:
        made.extend(ids.uuid7() for _ in range(2000))

    threads = [threading.Thread(target=make) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(set(made)) == 12_000
