"""The language and the day of a request, before any view sees it; what no answer may leave open."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation

from continuity.accounts.today import today
from continuity.pages import days
from continuity.pages.words import speaking

View = Callable[[HttpRequest], HttpResponse]
# No page asks for any of these; a script that got in cannot either.
REFUSED = ("camera", "microphone", "geolocation", "payment", "usb", "browsing-topics")
COOKIE, YEAR = "language", 365 * 24 * 60 * 60
LIVED = "lived"


def language(view: View) -> View:
    """Vietnamese, until somebody chooses English; the choice is kept, and leaves the address."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.path_info.split("/", 2)[1:2] == [
            "api"
        ]:  # programs choose by a header, at their own door
            return view(request)
        chosen = request.GET.get("lang")
        if chosen in ("vi", "en") and request.method == "GET":
            return _kept(request, chosen)
        with speaking("en" if request.COOKIES.get(COOKIE) == "en" else "vi"):
            response = view(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "vi")
        return response

    return answer


def _kept(request: HttpRequest, chosen: str) -> HttpResponse:
    rest = request.GET.copy()
    del rest["lang"]
    query = urlencode(list(rest.lists()), doseq=True)
    # The path alone, with one slash: two of them would name another host.
    path = "/" + request.path.lstrip("/")
    response = HttpResponseRedirect(f"{path}?{query}" if query else path)
    response.set_cookie(
        COOKIE, chosen, max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return response


def day(view: View) -> View:
    """`request.on`: the day that the address names, else today; `request.day_wrong` what it was not.

    `request.lived` is the day on which whoever asks acts: today. In the demo, and only there, it is
    the day that they chose last, so that one can live through the night of a reform.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        written = request.GET.get("on", "")
        found = days.read(written) if written else None
        request.on = found or today()  # type: ignore[attr-defined]
        request.day_wrong = written if written and found is None else ""  # type: ignore[attr-defined]
        if not settings.CONTINUITY_DEMO:
            request.lived = today()  # type: ignore[attr-defined]
            return view(request)
        request.lived = found or days.read(request.COOKIES.get(LIVED, "")) or today()  # type: ignore[attr-defined]
        response = view(request)
        if found and response.get("Content-Type", "").startswith(
            "text/html"
        ):  # a picture moves nobody
            response.set_cookie(LIVED, found.isoformat(), samesite="Lax", httponly=True)
        return response

    return answer


def powers(view: View) -> View:
    """Every answer takes from the browser what no page here needs."""
    policy = ", ".join(f"{power}=()" for power in REFUSED)

    def answer(request: HttpRequest) -> HttpResponse:
        response = view(request)
        response.headers["Permissions-Policy"] = policy
        return response

    return answer


def private(view: View) -> View:
    """What is shown to somebody who is signed in is kept by no cache on the way, nor on the desk."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = view(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return answer
