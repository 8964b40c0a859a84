"""The room as Django knows it, and the jobs of casework."""

from __future__ import annotations

from django.apps import AppConfig

HERE = "continuity.casework.notices"
SUBSCRIBING = "subscribing"
"""The purpose of a token by which a program says what its agency is told of."""


class Notices(AppConfig):
    name = HERE
    label = "notices"
    verbose_name = "Notices"

    def ready(self) -> None:
        """Says which jobs there are; what they do is loaded when a worker does it.

        A steward's program may keep its agency's subscriptions.
        """
        from continuity.accounts import tokens
        from continuity.accounts.roles import Role
        from continuity.casework import jobs, rotate
        from continuity.casework.notices.erased import emptied
        from continuity.casework.notices.rotate import resealed
        from continuity.casework.retention import erase

        tokens.knows({SUBSCRIBING: [str(Role.STEWARD)]})

        rotate.also(resealed)
        erase.also(emptied)
        jobs.does("notices.follow", f"{HERE}.follow.follow")
        jobs.does("notices.send", f"{HERE}.send.send")
        jobs.does("notices.deliver", f"{HERE}.hooks.deliver")
        jobs.every("*/15 * * * *", "notices.successors", f"{HERE}.successors.successors")
        jobs.every("*/10 * * * *", "journal.seal", "continuity.journal.seal.seal")
        jobs.every("7 * * * *", "casework.overdue", "continuity.casework.regular.overdue")
        jobs.every("17 * * * *", "casework.forget", "continuity.casework.regular.forget")
        jobs.every("5 * * * *", "casework.expire", "continuity.casework.regular.expire")
