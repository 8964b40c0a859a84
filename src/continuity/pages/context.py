"""What the frame of every page needs to know."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from continuity.accounts.models import Person
from continuity.accounts.today import today
from continuity.pages.days import ticks
from continuity.pages.words import language


def frame(request: HttpRequest) -> dict[str, Any]:
    """The language, the day, who is signed in, and whether this is the demo."""
    on = getattr(request, "on", today())
    user = getattr(request, "user", None)
    return {
        "language": language(),
        "on": on,
        "iso": on.isoformat(),
        "lived": getattr(request, "lived", today()),
        "another_day": on != today(),
        "today": today(),
        "day_wrong": getattr(request, "day_wrong", ""),
        "ticks": ticks(),
        "demo": settings.CONTINUITY_DEMO,
        "person": user if isinstance(user, Person) else None,
    }
