"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Documents(AppConfig):
    name = "continuity.casework.documents"
    label = "documents"
    verbose_name = "Documents"
