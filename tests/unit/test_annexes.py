"""The fourteen annexes as the pack has them, and rows that cannot be lines."""

from __future__ import annotations

from datetime import date

import pytest

from continuity.handover.annexes import annexes, annexes_of
from continuity.handover.lines import heading, item, line, masked
from continuity.handover.serials import serial, stretch
from continuity.packs.text import parse

MARCH = date(2025, 3, 1)
CASES = annexes(MARCH)["cases"]
ROW = {
    "Mã hồ sơ": "H31.2025.1", "Người nộp (số định danh đã che)": "****3456", "Ngày nhận": "20/02/2025",
    "Ngày hẹn trả": "06/03/2025", "Các bước đã làm": "kiểm tra; tiếp nhận",
    "Phí đã nộp (đồng)": "200.000",
}  # fmt: skip


def named(annex, row):
    return line(annex, dict(zip(heading(annex, row), row.values(), strict=True)))


def test_there_are_fourteen_and_each_can_name_its_lines():
    found = annexes(MARCH)

    assert [one.number for one in found.values()] == [*range(1, 15)]
    for one in found.values():
        assert one.column(one.key).required
        assert len(set(one.ids)) == len(one.ids) >= 5
        both = [name for column in one.columns for name in set(column.label)]
        assert len(both) == len(set(both)), f"{one.id}: two columns have one heading"
    assert {id for id, one in found.items() if one.item is not None} == {
        "cases", "archives", "assets", "seals", "forms",
    }  # fmt: skip
    assert annexes(date(2024, 12, 31)) == {}


def test_a_row_in_vietnamese_is_a_line_and_an_item_without_the_applicant():
    made, problems = named(CASES, ROW)

    counted = item(CASES, made)

    assert problems == []
    assert (counted.number, counted.received, counted.due) == (
        "H31.2025.1", date(2025, 2, 20), date(2025, 3, 6)
    )  # fmt: skip
    assert (counted.done, counted.paid) == (("kiểm tra", "tiếp nhận"), 200_000)
    assert "3456" not in counted.text
    assert masked(CASES, made).values["applicant"] == "***"


def test_everything_that_is_wrong_with_a_row_is_said_at_once_in_both_languages():
    _, problems = named(
        CASES,
        ROW
        | {
            "Mã hồ sơ": " ",
            "Ngày nhận": "31/02/2025",
            "Phí đã nộp (đồng)": "-5",
            "Nguy cơ quá hạn": "?",
        },
    )

    assert {one.code for one in problems} == {"missing", "no-day", "negative", "no-choice"}
    assert "Received: '31/02/2025' is no day. Write it like" in " ".join(
        one.say("en") for one in problems
    )
    assert (
        "Nguy cơ quá hạn: không có “?”. Chọn một trong: Không; Sắp đến hạn; Quá hạn."
        in " ".join(one.say("vi") for one in problems)
    )


@pytest.mark.parametrize(
    ("column", "text", "code"),
    [
        ("paid", "1.5", "no-number"),
        ("paid", "12,34", "no-number"),
        ("paid", "9" * 16, "no-number"),
        ("due", "2025-13-01", "no-day"),
        ("due", "1/2/25", "no-day"),
        ("status", "x" * 2001, "too-long"),
        ("status", "a\x00b", "too-long"),
        ("nothing", "x", "no-column"),
    ],
)
def test_a_cell_that_cannot_be_read_is_told(column, text, code):
    made, problems = line(CASES, {"code": "1", column: text})

    assert made is None
    assert [one.code for one in problems] == [code]
    assert all(one.say(language) for one in problems for language in ("vi", "en"))


def test_serials_of_two_series_or_of_another_number_are_no_stretch():
    forms = annexes(MARCH)["forms"]
    told = {
        "code": "1",
        "name": "Phôi GPLX",
        "first": "AB 0001",
        "last": "AB 0050",
        "use": "Còn lại",
    }

    good, _ = line(forms, told | {"quantity": "50"})
    short, _ = line(forms, told | {"quantity": "49"})
    other, _ = line(forms, told | {"quantity": "50", "last": "AC 0050"})

    assert stretch(good).count == 50
    assert serial("ab 0001") == ("AB/4", 1)
    for wrong, why in ((short, "50 serials, but the quantity is 49"), (other, "not of one series")):
        with pytest.raises(ValueError, match=why):
            stretch(wrong)


NO_KEY = """\
annexes:
  - {id: a, number: 1, since: 2025-01-01, vi: A, en: A, key: b, columns: [{id: c, vi: C, en: C}]}
"""


@pytest.mark.parametrize(
    ("written", "said"),
    [("annexes: 3", "a list"), ("annexes: [{id: a}]", "number"), (NO_KEY, "`key` is b")],
)
def test_an_officers_slip_in_the_annexes_is_told_and_not_passed_over(written, said):
    _, findings = annexes_of(parse(written.encode(), "annexes.yaml"))

    assert said in " ".join(finding.say("en") for finding in findings)
