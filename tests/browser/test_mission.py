"""Every page that docs/mission.md names answers, to anybody."""

from __future__ import annotations

import re
import urllib.parse
import urllib.request

import pytest

from tests.browser.site import ROOT

PAGES = sorted(
    set(re.findall(r"`(/[a-z][^`]*)`", (ROOT / "docs/mission.md").read_text(encoding="utf-8")))
)


def test_the_mission_names_pages():
    assert len(PAGES) > 4


@pytest.mark.parametrize("path", PAGES)
def test_a_page_that_the_mission_names_answers(site, path):
    url = site + urllib.parse.quote(path, safe="/?&=@")

    with urllib.request.urlopen(url, timeout=30) as answer:
        assert answer.status == 200
        assert b"<h1" in answer.read()
