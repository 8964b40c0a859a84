"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Intake(AppConfig):
    name = "continuity.casework.intake"
    label = "intake"
    verbose_name = "Intake"

    def ready(self) -> None:
        """What is sealed here is sealed anew when the keys are, and a draft's days end."""
        from continuity.casework import concerned, regular, rotate
        from continuity.casework.intake.applicants import is_mine, language
        from continuity.casework.intake.resealed import resealed
        from continuity.casework.notices import tell

        concerned.asks(is_mine)
        tell.speaks(language)
        rotate.also(resealed)
        regular.expires("drafts", "continuity.casework.intake.drafts.expire")
