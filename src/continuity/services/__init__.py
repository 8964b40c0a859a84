"""The public services, one folder each, all of one shape; strangers to each other.

Rooms above go through `SERVICES` and never name one. To leave a service out, delete its folder and
its line here; to add one, see docs/add-a-service.md.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any, NamedTuple

from continuity.core.procedure import Basis, Procedure, Words

NAMES = (
    "records",
    "seals",
)  # fmt: skip


class Service(NamedTuple):
    """What a folder says of itself; what follows its procedures is empty where it has no such thing.

    `app` is the configuration of its Django app, where it keeps a register; `screens` the module
    whose `desk` and `public` are lists of addresses; `demo` the module whose `play()` fills the demo.
    `beside` is what the desk may look at for one open case, a label and the name of its address; `held`
    the same for whoever holds what was issued, `mine` for everybody who is signed in.
    """

    id: str
    label: Words
    law: tuple[Basis, ...]
    procedures: tuple[Procedure, ...]
    app: str = ""
    screens: str = ""
    demo: str = ""
    beside: tuple[Words, str] | None = None
    held: tuple[Words, str] | None = None
    mine: tuple[Words, str] | None = None


def _service(name: str) -> Service:
    folder: Any = import_module(f"{__name__}.{name}")
    app, screens, demo = (getattr(folder, part, "") for part in ("APP", "SCREENS", "DEMO"))
    told = (name, folder.LABEL, folder.LAW, tuple(folder.procedures()), app, screens, demo)
    led = (getattr(folder, link, None) for link in ("BESIDE", "HELD", "MINE"))
    return Service(*told, *led)


SERVICES = tuple(_service(name) for name in NAMES)
"""Every service that this installation offers, in the order in which people see them."""
