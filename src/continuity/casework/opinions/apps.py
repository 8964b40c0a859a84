"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Opinions(AppConfig):
    name = "continuity.casework.opinions"
    label = "opinions"
    verbose_name = "Opinions"

    def ready(self) -> None:
        """Words are sealed anew when the keys are, and their days end."""
        from continuity.casework import regular, rotate
        from continuity.casework.opinions.opinions import resealed

        rotate.also(resealed)
        regular.expires("opinions", "continuity.casework.opinions.opinions.expire")
