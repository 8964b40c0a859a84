"""Who is responsible, as somebody asks it: any device, both languages, by keyboard, without script."""

from __future__ import annotations

import pytest

from tests.browser.site import faults, shot, too_wide

LICENCE = "/who?function=bằng lái&place=Tỉnh Hải Dương&on={}&filed=20/02/2025"


def well(page, name, language, size):
    assert faults(page) == []
    assert not too_wide(page)
    shot(page, f"{name}-{language}-{size}")


@pytest.mark.parametrize("path", ["/", "/who", "/privacy", "/accessibility", "/contact"])
def test_a_page_is_well(page, path, language, size):
    page.goto(path)

    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1").count() == 1
    well(page, path.strip("/") or "home", language, size)


def test_a_licence_passes_from_hand_to_hand_as_the_day_moves(page, language, size):
    page.goto(LICENCE.format("2025-02-27"))
    names = [page.locator("h1").inner_text()]
    for tick in ("2025-03-01", "2025-07-01"):
        page.locator(f'.time-bar a[href*="on={tick}"]').click()
        page.wait_for_url(f"**on={tick}**")
        names.append(page.locator("h1").inner_text())

    assert names == {
        "vi": [
            "Sở Giao thông vận tải tỉnh Hải Dương", "Công an tỉnh Hải Dương",
            "Công an thành phố Hải Phòng",
        ],
        "en": [
            "Hai Duong Provincial Department of Transport", "Hai Duong Provincial Police",
            "Hai Phong City Police",
        ],
    }[language]  # fmt: skip
    source = page.locator(".chain a").last.get_attribute("href")
    assert page.request.get(source).status == 200, "each step leads to the decree that made it"
    well(page, "who-licence", language, size)


def test_what_is_missing_is_said_beside_the_field_and_nothing_typed_is_lost(page, language, size):
    page.goto("/who?function=xyz&place=Hà Nội&filed=tomorrow")

    assert page.locator("#place").input_value() == "Hà Nội"
    assert page.locator(".govuk-error-message").count() == 2
    assert page.locator("[role=alert]").is_visible()
    well(page, "who-wrong", language, size)


def test_it_is_asked_by_keyboard_alone(page, language, size):
    page.goto("/who")
    page.locator("#function").focus()
    page.keyboard.type("bằng lái")
    page.keyboard.press("Tab")
    page.keyboard.type("Tỉnh Hải Dương")
    page.keyboard.press("Enter")
    page.wait_for_url("**place=**")

    assert page.locator("section.answer h1").count() == 1


def test_who_decides_and_where_to_hand_in_are_two_answers(page, language, size):
    page.goto("/who?function=bằng lái&place=Tỉnh Hải Dương&on=2025-07-06")  # a Sunday

    closed = {"vi": "đóng cửa; mở lại ngày 07/07/2025", "en": "closed; open again on 7 Jul 2025"}
    assert page.locator(".point").count() == 4
    assert closed[language] in page.locator(".point").first.inner_text()
    assert page.locator(".point .state").count() == 4  # each says that it is an example
    well(page, "who-where", language, size)
    page.goto("/who?function=drug-treatment&place=Tỉnh Hải Dương&on=2025-07-01")
    assert page.locator("#where + p").count() == 1


@pytest.mark.parametrize(
    ("word", "leads"),
    [
        ("CMND", "/changes"), ("sổ đỏ", "/changes"),
        ("một cửa", "function=seals"), ("mot cua", "function=seals"),
    ],
)  # fmt: skip
def test_everyday_words_lead_somewhere(warm, site, word, leads):
    page = warm.page(site)
    page.goto(f"/who?function={word}&place=Hà Nội")

    assert page.locator(".govuk-error-message").count() == 0
    assert page.locator(f".govuk-inset-text a[href*='{leads}']").count() == 1
    assert faults(page) == []
