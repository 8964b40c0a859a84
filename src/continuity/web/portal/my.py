"""What is mine: drafts and cases, and one page of a case that stays true through a reform."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from continuity.accounts.models import Person
from continuity.casework import catalogue, verbs
from continuity.casework import page as case_page
from continuity.casework.cases import SELECT, Case, logged, one, rows
from continuity.casework.documents import rows as documents
from continuity.casework.intake import drafts, papers, tracking
from continuity.casework.intake.applicants import applicant, reading_as
from continuity.casework.opinions import opinions
from continuity.casework.refused import Refused
from continuity.casework.wishes import has_english, wish
from continuity.core.finding import Flawed
from continuity.pages.words import t
from continuity.services import SERVICES
from continuity.web.known import Known, known
from continuity.web.portal import case_told, said
from continuity.web.portal.chosen import newer
from continuity.web.portal.holder import called, holder
from continuity.web.portal.offered import lived
from continuity.web.portal.serving import attachment, saved
from continuity.web.resume import asks, given_back
from continuity.web.views.changes import drawn

MOST = 100


@never_cache
@asks
def my(request: HttpRequest, person: Person) -> HttpResponse:
    """My drafts and my cases, the newest first."""
    on, here = lived(request), known()
    with reading_as(person.actor, on) as is_proved:
        mine = rows(
            f"select {SELECT} from casework_case order by filed desc, id desc limit %s", MOST
        )
        begun = drafts.mine()
        who = applicant()
    told = {
        "cases": [_row(here, case, on) for case in mine],
        "drafts": [
            (draft, _label(draft.procedure, on), draft.until - timedelta(days=1)) for draft in begun
        ],
        "asides": [(t(*one.mine[0]), reverse(f"{one.id}:{one.mine[1]}")) for one in SERVICES if one.mine],
        "is_proved": is_proved, "who": who, "here": "my", "lives": True,
    }  # fmt: skip
    return render(request, "web/portal/my.html", told)


def of_case(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view of a case of one's own; anybody else's is no page."""

    @wraps(view)
    @asks
    def answer(request: HttpRequest, person: Person, id: uuid.UUID, **named: Any) -> HttpResponse:
        try:
            return view(request, person, id, **named)
        except Refused as refused:
            if refused.code in ("no-such-case", "no-such-paper", "no-such-document"):
                raise Http404(refused.en) from None
            raise

    return answer


@of_case
def case(request: HttpRequest, person: Person, id: uuid.UUID) -> HttpResponse:
    """One case: who has it now and why, by when, what is asked of me, what was done, who read what."""
    return render(request, "web/portal/case.html", _told(person, id, lived(request)))


@of_case
def sent(request: HttpRequest, person: Person, id: uuid.UUID) -> HttpResponse:
    """The first page after sending: number, day, who has it now, and the slip to print."""
    return render(request, "web/portal/sent.html", _told(person, id, lived(request)))


@of_case
def slip(request: HttpRequest, person: Person, id: uuid.UUID) -> HttpResponse:
    """A slip to print: what it takes to follow the case without signing in."""
    told = _told(person, id, lived(request))
    number = told["case"].number
    told["address"] = request.build_absolute_uri(reverse("web:track"))
    told |= {"code": tracking.code(number), "qr": drawn(f"{told['address']}?number={number}")}
    return render(request, "web/portal/slip.html", told)


@of_case
def paper(request: HttpRequest, person: Person, id: uuid.UUID, paper: uuid.UUID) -> HttpResponse:
    """A file that belongs to the case; the reading is an entry, like any other."""
    with reading_as(person.actor, lived(request)):
        return attachment(*papers.content(id, paper))


@of_case
def document(
    request: HttpRequest, person: Person, id: uuid.UUID, document: uuid.UUID
) -> HttpResponse:
    """A paper that was issued, as it was signed; the reading is an entry too."""
    with reading_as(person.actor, lived(request)):
        found = documents.given_out(id, document)
        logged(id, ["papers"])
        name = f"{found.number.replace('/', '-')}.pdf"
        return saved(documents.content(found), "application/pdf", name)


@of_case
def supplement(request: HttpRequest, person: Person, id: uuid.UUID) -> HttpResponse:
    """What was asked for, in the words of the officer; then a draft of the answer."""
    on = lived(request)
    told = _told(person, id, on)
    if request.method == "POST" and told["wanted"]:
        draft = drafts.begin(told["case"].procedure, person=person.actor, on=on, about=id)
        return HttpResponseRedirect(reverse("web:draft-next", args=[draft.id]), status=303)
    told["words"] = case_told.asked_words(person.actor, id, on)
    return render(request, "web/portal/supplement.html", told)


