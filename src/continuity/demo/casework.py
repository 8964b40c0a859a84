"""The public services of the demo: the catalogue is entered, and each service fills in its own part.

The demo names no service: it goes through the list, as every room above services does.
"""

from __future__ import annotations

from importlib import import_module

from continuity.casework import catalogue
from continuity.services import SERVICES


def offered() -> None:
    """Every procedure stands in the catalogue, and what a service shows in the demo is there.

    What is there already stays; the second time nothing happens.
    """
    catalogue.brought()
    for service in SERVICES:
        if service.demo:
            import_module(service.demo).play()
