"""What a page weighs on the wire: text, style and script; fonts are cached, pictures are their own."""

from __future__ import annotations

import gzip
import re
import time
import urllib.parse
import urllib.request

import pytest

MOST = 200_000
PAGES = [
    "/",
    "/who?function=driving-licences&place=Tỉnh Hải Dương&on=2025-07-01",
    "/who?function=residence&place=Thành phố Hồ Chí Minh&on=2025-07-01",
    "/changes/answer?unit=26740@2025-01-01&paper=driving-licence&on=2025-07-01",
    "/units/79@2025-07-01?on=2025-07-01",
    "/map",
    "/map/01@2025-01-01?on=2025-07-01",
    "/reforms",
    "/reforms/vn-2025-07-01-map?kind=areas-ended",
    "/developers",
]


def fetched(url: str) -> tuple[bytes, int]:
    """What lies there, and how many bytes it takes on the way."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        sent = answer.read()
        plain = answer.headers.get("Content-Encoding") != "gzip"
    return (sent if plain else gzip.decompress(sent)), len(sent)


def page(url: str) -> tuple[str, int]:
    """A page once it is whole: what is being reckoned comes later."""
    for _ in range(60):
        body, weight = fetched(url)
        if b'class="waiting"' not in body:
            break
        time.sleep(1)
    return body.decode(), weight


@pytest.mark.parametrize("path", PAGES)
def test_a_page_and_all_that_it_needs_are_light(site, path):
    html, weight = page(site + urllib.parse.quote(path, safe="/?&=@"))

    needed = set(re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"', html))

    assert needed
    assert weight + sum(fetched(site + one)[1] for one in needed) < MOST
