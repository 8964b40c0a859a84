"""The lineage drawn: the same bytes each time, all of it inside its frame, widths that tell extents."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from continuity.pages.lineage import FULL, PART, Picture, Stop, kept, narrow, wide

SVG = "{http://www.w3.org/2000/svg}"
names = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")),
    min_size=1,
    max_size=60,
)
stops = st.builds(Stop, names, names, st.sampled_from(["", "/units/1@2025-01-01"]), st.booleans())
pictures = st.builds(
    Picture,
    label=names,
    middle=st.builds(Stop, names, names),
    state=st.sampled_from(["in-force", "to-come", "ended"]),
    before=st.lists(stops, max_size=12).map(tuple),
    after=st.lists(stops, max_size=12).map(tuple),
    heads=st.tuples(names, names, names),
)


@given(pictures)
def test_a_picture_is_xml_the_same_each_time_and_inside_its_frame(picture: Picture) -> None:
    for draw in (wide, narrow):
        drawn = draw(picture)
        assert drawn == draw(picture)
        svg = ET.fromstring(drawn)
        _, _, width, height = map(float, svg.attrib["viewBox"].split())
        for text in svg.iter(f"{SVG}text"):
            assert 0 <= float(text.attrib["x"]) <= width
            assert 0 < float(text.attrib["y"]) <= height
        for box in svg.iter(f"{SVG}rect"):
            assert float(box.attrib["y"]) + float(box.attrib["height"]) <= height + 0.1


@given(pictures)
def test_every_neighbour_has_a_thread_as_wide_as_what_it_carried(picture: Picture) -> None:
    svg = ET.fromstring(wide(picture))

    widths = [
        float(path.attrib["stroke-width"])
        for path in svg.iter(f"{SVG}path")
        if "stroke-width" in path.attrib
    ]

    want = [FULL if stop.full else PART for stop in (*picture.before, *picture.after)]
    assert sorted(widths) == sorted(want)


@given(pictures)
def test_no_two_names_of_one_side_stand_on_each_other(picture: Picture) -> None:
    svg = ET.fromstring(wide(picture))
    sides: dict[str, list[float]] = {}
    for text in svg.iter(f"{SVG}text"):
        if text.attrib.get("text-anchor") in ("start", "end") and float(text.attrib["y"]) > 30:
            sides.setdefault(text.attrib["text-anchor"], []).append(float(text.attrib["y"]))

    for lines in sides.values():
        ordered = sorted(lines)
        assert all(b - a >= 12 for a, b in pairwise(ordered))


def test_what_a_name_holds_is_never_markup() -> None:
    drawn = wide(Picture("a", Stop('<script>alert("x")</script>'), "ended", (Stop("&<>"),)))

    assert "<script" not in drawn
    assert not re.search(r"&(?!amp;|lt;|gt;|quot;|#)", drawn)


def test_of_very_many_some_are_named_and_the_rest_counted() -> None:
    every = [Stop(f"Xã {n}") for n in range(40)]

    assert kept(every, Stop("và 29 nữa")) == (*every[:11], Stop("và 29 nữa"))
