"""What somebody was told of: late, or near its end; the unseen first, with the page where it is done."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from continuity.accounts.models import Person
from continuity.handover.people import room
from continuity.handover.plans import telling
from continuity.handover.plans.lateness import Kind
from continuity.handover.plans.telling import Alert
from continuity.pages.words import t
from continuity.web.resume import asks

PAGES = {
    Kind.TASK: "web:plan", Kind.QUESTION: "web:plan", Kind.REVIEW: "web:review",
    Kind.NOTICE: "web:notice", Kind.PUBLICATION: "web:review",
}  # fmt: skip


@never_cache
@asks
def alerts(request: HttpRequest, person: Person) -> HttpResponse:
    """Everything that one was told and that is not done; seen once one says so."""
    on: date = request.lived  # type: ignore[attr-defined]
    with room.own(person.actor, on):
        if request.method == "POST":
            telling.see(request.POST.getlist("seen")[: telling.MOST], on)
            return redirect("web:alerts")
        found = telling.mine()
    things: dict[tuple[str, ...], list[Alert]] = {}
    for one in found:  # whoever was told of one thing at several steps is shown it once
        things.setdefault((one.kind, one.decree, one.body, one.thing), []).append(one)
    rows = [_row(steps, on) for steps in things.values()]
    shown = {"person": person, "rows": rows, "unseen": sum(bool(row["new"]) for row in rows)}
    return render(request, "web/plans/alerts.html", shown | {"lives": True})


def _row(steps: list[Alert], on: date) -> dict[str, Any]:
    one = max(steps, key=lambda it: (it.day, it.made))
    return {
        "one": one, "new": [it.id for it in steps if it.seen is None],
        "subject": t(*telling.subject(one)), "said": t(*telling.said(one, on)),
        "to": _page(one), "late": one.day < on,
    }  # fmt: skip


def _page(one: Alert) -> str:
    kind = Kind(one.kind)
    if kind is Kind.SECONDMENT:
        return reverse("web:secondments")
    if kind is Kind.LOAN:
        return reverse("web:handover", args=[one.thing.split(" ")[0]])
    return reverse(PAGES[kind], args=[one.decree])
