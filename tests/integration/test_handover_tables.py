"""Tables come in and go out: an import with mistakes, a counting sheet, and what the system knows."""

from __future__ import annotations

import csv
import io
from datetime import date

import openpyxl
import pytest
from django.db import transaction

from continuity.casework import verbs as casework
from continuity.casework.cases import Personal
from continuity.handover import kept, verbs
from continuity.handover.annexes import annexes
from continuity.handover.sides import acting
from continuity.handover.tables import counted, returned, sheet, table, template
from continuity.handover.verbs import Verdict
from continuity.handover.verbs.counting import label
from continuity.journal.record import Actor
from tests.integration.handovers import (
    BOXES,
    GIVES,
    MARCH_DAY,
    TAKES,
    begun,
    closed,
    enacted,
    fresh,
    listed,
    peopled,
    refused,
)
from tests.people import seated

ARCHIVES = annexes(MARCH_DAY)["archives"]
COUNTER = "vn.00001.commune-police"


@pytest.fixture(scope="module")
def enacted_once(ours):
    with ours.fresh():
        peopled()
        enacted()
        yield begun()


@pytest.fixture
def handover(enacted_once):
    with transaction.atomic():
        yield enacted_once
        transaction.set_rollback(True)


def workbook(path, rows):
    """A workbook as an office fills it: the template's heading, days as days, numbers as numbers."""
    made = io.BytesIO()
    template(ARCHIVES, made, "vi")
    book = openpyxl.load_workbook(made)
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_a_filled_template_comes_in_and_its_mistakes_go_back_in_a_workbook(handover, tmp_path):
    path = workbook(tmp_path / "archives.xlsx", [
        ["hộp 1", "Sở Tư pháp", 2, "Hộp", None, "Hồ sơ 2019", "2019", 350, "20 năm", "Thường"],
        ["hộp 2", None, "hai", "Thùng"],
        ["hộp 1", "Sở Tư pháp", 1],
    ])  # fmt: skip
    found = table(path, ARCHIVES, "vi")
    result = listed(handover, "archives", found.rows, keep=True)
    back = io.BytesIO()
    returned(found, found.problems(result.wrong), back, "vi")
    rows = list(openpyxl.load_workbook(back).active.values)

    assert result.kept == 1
    with acting(**GIVES):
        (line,) = kept.lines(handover, "archives")
    assert (line.quantity, line.unit, line.values["sheets"]) == (2, "box", "350")
    assert rows[0][-1] == "Lỗi"
    assert [row[0] for row in rows[1:]] == ["hộp 2", "hộp 1"]
    assert "Phông: còn trống." in rows[1][-1]
    assert "“hai” không phải số nguyên" in rows[1][-1]
    assert "đã có ở dòng 1" in rows[2][-1]

    again = tmp_path / "again.xlsx"
    book = openpyxl.load_workbook(back)
    sheet_ = book.active
    sheet_["B2"], sheet_["C2"], sheet_["D2"], sheet_["A3"] = "Sở Tư pháp", 2, "Hộp", "hộp 3"
    book.save(again)
    mended = table(again, ARCHIVES, "vi")
    assert (mended.unknown, listed(handover, "archives", mended.rows).kept) == ([], 2)


def test_a_csv_in_english_comes_in_and_goes_back_as_csv(handover, tmp_path):
    path = tmp_path / "archives.csv"
    path.write_text("Fonds;Box or file;Note\nJustice;b1;x\n;b2;\n", encoding="utf-8")

    found = table(path, ARCHIVES, "en")
    result = listed(handover, "archives", found.rows, keep=True)
    back = io.BytesIO()
    returned(found, found.problems(result.wrong), back, "en")

    rows = list(csv.reader(io.StringIO(back.getvalue().decode("utf-8-sig"))))
    assert found.unknown == ["Note"]
    assert rows == [
        ["Fonds", "Box or file", "Note", "What is wrong"], ["", "b2", "", "Fonds: empty. Fill it in."]
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "no-table"),
        (b"PK\x03\x04broken", "no-table"),
        (b"a,b\n1,2\n", "no-key-column"),
    ],
)
def test_what_is_no_table_of_an_annex_is_refused_in_words(tmp_path, content, code):
    path = tmp_path / "table"
    path.write_bytes(content)

    with refused(code):
        table(path, ARCHIVES, "vi")


def test_a_counting_sheet_is_printed_filled_and_brought_back(handover, tmp_path):
    closed(handover, archives=BOXES)
    with acting(**TAKES):
        page = kept.listed(handover, "archives")
    paper = io.BytesIO()
    sheet(ARCHIVES, [(line.number, label(serial)) for line, serial in page], paper, "vi")
    rows = list(csv.reader(io.StringIO(paper.getvalue().decode("utf-8-sig"))))
    filled = tmp_path / "filled.csv"
    with filled.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([rows[0], *([*row[:2], n] for n, row in enumerate(rows[1:]))])

    told = counted(filled, ARCHIVES, "vi")
    verdicts = verbs.count_all(handover, "archives", told.items(), key=fresh(), **TAKES)
    with refused("recount-no-reason"):
        verbs.count_all(handover, "archives", {"hộp 1": 5}.items(), key=fresh(), **TAKES)
    more = {"hộp 1": 1, "hộp 2": 1, "hộp lạ": 1}.items()
    again = verbs.count_all(handover, "archives", more, key=fresh(), reason="đếm lại", **TAKES)

    assert told == {"hộp 1": 0, "hộp 2": 1, "hộp 3": 2, "hộp 4": 3}
    assert verdicts[Verdict.COUNTED] == 4
    assert {verdict: n for verdict, n in again.items() if n} == {
        Verdict.RECOUNTED: 1, Verdict.AGAIN: 1, Verdict.UNLISTED: 1,
    }  # fmt: skip
    filled.write_text("Số hộp hoặc hồ sơ,Số đếm được\nhộp 1,nhiều\n")
    with refused("no-table"):
        counted(filled, ARCHIVES, "vi")


def test_cases_in_progress_come_from_the_system_without_their_applicants(handover):
    clerk = seated(Actor("p-clerk", "A clerk in Đông"), ("officer", COUNTER))
    filed = {"filed": date(2025, 2, 20), "actor": clerk, "agency": COUNTER}
    for n, due in enumerate((date(2025, 2, 26), date(2025, 2, 28), date(2025, 4, 1))):
        who = Personal(f"Nguyễn Thị Lan {n}", f"00119012345{n}", "")
        casework.lodge(
            "criminal-records", "ground:00001", personal=who, key=fresh(), due=due, **filed
        )
        casework.lodge("residence", "ground:00001", personal=who, key=fresh(), due=due, **filed)

    first = verbs.generate(handover, "cases", key=fresh(), **GIVES)
    second = verbs.generate(handover, "cases", key=fresh(), **GIVES)

    assert (first.kept, first.wrong, second.kept) == (3, {}, 0)
    with acting(**GIVES):
        lines = kept.lines(handover, "cases")
    assert sorted(line.values["risk"] for line in lines) == ["late", "none", "soon"]
    assert {line.values["received"] for line in lines} == {"2025-02-20"}
    assert "Lan" not in str(lines)
    with refused("not-your-side"):
        verbs.generate(handover, "cases", key=fresh(), **TAKES)
