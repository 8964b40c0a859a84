"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Handover(AppConfig):
    name = "continuity.handover"
    label = "handover"
    verbose_name = "Handover"

    def ready(self) -> None:
        """The secret of each handover is sealed anew when the keys are."""
        from continuity.casework import rotate
        from continuity.handover.resealed import resealed

        rotate.also(resealed)
