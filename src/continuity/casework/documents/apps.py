"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Documents(AppConfig):
    name = "continuity.casework.documents"
    label = "documents"
    verbose_name = "Documents"

    def ready(self) -> None:
        """What is issued, sealed anew or erased with a case hangs on the verbs of cases."""
        from continuity.casework import rotate, verbs
        from continuity.casework.documents import forms  # its six kinds can be issued
        from continuity.casework.documents.issuing import on_issue, stays_out
        from continuity.casework.documents.resealed import resealed, taken
        from continuity.casework.retention import erase
        from continuity.casework.verbs.beforehand import hear

        assert forms.SIX
        rotate.also(resealed)
        erase.also(taken)
        hear(stays_out)
        if on_issue not in verbs.issuing:
            verbs.issuing.append(on_issue)
