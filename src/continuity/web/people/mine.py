"""What a reform means for whoever is signed in: post, pay, decision, ways to object, new tasks."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from continuity.accounts.appointments import Appointment, appointments
from continuity.accounts.models import Person
from continuity.core.interval import eve
from continuity.core.procedure import Procedure
from continuity.handover.notice.kept import changes
from continuity.handover.people import acts, room
from continuity.handover.people.mine import UNITS
from continuity.handover.people.rules import kinds
from continuity.handover.people.settled import End, Outcome, Settled, Sits, settled
from continuity.handover.plans.telling import unseen
from continuity.handover.refused import Refused
from continuity.packs.functions import labels
from continuity.pages.words import number, t
from continuity.reform.shelf import entries
from continuity.web.desk.act import key as posted_key
from continuity.web.handovers.room import back, said
from continuity.web.known import known
from continuity.web.resume import asks

ENDS = {
    End.APPOINTED: ("được bố trí", "appointed"),
    End.LEAVES: ("nghỉ theo chế độ", "leaves"),
    End.QUESTION: ("còn vướng mắc", "open question"),
    End.NOTHING: ("chưa có kết quả", "nothing yet"),
}


@never_cache
@asks
def post(request: HttpRequest, person: Person) -> HttpResponse:
    """One's own seats, what was decided, and what is newly one's own."""
    on: date = request.lived  # type: ignore[attr-defined]
    held = appointments(person.id)
    with room.own(person.actor, on):
        told = {decree: room.outcomes(decree) for decree in entries()}
        lent, passed, alerts = room.secondments(), room.learned(), unseen()
    here, done = known(), {(one.body, one.function): one.day for one in passed}
    shown = {
        "person": person, "lives": True, "alerts": alerts,
        "seats": [_seat(one, on) for one in held if not one.seat.startswith(room.LENT)],
        "outcomes": [row for decree, said_ in told.items() for row in _ends(decree, held, said_, on)],
        "lent": [
            {"one": one, "home": here.called(one.home, on), "host": here.called(one.agency, on)}
            for one in lent
        ],
        "new": _new(held, on, done), "ways": [t(*one) for one in kinds("ways", on).values()],
    }  # fmt: skip
    return render(request, "web/people/post.html", shown)


@never_cache
@asks
def check(request: HttpRequest, person: Person, decree: str, function: str) -> HttpResponse:
    """A task that is newly one's own: steps and law, and the questions on it."""
    on: date = request.lived  # type: ignore[attr-defined]
    asked = request.POST if request.method == "POST" else request.GET
    agency, wrong = asked.get("agency", "")[:200].replace("\0", ""), ""
    try:
        questions = acts.check(decree, agency, function, person.id)
    except Refused:
        raise Http404 from None
    if request.method == "POST":
        given = {one.id: request.POST.get(one.id, "") for one in questions}
        told: dict[str, Any] = {"actor": person.actor, "agency": agency, "on": on}
        told["key"] = posted_key(request.POST)
        try:
            acts.learn(decree, function, given, **told)
        except Refused as refused:
            wrong = said(refused)
        else:
            answer: HttpResponse = back(request, "web:own-post", t("Đã ghi nhận.", "It is noted."))
            return answer
    here = known()
    shown = {
        "person": person, "lives": True, "wrong": wrong, "agency": agency, "decree": decree,
        "function": function, "label": _label(function), "key": secrets.token_urlsafe(18),
        "body": here.names.of(agency, on, here.language),
        "services": [_service(one) for one in acts.procedures(function, _day(decree))],
        "questions": [
            {"id": one.id, "text": t(*one.text), "given": request.POST.get(one.id, ""),
             "options": [(id, t(*words)) for id, words in one.options]}
            for one in questions
        ],
    }  # fmt: skip
    return render(request, "web/people/check.html", shown, status=422 if wrong else 200)


def _seat(one: Appointment, on: date) -> dict[str, Any]:
    held = one.since <= on and (one.until is None or on < one.until)
    state = "in-force" if held else "change" if one.since > on else "ended"
    return {"one": one, "body": known().called(one.agency, min(max(on, one.since), one.until or on)),
            "state": state}  # fmt: skip


