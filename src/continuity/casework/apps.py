"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Casework(AppConfig):
    name = "continuity.casework"
    label = "casework"
    verbose_name = "Casework"

    def ready(self) -> None:
        """A token of somebody's program names what it reads for, in our words."""
        from continuity.accounts import tokens
        from continuity.casework.purposes import SEATS

        tokens.knows({str(purpose): [*map(str, roles)] for purpose, roles in SEATS.items()})
