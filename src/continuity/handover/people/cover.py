"""Tasks by people who can do them: a matrix of units and tasks, in which nought is an alarm. Pure.

Somebody covers a task of a unit while they sit there and have passed the check of what is newly theirs.
It counts people and says nothing of any of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from continuity.handover.people.settled import Sits


class Learned(NamedTuple):
    """Somebody passed the check for a task in a body on a day."""

    person: str
    body: str
    function: str
    day: date


def cover(
    tasks: Mapping[str, Collection[str]],
    sitting: Mapping[str, Iterable[Sits]],
    learned: Iterable[Learned],
    on: date,
) -> dict[tuple[str, str], int]:
    """How many people cover each task of each unit on a day; a unit's seats are given under its id.

    Who left a seat and came back begins anew: only what was passed while sitting there counts.
    """
    passed: dict[tuple[str, str, str], date] = {}
    for one in learned:
        key = (one.person, one.body, one.function)
        if one.day <= on:
            passed[key] = max(one.day, passed.get(key, one.day))
    made = {}
    for unit, functions in tasks.items():
        now: dict[str, set[tuple[str, date]]] = defaultdict(set)
        for sits in sitting.get(unit, ()):
            if sits.on(on):
                now[sits.person].add((sits.body, sits.since))
        for function in functions:
            made[unit, function] = sum(
                any(passed.get((person, body, function), date.min) >= since for body, since in held)
                for person, held in now.items()
            )
    return made


def bare(found: Mapping[tuple[str, str], int]) -> list[tuple[str, str]]:
    """The tasks that nobody covers, in order."""
    return sorted(cell for cell, n in found.items() if not n)
