"""The guided story, played as it is told."""

from __future__ import annotations

from tests.browser.site import faults, shot, too_wide

LOOKED_AT = {("vi", "phone"), ("en", "desktop")}
"""By machine, as all pages are: in each language and on each device once."""


def test_the_story_is_read_to_its_end(page, language, size):
    page.goto("/")
    page.locator(".story-way a").click()
    titles = page.locator(".story-list li").all_inner_texts()
    assert len(titles) == 8
    page.locator("a.govuk-button").click()

    for number, title in enumerate(titles, 1):
        assert page.locator(".story-band__title").inner_text() == f"{number}/{len(titles)} {title}"
        seen = page.locator(".story-band__text").get_attribute("data-sees")
        assert seen
        # The proof of the nation may still be on its way: its page comes back by itself.
        page.locator("main").get_by_text(seen).first.wait_for(timeout=90_000)
        if (language, size) in LOOKED_AT:
            assert faults(page) == []
        assert not too_wide(page)
        shot(page, f"story-{number}-{language}-{size}")
        if number < len(titles):
            page.locator("a[rel=next]").click()

    page.locator(".story-band__ways a").last.click()
    assert page.locator(".story-band").count() == 0


def test_it_goes_on_where_it_was_left(page, language, size):
    page.goto("/story/3")
    page.goto("/units")
    assert page.locator(".story-band__title").inner_text().startswith("3/")

    page.goto("/story")
    page.locator("a.govuk-button").click()

    assert "on=2025-07-01" in page.url
    assert page.locator(".story-band__title").inner_text().startswith("3/")
