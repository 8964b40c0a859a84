"""The room as Django knows it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from continuity.core.finding import Finding
    from continuity.reform.gates import Coming


def _unready(coming: Coming) -> Iterable[Finding]:
    from continuity.handover.readiness.going import stop  # what it needs, most commands do not

    return stop(coming)


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
        from continuity.reform import gates

        gates.stops("readiness", _unready)
        rotate.also(resealed)
        beside.also("crossed", BESIDE)
        jobs.does("handover.foretell", "continuity.handover.notice.telling.foretell")
        jobs.does("handover.alert", "continuity.handover.plans.escalate.send")
        night = "40 19 * * *"  # in UTC: before anybody comes to work
        jobs.every(night, "handover.escalate", "continuity.handover.plans.escalate.escalate")
        texts.add("passes", PASSES)
