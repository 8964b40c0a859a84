"""In which seat somebody works: one of their appointments of the day at an agency that does casework.

Rights come from the seats of the day on which one acts; where somebody has several, the page asks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from continuity.accounts import appointments
from continuity.accounts.models import Person
from continuity.accounts.roles import Role
from continuity.casework.purposes import Purpose
from continuity.casework.sight import reading
from continuity.pages.words import day, t
from continuity.web.known import known
from continuity.web.resume import asks

WORKING = frozenset({Role.OFFICER, Role.HEAD})
INSPECTING = frozenset({Role.INSPECTOR, Role.HEAD})
KEPT, LOOKED = "desk-agency", "desk-ended"


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody at an agency on a day, and the roles in which they sit there."""

    person: Person
    agency: str
    name: str
    roles: tuple[str, ...]
    on: date
    until: date | None = None
    """The last day of an agency that has ended."""

    @property
    def mark(self) -> str:
        """By which a session remembers it; that of an agency changes when it ends."""
        return f"{self.agency} {self.until}" if self.until else self.agency

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
        found = _choosable(request, seats(person, on, roles))
        if not found:
            door = roles is WORKING and bool(seats(person, on, INSPECTING))
            shown = {"lives": True, "inspects": door}
            return render(request, "web/desk/no-seat.html", shown, status=403)
        seat = _chosen(request, found)
        if request.session.get(KEPT) != seat.mark:
            # What is only said again would be written again, by each page that somebody looks at.
            request.session[KEPT] = seat.mark
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
    """The agencies at which somebody sits in such roles on a day, by name; ended ones come last."""
    held = appointments.seats(person.id, wanted, on)
    found = [_seat(person, agency, tuple(sorted(roles)), on) for agency, roles in held.items()]
    return sorted(found, key=lambda seat: (seat.until is not None, seat.name, seat.agency))


def _seat(person: Person, agency: str, roles: tuple[str, ...], on: date) -> Seat:
    here = known()
    body = here.world.agencies.get(agency)
    if body is None or on < body.valid.end:
        return Seat(person, agency, here.names.of(agency, on, here.language), roles, on)
    last = body.valid.end - timedelta(days=1)
    name = f"{here.names.of(agency, last, here.language)} ({t('đến', 'until')} {day(last)})"
    return Seat(person, agency, name, roles, on, last)


def _choosable(request: HttpRequest, found: list[Seat]) -> list[Seat]:
    """An agency that has ended stays, to look back, where it once acted on a case.

    Its heir works on. What is past stays so, and is asked once a session; in the demo days go back.
    """
    told: dict[str, bool] = {} if settings.CONTINUITY_DEMO else request.session.get(LOOKED, {})
    ended = [seat for seat in found if seat.until and seat.agency not in told]
    for seat in ended:
        told[seat.agency] = _acted(seat)
    if ended:
        request.session[LOOKED] = told
    return [seat for seat in found if seat.until is None or told[seat.agency]]


def _acted(seat: Seat) -> bool:
    officer = not WORKING.isdisjoint(seat.roles)
    with (
        seat.reading(Purpose.PROCESSING if officer else Purpose.INSPECTION),
        connection.cursor() as cursor,
    ):
        cursor.execute("select exists (select from casework_act where agency = casework_agency())")
        return bool(cursor.fetchone()[0])


def _chosen(request: HttpRequest, found: list[Seat]) -> Seat:
    """The seat that is asked for, else the one kept: an agency that ended since is no place to begin."""
    if wanted := request.GET.get("agency"):
        kept = next((seat for seat in found if seat.agency == wanted), None)
    else:
        mark = request.session.get(KEPT, "")
        kept = next((seat for seat in found if seat.mark == mark), None)
    return kept or found[0]
