"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Handover(AppConfig):
    name = "continuity.handover"
    label = "handover"
    verbose_name = "Handover"

    def ready(self) -> None:
        """The secret of each handover is sealed anew when the keys are; notices tell applicants."""
        from continuity.casework import jobs, rotate
        from continuity.casework.intake import beside
        from continuity.casework.notices import texts
        from continuity.handover.mine import BESIDE
        from continuity.handover.notice.telling import PASSES
        from continuity.handover.resealed import resealed

        rotate.also(resealed)
        beside.also("crossed", BESIDE)
        jobs.does("handover.foretell", "continuity.handover.notice.telling.foretell")
        texts.add("passes", PASSES)