@of_case
def withdraw(request: HttpRequest, person: Person, id: uuid.UUID) -> HttpResponse:
    """Asked once more before it is done; no reason is needed."""
    on, typed = lived(request), given_back(request) or {}
    words = request.POST.get("words", (typed.get("words") or [""])[-1])[:2_000]
    error = ""
    if request.method == "POST":
        try:
            with reading_as(person.actor, on):
                who = applicant()
            identity = who.personal.identity if who else ""
            key = f"withdraw:{id}"
            verbs.withdraw(id, words, actor=person.actor, on=on, key=key, identity=identity)
            return HttpResponseRedirect(reverse("web:my-case", args=[id]), status=303)
        except Refused as refused:
            error = said.refusal(refused)
        except Flawed as flawed:
            error = " ".join(said.finding(one) for one in flawed.findings)
    told = _told(person, id, on) | {"words": words, "error": error}
    return render(request, "web/portal/withdraw.html", told, status=422 if error else 200)


@of_case
def languages(request: HttpRequest, person: Person, id: uuid.UUID) -> HttpResponse:
    """In which language one is told from now on, and in which the paper speaks too."""
    on, error = lived(request), ""
    chosen = wish(request.POST.get("told", ""), request.POST.get("english", ""))
    if request.method == "POST":
        try:
            with reading_as(person.actor, on):
                who = applicant()
            identity, key = who.personal.identity if who else "", request.POST.get("key", "")[:200]
            key = key or f"languages:{id}:{chosen}"
            verbs.choose_languages(
                id, chosen, actor=person.actor, on=on, key=key, identity=identity
            )
            return HttpResponseRedirect(reverse("web:my-case", args=[id]), status=303)
        except Refused as refused:
            error = said.refusal(refused)
        except Flawed as flawed:
            error = " ".join(said.finding(one) for one in flawed.findings)
    told, whole = told_of(person, id, on)
    told |= {"wish": chosen} if error else {}
    told |= {"error": error, "key": secrets.token_urlsafe(18)}
    told["has_english"] = bool(whole.procedure and has_english(whole.procedure))
    return render(request, "web/portal/languages.html", told, status=422 if error else 200)


@of_case
def law(request: HttpRequest, person: Person, id: uuid.UUID) -> HttpResponse:
    """What would change under the version in force today; chosen by nobody but the applicant."""
    on, error = lived(request), ""
    if request.method == "POST":
        try:
            with reading_as(person.actor, on):
                who, version = applicant(), one(id).version
            identity = who.personal.identity if who else ""
            # Once from each version: a second click finds the newer one chosen.
            key = f"law:{id}:{request.POST.get('from', version)}"[:200]
            verbs.choose_law(id, actor=person.actor, on=on, key=key, identity=identity)
            return HttpResponseRedirect(reverse("web:my-case", args=[id]), status=303)
        except Refused as refused:
            error = said.refusal(refused)
        except Flawed as flawed:
            error = " ".join(said.finding(one) for one in flawed.findings)
    told = _told(person, id, on) | {"error": error}
    if told["newer"] is None and not error:
        return HttpResponseRedirect(reverse("web:my-case", args=[id]))
    return render(request, "web/portal/law.html", told, status=422 if error else 200)


def _told(person: Person, id: uuid.UUID, on: date) -> dict[str, Any]:
    return told_of(person, id, on)[0]


def told_of(person: Person, id: uuid.UUID, on: date) -> tuple[dict[str, Any], case_page.Page]:
    """What all pages of a case say of it, and the case with its course."""
    here = known()
    with reading_as(person.actor, on):
        # Who has it, the world tells that all pages are answered from.
        whole = case_page.course(one(id))
        told = case_told.told(here, whole, on)
        told["asks_opinion"] = opinions.asks(whole.case)
    told["wish"] = whole.story.wish or wish(person.language)
    told["newer"] = newer(whole.case, whole.procedure, on)
    told["held"] = _held(whole.case) if told["documents"] else []
    return {**told, "here": "my", "lives": True}, whole


def _held(found: Case) -> list[tuple[str, str]]:
    """What a service lets its holder do with what was issued: what it is called, and where it is."""
    kin = [one for one in SERVICES if found.procedure in {each.code for each in one.procedures}]
    return [
        (t(*one.held[0]), reverse(f"{one.id}:{one.held[1]}", args=[found.id]))
        for one in kin
        if one.held
    ]


def _row(here: Known, case: Case, on: date) -> dict[str, Any]:
    at = holder(here, case.function, case.place, case.filed, on)
    return {
        "case": case,
        "label": _of(case) or called(here, case.function, on),
        "status": said.words(said.STATUSES, case.status),
        "agency": at["agency"],
        "until": said.until(case.promised, on) if not case.closed else "",
        "asks": case.status in ("supplement", "payment"),
    }


def _of(case: Case) -> str:
    """What the version that a case follows is called; it is kept, and no statement asks for it."""
    if not case.procedure:
        return ""
    return t(*catalogue.version(case.procedure, case.version).label)


def _label(code: str, on: date) -> str:
    try:
        return t(*catalogue.procedure(code, on).label) if code else ""
    except Refused:
        return code
