"""What a page weighs on the wire: text, style and script; fonts are cached, pictures are their own."""

from __future__ import annotations

import gzip
import http.cookiejar
import re
import time
import urllib.parse
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest

MOST = 200_000
Ask = Callable[..., Any]
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
    "/services",
    "/services/seals-new",
    "/services/seals/void",
    "/track",
    "/verify",
]
# Behind a sign-in: the desk, a form at the counter, and the night of a reform with its 500 bodies.
DESK = ["/desk", "/desk/load", "/desk/file/seals-new", "/desk/seals/", "/desk/seals/seals"]


def fetched(url: str, ask: Ask = urllib.request.urlopen) -> tuple[bytes, int]:
    """What lies there, and how many bytes it takes on the way."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
    with ask(request, timeout=60) as answer:
        sent = answer.read()
        plain = answer.headers.get("Content-Encoding") != "gzip"
    return (sent if plain else gzip.decompress(sent)), len(sent)


def page(url: str, ask: Ask = urllib.request.urlopen) -> tuple[str, int]:
    """A page once it is whole: what is being reckoned comes later."""
    for _ in range(60):
        body, weight = fetched(url, ask)
        if b'class="waiting"' not in body:
            break
        time.sleep(1)
    return body.decode(), weight


@pytest.mark.parametrize("path", PAGES)
def test_a_page_and_all_that_it_needs_are_light(site, path):
    light(site, *page(site + urllib.parse.quote(path, safe="/?&=@")))


@pytest.fixture(scope="module")
def officer(site) -> Ask:
    """Captain Dung of the demo, signed in, on the day of the new map."""
    jar = http.cookiejar.CookieJar()
    ask = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar)).open
    form = ask(f"{site}/sign-in?on=2025-07-01", timeout=60).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)
    told = {"csrfmiddlewaretoken": token[1], "login": "demo.dung", "next": "/desk"}
    sent = urllib.request.Request(
        f"{site}/sign-in/demo",
        urllib.parse.urlencode(told).encode(),
        {"Referer": f"{site}/sign-in"},
    )
    ask(sent, timeout=60).close()
    return ask


@pytest.mark.parametrize("path", DESK)
def test_a_page_of_the_desk_is_as_light(site, officer, path):
    html, weight = page(site + path, officer)

    assert "/sign-out" in html, "somebody is signed in"
    light(site, html, weight)


def light(site: str, html: str, weight: int) -> None:
    needed = set(re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"', html))

    assert needed
    assert weight + sum(fetched(site + one)[1] for one in needed) < MOST
