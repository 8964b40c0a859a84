"""Convert old addresses on the site: one that is typed, lines, somebody's own table."""

from __future__ import annotations

import csv

import pytest

from tests.bench.addresses.messy import made
from tests.browser.site import faults, shot, too_wide

SPLIT = "Số 5 ngõ 10, P. Ngọc Hà, Q. Ba Đình, Hà Nội"


def well(page, name, language, size):
    assert faults(page) == []
    assert not too_wide(page)
    assert page.locator("h1").count() == 1
    shot(page, f"{name}-{language}-{size}")


def test_one_address_is_answered_with_how_it_was_read(page, language, size):
    page.goto("/addresses")
    well(page, "addresses", language, size)

    page.locator("#address").fill("12 Lê Lợi, P.Bến Ngé, Q1, TPHCM")
    page.locator("#address").press("Enter")
    page.locator(".card").wait_for()

    card = page.locator(".card").inner_text()
    assert "Phường Sài Gòn" in card
    assert "1685/NQ-UBTVQH15" in card
    assert "12 Lê Lợi" in card
    assert page.locator("mark.read--commune").inner_text() == "P.Bến Ngé"
    assert ("sai một ký tự" if language == "vi" else "a letter is wrong") in card
    assert page.locator("#address").input_value() == "12 Lê Lợi, P.Bến Ngé, Q1, TPHCM"
    well(page, "addresses-one", language, size)


def test_a_divided_ward_shows_all_its_heirs(page, language, size):
    page.goto("/addresses")
    page.locator("#address").fill(SPLIT)
    page.locator("#address").press("Enter")
    page.locator(".card--candidates").wait_for()

    assert page.locator(".heirs li").count() == 2
    well(page, "addresses-split", language, size)
    page.locator(".heirs a").first.click()
    assert page.locator("h1").inner_text().startswith("Phường")


def test_pasted_lines_are_summed_up(page, language, size):
    page.goto("/addresses")
    page.locator("#lines").fill("\n".join(["Phường Bến Nghé, Q1, HCM", SPLIT, "abc xyz", ""]))
    page.locator("button[value=look]").click()
    page.locator(".summary").wait_for()

    assert page.locator(".summary tbody tr").count() >= 3
    assert page.locator(".bar rect").count() == 4
    well(page, "addresses-lines", language, size)


@pytest.fixture
def table(tmp_path):
    """A table that somebody has, with a column that a spreadsheet would run."""
    path = tmp_path / "khách hàng.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = [[n, row[0], "=1+1"] for n, row in enumerate(made(400, 2))]
        csv.writer(file).writerows([["stt", "địa chỉ", "ghi chú"], *rows])
    return path


def read(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_table_of_ones_own_comes_back_whole(page, language, size, table):
    page.goto("/addresses")
    page.locator("#file").set_input_files(table)
    page.locator("button[value=look]").click()
    page.locator(".summary").wait_for()
    assert "400" in page.locator("#summary").inner_text()
    assert "địa chỉ" in page.locator(".summary").inner_text()
    well(page, "addresses-table", language, size)

    with page.expect_download() as loading:
        page.locator("button[value=download]").click()
    sent, back = read(table), read(loading.value.path())

    assert [row["stt"] for row in back] == [row["stt"] for row in sent]
    assert [row["địa chỉ"] for row in back] == [row["địa chỉ"] for row in sent]
    assert back[0]["ghi chú"] == "'=1+1"
    assert sum(row["status"] == "resolved" for row in back) > 360
    with page.expect_download() as loading:
        page.locator("button[value=left]").click()
    assert len(read(loading.value.path())) == sum(row["status"] != "resolved" for row in back)


def test_nothing_chosen_and_a_damaged_file_are_told(page, language, size, tmp_path):
    page.goto("/addresses")
    page.locator("button[value=download]").click()
    page.locator(".govuk-error-summary").wait_for()
    well(page, "addresses-empty", language, size)

    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 no workbook")
    page.locator("#file").set_input_files(broken)
    page.locator("button[value=download]").click()
    page.locator("#file-error").wait_for()
    assert page.locator("#file-error").inner_text()


def test_a_day_that_is_none_is_told_and_not_replaced(page, language, size):
    page.goto("/addresses")
    page.locator("#address").fill(SPLIT)
    page.locator("#one-old").fill("31/02/2025")
    page.locator("#address").press("Enter")
    page.locator("#one-old-error").wait_for()

    assert "31/02/2025" in page.locator("#one-old-error").inner_text()
    assert page.locator("#one-old").input_value() == "31/02/2025"
    assert page.locator("#address").input_value() == SPLIT
    assert page.locator(".card").count() == 0
    well(page, "addresses-day", language, size)


def test_what_is_wrong_with_a_table_is_told_where_one_looks_first(page, language, size):
    page.goto("/addresses")
    page.locator("button[value=look]").click()
    page.locator("#lines-error, #result .govuk-error-message").first.wait_for()

    page.goto("/addresses")
    page.locator("#lines").fill(SPLIT)
    page.locator("#table-new").fill("hôm nay")
    page.locator("button[value=look]").click()
    page.locator("#table-new-error, #result .govuk-error-message").first.wait_for()
    assert page.locator("#table-new").input_value() == "hôm nay"
    assert page.locator("#lines").input_value() == SPLIT
    well(page, "addresses-look-wrong", language, size)
