"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Web(AppConfig):
    name = "continuity.web"
    label = "web"
    verbose_name = "Web"
