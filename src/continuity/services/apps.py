"""The room as Django knows it: what every service offers stands in the catalogue of casework."""

from __future__ import annotations

from collections.abc import Iterable

from django.apps import AppConfig

from continuity.core.procedure import Procedure
from continuity.services import SERVICES


def procedures() -> Iterable[Procedure]:
    """The procedures of all services."""
    return [procedure for service in SERVICES for procedure in service.procedures]


class Services(AppConfig):
    name = "continuity.services"
    label = "services"
    verbose_name = "Services"

    def ready(self) -> None:
        """Brings the procedures to the room below."""
        from continuity.casework import catalogue

        catalogue.register(procedures)
