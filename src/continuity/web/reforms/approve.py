"""What makes or unmakes a reform: approval by a second person, undoing, letting slip."""

from __future__ import annotations

import csv

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from continuity.accounts.models import Person
from continuity.core.finding import Flawed
from continuity.packs.text import Text
from continuity.pages import days
from continuity.pages.words import cell, t
from continuity.reform import enact as verbs
from continuity.reform import shelf
from continuity.reform.chronicle import events
from continuity.reform.refused import Stopped
from continuity.reform.shelf import Act
from continuity.web.known import known
from continuity.web.reforms import reckoned
from continuity.web.reforms.draft import show
from continuity.web.reforms.read import APPROVED, told
from continuity.web.reforms.spoken import titled
from continuity.web.views.sign_in import asks


@require_POST
@told
@asks
def enact(request: HttpRequest, person: Person, name: str) -> HttpResponse:
    """A draft of somebody else comes into force, in the version that was shown."""
    written = request.POST.get("version", "")
    version = int(written) if written.isascii() and written.isdecimal() else 0
    try:
        reason = request.POST.get("despite", "")[:1000]
        kinds = known().pack.kinds
        verbs.enact(name, version, approver=person.actor, kinds=kinds, despite=reason)
    except Stopped as stopped:
        asked = show(request, person, shelf.draft_of(name), stopped)
        asked.status_code = 409
        return asked
    except Flawed:
        if not _done(person, name, version):  # the second click of two finds it done
            raise
    request.session[APPROVED] = name
    return redirect("web:reform", name)


def _done(person: Person, name: str, version: int) -> bool:
    """True where the last act on a decree is the approval of this version by this person."""
    last = next(iter(events(name)), None)
    return last is not None and (last.person, last.version) == (person.name, version)


@never_cache
@told
@asks
def undo(request: HttpRequest, person: Person, name: str) -> HttpResponse:
    """The form of a withdrawal, and the draft that it makes; somebody else approves it."""
    shelf.drafting(person.actor)
    text = _there(name)
    if request.method == "POST":
        verbs.undo(name, _open(name), actor=person.actor, reason=request.POST.get("reason", ""))
        return redirect("web:draft", name)
    about = {"name": name, "title": titled(text), "here": "reforms"}
    return render(request, "web/reform-undo.html", about)


@never_cache
@told
@asks
def slip(request: HttpRequest, person: Person, name: str) -> HttpResponse:
    """The form of another day, and the draft that it makes; its page says whom to tell again."""
    shelf.drafting(person.actor)
    text = _there(name)
    error, written = "", request.POST.get("day", "")
    if request.method == "POST":
        to = days.read(written)
        if to is not None:
            reason = request.POST.get("reason", "")
            verbs.slip(name, to, _open(name), actor=person.actor, reason=reason)
            return redirect("web:draft", name)
        error = t("Viết ngày dạng dd/mm/yyyy.", "Write the day as dd/mm/yyyy.")
    told = {"name": name, "title": titled(text), "error": error, "day": written, "here": "reforms"}
    return render(request, "web/reform-slip.html", told, status=422 if error else 200)


@never_cache
@told
@asks
def notices(request: HttpRequest, person: Person, name: str) -> HttpResponse:
    """Whom to tell again when a decree slips, as CSV."""
    shelf.drafting(person.actor)
    found = shelf.draft_of(name)
    slipped = reckoned.slipped(known(), found.text) if found.act is Act.SLIP else None
    if slipped is None:
        raise Http404
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}-notices.csv"'
    write = csv.writer(response)
    write.writerow(("agency", "name", "planned", "new"))
    days = (slipped.planned, slipped.new)
    write.writerows((cell(key), cell(called), *days) for key, called in slipped.agencies)
    return response


def _there(name: str) -> Text:
    """The decree in force of that name."""
    text = shelf.in_force().get(name)
    if text is None:
        raise Http404
    return text


def _open(name: str) -> int:
    """The version of an open draft of that name, which the new one follows; 0 where there is none."""
    return next((one.version for one in shelf.drafts() if one.text.name == name), 0)
