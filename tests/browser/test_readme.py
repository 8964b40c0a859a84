"""The README's pictures: made here, from the site as it is.

`CONTINUITY_PICTURES=docs/pictures` writes them; else they are made and held against those that are kept.
"""

from __future__ import annotations

import os
import re
import struct
from pathlib import Path

import pytest

from tests.browser.site import ROOT

KEPT = ROOT / "docs/pictures"
WIDTH, HEIGHT = 1200, 800
MOST_BYTES = 300_000
WHO = "/who?function=driving-licences&place=Tỉnh Hải Dương&on=2025-07-01&filed=20/02/2025"
MADE = {
    "who": WHO,
    "map": "/map?on=2025-07-01",
    "ha-noi": "/map/01@2025-01-01?on=2025-07-01",
    "proof": "/reforms/vn-2025-07-01-map#proof",
    "changes": "/changes/answer?unit=26740@2025-01-01&paper=driving-licence&on=2025-07-01",
}
READMES = {"en": "README.md", "vi": "README.vi.md"}


def size(png: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@pytest.mark.parametrize("language", READMES)
@pytest.mark.parametrize("name", MADE)
def test_a_picture_is_made_from_the_site(warm, site, tmp_path, name, language):
    told = {"viewport": {"width": WIDTH, "height": HEIGHT}, "reduced_motion": "reduce"}
    page = warm.page(site, language=language, **told)
    page.goto(MADE[name])
    page.locator("main .answer, main .picture, main .verdict").first.wait_for(timeout=90_000)
    if "#" in MADE[name]:
        page.locator("#proof").evaluate("part => part.scrollIntoView()")
    folder = Path(os.environ.get("CONTINUITY_PICTURES", tmp_path))

    made = page.screenshot(path=folder / f"{name}-{language}.png")

    kept = (KEPT / f"{name}-{language}.png").read_bytes()
    assert size(made) == size(kept) == (WIDTH, HEIGHT)
    assert len(kept) < MOST_BYTES
    # Another font or an empty page would not weigh the same; a later sentence may.
    assert 0.6 < len(made) / len(kept) < 1.6


@pytest.mark.parametrize("language", READMES)
def test_a_readme_shows_pictures_that_are_made_here(language):
    text = (ROOT / READMES[language]).read_text(encoding="utf-8")
    shown = re.findall(r"!\[[^\]]{20,}\]\(docs/pictures/([\w-]+)\.png\)", text)

    assert shown
    assert set(shown) <= {f"{name}-{language}" for name in MADE}
