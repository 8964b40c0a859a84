"""The calculator of criminal records in a browser: asked, answered, drawn; without a script too."""

from __future__ import annotations

import pytest

from tests.browser.site import faults, shot, too_wide

pytestmark = pytest.mark.xdist_group("pages")
PATH = "/services/records/when"
TYPED = {"effective": "30/12/2018", "offence": "1/6/2018", "age": "30", "years": "2",
         "ended": "01/04/2019", "done": "15/08/2023"}  # fmt: skip
CHOSEN = {"chapter": "other", "weight": "serious", "intent": "yes", "kind": "prison", "state": "done",
          "orders": "done", "merged": "no"}  # fmt: skip


def filled(page):
    for name, text in TYPED.items():
        page.locator(f"#{name}-1").fill(text)
    for name, choice in CHOSEN.items():
        page.locator(f"#{name}-1").select_option(choice)
    page.locator("#case").select_option("no")
    page.locator("#on").fill("01/01/2025")


def well(page, name, language, size):
    assert faults(page) == []
    assert not too_wide(page)
    assert page.locator("h1").count() == 1
    shot(page, f"records-{name}-{language}-{size}")


def test_somebody_learns_when_a_record_ends_and_why(page, language, size):
    page.goto(PATH)
    well(page, "empty", language, size)
    page.locator("button[name=answer]").click()
    assert page.locator(".govuk-error-summary").is_visible()
    well(page, "wrong", language, size)

    filled(page)
    page.locator("button[name=answer]").click()

    page.locator(".told").wait_for()
    assert page.locator(".line__dot").count() == 4
    assert "15/08/2025" in page.locator(".reasons").first.inner_text() or language == "en"
    assert page.locator("#ended-1").input_value() == "01/04/2019"
    well(page, "answer", language, size)


def test_it_needs_no_script(warm, site):
    page = warm.page(site, java_script_enabled=False)
    page.goto(PATH)
    page.locator("button[name=more]").click()

    assert page.locator(".judgment").count() == 2


def as_(warm, site, login, day):
    """Somebody of the demo, signed in and living on a day."""
    page = warm.page(site)
    page.goto("/sign-in?next=/desk/records/")
    page.locator(f"button[value='{login}']").click()
    page.wait_for_url("**/desk/records/**")
    page.context.add_cookies([{"name": "lived", "value": day, "url": site}])
    return page


def test_the_demo_shows_the_keeper_a_few_people_and_ms_lans_case(warm, site):
    binh = as_(warm, site, "demo.binh", "2025-02-27")
    binh.goto("/desk")
    binh.locator("a[href^='/desk/cases/']", has_text="0000-").first.wait_for()
    numbers = binh.locator("a[href^='/desk/cases/']").all()
    found = [one.get_attribute("href") for one in numbers]
    binh.goto("/desk/records/")
    binh.locator("#identity").fill("031190000001")
    binh.locator("main form button").first.click()
    assert "15/2020/HSST" in binh.locator("main").inner_text()
    assert "Có án tích" in binh.locator(".told").first.inner_text()
    warm.clean()

    dung = as_(warm, site, "demo.dung", "2025-03-03")
    said = []
    for href in found:
        answer = dung.goto(href.replace("/desk/cases/", "/desk/records/cases/"))
        if answer.status == 200:
            said.append(dung.locator("main").inner_text())
    assert any("Phiếu ghi: không có án tích." in one for one in said)
    dung.goto("/desk/records/nights")
    assert "15/2020/HSST" in dung.locator(".versions").inner_text()
    assert faults(dung) == []
    shot(dung, "records-demo-nights")
