"""The signed handovers that brought a case to where it is, as its page shows them."""

from __future__ import annotations

from datetime import date
from typing import Any

from continuity.handover import mine
from continuity.web.known import known
from continuity.web.portal.holder import called


def crossings(number: str, on: date) -> list[dict[str, Any]]:
    """The last first, each by the names of the day on which it was signed."""
    here = known()
    return [
        {
            "id": found.id, "day": found.signed, "giver": called(here, found.giver, found.signed),
            "receiver": called(here, found.receiver, found.signed), "whole": found.whole,
        }
        for found in mine.crossed(number, on)
    ]  # fmt: skip
