"""What must hold before a decree is enacted, as rooms above know it: readiness, quality of data.

Reform has never heard of seals or of driving licences. A room above registers a gate, which looks at
the two worlds and gives back findings; one finding is enough to refuse. A stop is asked only when
somebody approves, and tells only them; a named person goes on despite it, with a reason that is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from continuity.core.finding import Finding
from continuity.core.plan import Decree
from continuity.core.world import World

Gate = Callable[[Decree, World, World], Iterable[Finding]]


class Coming(NamedTuple):
    """An approval that is about to be written: what becomes of which decree, and its worlds.

    `planned` is the day on which it would take effect as it stands, None for one that is not in force;
    `day` is the day after the approval, `on` is today.
    """

    decree: str
    act: str
    planned: date | None
    day: date
    before: World
    after: World
    on: date


Stop = Callable[[Coming], Iterable[Finding]]

_GATES: dict[str, Gate] = {}
_STOPS: dict[str, Stop] = {}


def register(name: str, gate: Gate) -> None:
    """A gate stands from now on; one of the same name gives way."""
    _GATES[name] = gate


def remove(name: str) -> None:
    """A gate stands no longer."""
    _GATES.pop(name, None)


def findings(decree: Decree, before: World, after: World) -> list[Finding]:
    """What all gates have found, in order of their names."""
    return [finding for name in sorted(_GATES) for finding in _GATES[name](decree, before, after)]


def stops(name: str, stop: Stop) -> None:
    """A stop stands from now on; one of the same name gives way."""
    _STOPS[name] = stop


def stopped(coming: Coming) -> list[Finding]:
    """What all stops have found, in order of their names; inside the transaction of the approval."""
    return [finding for name in sorted(_STOPS) for finding in _STOPS[name](coming)]
