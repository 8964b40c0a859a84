"""Who must do what, where, and for which filing days.

A mandate is a rectangle: `valid` says on which days the agency may act, `intake` for matters filed
on which days. It is held in the highest area that it covers and counts for everything within, but
for its holes; a hole is a fact of the mandate and stays when the one that filled it goes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from continuity.core.interval import ALWAYS, Interval
from continuity.core.lineage import NOWHERE, Cite, Leaf


class Mode(StrEnum):
    """Must act, may act beside the one who must, or answers for what another does."""

    MUST = "must"
    MAY = "may"
    ANSWERS = "answers-for"


@dataclass(frozen=True, slots=True)
class Function:
    """A duty that the state owes, what it follows when a place is cut, and where it is owed."""

    id: str
    follows: str = "residents"
    owed: str = "everywhere"

    def owed_at(self, leaf: Leaf) -> bool:
        """True where somebody must hold the function: nobody is asked to serve empty ground."""
        if self.owed != "everywhere":
            return leaf.site == self.owed
        if leaf.site:
            return False
        return leaf.residents if self.follows == "residents" else leaf.territory


@dataclass(frozen=True, slots=True)
class Agency:
    """A body of the state from its founding to its end; `seat` is the area that it serves."""

    id: str
    kind: str
    seat: str
    valid: Interval


@dataclass(frozen=True, slots=True)
class Mandate:
    """One agency holds one function in one area, on some days, for some filing days."""

    function: str
    agency: str
    area: str
    valid: Interval
    intake: Interval = ALWAYS
    mode: Mode = Mode.MUST
    holes: frozenset[str] = frozenset()
    disputed: bool = False
    interim: bool = False
    cite: Cite = NOWHERE

    def covers(self, path: tuple[str, ...], *, on: date, filed: date) -> bool:
        """True when it reaches a path of places on a day for a filing day; a hole lets go."""
        if on not in self.valid or filed not in self.intake or self.area not in path:
            return False
        return not self.holes or not self.released(path)

    def released(self, path: tuple[str, ...]) -> bool:
        """True when a place on the way from the leaf up to the mandate's area is a hole of it."""
        return any(place in self.holes for place in path[: path.index(self.area)])

    @property
    def key(self) -> tuple[str | date, ...]:
        """The natural key: what makes two mandates the same statement, whoever recorded it."""
        days = (self.valid.start, self.valid.end, self.intake.start, self.intake.end)
        holes = sorted(self.holes) if self.holes else ()
        return (self.function, self.agency, self.area, self.mode.value, *days, *holes)
