"""Laws of stacks of scanned pages: no page is lost or doubled, and a batch is whole or none."""

from __future__ import annotations

from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from continuity.handover.batches.split import Page, Why, split

KNOWN = {f"BGT:h:archives:{n}": f"box {n}" for n in "ABC"}
CODES = st.sampled_from([*KNOWN, "BGT:other:archives:A"])
KINDS = st.one_of(st.just("page"), st.just("page"), st.just("torn"), CODES)


def stack_of(kinds, file="f"):
    codes = {"page": (), "torn": (), "label": ("BG-1",)}
    return [
        Page(file, n, f"{file}{n}", codes.get(kind, (kind,)), "torn" if kind == "torn" else "")
        for n, kind in enumerate(kinds)
    ]


stacks = st.lists(st.lists(KINDS, max_size=12), max_size=3).map(
    lambda found: [stack_of(kinds, f"f{n}") for n, kinds in enumerate(found)]
)


@given(stacks)
def test_each_page_is_a_sheet_in_one_batch_or_set_aside_in_its_order(stacks):
    made = split(stacks, KNOWN)

    parts = [made.sheets, *(one.pages for one in (*made.batches, *made.aside))]
    assert sorted(page for part in parts for page in part) == sorted(
        page for stack in stacks for page in stack
    )
    assert all(part == sorted(part) for part in parts)


@given(stacks)
def test_a_batch_is_what_lies_behind_the_first_sheet_of_its_line_and_can_be_read(stacks):
    made = split(stacks, KNOWN)

    numbers = [one.number for one in made.batches]
    assert len(set(numbers)) == len(numbers)
    first = {}
    for stack in stacks:
        code = ""
        for has, run in groupby(stack, key=lambda page: page.codes):
            pages = list(run)
            if has:
                code = has[0]
                first.setdefault(code, [])
            elif code in KNOWN and first[code] == []:
                first[code] = pages
    wanted = {
        KNOWN[code]: pages for code, pages in first.items()
        if code in KNOWN and pages and not any(page.fault for page in pages)
    }  # fmt: skip
    for one in made.batches:
        assert one.why is None
        assert wanted[one.number] == one.pages
    runs = [
        has[0]
        for stack in stacks
        for has, _ in groupby(stack, key=lambda page: page.codes)
        if has and has[0] in KNOWN
    ]
    once = {KNOWN[code] for code in KNOWN if runs.count(code) == 1}
    assert once & wanted.keys() <= set(numbers), "a line whose sheet lies there once has its batch"


@given(stacks)
def test_what_is_set_aside_says_why(stacks):
    made = split(stacks, KNOWN)

    for one in made.aside:
        assert one.pages
        assert (one.why is Why.BEFORE) == (not one.code)
        if one.why is Why.UNREADABLE:
            assert any(page.fault for page in one.pages)
        if one.why is Why.UNKNOWN:
            assert one.code not in KNOWN


def test_a_sheet_that_was_scanned_on_both_sides_is_one_and_a_label_on_a_box_is_none():
    a, b = KNOWN.keys() - {"BGT:h:archives:C"}
    made = split([stack_of([a, a, "page", "label", b, "page"])], KNOWN)

    assert sorted(len(one.pages) for one in made.batches) == [1, 2]
    assert (made.aside, made.empty) == ([], [])


def test_a_sheet_without_pages_is_named_and_one_that_comes_again_is_set_aside():
    a, b, c = sorted(KNOWN)
    made = split([stack_of([a, "page", b, a, "page", c, "torn"])], KNOWN)

    assert [one.number for one in made.batches] == ["box A"]
    assert [one.why for one in made.aside] == [Why.DOUBLED, Why.UNREADABLE]
    assert made.empty == [b]
