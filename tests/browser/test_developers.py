"""The developers' page: well on any device in both languages, and each of its examples is alive."""

from __future__ import annotations

import json
import re
import subprocess

from tests.browser.site import faults, shot, too_wide


def test_the_page_is_well(page, language, size):
    page.goto("/developers")

    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1").count() == 1
    page.locator("details summary").click()
    assert faults(page) == []
    assert not too_wide(page)
    shot(page, f"developers-{language}-{size}")


def test_every_example_answers(warm, site):
    page = warm.page(site)
    page.goto("/developers")
    links = [link.get_attribute("href") for link in page.locator(".examples a").all()]
    commands = [code.inner_text() for code in page.locator(".examples>li>pre code").all()]

    assert len(links) == 10
    for link in [*links, "/api/v1/openapi.json"]:
        answer = page.request.get(link)
        assert answer.ok, f"{link}: {answer.text()}"
        assert answer.json()
    for command in commands:
        # As it stands there, so that somebody may copy it.
        told = subprocess.run(["sh", "-c", f"{command} -sf"], check=True, capture_output=True)
        assert json.loads(told.stdout)


def test_each_kind_of_trouble_is_explained_where_it_leads(warm, site):
    page = warm.page(site)
    problem = page.request.get("/api/v1/units/never").json()
    page.goto(problem["type"])

    assert page.locator(":target").count() == 1
    assert re.search(r"404\s+not-there", page.locator(":target").inner_text())
