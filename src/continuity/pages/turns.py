"""The change that a day stands before or after: the eve of it, the day of it, and which side it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from continuity.core.interval import eve
from continuity.core.lineage import Lineage


class Turn(NamedTuple):
    """Two days to compare; `later` where the day that is looked at is on the side of the second."""

    before: date
    after: date
    later: bool

    @property
    def changes(self) -> bool:
        """False where the ground never changed hands."""
        return self.before != self.after


def turn(lineage: Lineage, leaves: Iterable[str], on: date, starts: date) -> Turn:
    """The last change of some ground up to a day, else the first one after it, else that day alone."""
    # A decree that keeps a unit states its membership anew, and no ground moves.
    found = {
        step.valid.start
        for leaf in leaves
        for last, step in pairwise(lineage.line(leaf))
        if last.path != step.path
    }
    days = sorted(day for day in found if day > starts)
    past = [day for day in days if day <= on]
    if past:
        return Turn(eve(past[-1]), past[-1], later=True)
    if days:
        return Turn(eve(days[0]), days[0], later=False)
    alone = max(on, starts)
    return Turn(alone, alone, later=True)
