"""What a reform hands over on its day: from whom, to whom, which function or which body as a whole.

Worked out from the world alone, pure: a body that ends passes whole to its heir; a function passes from
who held it on the eve to who holds it on the day, where both have ground in common; an institution
passes from one parent to another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

from continuity.core.interval import eve
from continuity.core.mandate import Mode
from continuity.core.world import World


class Owed(NamedTuple):
    """One handover of a day: of a `function`, or of a `subject`, which is a body that passes whole."""

    giver: str
    receiver: str
    function: str = ""
    subject: str = ""


_last: list[tuple[World, date, tuple[Owed, ...]]] = []
"""Of a whole country it takes a second, and the pages of one reform ask for it again and again."""
Held = dict[str, set[tuple[str, str]]]  # by function: agency, leaf


def owed(world: World, day: date, between: Collection[str] = ()) -> list[Owed]:
    """All handovers of a day, in order of givers; or only those `between` some bodies, which is quick."""
    if between:
        return _owed(world, day, between)
    for kept, when, there in _last:
        if kept is world and when == day:
            return list(there)
    found = _owed(world, day, ())
    _last[:] = [(world, day, tuple(found)), *_last[:3]]
    return found


def _owed(world: World, day: date, between: Collection[str]) -> list[Owed]:
    found = {*_bodies(world, day), *_institutions(world, day), *_functions(world, day, between)}
    return sorted(one for one in found if not between or {one.giver, one.receiver} <= {*between})


def _bodies(world: World, day: date) -> Iterator[Owed]:
    for body, heir in world.lineage.heirs.items():
        if heir.on == day and body in world.agencies:
            yield Owed(body, world.lineage.successor(body, day), subject=body)


def _institutions(world: World, day: date) -> Iterator[Owed]:
    for body, parents in world.under.items():
        for parent in parents:
            before = world.parent_agency(body, eve(day))
            # A parent that ended takes its institutions along to its heir.
            moved = parent.valid.start == day and before not in (body, parent.parent)
            if moved and world.lineage.successor(before, day) == before:
                yield Owed(before, parent.parent, subject=body)


def _functions(world: World, day: date, between: Collection[str]) -> Iterator[Owed]:
    gave, got = _changed(world, day, between)
    for function in gave.keys() & got.keys():
        takers = defaultdict(set)
        for agency, leaf in got[function]:
            takers[leaf].add(agency)
        for giver, leaf in gave[function]:
            heir = world.lineage.successor(giver, day)
            yield from (Owed(giver, taker, function) for taker in takers[leaf] if taker != heir)


def _changed(world: World, day: date, between: Collection[str]) -> tuple[Held, Held]:
    """Who stops receiving what where, and who begins, leaf by leaf."""
    before, after = (_held(world, on, between) for on in (eve(day), day))
    gave: Held = defaultdict(set)
    got: Held = defaultdict(set)
    for side, here, there, on in ((gave, before, after, eve(day)), (got, after, before, day)):
        for function, agency, area in here - there:
            side[function] |= {(agency, leaf) for leaf in world.lineage.leaves_of(area, on)}
    return gave, got


def _held(world: World, on: date, between: Collection[str]) -> set[tuple[str, str, str]]:
    return {
        (m.function, m.agency, m.area)
        for m in world.mandates
        if (not between or m.agency in between)
        and on in m.valid
        and on in m.intake
        and m.mode is Mode.MUST
        and not m.interim
    }
