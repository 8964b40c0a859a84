"""Pages that say how this site treats people: privacy, accessibility, contact."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of whom, for what and how long."""
    return render(request, "web/privacy.html")


def accessibility(request: HttpRequest) -> HttpResponse:
    """What was tried, what falls short, whom to tell."""
    return render(request, "web/accessibility.html")


def contact(request: HttpRequest) -> HttpResponse:
    """Whom to write to; set by the office that runs the site."""
    return render(request, "web/contact.html", {"office": settings.CONTINUITY_CONTACT})
