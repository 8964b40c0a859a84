"""The inclusion file of one thing, once the minutes are drawn up: what its person checks offline.

The trees are built anew from the counts, which stand still from then on; for a handover of 100,000
things that takes seconds, so whoever gives out many keeps the account.
"""

from __future__ import annotations

from typing import Any

from continuity.handover.account import Account, account
from continuity.handover.counted.inclusion import inclusion
from continuity.handover.counted.item import Item
from continuity.handover.kept import Handover
from continuity.handover.refused import Refused
from continuity.handover.signed import drawn_up


def inclusion_file(
    handover: Handover, annex: str, number: str, there: Account | None = None
) -> dict[str, Any]:
    """The file of one thing against the statement of the minutes; refused where nobody counted it."""
    said = drawn_up(handover.id).statement
    tallies = (there or account(handover)).tallies
    found = inclusion(Item(annex, number), *tallies, said)
    if found is None:
        raise Refused("no-line", annex=annex, number=number)
    return found
