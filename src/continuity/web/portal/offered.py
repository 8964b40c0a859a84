"""Public services: found by everyday words, each on a page made from its own data."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from continuity.accounts.models import Person
from continuity.casework import catalogue
from continuity.casework.intake import drafts
from continuity.casework.intake.discover import found
from continuity.casework.refused import Refused
from continuity.core.dated import NotInForce
from continuity.core.procedure import Audience, Channel, Form, Procedure
from continuity.packs.vn.law import tariffs
from continuity.pages.words import t
from continuity.web.listing import in_order
from continuity.web.portal import course, said
from continuity.web.resume import asks

LONGEST = 100


def services(request: HttpRequest) -> HttpResponse:
    """All services for people, or with `for` those for bodies; or of them those that some words mean."""
    text = request.GET.get("q", "").strip()[:LONGEST]
    bodies = request.GET.get("for") == Audience.BODIES
    offered = in_order(catalogue.offered(lived(request)))
    mine, others = (
        _meant([one for one in offered if audience in one.audience], text)
        for audience in sorted(WHOM, key=lambda one: (one == Audience.BODIES) != bodies)
    )
    told = {"q": text, "found": mine, "any": bool(offered), "bodies": bodies, "others": others}
    return render(request, "web/portal/services.html", {**told, "here": "services", "lives": True})


WHOM = (Audience.PEOPLE, Audience.BODIES)


def _meant(offered: list[Procedure], text: str) -> list[Procedure]:
    """What some words mean, the likeliest first; where nothing is said all of it, as it is listed."""
    return found(offered, text) if text else offered


def service(request: HttpRequest, code: str) -> HttpResponse:
    """What a service is for, what it needs, what it costs, how long it takes, on which law."""
    on = lived(request)
    told = {"procedure": procedure(code, on), **facts(procedure(code, on), on)}
    return render(request, "web/portal/service.html", {**told, "here": "services", "lives": True})


@never_cache
@asks
def apply(request: HttpRequest, person: Person, code: str) -> HttpResponse:
    """What will be needed, before the first question; then a draft, and its first page."""
    on = lived(request)
    rules = procedure(code, on)
    if Channel.ONLINE not in rules.channels:
        return HttpResponseRedirect(reverse("web:service", args=[code]))
    if request.method == "POST":
        draft = drafts.begin(rules.code, person=person.actor, on=on)
        return HttpResponseRedirect(reverse("web:draft-next", args=[draft.id]), status=303)
    told = {"procedure": rules, **facts(rules, on), "days": drafts.DAYS}
    return render(request, "web/portal/before.html", {**told, "here": "services"})


def lived(request: HttpRequest) -> date:
    """The day on which whoever asks acts."""
    found: date = request.lived  # type: ignore[attr-defined]
    return found


def procedure(code: str, on: date) -> Procedure:
    """The version of a service that is in force on a day; no page where there is none."""
    try:
        return catalogue.procedure(code, on)
    except Refused as refused:
        raise Http404(refused.en) from None


def facts(rules: Procedure, on: date) -> dict[str, Any]:
    """What the pages of a service say of it, in the language of the page."""
    asked = [one for one in rules.fields if one.group not in course.PROVED]
    return {
        "label": t(*rules.label),
        "summary": t(*rules.summary),
        "term": said.term(rules.term),
        "longer": _longer(rules),
        "papers": [_paper(one) for one in rules.evidence if one.form is not Form.DRAWN],
        "drawn": [t(*one.label) for one in rules.evidence if one.form is Form.DRAWN],
        "asked": [t(*one.label) for one in asked if not one.when],
        "outputs": [t(*one.label) for one in rules.outputs],
        "grounds": [t(*one.label) for one in rules.refusals],
        "online": Channel.ONLINE in rules.channels,
        "whom": [said.WHOM[one]() for one in rules.audience],
        "office": rules.audience == (Audience.OFFICE,),
        "fee": fee(rules, on),
    }


def _longer(rules: Procedure) -> str:
    """The longer term of some matters and for whom it is; '' where there is none."""
    longer = rules.longer
    if longer is None:
        return ""
    field = next(one for one in rules.fields if one.id == longer.when.field)
    whom = [t(*one.label) for one in field.choices if one.id in longer.when.among]
    return f"{said.term(longer.term)}: {'; '.join(whom)}"


def fee(rules: Procedure, on: date) -> dict[str, Any] | None:
    """What is charged on a day and who pays less; None where nothing is charged."""
    if not rules.fee:
        return None
    try:
        value = tariffs()[rules.fee].on(on)
    except (KeyError, NotInForce):
        return None
    listed = {one.id for one in rules.exemptions}
    less = [one for one in value.value.reductions if one.id in listed]
    return {
        "amount": value.value.amount,
        "full": said.dong(value.value.amount),
        "source": value.source,
        "verified": value.verified,
        "less": [(one.id, t(*one.label), said.dong(one.amount)) for one in less],
    }


def _paper(one: Any) -> dict[str, Any]:
    conditional = "" if one.when is None else t(" (tuỳ trường hợp)", " (depends on your answers)")
    optional = "" if one.required else t(" (nếu có)", " (if there is one)")
    return {"label": t(*one.label) + (optional or conditional), "form": FORMS[one.form]()}


FORMS = {
    Form.ORIGINAL: lambda: t("bản chính: chụp hoặc quét", "the original, photographed or scanned"),
    Form.COPY: lambda: t("bản sao", "a copy"),
    Form.ELECTRONIC: lambda: t("tệp ảnh hoặc PDF", "a picture or PDF"),
    Form.DRAWN: lambda: "",
}
