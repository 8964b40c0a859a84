"""Criminal records as Django knows them."""

from __future__ import annotations

from django.apps import AppConfig


class Records(AppConfig):
    name = "continuity.services.records"
    label = "records"
    verbose_name = "Criminal records"
