"""Words in the language of the page: sentences, days, numbers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from django.utils import translation

from continuity.core.finding import said_day
from continuity.core.interval import FOREVER
from continuity.packs.spreadsheet import cell as cell
from continuity.packs.vn import ZONE

_spoken: ContextVar[Literal["", "vi", "en"]] = ContextVar("spoken", default="")


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """A block in which pages speak a language, and so does Django."""
    token = _spoken.set("en" if code.startswith("en") else "vi")
    try:
        with translation.override(code):
            yield
    finally:
        _spoken.reset(token)


def language() -> Literal["vi", "en"]:
    """The language of this page; asked some hundred times for each, and so kept where it is cheap."""
    return _spoken.get() or (
        "en" if (translation.get_language() or "vi").startswith("en") else "vi"
    )


def t(vi: str, en: str) -> str:
    """One of two texts."""
    return en if language() == "en" else vi


def day(value: date | str | None) -> str:
    """A day as people write it: 01/07/2025 or 1 Jul 2025; three dots where there is no end."""
    on = date.fromisoformat(value) if isinstance(value, str) and value else value
    if not isinstance(on, date) or on == FOREVER:
        return "…"
    said = said_day(on)
    return str(said) if language() == "en" else said.vi


def moment(at: datetime) -> str:
    """Day and time of a moment where the law is, whatever the machine's zone."""
    local = at.astimezone(ZoneInfo(ZONE))
    return f"{day(local.date())} {local:%H:%M}"


def number(value: int | float) -> str:
    """A number with the signs of the language: 10.035 and 1.234,5, or 10,035 and 1,234.5."""
    text = f"{value:,}"
    return text if language() == "en" else text.translate({ord(","): ".", ord("."): ","})
