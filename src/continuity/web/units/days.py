"""A stretch of days as people say it: with its last day, not with the first one after."""

from __future__ import annotations

from datetime import date

from continuity.core.interval import FOREVER, Interval, eve
from continuity.pages.words import day, t


def life(valid: Interval, starts: date) -> str:
    """From when until when; what lies before the data begin is not claimed."""
    known, ends = valid.start > starts, valid.end != FOREVER
    first, last = day(valid.start), day(eve(valid.end))
    if known and ends:
        return f"{first} – {last}"
    if known:
        return t(f"từ {first}", f"from {first}")
    if ends:
        return t(f"đến hết {last}", f"until {last}")
    return t(f"từ trước {day(starts)}", f"since before {day(starts)}")


def state(valid: Interval, on: date, starts: date) -> str:
    """`in-force`, `ended`, `to-come`, or `unknown` on a day before the data begin."""
    if on in valid:
        return "in-force"
    if on >= valid.end:
        return "ended"
    return "to-come" if valid.start > starts else "unknown"


def nearest(valid: Interval, on: date) -> date:
    """The day, or the nearest one of a life."""
    return min(max(on, valid.start), eve(valid.end))
