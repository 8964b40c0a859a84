"""Signing in as people do: the first time, with a code, with a passkey; and by one click in the demo."""

from __future__ import annotations

import uuid

import pytest

from tests.browser.site import command, faults, shot, too_wide
from tests.totp import code

OWN = "four words that do not belong"
VIRTUAL = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
    "hasUserVerification": True, "isUserVerified": True,
}  # fmt: skip


def well(page, name, language, size):
    assert faults(page) == []
    assert not too_wide(page)
    shot(page, f"{name}-{language}-{size}")


@pytest.fixture
def person(home, site):
    """Somebody new, with a password that somebody else chose."""
    login = f"t{uuid.uuid4().hex[:8]}"
    said = command(home, "user", "add", login, "--name", "Đặng Thị Thử")
    return login, said.split(": ")[1].strip()


def test_the_first_time_one_makes_the_account_ones_own(page, person, language, size):
    login, given = person
    page.goto("/sign-in")
    well(page, "sign-in", language, size)
    page.locator("#login").fill(login)
    page.locator("#password").fill("not this")
    page.locator("#code").fill("123456")
    page.locator("#code").press("Enter")
    assert page.locator("[role=alert]").is_visible()
    assert page.locator("#login").input_value() == login
    page.locator("#password").fill(given)
    page.locator("#password").press("Enter")
    well(page, "first", language, size)
    secret = page.locator("code").inner_text()
    for new, again in ((OWN, "else"), (OWN, OWN)):
        page.locator("#new").fill(new)
        page.locator("#again").fill(again)
        page.locator("#code").fill(code(secret))
        page.locator("#code").press("Enter")
    assert page.locator(".codes li").count() == 10
    well(page, "spare-codes", language, size)
    spare = page.locator(".codes li").first.inner_text()

    page.goto("/me")
    well(page, "me", language, size)
    page.locator("form[action='/sign-out'] button").click()
    page.goto("/me")
    assert "/sign-in?next=/me" in page.url
    page.locator("#login").fill(login)
    page.locator("#password").fill(OWN)
    page.locator("#code").fill(spare)
    page.locator("#code").press("Enter")
    assert page.url.endswith("/me")
    assert page.locator("h1").inner_text() == "Đặng Thị Thử"


def test_in_the_demo_one_click_is_enough(page, language, size):
    page.goto("/sign-in?next=/who")
    page.locator("button[value='demo.hoa']").click()

    assert page.url.endswith("/who")
    assert "Nguyễn Thu Hoa" in page.locator("header").inner_text()


def test_a_passkey_is_made_and_opens_by_itself(chrome, site, person):
    login, given = person
    context = chrome.new_context(base_url=site.replace("127.0.0.1", "localhost"))
    page = context.new_page()
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": VIRTUAL})
    page.goto("/sign-in")
    page.locator("#login").fill(login)
    page.locator("#password").fill(given)
    page.locator("#password").press("Enter")
    secret = page.locator("code").inner_text()
    page.locator("#new").fill(OWN)
    page.locator("#again").fill(OWN)
    page.locator("#code").fill(code(secret))
    page.locator("#code").press("Enter")
    page.goto("/me")
    page.locator("#name").fill("My telephone")
    page.locator("[data-passkey=create] button").click()
    page.locator("text=My telephone").first.wait_for()

    page.locator("form[action='/sign-out'] button").click()
    page.goto("/sign-in?next=/me")
    page.locator("[data-passkey=get] button").click()
    page.wait_for_url(lambda url: "sign-in" not in url)
    assert page.locator("h1").inner_text() == "Đặng Thị Thử"
    context.close()
