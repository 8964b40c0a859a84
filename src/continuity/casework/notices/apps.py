"""The room as Django knows it, and the jobs of casework."""

from __future__ import annotations

from django.apps import AppConfig

HERE = "continuity.casework.notices"


class Notices(AppConfig):
    name = HERE
    label = "notices"
    verbose_name = "Notices"

    def ready(self) -> None:
        """Says which jobs there are; what they do is loaded when a worker does it."""
        from continuity.casework import jobs

        jobs.every("*/10 * * * *", "journal.seal", "continuity.journal.seal.seal")
        jobs.every("17 * * * *", "casework.forget", "continuity.casework.regular.forget")
        jobs.every("5 * * * *", "casework.expire", "continuity.casework.regular.expire")
