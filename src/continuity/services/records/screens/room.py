"""What all screens of the register share: who asks, at which body, and how a refusal looks."""

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
from continuity.casework.refused import Refused as NotByCasework
from continuity.core.finding import Flawed
from continuity.journal.record import Actor
from continuity.pages.words import language, t
from continuity.register.ask import areas_of
from continuity.services.records.procedure import FUNCTION
from continuity.services.records.register import KEEPERS

LONGEST = 1000
NOT_HERE = {"records-not-keeper": 403}


@dataclass(frozen=True, slots=True)
class Keeper:
    """Who asks, at a body that has criminal records on the day; none where `agency` is ''."""

    actor: Actor
    agency: str
    on: date

    @property
    def by(self) -> dict[str, Any]:
        """What every verb is told of who does it."""
        return {"actor": self.actor, "agency": self.agency, "on": self.on}


def keeper_of(person: Person, on: date) -> Keeper:
    """Somebody's place at a body that keeps the register, or without one."""
    held = seats(person.id, KEEPERS, on)
    agency = next((one for one in held if _has(one, on)), "")
    return Keeper(person.actor, agency, on)


def _has(agency: str, on: date) -> bool:
    return any(one.function == FUNCTION for one in areas_of(agency, on))


View = Callable[..., HttpResponse]


def seated(view: View) -> View:
    """A view for whoever is signed in, who may be no keeper; a refusal is a page."""

    @never_cache
    @wraps(view)
    def answer(request: HttpRequest, **named: Any) -> HttpResponse:
        if not isinstance(request.user, Person):
            path = request.get_full_path() if request.method == "GET" else reverse("records:home")
            return redirect(f"{reverse('web:sign-in')}?{urlencode({'next': path}, safe='/')}")
        try:
            return view(request, keeper_of(request.user, request.lived), **named)  # type: ignore[attr-defined]
        except Flawed as refused:
            told = [finding.parts(language()) for finding in refused.findings]
            status = NOT_HERE.get(refused.findings[0].code, 409)
            return render(
                request, "records/refused.html", {"all": told, "lives": True}, status=status
            )
        except NotByCasework as refused:
            told = [(t(refused.vi, refused.en), "", "")]
            return render(request, "records/refused.html", {"all": told, "lives": True}, status=403)

    return answer


def keeping(view: View) -> View:
    """A view for a keeper; anybody else is told who it is."""

    @seated
    @wraps(view)
    def answer(request: HttpRequest, keeper: Keeper, **named: Any) -> HttpResponse:
        if not keeper.agency:
            return render(request, "records/no-keeper.html", {"lives": True}, status=403)
        return view(request, keeper, **named)

    return answer
