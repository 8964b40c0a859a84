"""What all screens of the registrar share: who asks, for which registrar, and how a refusal looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from continuity.accounts.appointments import seats
from continuity.accounts.models import Person
from continuity.accounts.roles import Role
from continuity.casework.refused import Refused as NotIssued
from continuity.core.finding import Flawed
from continuity.journal.record import Actor
from continuity.pages.words import language, t
from continuity.services.seals.refused import Refused
from continuity.services.seals.seat import USUAL, registers

STATUS = {"seal-not-seated": 403, "seal-not-registrar": 403, "seal-no-seal": 404}
STATUS |= {"seal-no-night": 404, "seal-no-body": 404, "seal-unwritable": 400}


@dataclass(frozen=True, slots=True)
class Desk:
    """Who asks, for which registrar, on which day, and whether they lead there."""

    actor: Actor
    agency: str
    on: date
    head: bool

    @property
    def by(self) -> dict[str, Any]:
        """What every verb is told of who does it."""
        return {"actor": self.actor, "agency": self.agency, "on": self.on}


def desk_of(person: Person, on: date) -> Desk:
    """Somebody's place at a registrar on a day; refused to who has none."""
    held = seats(person.id, USUAL, on)
    for agency, roles in held.items():
        if registers(agency, on):
            return Desk(person.actor, agency, on, Role.HEAD in roles)
    raise Refused("not-registrar", agency=next(iter(held), "–"), body="–", on=on)


View = Callable[..., HttpResponse]


def seated(view: View) -> View:
    """A view for who registers seals, given their desk; others sign in, or are told why not."""

    @never_cache
    @wraps(view)
    def answer(request: HttpRequest, **named: Any) -> HttpResponse:
        if not isinstance(request.user, Person):
            path = request.get_full_path() if request.method == "GET" else reverse("seals:home")
            return redirect(f"{reverse('web:sign-in')}?{urlencode({'next': path}, safe='/')}")
        try:
            _sound(request)
            return view(request, desk_of(request.user, request.lived), **named)  # type: ignore[attr-defined]
        except Flawed as refused:
            return no(request, refused)
        except NotIssued as refused:
            told = {"all": [(t(refused.vi, refused.en), "", "")], "lives": True}
            return render(request, "seals/refused.html", told, status=409)

    return answer


LONGEST = 1000


def _sound(request: HttpRequest) -> None:
    """Refuses what no database keeps, and what nobody would read, before a verb is asked."""
    for sent in (request.GET, request.POST):
        for name, value in sent.items():
            if "\0" in str(value) or len(str(value)) > LONGEST:
                raise Refused("unwritable", field=name[:40], most=LONGEST)


def no(request: HttpRequest, refused: Flawed) -> HttpResponse:
    """The page of a refusal: everything that is wrong, and how to go on."""
    told = [finding.parts(language()) for finding in refused.findings]
    status = STATUS.get(refused.findings[0].code, 409)
    return render(
        request, "seals/refused.html", {"all": told, "lives": True, "status": status}, status=status
    )


def page_of(request: HttpRequest) -> int:
    """The page of a list that is asked for; the first for anything that is no number."""
    written = request.GET.get("page", "")
    sound = written.isascii() and written.isdecimal() and len(written) <= 6
    return max(1, int(written)) if sound else 1
