"""For those who write programs: what can be asked, with live examples."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def developers(request: HttpRequest) -> HttpResponse:
    """The interface on one page."""
    return render(request, "web/developers.html", {"here": "developers"})
