"""The register of seals as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Seals(AppConfig):
    name = "continuity.services.seals"
    label = "seals"
    verbose_name = "Seals"

    def ready(self) -> None:
        """What is issued in a case is registered and certified; a published list can be verified."""
        from continuity.casework.documents import verify
        from continuity.casework.documents.drafts import drafts
        from continuity.casework.verbs.beforehand import hear
        from continuity.services.seals.cases import beforehand
        from continuity.services.seals.lists import verified
        from continuity.services.seals.papers import drafted, redrafted
        from continuity.services.seals.procedure import procedures

        for one in procedures():
            drafts(one.code, drafted, redrafted)
        hear(beforehand)
        verify.also(verified)
