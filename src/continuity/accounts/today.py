"""The day of law at this moment: local, whatever the machine's zone."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from continuity.packs.vn import ZONE


def today() -> date:
    """Today in the pack's time zone."""
    return datetime.now(ZoneInfo(ZONE)).date()
