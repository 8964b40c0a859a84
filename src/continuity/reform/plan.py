"""The plan: what a decree changes, as the difference between the world before and after it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from continuity.core.balance import ancestor
from continuity.core.interval import eve
from continuity.core.mandate import Mandate
from continuity.core.matter import Matter
from continuity.core.world import World

Shift = tuple[str, str, str]  # function, agency, area


@dataclass(frozen=True, slots=True)
class Plan:
    """What begins, what ends and what passes on; mandates as rows to state and to retract."""

    effective: date
    founded: tuple[str, ...]
    ended: tuple[tuple[str, str], ...]
    renamed: tuple[str, ...]
    cut: tuple[str, ...]
    bodies_founded: tuple[str, ...]
    bodies_ended: tuple[tuple[str, str], ...]
    attached: tuple[tuple[str, str], ...]
    stated: tuple[Mandate, ...]
    retracted: tuple[Mandate, ...]
    handed: tuple[tuple[str, str, str], ...]

    def counts(self) -> dict[str, int]:
        """How many of each."""
        return {
            "areas-founded": len(self.founded),
            "areas-ended": len(self.ended),
            "areas-renamed": len(self.renamed),
            "areas-cut": len(self.cut),
            "agencies-founded": len(self.bodies_founded),
            "agencies-ended": len(self.bodies_ended),
            "institutions-attached": len(self.attached),
            "mandates-stated": len(self.stated),
            "mandates-retracted": len(self.retracted),
            "charges-handed-on": len(self.handed),
        }

    def shifts(self) -> tuple[set[Shift], set[Shift]]:
        """Who stops holding what where on the day, and who begins."""
        stops = {
            (m.function, m.agency, m.area) for m in self.retracted if self.effective in m.valid
        }
        begins = {(m.function, m.agency, m.area) for m in self.stated if self.effective in m.valid}
        return stops - begins, begins - stops

    def passing(self) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
        """Each function that passes on: who stops holding it on the day, and who begins."""
        gave, got = (by_function(side) for side in self.shifts())
        return [
            (one, tuple(sorted(gave.get(one, ()))), tuple(sorted(got.get(one, ()))))
            for one in sorted(gave.keys() | got.keys())
        ]

    @property
    def levels(self) -> dict[str, int]:
        """Rows to write, by table."""
        return dict(Counter(mandate.function for mandate in self.stated))


def by_function(shifts: Iterable[Shift]) -> dict[str, set[str]]:
    """The agencies of some shifts, by function."""
    found: dict[str, set[str]] = {}
    for function, agency, _ in shifts:
        found.setdefault(function, set()).add(agency)
    return found


def difference(before: World, after: World, effective: date) -> Plan:
    """What a decree changes between two worlds."""
    old, new = before.lineage, after.lineage
    heirs = {t: heir for t, heir in new.heirs.items() if old.heirs.get(t) != heir}
    gone, made = _difference(before.mandates, after.mandates)
    return Plan(
        effective,
        tuple(sorted(new.areas.keys() - old.areas.keys())),
        tuple(sorted((t, h.heir) for t, h in heirs.items() if t in new.areas)),
        tuple(sorted(t for t in before.labels if after.labels.get(t) != before.labels[t])),
        _cut(before, after, effective),
        tuple(sorted(after.agencies.keys() - before.agencies.keys())),
        tuple(sorted((t, h.heir) for t, h in heirs.items() if t in after.agencies)),
        tuple(
            sorted(
                (body, memberships[-1].parent)
                for body, memberships in after.under.items()
                if before.under.get(body) != memberships
            )
        ),
        made,
        gone,
        tuple(
            sorted(
                (charge, before.keeper(charge, eve(effective)), after.keeper(charge, effective))
                for charge, keepers in after.custody.items()
                if before.custody.get(charge) != keepers
            )
        ),
    )


def _cut(before: World, after: World, effective: date) -> tuple[str, ...]:
    """The units of the eve whose ground the decree divides."""
    fresh = after.lineage.leaves.keys() - before.lineage.leaves.keys()
    homes = {before.lineage.home(ancestor(before, leaf), eve(effective)) for leaf in fresh}
    return tuple(sorted(homes - {""}))


def _difference(
    old: Iterable[Mandate], new: Iterable[Mandate]
) -> tuple[tuple[Mandate, ...], tuple[Mandate, ...]]:
    """The mandates to retract and those to state."""
    was, now = {m.key: m for m in old}, {m.key: m for m in new}
    gone = tuple(was[key] for key in sorted(was.keys() - now.keys()))
    return gone, tuple(now[key] for key in sorted(now.keys() - was.keys()))


def touched(before: World, after: World, matters: Iterable[Matter]) -> list[Matter]:
    """The open matters whose function is handed on at their place, in order of their numbers."""
    changed = {(m.function, m.area) for m in _difference(before.mandates, after.mandates)[0]}
    found = []
    for matter in matters:
        for leaf in after.lineage.leaves_of(matter.place, after.starts):
            steps = after.lineage.line(leaf)
            if any((matter.function, area) in changed for s in steps for area in s.path):
                found.append(matter)
                break
    return sorted(found, key=lambda matter: matter.id)
