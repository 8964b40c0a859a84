"""Public notice: what a short message costs, that it fits and keeps what matters, where ways lead."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuity.core.interval import Interval, starting
from continuity.handover.notice.changing import Changes, renamed
from continuity.handover.notice.short import BASIC, DOUBLE, Says, composed, cost, marked
from continuity.handover.notice.ways import Contact, Redirect, Way, nginx, redirects, table, tidy
from continuity.packs.vn import pack
from continuity.reform.history import history
from tests.unit.country import JULY, KINDS, MARCH, country, key, text

FIRST = date(2025, 7, 1)
letters = st.text(st.sampled_from(sorted(BASIC | DOUBLE)) | st.sampled_from("ưởớđ😀"), max_size=400)
names = st.text("aăâđơưừẵỗỷ ABĐ–&", min_size=1, max_size=80).filter(str.strip)


def plainly(text):
    """Places and parts by the plainest reading: pack letter by letter."""
    gsm = all(letter in BASIC | DOUBLE for letter in text)
    whole, part = (160, 153) if gsm else (70, 67)
    wide = [len(letter.encode("utf-16-be")) // 2 for letter in text]
    sizes = [1 + (letter in DOUBLE) for letter in text] if gsm else wide
    if sum(sizes) <= whole:
        return sum(sizes), bool(sizes)
    parts = [0]
    for size in sizes:
        if parts[-1] + size > part:
            parts.append(0)
        parts[-1] += size
    return sum(sizes), len(parts)


@given(letters)
def test_a_message_costs_what_the_standard_says(text):
    found = cost(text)

    assert (found.places, found.parts) == plainly(text)


@pytest.mark.parametrize(
    ("text", "alphabet", "places", "parts"),
    [
        ("", "GSM-7", 0, 0),
        ("a" * 160, "GSM-7", 160, 1),
        ("a" * 161, "GSM-7", 161, 2),
        ("à" * 160, "GSM-7", 160, 1),
        ("a" * 159 + "€", "GSM-7", 161, 2),
        ("ư" * 70, "UCS-2", 70, 1),
        ("ư" + "a" * 70, "UCS-2", 71, 2),
        ("Công an tỉnh", "UCS-2", 12, 1),
        ("a" * 152 + "€" * 77, "GSM-7", 306, 3),
    ],
)
def test_one_letter_with_a_mark_makes_seventy_of_a_hundred_and_sixty(text, alphabet, places, parts):
    """à and é are in the alphabet of GSM, ư, ô and ỉ are not; € takes two places and is never parted."""
    assert cost(text) == (alphabet, places, parts)


@given(
    st.lists(names, max_size=6), names, st.lists(names, max_size=4), st.sampled_from(["vi", "en"])
)
def test_the_message_is_one_part_and_keeps_the_day_and_that_what_was_filed_stays(
    tasks, unit, before, language
):
    says = Says("01/03/2025", tuple(tasks), unit, tuple(before), "02203853456", language)

    made = composed(says)

    assert cost(made) == ("GSM-7", len(made), 1)
    assert "01/03/2025" in made
    assert ("Ho so da nop giu nguyen" if language == "vi" else "What you filed stays filed") in made
    assert made.endswith("02203853456.")
    assert "://" not in made
    assert cost(marked(says)).places >= len(made) - 1


bodies = st.sampled_from(["old", "older", "new", "other"])
contacts = st.lists(
    st.builds(
        Contact, bodies, st.sampled_from(Way), st.sampled_from(["a.gov.vn", "b.gov.vn", "0113"]),
        st.just(starting(date(2025, 1, 1))), st.just("x"),
    ),
    max_size=8,
)  # fmt: skip
HEIRS = {"old": "new", "older": "other", "new": "new", "other": "other"}


@given(contacts)
def test_what_a_living_body_uses_leads_nowhere_and_what_a_dead_one_had_leads_to_the_living(every):
    found = redirects(every, HEIRS.__getitem__, lambda body: HEIRS[body] == body, FIRST)

    used = {(one.way, one.value) for one in every if HEIRS[one.agency] == one.agency}
    dead = {(one.way, one.value) for one in every if HEIRS[one.agency] != one.agency} - used
    assert {(one.way, one.value) for one in found} == dead
    assert len(found) == len(dead)
    for one in found:
        mine = {HEIRS[c.agency] for c in every if (c.way, c.value) == (one.way, one.value)}
        assert one.heir == (mine.pop() if len(mine) == 1 else "")
        if one.to:
            assert Contact(one.heir, one.way, one.to, starting(date(2025, 1, 1)), "x") in every
            assert (one.way, one.to) in used


@pytest.mark.parametrize(
    ("way", "text"),
    [
        (Way.SITE, 'a.vn" ; return 301 "http://evil'), (Way.SITE, "a"), (Way.SITE, "a..vn"),
        (Way.SITE, "a.vn;}"), (Way.SITE, "-a.vn"), (Way.SITE, "a" * 64 + ".vn"), (Way.SITE, ""),
        (Way.SITE, "a.vn\nx"), (Way.TELEPHONE, "=1+1"), (Way.TELEPHONE, "12"),
        (Way.TELEPHONE, "hotline"),
    ],
)  # fmt: skip
def test_nothing_that_a_server_could_take_for_an_order_is_a_name(way, text):
    with pytest.raises(ValueError, match=re.escape(text.strip())):
        tidy(way, text)


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_plain_name_or_refused(text):
    try:
        made = tidy(Way.SITE, text)
    except ValueError:
        return
    written = nginx([Redirect(Way.SITE, made, "a", "b", made)], lambda one: "")
    assert re.fullmatch(r"[a-z0-9.-]+", made)
    assert tidy(Way.SITE, made) == made
    assert len(written.splitlines()) == 5


def test_a_table_of_redirects_runs_nothing_in_a_spreadsheet():
    made = table([Redirect(Way.SITE, "a.vn", "=cmd", "b", "c.vn")])

    assert "\n" in made
    assert "site,a.vn,'=cmd,b,c.vn" in made


def world(*written):
    told = [text(one, name) for one, name in zip(written, ("functions", "map"), strict=False)]
    return history(country(), told, KINDS).world


def test_a_function_that_passes_is_in_the_receivers_notice_and_no_names_change():
    change = Changes(world(MARCH), date(2025, 3, 1)).of("vn.01.police")

    assert [(one.function, one.givers) for one in change.takes] == [
        ("criminal-records", ("vn.01.justice",))
    ]
    assert (change.continues, change.names) == ((), ())


def test_a_new_map_puts_old_and_new_names_side_by_side_and_tells_parts_from_wholes():
    here = world(MARCH, JULY)
    east, west = f"00001@{FIRST}", f"00002@{FIRST}"

    of_a = {one.old: one for one in renamed(here, east, FIRST)}
    of_b = {one.old: one for one in renamed(here, west, FIRST)}

    assert of_a[key("00001")].new == (east,)
    assert of_a[key("00001")].here
    assert of_a[key("00002")].new == tuple(sorted((east, west)))
    assert not of_a[key("00002")].here
    assert set(of_b) == {key("00002"), key("00003")}
    change = Changes(here, FIRST).of("vn.01.police@2025-07-01")
    assert set(change.continues) == {"vn.01.police", "vn.02.police"}
    assert [one.function for one in change.takes] == ["criminal-records"]
    assert {one.old for one in change.names} == {key("01"), key("02")}


def test_another_name_or_another_giver_is_another_digest():
    first = Changes(world(MARCH, JULY), FIRST)
    other = Changes(world(MARCH, JULY.replace("Xã A", "Xã Á")), FIRST)
    commune, police = f"vn.00001.commune-police@{FIRST}", f"vn.01.police@{FIRST}"

    assert first.of(commune).digest != other.of(commune).digest
    assert first.of(police).digest == other.of(police).digest


def test_a_site_that_is_given_up_before_the_day_leads_on_as_well():
    gone = Contact("old", Way.SITE, "a.vn", Interval(date(2025, 1, 1), date(2025, 6, 1)), "x")
    assert len(redirects([gone], HEIRS.__getitem__, lambda body: HEIRS[body] == body, FIRST)) == 1


def test_the_languages_of_notices_have_codes_and_names():
    from continuity.packs.languages import languages

    assert {"khm", "tyz", "hmn"} <= set(languages())
    assert all(len(code) == 3 and label.vi and label.en for code, label in languages().items())
    assert pack()
