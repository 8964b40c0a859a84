"""The register at the desk: finding a seal, what was done with it, and what may be done now."""

from __future__ import annotations

import uuid

from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from continuity.packs.names import folded
from continuity.pages.words import language
from continuity.reform.shelf import entries
from continuity.register.ask import ended, missing
from continuity.services.seals import kept as seals
from continuity.services.seals import lists, verbs
from continuity.services.seals import night as nights
from continuity.services.seals.acts import named
from continuity.services.seals.papers import papers
from continuity.services.seals.progress import progress
from continuity.services.seals.rules import FOLLOWS, SECOND, Act, Kind
from continuity.services.seals.screens.room import Desk, seated
from continuity.services.seals.seat import with_forebears
from continuity.services.seals.second import waiting, waiting_at
from continuity.services.seals.titled import by_day, title

MOST = 50
VERBS = {
    "deliver": Act.DELIVERED,
    "hand-in": Act.HANDED_IN,
    "lose": Act.REPORTED,
    "void": Act.VOID,
    "destroy": Act.DESTROYED,
}
"""What the desk does by a button, and the act that it becomes."""
LOOKS = ("agree", "decline")
"""What is done with what another person asked for."""


@seated
def home(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The nights of this registrar, the reforms without one, and a search of the register."""
    mine = [one for one in nights.nights() if desk.agency in one.registrars]
    told = [(one, progress(one.id), nights.withdrawn(one), title(one.decree)) for one in mine]
    waits = waiting_at(with_forebears(desk.agency, desk.on))
    done = {one.decree for one in mine}
    bare = by_day(decree for decree in entries() if decree not in done)
    shown = {"nights": told, "bare": bare, "desk": desk, "lives": True}
    return render(
        request, "seals/home.html", shown | {"last": lists.last(desk.agency), "waits": waits}
    )


@seated
def search(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Seals by a part of the name on them, or by the number of the certificate."""
    words = " ".join(request.GET.get("q", "").replace("\0", "").split())[:200]
    like = folded(words).replace("\\", "").replace("%", "").replace("_", "")
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, vi, en, kind, certificate, act, day, body from seals_now "
            "where certificate = %s or (%s <> '' and folded like %s) "
            "order by folded, kind, version limit %s",
            [words, like, f"%{like}%", MOST + 1],
        )
        columns = [column.name for column in cursor.description]
        found = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
    told = {"found": found[:MOST], "more": len(found) > MOST, "words": words, "desk": desk}
    return render(request, "seals/search.html", {**told, "lives": True})


@seated
def seal(request: HttpRequest, desk: Desk, id: uuid.UUID) -> HttpResponse:
    """A seal: its history, what may come next, and what keeps it here."""
    kept = seals.one(id)
    there = waiting(id)
    may = [verb for verb, act in VERBS.items() if act in FOLLOWS[kept.seal.state]]
    if there:
        may = [verb for verb in may if VERBS[verb] not in SECOND]
    out = [old for old in seals.before(kept, desk.on) if old.seal.due]
    told = {"kept": kept, "may": may, "out": out, "history": _history(id), "desk": desk}
    told |= {"waits": there, "mine": there and there.actor == desk.actor.id}
    told |= {"papers": papers(id), "receipt": seals.handed_in(id)}
    return render(request, "seals/seal.html", {**told, "lives": True})


@require_POST
@seated
def done(request: HttpRequest, desk: Desk, id: uuid.UUID, verb: str) -> HttpResponse:
    """One act on a seal, or a second look at one; asked twice, the second time says what is now."""
    if verb not in (*VERBS, *LOOKS):
        raise Http404
    reason, allowed = request.POST.get("reason", ""), request.POST.get("allowed", "").strip()
    if verb == "agree":
        verbs.agree(id, **desk.by)
    elif verb == "deliver":
        verbs.deliver(id, **desk.by, allowed=allowed, reason=reason)
    else:
        getattr(verbs, verb.replace("-", "_"))(id, **desk.by, reason=reason)
    return redirect("seals:seal", id)


@seated
def body(request: HttpRequest, desk: Desk, body: str) -> HttpResponse:
    """A body: whether it may issue and why not, its seals, and a new one."""
    vi, en = named(body[:200], desk.on)
    if request.method == "POST":
        kind = request.POST.get("kind", "")
        if kind not in tuple(Kind):
            raise Http404
        allowed = request.POST.get("allowed", "").strip()
        made = verbs.register(body, kind, **desk.by, allowed=allowed)
        return redirect("seals:seal", made.id)
    told = {"body": body, "name": en if language() == "en" else vi, "desk": desk}
    told |= {
        "seals": seals.of(body),
        "kinds": list(Kind),
        "lives": True,
        "ended": ended(body, desk.on),
    }
    return render(request, "seals/body.html", {**told, "lacks": missing(body, desk.on, ("seal",))})


def _history(id: uuid.UUID) -> list[dict[str, object]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select a.act, a.day, a.at, a.point, a.reason, j.actor_name as who, p.name as first "
            "from seals_act a join journal_entry j on j.number = a.entry "
            "left join accounts_person p on p.id = a.asked_by where a.seal = %s order by a.position",
            [id],
        )
        columns = [column.name for column in cursor.description]
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
