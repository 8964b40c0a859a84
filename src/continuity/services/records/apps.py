"""Criminal records as Django knows them."""

from __future__ import annotations

from django.apps import AppConfig


class Records(AppConfig):
    name = "continuity.services.records"
    label = "records"
    verbose_name = "Criminal records"

    def ready(self) -> None:
        """What is issued is worked out from the register, which is sealed anew with everything else."""
        from continuity.casework import jobs, rotate
        from continuity.casework.documents.drafts import drafts
        from continuity.casework.retention import erase
        from continuity.casework.verbs.beforehand import hear
        from continuity.services.records import (
            informing,
            nights,
            papers,
            questions,
            register,
            requests,
            resealed,
        )

        for code in papers.PAPERS:
            drafts(code, papers.drafted, papers.redrafted)
        for code in informing.ANSWERS:
            drafts(code, informing.drafted, informing.redrafted)
        hear(questions.filed)
        hear(requests.filed)
        rotate.also(register.resealed)
        rotate.also(resealed.resealed)
        rotate.also(nights.resealed)
        erase.also(resealed.taken)
        # Half past midnight in Viet Nam: the list is of the new day.
        jobs.every("30 17 * * *", "records.nights", "continuity.services.records.nights.nightly")
