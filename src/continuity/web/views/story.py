"""The guided story: its page, and the way from one step to the next."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from continuity.web.story import COOKIE, step_of, steps

DAYS_KEPT = 30


def story(request: HttpRequest) -> HttpResponse:
    """The eight steps, and where this reader stopped; only in the demo, of which it tells."""
    _demo()
    told = list(enumerate(steps(), 1))
    return render(request, "web/story.html", {"steps": told, "at": step_of(request)})


def step(request: HttpRequest, number: int) -> HttpResponse:
    """To the page of a step; raises Http404 where there is none."""
    _demo()
    if not 1 <= number <= len(steps()):
        raise Http404
    went = HttpResponseRedirect(steps()[number - 1].url)
    _keep(went, str(number))
    return went


def end(request: HttpRequest) -> HttpResponse:
    """Leaves the story; the pages are as before."""
    went = HttpResponseRedirect(reverse("web:story"))
    went.delete_cookie(COOKIE, samesite="Lax")
    return went


def _keep(response: HttpResponse, step: str) -> None:
    response.set_cookie(
        COOKIE, step, max_age=DAYS_KEPT * 86_400, samesite="Lax", httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip


def _demo() -> None:
    if not settings.CONTINUITY_DEMO:
        raise Http404
