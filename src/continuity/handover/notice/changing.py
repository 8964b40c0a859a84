"""What a reform changes for the public, body by body: worked out from the world alone, pure.

A body that takes something over owes a notice: which tasks, from whom, whom it continues, and which
units of its own level its ground lay in before. What is not in it, the reform did not change.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256

from continuity.core.interval import eve
from continuity.core.lineage import Lineage
from continuity.core.mandate import Mode
from continuity.core.world import World
from continuity.handover.owed import Owed, owed

Functions = dict[str, set[str]]


@dataclass(frozen=True, slots=True)
class Taken:
    """A task that a body holds from the day on, and who held it on the eve."""

    function: str
    givers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Renamed:
    """A unit that was, the units in which its ground lies now, and what the two are called.

    `here` is true where all of it lies in the ground of whoever gives notice.
    """

    old: str
    new: tuple[str, ...]
    here: bool
    said: str


@dataclass(frozen=True, slots=True)
class Change:
    """What one body has to make known of one day."""

    unit: str
    day: date
    takes: tuple[Taken, ...]
    continues: tuple[str, ...]
    names: tuple[Renamed, ...]

    @property
    def digest(self) -> str:
        """By which a notice is known to say what the reform says still."""
        told = [
            self.unit, self.day.isoformat(),
            [[one.function, *one.givers] for one in self.takes], self.continues,
            [[one.old, one.here, one.said, *one.new] for one in self.names],
        ]  # fmt: skip
        return sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


class Changes:
    """What all bodies have to make known of one day; each is worked out when it is asked for."""

    def __init__(self, world: World, day: date) -> None:
        self.world, self.day = world, day
        self._before, self._after = _held(world, eve(day)), _held(world, day)
        self._passed: dict[str, list[Owed]] = defaultdict(list)
        for one in owed(world, day):
            self._passed[one.receiver].append(one)
        self._names = cache(lambda seat: renamed(world, seat, day))
        self.of = cache(self._of)

    def _of(self, unit: str) -> Change:
        """The change of a body that exists on the day; raises KeyError for any other."""
        seat, passed = self.world.agencies[unit].seat, self._passed.get(unit, [])
        taken = _taken(passed, self._before, self._after.get(unit, set()))
        ended = sorted({one.giver for one in passed if one.subject == one.giver})
        return Change(unit, self.day, taken, tuple(ended), self._names(seat))


def _taken(passed: list[Owed], before: Functions, now: set[str]) -> tuple[Taken, ...]:
    """What a body holds now that givers held: one function of theirs, or all that they had."""
    found: dict[str, set[str]] = defaultdict(set)
    for one in passed:
        whole = before.get(one.giver, set()) if one.subject == one.giver else set()
        for function in ({one.function} if one.function else whole) & now:
            found[function].add(one.giver)
    return tuple(Taken(function, tuple(sorted(found[function]))) for function in sorted(found))


def renamed(world: World, seat: str, day: date) -> tuple[Renamed, ...]:
    """The units of an area's own level in which its ground lay on the eve, where they are others now.

    A unit that stays and is only called otherwise is one of them.
    """
    lineage = world.lineage
    area = lineage.areas.get(seat)
    if area is None or day <= world.starts:
        return ()
    olds = {lineage.at_level(leaf, area.level, eve(day)) for leaf in lineage.leaves_of(seat, day)}
    made = []
    for old in sorted(olds - {""}):
        new = _now(lineage, old, area.level, day)
        said = (
            f"{_called(world, old, eve(day))} → {' · '.join(_called(world, to, day) for to in new)}"
        )
        if new != (old,) or _called(world, old, eve(day)) != _called(world, old, day):
            made.append(Renamed(old, new, new == (seat,), said))
    return tuple(made)


def _now(lineage: Lineage, old: str, level: str, day: date) -> tuple[str, ...]:
    leaves = lineage.leaves_of(old, eve(day))
    return tuple(sorted({lineage.at_level(leaf, level, day) for leaf in leaves} - {""}))


def _called(world: World, thing: str, on: date) -> str:
    label = world.name(thing, on)
    return label.vi if label else thing


def _held(world: World, on: date) -> Functions:
    held: Functions = defaultdict(set)
    for one in world.mandates:
        if on in one.valid and on in one.intake and one.mode is Mode.MUST:
            held[one.agency].add(one.function)
    return held
