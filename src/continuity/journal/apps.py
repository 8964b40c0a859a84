"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Journal(AppConfig):
    name = "continuity.journal"
    label = "journal"
    verbose_name = "Journal"
