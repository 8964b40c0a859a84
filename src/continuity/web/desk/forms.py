"""The six forms of a case as what they say: filled from the case, its law and what was done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from continuity.casework import cases
from continuity.casework.documents import forms
from continuity.casework.documents.kinds import Kind, Slots
from continuity.casework.documents.refusals import ground
from continuity.casework.listed import REASONS
from continuity.casework.story import words as words_of
from continuity.core.procedure import NO_WORDS, Words
from continuity.pages.words import language, t
from continuity.register.called import called
from continuity.web import inflight
from continuity.web.desk.page import Page
from continuity.web.known import known


def _papers_of(page: Page) -> tuple[Words, ...]:
    law = page.procedure
    named = {one.id: one.label for one in law.evidence} if law else {}
    return tuple(named[id] for id in page.case.held if id in named)


def filing(page: Page) -> forms.Filing:
    """What a form says of a case; reading the name and how to reach somebody is an entry."""
    told = cases.personal(page.case.id, ["name", "contact"])
    label = page.procedure.label if page.procedure else called(page.case.function, page.seat.on)
    return forms.Filing(
        page.case.number, label, page.case.filed, page.case.due, told["name"], told["contact"],
        papers=_papers_of(page), result_at=called(page.seat.agency, page.seat.on),
    )  # fmt: skip


def _receipt(page: Page) -> Slots:
    """Where a reform lies before the promised day, it names who finishes by then, and the counter."""
    about, here = filing(page), known()
    flights = inflight.found(here, page.told, page.seat.on)
    if not flights:
        return forms.receipt(about, language())
    said = inflight.at_last(here, flights[-1])
    changed = replace(about, result_at=said.counter, handled_by=t(*said.finisher))
    return forms.receipt(changed, language(), basis=said.basis)


def _supplement(page: Page) -> Slots:
    act = page.story.last("ask-supplement")
    asked = act.told["items"] if act else ()
    return forms.supplement(filing(page), [_both(page, id) for id in asked], language())


def _refusal(page: Page) -> Slots:
    unreceived = page.story.last("refuse-receipt")
    act = unreceived or page.story.decision
    said = words_of(page.case.id, act.id) if act else ""
    chosen = str(act.told.get("reason", "")) if act else ""
    why = ground(page.procedure, chosen, said)
    if unreceived:
        vi, en = REASONS[chosen]
        why = Words(f"{vi}: {said}", f"{en}: {said}"), ""
    return forms.refusal(filing(page), [why], language(), decided=not unreceived)


def _apology(page: Page) -> Slots:
    act, again = page.story.last("apologise"), page.case.apologised
    said = words_of(page.case.id, act.id) if act else ""
    return forms.apology(filing(page), again or page.seat.on, Words(said, said), language())


def _control(page: Page) -> Slots:
    law = page.procedure
    steps = {one.id: one.label for one in law.steps} if law else {}
    acts = [act for act in page.story.acts if act.step]
    passages = [
        forms.Passage(
            called(act.agency, act.day).vi if act.agency else "", steps.get(act.step, NO_WORDS),
            before.at if before else act.at, act.at,
        )
        for before, act in zip([None, *acts], acts, strict=False)
    ]  # fmt: skip
    return forms.control(filing(page), passages, page.seat.on, language())


Ready = Callable[[Page], bool]
FORMS: dict[str, tuple[Kind, Callable[[Page], Slots], Ready]] = {
    "receipt": (forms.RECEIPT, _receipt, lambda page: True),
    "supplement": (
        forms.SUPPLEMENT, _supplement, lambda page: bool(page.story.last("ask-supplement")),
    ),
    "refusal": (
        forms.REFUSAL, _refusal,
        lambda page: bool(page.story.last("refuse-receipt")) or page.case.outcome == "refused",
    ),
    "apology": (forms.APOLOGY, _apology, lambda page: page.case.apologised is not None),
    "control": (forms.CONTROL, _control, lambda page: True),
}  # fmt: skip
"""The statutory forms of one case, and when there is one; the sixth, the book, is of an agency."""


def _both(page: Page, id: str) -> Words:
    law = page.procedure
    if id == "fee" or law is None:
        return Words("phí, lệ phí", "the fee")
    named = {one.id: one.label for one in law.fields}
    named |= {one.id: one.label for one in law.evidence}
    return named.get(id, Words(id, id))


STATES: dict[str, tuple[str, str]] = {
    "issued": ("có hiệu lực", "in force"),
    "handed-out": ("chờ chữ ký số", "waits for its signature"),
    "revoked": ("đã thu hồi", "revoked"),
    "corrected": ("đã đính chính", "corrected"),
    "replaced": ("đã được thay thế", "replaced"),
    "dropped": ("đã bỏ", "dropped"),
}


def issued(page: Page) -> list[dict[str, Any]]:
    """The papers of a case, with where each of them stands."""
    return [
        {
            **one, "agency": t(one["vi"], one["en"]), "said": t(*STATES[one["status"]]),
            "issued": date.fromisoformat(one["issued"]),
        }
        for one in page.issued
    ]  # fmt: skip


def waits(page: Page) -> dict[str, Any] | None:
    """The result that a leader signs elsewhere, as it waits; None where none does."""
    found = page.waits
    return found and {**found, "since": date.fromisoformat(found["issued"])}


def offered(page: Page) -> list[tuple[str, str, bool]]:
    """The forms that there are of a case now; a leader may sign all but the first and the fifth."""
    return [
        (id, t(*kind.label), page.ours and id not in ("receipt", "control"))
        for id, (kind, _, ready) in FORMS.items()
        if ready(page)
    ]
