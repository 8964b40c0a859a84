"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Retention(AppConfig):
    name = "continuity.casework.retention"
    label = "retention"
    verbose_name = "Retention"
