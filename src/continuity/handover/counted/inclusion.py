"""The inclusion file: what shows one person that their thing crossed, and nothing of anybody else's.

It holds what each side wrote about the thing and the way from there to the root that stands in the
minutes. The page and the script in `offline/` read it without us and without a network.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from continuity.handover.counted.item import Item
from continuity.handover.counted.tally import Hidden, Tally
from continuity.handover.counted.tree import Beside

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


class Told(NamedTuple):
    """What one side wrote of a thing, what hides it, and the totals to which its root binds as well."""

    item: Item
    hidden: Hidden
    totals: str


def _shown(tally: Tally, item: Item) -> dict[str, Any] | None:
    places = tally.places(item)
    if not places:
        return None
    counted, hides, *_ = tally.counted[places[0]]
    return shown(Told(counted, hides, tally.totals), tally.tree.path(places[0]))


def shown(told: Told, path: Iterable[Beside]) -> dict[str, Any]:
    """One side of the file: the texts with what hides them, and the nodes beside the way to the top."""
    return {
        "key": told.hidden.key.hex(),
        "text": told.item.text,
        "salt": told.hidden.salt.hex(),
        "amounts": told.item.amounts.text,
        "amounts_salt": told.hidden.amounts_salt.hex(),
        "totals": told.totals,
        "path": [
            [side, node.digest.hex(), node.low.hex(), node.high.hex(), node.leaves]
            for side, node in path
        ],
    }
