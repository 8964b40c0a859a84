"""The day that a page speaks of: it stands in the address, so that a page that is sent opens on it."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from continuity.accounts.today import today
from continuity.core.interval import FOREVER


class Tick(NamedTuple):
    """A day of the time bar, and what it is."""

    on: date
    vi: str
    en: str


# The days on which the answers of 2025 change, and the eve of each.
TICKS = (
    Tick(date(2025, 2, 27), "trước khi chuyển chức năng", "before the functions move"),
    Tick(date(2025, 3, 1), "chức năng sang Công an", "functions to the police"),
    Tick(date(2025, 6, 30), "bản đồ cũ, ngày cuối", "last day of the old map"),
    Tick(date(2025, 7, 1), "bản đồ mới", "the new map"),
)


def read(text: str) -> date | None:
    """A day out of YYYY-MM-DD or dd/mm/yyyy; None where it is neither."""
    text = text.strip()
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text, re.ASCII):
        parts = found.groups()
    elif found := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text, re.ASCII):
        parts = found.groups()[::-1]
    else:
        return None
    try:
        on = date(*map(int, parts))
    except ValueError:
        return None
    return on if on < FOREVER else None


def ticks() -> list[Tick]:
    """The days of the time bar, today among them."""
    return sorted([*TICKS, Tick(today(), "hôm nay", "today")])
