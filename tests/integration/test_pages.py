"""What the site says where there is no page, where a form was forged, and where it fails itself."""

from __future__ import annotations

from datetime import date

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory

from continuity.accounts.today import today
from continuity.pages.middleware import day
from continuity.register.load import load
from tests.unit.country import country, key


@pytest.fixture(scope="module")
def site(server):
    with server.fresh():
        load(country(), "tests")
        yield


def client(**options) -> Client:
    return Client(SERVER_NAME="localhost", raise_request_exception=False, **options)


@pytest.mark.parametrize(
    ("language", "said"), [("vi", "Không có trang này"), ("en", "There is no such page")]
)
def test_an_address_without_a_page_is_answered_in_the_look_of_the_house(site, language, said):
    asking = client()
    asking.cookies["language"] = language

    response = asking.get("/nothing/<script>")

    assert response.status_code == 404
    assert said in response.content.decode()
    assert "site-header" in response.content.decode()
    assert "&lt;script&gt;" not in response.content.decode()
    assert "Content-Security-Policy" in response


def test_a_form_without_its_token_is_refused_with_how_to_go_on(site):
    response = client(enforce_csrf_checks=True).post("/sign-in", {"login": "x"})

    assert response.status_code == 403
    assert "Trang bạn gửi đã cũ" in response.content.decode()


def test_a_fault_of_ours_tells_nothing_of_the_inside(site, monkeypatch):
    from continuity.web.views import home

    monkeypatch.setattr(home, "doors", lambda: 1 / 0)

    response = client().get("/")

    assert response.status_code == 500
    assert "Chưa trả lời được" in response.content.decode()
    assert "ZeroDivision" not in response.content.decode()
    assert "Content-Security-Policy" in response


@pytest.mark.parametrize(
    ("on", "said"),
    [("2024-06-01", "Chưa có dữ liệu về ngày 01/06/2024"), ("2025-06-01", "Không biết nơi này")],
)
def test_a_day_before_all_data_is_not_blamed_on_the_place(site, on, said):
    page = client().get("/who", {"function": "criminal-records", "place": "Atlantis", "on": on})

    assert said in page.content.decode()


def test_a_misspelled_place_is_answered_with_the_names_that_are_near(site):
    """Nobody is sent to one of them unasked: each is a link."""
    who = client().get("/who", {"function": "criminal-records", "place": "Đôngg"})
    units = client().get("/units", {"q": "Đôngg"})
    asked = client().post("/changes", {"address": "7 ngõ Nhỏ, Xã Đôngg"})
    choice = client().get(asked["Location"])

    assert asked.status_code == 303
    assert "ng%C3%B4" not in asked["Location"], "what was typed stands in no address"
    for page in (who, units, choice):
        assert "Có phải bạn" in page.content.decode()
        assert key("00001") in page.content.decode().replace("%40", "@")


def test_a_choice_of_places_is_read_in_the_other_language_too(site):
    asked = client().post("/changes", {"address": "Đôngg"})
    browser = client()
    assert "Có phải bạn" in browser.get(asked["Location"]).content.decode()

    english = browser.get(f"{asked['Location']}&lang=en", follow=True).content.decode()

    assert "Did you mean" in english
    assert "Xã Đông" in english


@pytest.mark.parametrize("more", ["x", "9" * 9000, "-1", "²"])
def test_an_address_of_a_choice_that_somebody_altered_is_answered(site, more):
    keys = [key("00001"), "nothing", key("01")]

    page = client().get("/changes", {"unit": keys, "more": more})

    assert page.status_code == 200
    assert "Xã Đông" in page.content.decode()


@pytest.mark.parametrize("path", ["/who?function=seals&place=x", "/units", "/map", "/changes"])
def test_an_empty_register_is_said(server, path):
    with server.fresh():
        response = client().get(path)

    assert response.status_code in (200, 503)
    if response.status_code == 503:
        assert "continuity load" in response.content.decode()
        assert response["Retry-After"]


def test_a_database_that_is_away_is_said(site, monkeypatch):
    from django.db import OperationalError

    from continuity.web.views import home

    def away():
        raise OperationalError("the connection is closed")

    monkeypatch.setattr(home, "doors", away)

    response = client().get("/")

    assert response.status_code == 503
    assert "connection" not in response.content.decode()
    assert "The database does not answer" in response.content.decode()


@pytest.mark.parametrize("path", ["/", "/nothing", "/api/v1/openapi.json", "/reforms/new"])
def test_every_answer_is_closed_to_frames_to_guessing_and_to_powers_of_the_browser(site, path):
    response = client().get(path)

    assert "camera=()" in response["Permissions-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


def test_outside_the_demo_nobody_acts_on_another_day_than_today(site, monkeypatch):
    monkeypatch.setattr(settings, "CONTINUITY_DEMO", False)

    assert lived("/?on=2025-03-01") == [today()]


def test_in_the_demo_one_acts_on_the_day_that_one_chose_last(site, monkeypatch):
    monkeypatch.setattr(settings, "CONTINUITY_DEMO", True)

    assert lived("/?on=2025-03-01", "/", "/?on=nonsense") == [date(2025, 3, 1)] * 3


def test_a_picture_of_some_day_moves_nobody_to_it(site, monkeypatch):
    monkeypatch.setattr(settings, "CONTINUITY_DEMO", True)
    asked = RequestFactory().get("/reforms/picture/bars.svg?on=2025-07-01")

    response = day(lambda _: HttpResponse(content_type="image/svg+xml"))(asked)

    assert not response.cookies


def lived(*paths: str) -> list[date]:
    """The days on which one and the same visitor acts, page by page."""
    found: list[date] = []

    def view(request):
        found.append(request.lived)
        return HttpResponse()

    cookies: dict[str, str] = {}
    for path in paths:
        request = RequestFactory().get(path)
        request.COOKIES = cookies
        response = day(view)(request)
        cookies |= {name: one.value for name, one in response.cookies.items()}
    return found
