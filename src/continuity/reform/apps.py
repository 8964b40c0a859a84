"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Reform(AppConfig):
    name = "continuity.reform"
    label = "reform"
    verbose_name = "Reform"
