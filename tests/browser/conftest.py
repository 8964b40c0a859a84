"""One site and one browser for all tests of pages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.site import SIZES, chromium, served
from tests.browser.warm import Held, Warm
from tests.database import reachable
from tests.spread import piece

# The doors and the story are walked in both languages on both devices. Of all else each language and
# each device is looked at once: two looks more at each of those pages took CI some minutes.
WHOLE = {"test_doors.py", "test_story.py"}
CROSSED = [("vi", "phone"), ("en", "desktop")]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """In which languages, and on which devices, a test that opens a page is played."""
    marks = [mark.args[0] for mark in metafunc.definition.iter_markers("parametrize")]
    named = {
        name for mark in marks for name in (mark.split(",") if isinstance(mark, str) else mark)
    }
    if {"language", "size"} <= set(metafunc.fixturenames) and "size" not in named:
        whole = metafunc.definition.path.name in WHOLE
        pairs = list(product(("vi", "en"), SIZES)) if whole else CROSSED
        metafunc.parametrize(("language", "size"), pairs)


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


HELD = Held()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """The browser stays as long as the next test belongs to the same piece of work."""
    HELD.stays = nextitem is not None and piece(nextitem.nodeid) == piece(item.nodeid)
    try:
        yield
    finally:
        HELD.left()  # also where the last file of the piece needed none


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    """The browser; .ci/run installs it.

    It leaves with its piece of work: Playwright keeps a loop running in the thread, in which Django,
    for the tests after these, would refuse to ask its database.
    """
    if not chromium():
        pytest.skip("there is no Chromium; `apt-get install chromium` brings it")
    yield HELD.opened()[0]
    HELD.left()


@pytest.fixture(scope="module")
def browsers(chrome: Browser) -> Warm:
    """Browsers that stay open from test to test."""
    return HELD.opened()[1]


@pytest.fixture
def warm(browsers: Warm) -> Iterator[Warm]:
    """Browsers that know nothing of the test before; their pages are gone again afterwards."""
    yield browsers
    browsers.clean()


@pytest.fixture
def page(warm: Warm, site: str, language: str, size: str) -> Page:
    """A page in one language on one device."""
    width, height = SIZES[size]
    return warm.page(site, language=language, viewport={"width": width, "height": height})
