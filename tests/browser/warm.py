"""Browsers that stay open from test to test.

A new browser of somebody's own costs a second of a core before it shows anything, and its first pages as
much again: it starts a process, and compiles every script from the start. One that is cleaned instead
knows nothing of the test before, and shows a page in a tenth of that.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Page

from tests.browser.site import browser

PATIENCE = 15_000
"""Milliseconds until something that a page should show is missing."""


class Warm:
    """The browsers of one Chromium, by what they are told: each has one page, for one user at a time."""

    def __init__(self, chrome: Browser) -> None:
        self._chrome = chrome
        self._kept: dict[str, BrowserContext] = {}
        self._given: set[str] = set()

    def page(
        self,
        site: str,
        *,
        language: str = "vi",
        user: str = "",
        patience: int = PATIENCE,
        **told: Any,
    ) -> Page:
        """The page of a browser that knows nothing but a language; that of a user is theirs alone."""
        key = repr((site, user, sorted(told.items())))
        if key not in self._kept:
            self._kept[key] = self._chrome.new_context(base_url=site, **told)
        context = self._kept[key]
        page = context.pages[0] if context.pages else context.new_page()
        self._given.add(key)
        context.set_default_timeout(patience)
        context.add_cookies([{"name": "language", "value": language, "url": site}])
        return page

    def clean(self) -> None:
        """Whatever the last user left is gone: what they saw, what was kept, and other pages."""
        for key in self._given:
            context = self._kept[key]
            for page in context.pages[1:]:
                page.close()
            for page in context.pages:
                _left(page)
            context.clear_cookies()
        self._given.clear()


def _left(page: Page) -> None:
    """A page shows nothing any more; one that loads itself again just now is closed instead."""
    try:
        if page.url.startswith("http"):
            page.evaluate("() => { localStorage.clear(); sessionStorage.clear() }")
        page.emulate_media(media="null")
        page.goto("about:blank")
    except Error:
        page.close()


class Held:
    """The one Chromium of a process, for as long as tests that belong together go on."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._opened: tuple[Browser, Warm] | None = None
        self.stays = False

    def opened(self) -> tuple[Browser, Warm]:
        """The browser, started where it is not there, and those of it that stay open."""
        if self._opened is None:
            chrome = self._stack.enter_context(browser())
            self._opened = chrome, Warm(chrome)
        return self._opened

    def left(self) -> None:
        """A file has done with it: it leaves, unless the next file of this piece wants it too."""
        if not self.stays:
            self._opened = None
            self._stack.close()
