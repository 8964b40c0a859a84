"""The register of seals as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Seals(AppConfig):
    name = "continuity.services.seals"
    label = "seals"
    verbose_name = "Seals"

    def ready(self) -> None:
        """What is issued in a case is registered."""
        from continuity.casework.verbs.deciding import issuing
        from continuity.services.seals.cases import issued

        if issued not in issuing:
            issuing.insert(0, issued)  # first: the paper of an issue says what was registered
