"""The reform room for readers: the list, and what a decree in force does, with its proof."""

from __future__ import annotations

import csv
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from continuity.accounts.models import Person
from continuity.accounts.refused import Refused
from continuity.core.finding import Flawed
from continuity.pages.words import cell, language, t
from continuity.reform import shelf
from continuity.reform.chronicle import Event, approvals, events, withdrawn
from continuity.reform.told import BALANCES, CHANGES, decree_json
from continuity.web.known import known
from continuity.web.reforms import reckoned
from continuity.web.reforms.forms import source_of
from continuity.web.reforms.reckoned import Reckoned
from continuity.web.reforms.rows import PASSING, counted, shown

WAIT = 2
APPROVED = "approved-reform"
View = Callable[..., HttpResponse]


def told(view: View) -> View:
    """A view whose refusals become a page that says why and how to go on; nothing was changed."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        try:
            return view(request, *args, **named)
        except Flawed as flawed:
            return refused(request, flawed)

    return answer


def refused(request: HttpRequest, flawed: Flawed, **more: Any) -> HttpResponse:
    """A refusal as a page: 403 where somebody may not, 409 where things stand otherwise."""
    found = [finding.parts(language()) for finding in flawed.findings]
    status = 403 if isinstance(flawed, Refused) else 409
    return render(request, "web/refused.html", {"all": found, **more}, status=status)


def reforms(request: HttpRequest) -> HttpResponse:
    """The decrees in force and, for those who draft, what is on the shelf."""
    at = shelf.entries()
    by = approvals(at)
    decrees = [
        decree_json(text, at[name]) | {"by": by.get(name)}
        for name, text in shelf.in_force().items()
    ]
    gone = [decree_json(one.text, one.event.entry) | {"by": one.event} for one in withdrawn()]
    waiting = _waiting() if may_draft(request) else []
    told = {"decrees": decrees, "waiting": waiting, "may_draft": may_draft(request), "gone": gone}
    return render(request, "web/reforms.html", {**told, "here": "reforms"})


def _waiting() -> list[dict[str, Any]]:
    """The open drafts in the order of their days."""
    found = [{"draft": one, **decree_json(one.text, 0)} for one in shelf.drafts()]
    return sorted(found, key=lambda one: (str(one["effective"] or ""), one["name"]))


def may_draft(request: HttpRequest) -> bool:
    """True for somebody who is signed in and has a seat from which reforms are drafted."""
    if not isinstance(request.user, Person):
        return False
    try:
        shelf.drafting(request.user.actor)
    except Refused:
        return False
    return True


def reform(request: HttpRequest, name: str) -> HttpResponse:
    """One decree in force: what it does, the plan to filter, the proof; of one that went, its history."""
    text = shelf.in_force().get(name)
    if text is None:
        return _gone(request, name)
    here = known()
    found = reckoned.in_force(here, name)
    about = decree_json(text, shelf.entries()[name])
    drafts = may_draft(request)
    told = events(name, drafts=drafts)
    more: dict[str, Any] = {"decree": about, "may_draft": drafts, "events": told, "here": "reforms"}
    more["approved"] = approved(request, name, told, keep=found is None)
    return soon(request, "web/reform.html", found, more)


def _gone(request: HttpRequest, name: str) -> HttpResponse:
    """A decree that was withdrawn: when, by whom and why, its history and what it said."""
    one = next((one for one in withdrawn() if one.text.name == name), None)
    if one is None:
        raise Http404
    told = events(name, drafts=may_draft(request))
    about = decree_json(one.text, one.event.entry)
    more: dict[str, Any] = {"decree": about, "by": one.event, "events": told}
    more |= {"source": source_of(one.text), "approved": approved(request, name, told, keep=False)}
    return render(request, "web/reform-gone.html", {**more, "here": "reforms"})


def approved(request: HttpRequest, name: str, told: list[Event], *, keep: bool) -> Event | None:
    """The act that this reader has just approved, to be confirmed once; kept while the page waits."""
    if request.session.get(APPROVED) != name:
        return None
    if not keep:
        del request.session[APPROVED]
    return next((one for one in told if one.verb != "draft"), None)


def soon(
    request: HttpRequest, template: str, found: Reckoned | None, more: dict[str, Any]
) -> HttpResponse:
    """A page about what was reckoned; while it is under way it comes back by itself."""
    response = render(request, template, {**more, **(plan(request, found) if found else {})})
    if found is None:
        # With the address, since a browser that stands at a #part would not load its page again.
        response["Refresh"] = f"{WAIT}; url={request.get_full_path()}"
    return response


def plan(request: HttpRequest, found: Reckoned) -> dict[str, Any]:
    """What the pages of a decree show of its plan and proof."""
    asked = {key: request.GET.get(key, "")[:100] for key in ("kind", "q", "in", "page")}
    page = int(asked["page"]) if asked["page"].isascii() and asked["page"].isdecimal() else 1
    return {
        "found": found,
        "asked": asked,
        "kinds": counted(found.rows),
        "list": shown(found.rows, asked["kind"], asked["q"], asked["in"], min(page, 10_000)),
        "balances": _balances(found),
        "picture": found.picture,
        "to_mend": len(found.findings) or len(found.proof.get("flaws", ())),
    }


def _balances(found: Reckoned) -> list[dict[str, Any]]:
    """The five, each with its bars in thousandths of the longer one.

    No page may count open matters. Where a place has nobody, or two, for a function, both totals are the
    same all the same, since both count what is owed: `odd` says how many are not counted once.
    """
    made = []
    for key, said in BALANCES.items():
        one = found.proof.get("balances", {}).get(key)
        if one is not None:
            most = max(one["before"], one["after"], 1)
            bars = {side: round(1000 * one[side] / most) for side in ("before", "after")}
            more = {
                "key": key,
                "bars": bars,
                "counted": key != "matters",
                "odd": found.unplaced.get(key, 0),
            }
            made.append({**one, "vi": said[0], "en": said[1], **more})
    return made


def proof(request: HttpRequest, name: str) -> HttpResponse:
    """The proof as JSON, to compare; asked again while it is being reckoned."""
    found = _there(name)
    if found is None:
        return _again()
    return JsonResponse(found.proof, json_dumps_params={"ensure_ascii": False, "indent": 1})


def changes(request: HttpRequest, name: str) -> HttpResponse:
    """Every change of a decree as CSV."""
    found = _there(name)
    if found is None:
        return _again()
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    write = csv.writer(response)
    write.writerow(("change", "before", "after", "province", "key"))
    write.writerows(
        (t(*CHANGES[row.kind.partition("/")[0]]), *map(cell, row[1:5]))
        for row in found.rows
        if row.kind != PASSING  # each province says it better
    )
    return response


def _there(name: str) -> Reckoned | None:
    if name not in shelf.entries():
        raise Http404
    return reckoned.in_force(known(), name)


def _again() -> HttpResponse:
    return HttpResponse(status=503, headers={"Retry-After": str(WAIT)})
