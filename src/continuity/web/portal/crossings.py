"""The signed handovers that brought a case to where it is, as its page shows them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from continuity.handover.mine import Crossing
from continuity.web.known import known
from continuity.web.portal.holder import called


def crossings(found: Iterable[Crossing]) -> list[dict[str, Any]]:
    """The last first, each by the names of the day on which it was signed."""
    here = known()
    return [
        {
            "id": one.id, "day": one.signed, "giver": called(here, one.giver, one.signed),
            "receiver": called(here, one.receiver, one.signed), "whole": one.whole,
        }
        for one in found
    ]  # fmt: skip
