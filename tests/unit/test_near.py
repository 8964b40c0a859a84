"""What a misspelled name may have been meant for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuity.packs.changes import line, meant, meant_nearly
from continuity.packs.names import folded
from continuity.packs.near import altered, near
from tests.national import national


def names(text):
    """What is offered for a text, as it was called first."""
    here = national()
    areas = here.world.lineage.areas
    return {here.names.of(one, areas[one].valid.start) for one in near(here.places, text)}


# One row for each way in which people misspell: what they wrote, and one name that is offered.
@pytest.mark.parametrize(
    ("written", "offered"),
    [
        ("Bến Nge", "Phường Bến Nghé"),  # a letter missed
        ("ben nghee", "Phường Bến Nghé"),  # doubled
        ("Bennghe", "Phường Bến Nghé"),  # a space missed
        ("Hà Nộif", "Thành phố Hà Nội"),  # the key of a tone left behind
        ("Hoàn Keim", "Quận Hoàn Kiếm"),  # neighbours changed
        ("Buôn Ma Thuộc", "Thành phố Buôn Ma Thuột"),  # as it sounds
        ("Hoann Kieem", "Quận Hoàn Kiếm"),  # in two syllables
        ("P. Bến Ngé, Q.1", "Phường Bến Nghé"),  # with its district
    ],
)
def test_a_misspelled_name_is_offered_as_it_should_be(written, offered):
    assert offered in names(written)


@pytest.mark.parametrize("written", ["Bến Nghé", "xyzzyx", "b", "", ",", "26741", "a" * 300])
def test_a_right_name_a_code_and_noise_are_offered_nothing(written):
    assert names(written) == set()


def lines(units):
    """Units with the address in which each began."""
    here = national()
    areas = here.world.lineage.areas
    return [line(here, one, areas[one].valid.start) for one in units]


def test_of_all_places_of_a_name_those_in_the_named_province_are_offered():
    places = national().places

    assert lines(near(places, "Tân Lậpp, Thái Nguyên")) == [
        "Phường Tân Lập, Thành phố Thái Nguyên, Tỉnh Thái Nguyên"
    ]
    assert len(near(places, "Tân Lậpp")) == 8


def test_an_address_is_guessed_from_its_own_parts_after_the_street():
    here, written = national(), "12 đường Nguyễn Huệ, Phường Bến Ngé"

    assert meant(here, written) == []
    assert lines(meant_nearly(here, written)) == ["Phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh"]


@given(st.text("abcdehnot ", min_size=1, max_size=9))
def test_what_is_one_letter_away_is_so_in_both_directions(word):
    word = folded(word)
    assert word not in altered(word)
    assert all(word in altered(other) for other in sorted(altered(word))[:40] if " " not in other)
