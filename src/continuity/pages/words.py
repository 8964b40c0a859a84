"""Words in the language of the page: sentences, days, numbers."""

from __future__ import annotations

from datetime import date
from typing import Literal

from django.utils.translation import get_language

from continuity.core.interval import FOREVER

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def language() -> Literal["vi", "en"]:
    """The language of this page."""
    return "en" if (get_language() or "vi").startswith("en") else "vi"


def t(vi: str, en: str) -> str:
    """One of two texts."""
    return en if language() == "en" else vi


def day(value: date | str | None) -> str:
    """A day as people write it: 01/07/2025 or 1 Jul 2025; three dots where there is no end."""
    on = date.fromisoformat(value) if isinstance(value, str) and value else value
    if not isinstance(on, date) or on == FOREVER:
        return "…"
    if language() == "en":
        return f"{on.day} {MONTHS[on.month - 1]} {on.year:04}"
    return f"{on.day:02}/{on.month:02}/{on.year:04}"


def number(value: int | float) -> str:
    """A number with the signs of the language: 10.035 and 1.234,5, or 10,035 and 1,234.5."""
    text = f"{value:,}"
    return text if language() == "en" else text.translate({ord(","): ".", ord("."): ","})
