"""The guided story: eight steps through the real pages, in six minutes, resumable.

The step is kept in a cookie of the reader's own; the server keeps nothing. The script is data.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from django.conf import settings
from django.http import HttpRequest

COOKIE = "story"
SCRIPT = Path(__file__).with_name("story.yaml")


class Step(NamedTuple):
    """A page, what is told beside it, and what must be seen on it; each text by language."""

    url: str
    title: dict[str, str]
    text: dict[str, str]
    sees: dict[str, str]


@cache
def steps() -> tuple[Step, ...]:
    """The script."""
    return tuple(Step(**step) for step in yaml.safe_load(SCRIPT.read_text(encoding="utf-8")))


def step_of(request: HttpRequest) -> int:
    """The step at which this reader is, from 1 on; 0 where the story was not begun or is over."""
    kept = request.COOKIES.get(COOKIE, "")
    number = int(kept) if len(kept) == 1 and kept.isascii() and kept.isdecimal() else 0
    return number if settings.CONTINUITY_DEMO and number <= len(steps()) else 0


def band(request: HttpRequest) -> dict[str, Any]:
    """What every page tells of the story while it is being read."""
    number = step_of(request)
    if not number:
        return {}
    return {"story": steps()[number - 1], "story_step": number, "story_steps": len(steps())}
