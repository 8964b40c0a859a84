"""Signing in and out, the first time, and what is known of oneself."""

from __future__ import annotations

import json
import re
from functools import wraps
from typing import Any
from urllib.parse import urlencode

import segno
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from continuity.accounts import passkey
from continuity.accounts import sign_in as verbs
from continuity.accounts.appointments import Appointment, appointments
from continuity.accounts.models import Person
from continuity.accounts.people import stream
from continuity.accounts.refused import Refused
from continuity.accounts.today import today
from continuity.journal.read import entries
from continuity.pages.words import language
from continuity.web.known import known

PATIENCE = 600
Seat = tuple[Appointment, str]


def asks(view: Any) -> Any:
    """A view for people who are signed in, whom it is given; others sign in first and come back."""

    @wraps(view)
    def answer(request: HttpRequest, *told: Any, **named: Any) -> HttpResponse:
        if isinstance(request.user, Person):
            return view(request, request.user, *told, **named)
        path = request.get_full_path() if request.method == "GET" else reverse("web:home")
        return redirect(f"{reverse('web:sign-in')}?{urlencode({'next': path}, safe='/')}")

    return answer


@never_cache
@sensitive_post_parameters("password", "code")
def sign_in(request: HttpRequest) -> HttpResponse:
    """The form; a password that was given out leads to the first sign-in."""
    told: dict[str, Any] = {"next": _next(request), "people": _people()}
    if request.method != "POST":
        return render(request, "web/sign-in.html", told)
    login, password = request.POST.get("login", ""), request.POST.get("password", "")
    try:
        if not request.POST.get("code", "").strip():
            return begun_with(request, verbs.enrolment(login, password, where=request), login)
        verbs.sign_in(login, password, request.POST["code"].strip(), where=request)
    except Refused as refused:
        told |= {"login": login, "refused": refused.findings[0].parts(language())}
        return render(request, "web/sign-in.html", told, status=_status(refused))
    return HttpResponseRedirect(_next(request))


@require_POST
@sensitive_post_parameters("new", "again", "code")
def first(request: HttpRequest) -> HttpResponse:
    """The first sign-in: a password of one's own, and a second factor proved with a code."""
    ticket, new = request.POST.get("ticket", ""), request.POST.get("new", "")
    begun = cache.get(f"enrolment:{ticket[-40:]}")
    if begun is None:
        return redirect("web:sign-in")
    enrolment, login = verbs.Enrolment(*begun[0]), begun[1]
    if new != request.POST.get("again", ""):
        return begun_with(request, enrolment, login, differ=True)
    try:
        _, spare = verbs.enrol(ticket, new, request.POST.get("code", "").strip(), where=request)
    except Refused as refused:
        return begun_with(request, enrolment, login, refused=refused.findings[0].parts(language()))
    person = request.user.pk
    following = reverse("web:home" if appointments(str(person)) else "web:my")
    return render(request, "web/spare-codes.html", {"spare": spare, "following": following})


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session."""
    verbs.sign_out(where=request)
    return redirect("web:home")


@require_POST
def demo(request: HttpRequest) -> HttpResponse:
    """One click in the demo, and only there."""
    try:
        verbs.demo(request.POST.get("login", ""), where=request)
    except Refused as refused:
        told = {"refused": refused.findings[0].parts(language()), "people": _people()}
        return render(request, "web/sign-in.html", told, status=403)
    return HttpResponseRedirect(_next(request))


@never_cache
def with_passkey(request: HttpRequest) -> HttpResponse:
    """What the device is asked, and the session for what it answers; JSON both ways."""
    if request.method != "POST":
        return JsonResponse(_plain(passkey.asked(request)))
    try:
        passkey.sign_in(request, request.POST.get("credential", ""))
    except Refused as refused:
        told = {"refused": refused.findings[0].parts(language()), "people": _people()}
        return render(request, "web/sign-in.html", told, status=403)
    return HttpResponseRedirect(_next(request))


@never_cache
@asks
def me(request: HttpRequest, person: Person) -> HttpResponse:
    """One's own seats, passkeys and log."""
    told = {
        "seats": _seats(person),
        "entries": entries(stream(person.id), 50),
        "passkeys": passkey.passkeys(person),
    }
    return render(request, "web/me.html", told)


@asks
def passkeys(request: HttpRequest, person: Person) -> HttpResponse:
    """What a device needs to make a passkey; with what it made, the passkey; or one less."""
    if request.method != "POST":
        return JsonResponse(_plain(passkey.offered(request, person)))
    if re.fullmatch(r"[0-9]{1,18}", request.POST.get("remove", "")):
        passkey.remove(person, int(request.POST["remove"]))
    else:
        try:
            told = (request.POST.get("credential", ""), request.POST.get("name", ""))
            passkey.add(request, person, *told)
        except Refused as refused:
            said = {"refused": refused.findings[0].parts(language())}
            return render(request, "web/refused.html", said, status=403)
    return redirect("web:me")


def begun_with(
    request: HttpRequest, begun: verbs.Enrolment, login: str, **told: Any
) -> HttpResponse:
    """The page of the first sign-in; its secret is kept beside the ticket, never in an address."""
    cache.set(f"enrolment:{begun.ticket[-40:]}", (tuple(begun), login), PATIENCE)
    drawn = segno.make(begun.url, error="m").svg_inline(scale=5, border=2, omitsize=True)
    told |= {"begun": begun, "login": login, "qr": drawn}
    return render(request, "web/first.html", told, status=403 if "refused" in told else 200)


def _next(request: HttpRequest) -> str:
    """Where somebody came from, if that is a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if ours else reverse("web:home")


def _people() -> list[tuple[Person, list[Seat]]]:
    """The people of the demo with what they are, for one click; nobody anywhere else."""
    if not settings.CONTINUITY_DEMO:
        return []
    people = Person.objects.filter(login__startswith="demo.", is_active=True).order_by("login")
    return [(one, _once(_seats(one))) for one in people]


def _once(seats: list[Seat]) -> list[Seat]:
    """A seat that goes on in an heir of the same name is one to whoever reads the list."""
    return list({(seat.role, name): (seat, name) for seat, name in seats}.values())


def _seats(person: Person) -> list[Seat]:
    """The seats that somebody holds, their agencies by name: the one they had when they began."""
    on = today()
    found = [a for a in appointments(person.id) if a.until is None or a.until > on]
    if not found:
        return []  # and no register is asked, which may be empty still
    here = known()
    return [(seat, here.names.of(seat.agency, seat.since, here.language)) for seat in found]


def _status(refused: Refused) -> int:
    return 429 if refused.code == "too-many-attempts" else 403


def _plain(options: dict[str, Any]) -> dict[str, Any]:
    """Options as JSON has them: bytes as base64url, which the part's own objects know how to do."""
    return json.loads(json.dumps(options, default=dict))
