"""Unit pages of the nation: any device, both languages, by keyboard; the day moves them."""

from __future__ import annotations

import re
import urllib.request

import pytest

from tests.browser.site import faults, shot, too_wide

BEN_NGHE = "/units/26740@2025-01-01"
# One of each kind: living, ended, divided, founded, renamed since, a district, an island district, a
# former province, a special zone, ground that was cut, a site, agencies that live and have ended.
SAMPLE = [
    "26740@2025-01-01", "26740@2025-07-01", "00016@2025-01-01", "79@2025-07-01", "30@2025-01-01",
    "760@2025-01-01", "498@2025-01-01", "01@2025-01-01", "ground:00016", "airport:HPH",
    "vn.31.police@2025-07-01", "vn.30.transport", "vn.30.police",
]  # fmt: skip


def test_the_search_and_a_unit_are_well(page, language, size):
    page.goto("/units?q=Tân Lập")
    assert faults(page) == []
    assert not too_wide(page)
    shot(page, f"units-{language}-{size}")

    page.goto(f"{BEN_NGHE}?on=2025-06-30")
    assert page.locator("h1").inner_text() == "Phường Bến Nghé"
    assert faults(page) == []
    assert not too_wide(page)
    shot(page, f"unit-{language}-{size}")

    page.locator('.time-bar a[href*="on=2025-07-01"]').click()
    page.wait_for_url("**on=2025-07-01**")
    assert ("đã kết thúc" if language == "vi" else "ended") in page.locator("main").inner_text()


@pytest.mark.parametrize("key", SAMPLE)
def test_every_kind_of_thing_has_its_page_and_files(site, key):
    # Ground that was cut is several pieces: they have a list, and each of them a picture.
    for form in ("", ".json", ".csv", *([] if key.startswith("ground") else [".svg"])):
        with urllib.request.urlopen(f"{site}/units/{key}{form}", timeout=30) as answer:
            assert answer.status == 200


def test_one_comes_from_the_search_to_a_page_by_keyboard(warm, site):
    page = warm.page(site)
    page.goto("/units")
    page.locator("#q").focus()
    page.keyboard.type("bến nghé")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=**")
    link = page.locator(f'main a[href^="{BEN_NGHE}"]').first
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/units/26740**")
    assert page.locator("h1").inner_text() == "Phường Bến Nghé"


def test_an_old_district_names_the_wards_in_which_its_ground_lies_now(site):
    asked = f"{site}/units/001@2025-01-01?on=2025-07-01"

    page = urllib.request.urlopen(asked).read().decode()

    told = page.split("Địa bàn cũ nay thuộc:")[1].split("</p>")[0]
    assert {"Phường Ba Đình", "Phường Ngọc Hà", "Phường Giảng Võ"} <= set(
        re.findall(">([^<]+)</a>", told)
    )
