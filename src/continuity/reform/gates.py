"""What must hold before a decree is enacted, as rooms above know it: readiness, quality of data.

Reform has never heard of seals or of driving licences. A room above registers a gate, which looks at
the two worlds and gives back findings; one finding is enough to refuse.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from continuity.core.finding import Finding
from continuity.core.plan import Decree
from continuity.core.world import World

Gate = Callable[[Decree, World, World], Iterable[Finding]]

_GATES: dict[str, Gate] = {}


def register(name: str, gate: Gate) -> None:
    """A gate stands from now on; one of the same name gives way."""
    _GATES[name] = gate


def remove(name: str) -> None:
    """A gate stands no longer."""
    _GATES.pop(name, None)


def findings(decree: Decree, before: World, after: World) -> list[Finding]:
    """What all gates have found, in order of their names."""
    return [finding for name in sorted(_GATES) for finding in _GATES[name](decree, before, after)]
