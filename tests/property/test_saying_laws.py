"""Words by code: a code is said in one way, whichever room comes first."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuity.core.saying import Saying

rooms = st.lists(st.dictionaries(st.sampled_from("abcd"), st.integers(0, 2)), max_size=5)


def said(told: list[dict[str, int]]) -> dict[str, set[int]]:
    """Every way in which each code is said by all rooms together."""
    codes = {code for room in told for code in room}
    return {code: {room[code] for room in told if code in room} for code in codes}


def joined(told: list[dict[str, int]]) -> Saying[int]:
    """The words of all rooms, as they come."""
    words: Saying[int] = Saying()
    for room in told:
        words |= room
    return words


@given(rooms)
def test_a_code_that_two_rooms_say_differently_is_refused_and_any_other_is_kept(told):
    ways = said(told)

    if any(len(one) > 1 for one in ways.values()):
        with pytest.raises(ValueError, match="said already"):
            joined(told)
    else:
        assert joined(told) == {code: one.pop() for code, one in ways.items()}


@given(rooms)
def test_what_was_said_first_stays(told):
    words: Saying[int] = Saying()
    first: dict[str, int] = {}
    for code, one in (pair for room in told for pair in room.items()):
        with suppress(ValueError):
            words[code] = one
        assert words[code] == first.setdefault(code, one)
