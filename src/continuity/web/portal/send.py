"""The last page of an application shows everything; the first one after it gives the number."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from continuity.accounts import people
from continuity.casework import clock, money
from continuity.casework.intake import sending
from continuity.casework.intake.applicants import applicant, reading_as
from continuity.casework.intake.sending import answer, findings, send
from continuity.casework.refused import Refused
from continuity.casework.wishes import Wish, has_english, wish
from continuity.core.finding import Flawed
from continuity.core.procedure import Choice
from continuity.pages.words import language, t
from continuity.web.answered import answer_said
from continuity.web.known import known
from continuity.web.portal import course, said
from continuity.web.portal.draft import Writing, writes
from continuity.web.portal.fields import by_field
from continuity.web.portal.holder import holder
from continuity.web.portal.places import line


@writes
def check(request: HttpRequest, here: Writing) -> HttpResponse:
    """Everything before it is sent; and sent, once, however often somebody clicks."""
    if request.method != "POST":
        return _shown(request, here, {})
    try:
        return _sent(here, _wish(request.POST))
    except Flawed as flawed:
        return _shown(request, here, _linked(here, by_field(flawed.findings)))
    except Refused as refused:
        # One who may not file yet is told on the page itself; what is missing leads to its page.
        return _shown(request, here, {"": said.refusal(refused)})


def _wish(sent: Mapping[str, str]) -> Wish:
    """The languages that were chosen on the page; whoever sent no choice reads the page's own."""
    return wish(sent.get("told", language()), sent.get("english", ""))


def _sent(here: Writing, chosen: Wish) -> HttpResponse:
    told: dict[str, Any] = {"person": here.person.actor, "on": here.on}
    if here.draft.about:
        answer(here.draft.id, **told)
        return _to("web:my-case", here.draft.about)
    people.speak(here.person.actor, chosen.told)  # in which the first notice tells of it
    receipt = send(here.draft.id, here.procedure, **told, wish=chosen)
    return _to("web:my-sent", receipt.case)


def _linked(here: Writing, wrong: dict[str, str]) -> dict[str, str]:
    """What is wrong, by the page on which it is mended."""
    found: dict[str, str] = {}
    for page in here.pages:
        ids = [one.id for one in page.fields] + ([page.paper.id] if page.paper else [])
        ids += [sending.PLACE] if page.id == course.PLACE else []
        for id in ids:
            if id in wrong:
                found.setdefault(page.id, wrong.pop(id))
    return found | {"": " ".join(wrong.values())} if wrong else found


def _shown(request: HttpRequest, here: Writing, errors: dict[str, str]) -> HttpResponse:
    rows = _rows(here, errors)
    told: dict[str, Any] = {
        "writing": here, "rows": rows, "errors": errors, "label": t(*here.procedure.label),
        "before": here.pages[-1].id if here.pages else "", "here": "services",
    }  # fmt: skip
    with reading_as(here.person.actor, here.on):
        who = told["who"] = applicant()
        if not errors and not here.draft.about:
            found = findings(here.draft, here.procedure, who.personal if who else None, here.on)
            missing = {one.values.get("field", "") for one in found}
            told["missing"] = [row for row in rows if row["ids"] & missing]
    if not here.draft.about:
        told |= _outlook(here)
        told |= {"wish": _wish(request.POST), "has_english": has_english(here.procedure)}
    return render(request, "web/portal/draft-check.html", told, status=422 if errors else 200)


def _outlook(here: Writing) -> dict[str, Any]:
    """What would follow: who gets it, by when, for how much."""
    place, rules = here.draft.filled.place, here.procedure
    told: dict[str, Any] = {}
    if place:
        told["holder"] = holder(known(), rules.function, place, here.on, here.on)
    try:
        told["due"] = clock.due(rules, here.on, answers=here.draft.filled.answers)
        cost = money.charge(rules, here.on, here.draft.filled.exemption)
        told["cost"] = said.dong(cost.amount) if rules.fee else ""
    except (Refused, Flawed):
        pass  # told when it is sent, where it can be mended
    return told


def _rows(here: Writing, errors: dict[str, str]) -> list[dict[str, Any]]:
    """What was answered, a row for each question and paper, with the page on which it is changed."""
    filled, rows = here.draft.filled, []
    for page in here.pages:
        if page.id == course.PLACE:
            at = line(known(), filled.place, here.on) if filled.place else ""
            rows.append(_row(page.id, sending.PLACE, t("Nơi", "Place"), at))
        elif page.id == course.FEE:
            chosen = [one for one in here.procedure.exemptions if one.id == filled.exemption]
            none = t("Không thuộc đối tượng nào", "No ground to pay less")
            rows.append(
                _row(page.id, "fee", t("Miễn, giảm phí", "Paying less"), _choice(chosen, none))
            )
        for field in page.fields:
            value = answer_said(field, here.answers.get(field.id, ""), here.on)
            rows.append(_row(page.id, field.id, t(*field.label), value))
        if page.paper:
            there = [one.name for one in here.papers if one.evidence == page.paper.id]
            rows.append(_row(page.id, page.paper.id, t(*page.paper.label), "\n".join(there)))
    for row in rows:
        row["error"] = errors.get(row["page"], "")
    return rows


def _row(page: str, id: str, label: str, value: str) -> dict[str, Any]:
    return {"page": page, "ids": {id}, "label": label, "value": value}


def _choice(chosen: list[Choice], none: str) -> str:
    return t(*chosen[0].label) if chosen else none


def _to(name: str, case: uuid.UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse(name, args=[case]), status=303)
