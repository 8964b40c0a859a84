"""One site and one browser for all tests of pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.site import SIZES, browser, chromium, served
from tests.database import reachable


@pytest.fixture(scope="session")
def home() -> Iterator[Path]:
    """The folder of the site's installation."""
    with reachable() as folder:
        yield folder


@pytest.fixture(scope="session")
def site(home: Path) -> Iterator[str]:
    """The address of the site, served for real."""
    with served(home) as address:
        yield address


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    """The browser; .ci/run installs it.

    It leaves with its module: Playwright keeps a loop running in the thread, in which Django, for the
    tests after these, would refuse to ask its database.
    """
    if not chromium():
        pytest.skip("there is no Chromium; `apt-get install chromium` brings it")
    with browser() as opened:
        yield opened


@pytest.fixture(params=["vi", "en"])
def language(request: pytest.FixtureRequest) -> str:
    """Both languages."""
    return str(request.param)


@pytest.fixture(params=list(SIZES))
def size(request: pytest.FixtureRequest) -> str:
    """A desktop and a phone."""
    return str(request.param)


@pytest.fixture
def page(chrome: Browser, site: str, language: str, size: str) -> Iterator[Page]:
    """A page in one language on one device."""
    width, height = SIZES[size]
    context = chrome.new_context(viewport={"width": width, "height": height}, base_url=site)
    context.add_cookies([{"name": "language", "value": language, "url": site}])
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()
