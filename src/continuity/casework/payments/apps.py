"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Payments(AppConfig):
    name = "continuity.casework.payments"
    label = "payments"
    verbose_name = "Payments"

    def ready(self) -> None:
        """One provider is known, which is there where the settings name it; refunds are asked for."""
        from continuity.casework import jobs
        from continuity.casework.payments import providers

        providers.offers("continuity.casework.payments.gateway.GATEWAY")
        jobs.does("payments.refunds", "continuity.casework.payments.refunds.refunds")
        jobs.every("23 * * * *", "payments.refunds", "continuity.casework.payments.refunds.refunds")
