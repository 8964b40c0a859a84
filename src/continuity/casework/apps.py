"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Casework(AppConfig):
    name = "continuity.casework"
    label = "casework"
    verbose_name = "Casework"
