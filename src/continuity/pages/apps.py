"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Pages(AppConfig):
    name = "continuity.pages"
    label = "pages"
    verbose_name = "Pages"
