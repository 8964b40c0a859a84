"""A citizen's way from everyday words to a number, on a phone, by keyboard and without script."""

from __future__ import annotations

import re

import pytest

from tests.browser.site import faults, shot, too_wide
from tests.papers import pdf

pytestmark = pytest.mark.xdist_group("pages")
PLACE = "Phường Hồng An, Thành phố Hải Phòng"
NUMBER = re.compile(r"\d{4}-\d{4}-\d{4}-\d{2}")
LONG = "Trường Tiểu học và Trung học cơ sở Nguyễn Bỉnh Khiêm ở Vĩnh Bảo"
BODY = "Sở Tư pháp thành phố Hải Phòng"
KINDS = {"letter-date": "15/11/2026", "decision-date": "01/07/2025", "body": BODY}
PAPER = {"name": "quyết định.pdf", "mimeType": "application/pdf", "buffer": pdf()}


def well(page, name, language, size):
    assert faults(page) == []
    assert not too_wide(page)
    assert page.locator("h1").count() == 1
    shot(page, f"portal-{name}-{language}-{size}")


def as_lan(page):
    page.goto("/sign-in?next=/my")
    page.locator("button[value='demo.lan']").click()
    page.wait_for_url("**/my")


def started(page):
    """A new application for a seal; the first page of it."""
    page.goto("/services/seals-new/apply")
    page.locator("main form button").click()
    page.wait_for_url("**/place")


def answered(page, look=lambda name: None):
    """One page after another, until everything is shown."""
    for _ in range(20):
        if page.url.endswith("/check"):
            return
        look(page.url.rsplit("/", 1)[-1])
        if page.locator("#file").count():
            page.locator("#file").set_input_files(PAPER)
            page.locator("button[name=more]").click()
            page.locator(".files li").first.wait_for()
            page.locator("button[name=on]").click()
            continue
        for field in page.locator("main input[type=text]").all():
            id = field.get_attribute("id")
            field.fill(PLACE if id == "f-place" else KINDS.get(id.removeprefix("f-"), LONG[:60]))
        for group in page.locator("fieldset").all():
            group.locator("label").first.click()
        page.locator("main button[type=submit]").first.click()
    raise AssertionError(f"there is no end of pages: {page.url}")


def test_everyday_words_lead_to_a_number_and_a_slip(page, language, size):
    page.goto("/services")
    well(page, "services", language, size)
    page.locator(".whom a").click()
    page.locator("#q").fill("khac dau")
    page.locator("#q").press("Enter")
    page.locator(".services a").first.click()
    well(page, "service", language, size)
    as_lan(page)
    started(page)
    page.go_back()
    well(page, "before", language, size)
    page.go_forward()
    if language == "vi" and size == "phone":
        answered(page, lambda name: well(page, f"page-{name}", language, size))
    else:
        answered(page)
    well(page, "check", language, size)
    page.locator("main form button.govuk-button").click()
    page.wait_for_url("**/sent")

    well(page, "sent", language, size)
    number = NUMBER.search(page.locator("main").inner_text())[0]
    page.locator("main a.govuk-button").click()
    well(page, "slip", language, size)
    code = page.locator(".slip__big").nth(1).inner_text()
    page.goto(page.url.replace("/slip", "/pay"))
    well(page, "pay", language, size)
    page.goto("/my")
    assert page.get_by_text(number).count() == 1
    well(page, "my", language, size)
    page.goto(f"/track?number={number}")
    well(page, "track", language, size)
    page.locator("#code").fill(code)
    page.locator("#code").press("Enter")
    page.locator(".chain").first.wait_for()
    well(page, "tracked", language, size)


def test_what_is_wrong_takes_the_focus_and_leads_to_its_field(page, language, size):
    as_lan(page)
    started(page)
    page.locator("main button[type=submit]").first.click()

    summary = page.locator(".govuk-error-summary")
    summary.wait_for()
    assert summary.evaluate("box => box === document.activeElement")
    well(page, "wrong", language, size)
    page.locator(".govuk-error-summary a").click()
    assert page.locator("#f-place").evaluate("field => field === document.activeElement")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_it_all_goes_without_script_and_prints(warm, site, language):
    told = {"java_script_enabled": False, "viewport": {"width": 360, "height": 740}}
    page = warm.page(site, language=language, **told)
    as_lan(page)
    started(page)
    answered(page)
    page.locator("main form button.govuk-button").click()
    page.wait_for_url("**/sent")
    page.goto(page.url.replace("/sent", "/slip"))
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1
    page.goto(page.url.replace("/slip", ""))
    case = page.url
    page.locator("a[href$='/withdraw']").click()
    page.locator("main form button").click()
    page.wait_for_url(case)
    assert page.locator("a[href$='/withdraw']").count() == 0


def by_tab(page, there):
    """The keyboard goes on until it is there."""
    for _ in range(60):
        if page.evaluate(f"document.activeElement.matches({there!r})"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(there)


def keyed_in(page):
    """What one page asks, given by keys; a file comes through the dialog that a key opens."""
    if page.locator("#file").count():
        by_tab(page, "#file")
        with page.expect_file_chooser() as dialog:
            page.keyboard.press("Space")
        dialog.value.set_files(PAPER)
        by_tab(page, "button[name=more]")
        page.keyboard.press("Enter")
        page.locator(".files li").first.wait_for()
        return "button[name=on]"
    for field in page.locator("main input[type=text]").all():
        id = field.get_attribute("id")
        by_tab(page, f"#{id}")
        page.keyboard.type(
            PLACE if id == "f-place" else KINDS.get(id.removeprefix("f-"), LONG[:60])
        )
    for group in page.locator("fieldset").all():
        by_tab(page, f"#{group.locator('input').first.get_attribute('id')}")
        page.keyboard.press("Space")
    return "main button[type=submit]"


def test_a_whole_application_goes_by_keyboard_alone(chrome, site):
    context = chrome.new_context(base_url=site)
    page = context.new_page()
    page.on(
        "filechooser", lambda _: None
    )  # asked for only as a key is pressed, it may come too late
    as_lan(page)
    page.goto("/services/seals-new/apply")
    by_tab(page, "main form button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/place")
    walked = []
    while not page.url.endswith("/check"):
        walked.append(page.url)
        assert len(walked) < 20, walked
        by_tab(page, keyed_in(page))
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url, here=walked[-1]: url != here)

    by_tab(page, "main form button.govuk-button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sent")

    assert len(walked) > 4
    assert NUMBER.search(page.locator("main").inner_text())
    by_tab(page, "main a[href$='/slip']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/slip")
    context.close()
