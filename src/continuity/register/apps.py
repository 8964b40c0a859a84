"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Register(AppConfig):
    name = "continuity.register"
    label = "register"
    verbose_name = "Register"

    def ready(self) -> None:
        """Tells the room below how to ask whether an agency exists."""
        from continuity.accounts import appointments
        from continuity.register.ask import is_agency

        appointments.asks(is_agency)
