"""The inclusion file: what shows one person that their thing crossed, and nothing of anybody else's.

It holds what each side wrote about the thing and the way from there to the root that stands in the
minutes. The page and the script in `offline/` read it without us and without a network.
"""

from __future__ import annotations

from typing import Any

from continuity.handover.counted.item import Item
from continuity.handover.counted.tally import Tally

FORMAT = "continuity-counted-in-1"


def inclusion(
    item: Item, giver: Tally, receiver: Tally, said: dict[str, Any]
) -> dict[str, Any] | None:
    """The file of one thing; None where no side has counted it. `said` is the statement."""
    sides = {tally.side: _shown(tally, item) for tally in (giver, receiver)}
    if not any(sides.values()):
        return None
    key = next(side["key"] for side in sides.values() if side)
    told = [one for one in said["differences"] if one["key"] == key]
    roots = {tally.side: tally.root for tally in (giver, receiver)}
    return {
        "format": FORMAT,
        "handover": giver.handover,
        "roots": roots,
        "sides": sides,
        "differences": told,
    }


def _shown(tally: Tally, item: Item) -> dict[str, Any] | None:
    places = tally.places(item)
    if not places:
        return None
    counted, hidden, *_ = tally.counted[places[0]]
    return {
        "key": hidden.key.hex(),
        "text": counted.text,
        "salt": hidden.salt.hex(),
        "amounts": counted.amounts.text,
        "amounts_salt": hidden.amounts_salt.hex(),
        "totals": tally.totals,
        "path": [
            [side, node.digest.hex(), node.low.hex(), node.high.hex(), node.leaves]
            for side, node in tally.tree.path(places[0])
        ],
    }
