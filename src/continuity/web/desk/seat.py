"""In which seat somebody works: one of their appointments of the day at an agency that does casework.

Rights come from the seats of the day on which one acts; where somebody has several, the page asks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from continuity.accounts.appointments import appointments
from continuity.accounts.models import Person
from continuity.accounts.roles import Role
from continuity.casework.purposes import Purpose
from continuity.casework.sight import reading
from continuity.web.known import known
from continuity.web.resume import asks

WORKING = frozenset({Role.OFFICER, Role.HEAD})
INSPECTING = frozenset({Role.INSPECTOR, Role.HEAD})
KEPT = "desk-agency"


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody at an agency on a day, and the roles in which they sit there."""

    person: Person
    agency: str
    name: str
    roles: tuple[str, ...]
    on: date

    @property
    def leads(self) -> bool:
        """True for whoever shares out the work of others."""
        return Role.HEAD in self.roles

    def reading(self, purpose: str = Purpose.PROCESSING) -> Any:
        """A transaction that sees what this seat may see."""
        return reading(self.person.actor, self.agency, purpose, self.on)


def at_desk(view: Callable[..., HttpResponse], roles: frozenset[Role] = WORKING) -> Any:
    """A view for whoever has a seat at a desk, which it is given; others are told why not."""

    @never_cache
    @asks
    @wraps(view)
    def answer(request: HttpRequest, person: Person, *told: Any, **named: Any) -> HttpResponse:
        on: date = request.lived  # type: ignore[attr-defined]
        found = seats(person, on, roles)
        if not found:
            door = roles is WORKING and bool(seats(person, on, INSPECTING))
            shown = {"lives": True, "inspects": door}
            return render(request, "web/desk/no-seat.html", shown, status=403)
        seat = _chosen(request, found)
        if request.session.get(KEPT) != seat.agency:
            # What is only said again would be written again, by each page that somebody looks at.
            request.session[KEPT] = seat.agency
        request.seats = found  # type: ignore[attr-defined]
        return view(request, seat, *told, **named)

    return answer


def at_inspection(view: Callable[..., HttpResponse]) -> Any:
    """A view for whoever inspects what an agency does: an inspector, or its head."""
    return at_desk(view, INSPECTING)


def posted(back: str) -> Any:
    """A view of what is posted alone; whoever comes to it otherwise, as after signing in anew, is led
    to the page from which it is posted."""

    def made(view: Callable[..., HttpResponse]) -> Any:
        @wraps(view)
        def answer(request: HttpRequest, seat: Seat, **named: Any) -> HttpResponse:
            if request.method == "POST":
                return view(request, seat, **named)
            return redirect(back, **({"number": named["number"]} if "number" in named else {}))

        return answer

    return made


def seats(person: Person, on: date, wanted: frozenset[Role] = WORKING) -> list[Seat]:
    """The agencies at which somebody sits in such roles on a day, by name."""
    roles: dict[str, list[str]] = {}
    for one in appointments(person.id):
        if one.role in wanted and one.since <= on and (one.until is None or on < one.until):
            roles.setdefault(one.agency, []).append(one.role)
    here = known()
    named = [
        Seat(person, agency, here.names.of(agency, on, here.language), tuple(sorted(held)), on)
        for agency, held in roles.items()
    ]
    return sorted(named, key=lambda seat: seat.name)


def _chosen(request: HttpRequest, found: list[Seat]) -> Seat:
    wanted = request.GET.get("agency") or request.session.get(KEPT, "")
    return next((seat for seat in found if seat.agency == wanted), found[0])
