"""The world: everything that the fold of decrees has stated, over all days.

It is a value. A reform makes another world from it; nobody edits this one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from continuity.core.interval import Interval
from continuity.core.lineage import NOWHERE, Cite, Lineage, Within
from continuity.core.mandate import Agency, Function, Mandate
from continuity.core.matter import Charge


class Label(NamedTuple):
    """What a thing is called for a stretch of days, in Vietnamese and (where known) English."""

    vi: str
    en: str
    valid: Interval
    cite: Cite = NOWHERE


@dataclass(frozen=True, slots=True)
class World:
    """Places, agencies, functions, mandates and charges, each with its days."""

    starts: date
    lineage: Lineage
    functions: dict[str, Function]
    agencies: dict[str, Agency]
    mandates: tuple[Mandate, ...]
    under: dict[str, tuple[Within, ...]] = field(default_factory=dict)
    labels: dict[str, tuple[Label, ...]] = field(default_factory=dict)
    charges: dict[str, Charge] = field(default_factory=dict)
    custody: dict[str, tuple[Within, ...]] = field(default_factory=dict)
    _held: dict[tuple[str, str], list[Mandate]] = field(
        default_factory=dict, compare=False, repr=False
    )
    _seats: dict[str, list[str]] = field(default_factory=dict, compare=False, repr=False)

    def seated(self, area: str) -> list[str]:
        """The agencies of any day that have their seat in an area itself, in the order of the world."""
        if not self._seats:
            made: dict[str, list[str]] = {}
            for key, agency in self.agencies.items():
                made.setdefault(agency.seat, []).append(key)
            self._seats.update(made)  # at once, as below
        return self._seats.get(area, [])

    def held(self, function: str, area: str) -> list[Mandate]:
        """The mandates for a function that stand at one area, over all days."""
        if not self._held:
            made: dict[tuple[str, str], list[Mandate]] = {}
            for mandate in self.mandates:
                made.setdefault((mandate.function, mandate.area), []).append(mandate)
            self._held.update(made)  # at once: half a table would be a gap for another thread
        return self._held.get((function, area), [])

    def parent_agency(self, agency: str, on: date) -> str:
        """The agency at the top of an institution's line on a day; itself where it has no parent."""
        while found := next((w for w in self.under.get(agency, ()) if on in w.valid), None):
            agency = found.parent
        return agency

    def keeper(self, charge: str, on: date) -> str:
        """The agency that has a post, holding or document in its charge on a day, or ''."""
        return next((w.parent for w in self.custody.get(charge, ()) if on in w.valid), "")

    def name(self, thing: str, on: date) -> Label | None:
        """The label of a thing on a day, or the last one that it bore."""
        labels = self.labels.get(thing, ())
        on_day = next((label for label in labels if on in label.valid), None)
        return on_day or (labels[-1] if labels else None)
