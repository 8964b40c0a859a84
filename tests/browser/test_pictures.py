"""The pictures of a reform in a browser: well on any device, moved by the day, whole without script."""

from __future__ import annotations

import csv
import io
import urllib.error
import urllib.request
from xml.etree import ElementTree as ET

import pytest

from tests.browser.site import faults, shot, too_wide, until

HA_NOI = "/map/01@2025-01-01"
BEFORE, AFTER = "?on=2025-06-30", "?on=2025-07-01"
PLACES = (
    "() => [...document.querySelectorAll('.quilt rect[id]')].map(r => r.id + r.x.baseVal.value)"
)
COUNT_MOVES = """() => {
  window.moved = [];
  const animate = Element.prototype.animate;
  Element.prototype.animate = function (frames, timing) {
    window.moved.push(timing.duration);
    return animate.call(this, frames, timing);
  };
}"""


SMALLEST = """svg => {
  const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
  return Math.min(...[...svg.querySelectorAll('text')].map(t => t.getAttribute('font-size') * scale));
}"""


def fetched(url):
    asked = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(asked, timeout=30) as answer:
        return answer.headers, answer.read()


def test_the_country_and_a_province_are_well(page, language, size):
    """A machine takes seconds over thousands of tiles: it looks at one day on each device."""
    for name, path in (
        ("map-before", f"/map{BEFORE}"),
        ("map-after", f"/map{AFTER}"),
        ("map-ha-noi-before", f"{HA_NOI}{BEFORE}"),
        ("map-ha-noi-after", f"{HA_NOI}{AFTER}"),
    ):
        page.goto(path)
        assert page.locator("h1").count() == 1
        shot(page, f"{name}-{language}-{size}")
        for bars in page.locator(".bars--narrow:visible").all():
            assert bars.evaluate(SMALLEST) > 11.9
        page.locator("details summary").first.click()
        if name.endswith("before") == (size == "phone"):
            assert faults(page) == []
        assert not too_wide(page)


def test_the_day_moves_the_tiles_and_a_tile_leads_to_its_unit(chrome, site):
    context = chrome.new_context(base_url=site, reduced_motion="no-preference")
    page = context.new_page()
    page.goto(f"{HA_NOI}{BEFORE}")
    page.evaluate(COUNT_MOVES)
    page.locator('.time-bar a[href*="on=2025-07-01"]').click()
    page.wait_for_url("**on=2025-07-01**")

    until(page, "window.moved.length === 795")
    assert page.evaluate("new Set(window.moved).size === 1 && window.moved[0] === 400")
    until(page, "document.getAnimations().length === 0")
    assert page.locator(".quilt rect[id]").count() == 795
    page.locator(".quilt rect[id]").nth(5).hover()
    assert "→" in page.locator("[data-pointed]").inner_text()
    page.locator(".quilt rect[id]").nth(5).click()
    page.wait_for_url("**/units/**on=2025-07-01**")
    context.close()


def test_with_reduced_motion_the_tiles_are_there_at_once(chrome, site):
    context = chrome.new_context(base_url=site, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{HA_NOI}{BEFORE}")
    was = page.evaluate(PLACES)
    page.evaluate(COUNT_MOVES)
    page.locator("#side-after").click()
    page.wait_for_url("**on=2025-07-01**")

    assert page.evaluate(PLACES) != was
    assert page.evaluate("window.moved") == []
    context.close()


def test_without_script_the_sides_are_links(chrome, site):
    context = chrome.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{HA_NOI}{BEFORE}")
    page.locator("#side-after").click()

    assert page.url.endswith(AFTER)
    assert page.locator("#side-after").get_attribute("aria-current") == "true"
    context.close()


def test_pictures_and_tables_are_files_of_their_own(site):
    for path in ("nation", "bars", "provinces/01", "provinces/48@2025-07-01"):
        headers, _ = fetched(f"{site}/reforms/picture/{path}.svg{AFTER}")
        assert headers["Content-Type"].startswith("image/svg+xml")
    headers, body = fetched(f"{site}/reforms/picture/nation.svg{BEFORE}")
    assert headers["Content-Encoding"] == "gzip"
    assert len(body) < 60_000
    plain = urllib.request.urlopen(f"{site}/reforms/picture/provinces/01.csv{AFTER}").read()
    assert len(list(csv.reader(io.StringIO(plain.decode())))) == 795 + 1
    svg = urllib.request.urlopen(f"{site}/reforms/picture/provinces/01.svg{AFTER}").read()
    assert ET.fromstring(svg).tag.endswith("svg")
    for path in ("/map", f"{HA_NOI}{BEFORE}", f"{HA_NOI}{AFTER}"):
        assert len(fetched(f"{site}{path}")[1]) < 200_000


def test_a_province_that_ended_says_where_its_ground_lies_now(chrome, site):
    context = chrome.new_context(base_url=site)
    page = context.new_page()
    page.goto(f"/map/56{BEFORE}")

    assert page.url.endswith(f"/map/56@2025-01-01{BEFORE}")
    page.locator("main p a[href*='56@2025-07-01']").click()
    assert page.locator(".sides__count").first.inner_text() == "194"
    context.close()


@pytest.mark.parametrize("path", ["/map/99", "/map/00001", "/reforms/picture/provinces/99.svg"])
def test_what_is_no_province_is_not_found(site, path):
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(site + path)