def _ends(
    decree: str, held: list[Appointment], entered: list[Outcome], on: date
) -> list[dict[str, Any]]:
    """How it ends for oneself in each body of one's own that a reform ends, and what was said besides."""
    day = _day(decree)
    here = changes(day).world
    own = [
        Sits(one.person, one.agency, one.seat, one.since, one.until)
        for one in held if not one.seat.startswith(room.LENT)
    ]  # fmt: skip
    ending = {body for body, heir in here.lineage.heirs.items() if heir.on == day}
    sat = [one for one in own if one.on(eve(day)) and one.body in ending]

    def exists(body: str) -> bool:
        return body in here.agencies and day in here.agencies[body].valid

    found = settled(sat, own, entered, exists, day=day, on=on)
    rows = [_settled(decree, day, one, on) for one in found]
    last = {one.body: one for one in entered if one.body not in {it.body for it in found}}
    return rows + [_outcome(decree, day, one.body, one.end, one, on) for one in last.values()]


def _settled(decree: str, day: date, one: Settled, on: date) -> dict[str, Any]:
    """One's own end as the heads see it: where to, by what; where nothing holds, whom to ask."""
    told = _outcome(decree, day, one.body, one.end, one.outcome, on)
    to = {seat.body: known().called(seat.body, max(on, day)) for seat in one.to}
    heir = known().world.lineage.successor(one.body, max(on, day))
    there = heir if on >= day else one.body
    return told | {
        "to": ", ".join(to.values()), "twice": one.twice, "alarm": one.alarm,
        "ask": room.heads(there, on, one.person) if one.alarm else [],
        "heir": known().called(heir, max(on, day)), "promised": one.end is End.NOTHING and told["one"],
    }  # fmt: skip


def _outcome(
    decree: str, day: date, body: str, end: End, one: Outcome | None, on: date
) -> dict[str, Any]:
    called = known().called(body, min(on, eve(day)))
    named: dict[str, Any] = {"one": one, "decree": decree, "day": day, "body": called}
    named["end"] = t(*ENDS[end])
    for field, section in (("category", "categories"), ("pay", "pay"), ("regime", "regimes")):
        value = getattr(one, field) if one else ""
        words = kinds(section, on).get(value)
        named[field] = t(*words) if words else value
    return named | {"late": bool(one and one.end is End.QUESTION and one.due and one.due < on)}


def _new(
    held: list[Appointment], on: date, done: dict[tuple[str, str], date]
) -> list[dict[str, Any]]:
    """The tasks that reforms have given to bodies in which somebody sits then or now."""
    made = []
    for decree in entries():
        day = _day(decree)
        here = changes(day)
        for one in held:
            ends = one.until is not None and one.until <= max(on, day)
            if ends or one.agency not in here.world.agencies:
                continue
            for taken in here.of(one.agency).takes:
                cell = (one.agency, taken.function)
                made.append({
                    "decree": decree, "day": day, "agency": one.agency, "function": taken.function,
                    "body": known().called(one.agency, max(on, day)), "label": _label(taken.function),
                    "before": ", ".join(known().called(giver, day) for giver in taken.givers),
                    "passed": done.get(cell),
                })  # fmt: skip
    return list({(one["agency"], one["function"]): one for one in made}.values())


def _service(one: Procedure) -> dict[str, Any]:
    return {
        "label": t(*one.label), "summary": t(*one.summary),
        "term": f"{number(one.term.amount)} {t(*UNITS[one.term.unit])}",
        "steps": [t(*step.label) for step in one.steps],
        "bases": [(base.source, base.article, base.verified) for base in one.bases],
        "papers": [t(*paper.label) for paper in one.evidence],
    }  # fmt: skip


def _label(function: str) -> str:
    here = known()
    if function not in here.pack.functions:
        return function
    return t(*labels(here.pack, function))


def _day(decree: str) -> date:
    found = room.stands(decree)
    return found[0] if found else date.max
