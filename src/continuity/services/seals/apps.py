"""The register of seals as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Seals(AppConfig):
    name = "continuity.services.seals"
    label = "seals"
    verbose_name = "Seals"
