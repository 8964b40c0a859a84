"""Passkeys: a key in one's device instead of password and code; the parts are django-allauth's.

A passkey is added by somebody who is signed in, and opens a session by itself, since the device asks
for a finger, a face or a number first.
"""

from __future__ import annotations

import json
from typing import Any

from allauth.core.context import request_context
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import LoginWebAuthnForm
from allauth.mfa.webauthn.internal import auth as webauthn
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

from continuity.accounts.models import Person
from continuity.accounts.people import stream
from continuity.accounts.refused import Refused
from continuity.accounts.sign_in import begin
from continuity.journal.record import record

Options = dict[str, Any]  # what a browser takes for its own call
MOST = 10


def asked(request: HttpRequest) -> Options:
    """What a device must answer to sign somebody in; the question is kept in the session."""
    with request_context(request):
        return dict(webauthn.begin_authentication(user=None))


def sign_in(request: HttpRequest, credential: str) -> str:
    """The token of a session for what a device answered; raises `Refused` for a wrong answer."""
    with request_context(request):
        form = LoginWebAuthnForm(data={"credential": credential})
        if not form.is_valid():
            raise Refused("wrong-sign-in")
        person = form.cleaned_data["credential"].user
        if not isinstance(person, Person) or not person.is_active or person.temporary:
            raise Refused("wrong-sign-in")
        return begin(request, person)


def offered(request: HttpRequest, person: Person) -> Options:
    """What a device needs to make a passkey for somebody."""
    with request_context(request):
        return dict(webauthn.begin_registration(person, passwordless=True))


def add(request: HttpRequest, person: Person, credential: str, name: str) -> None:
    """A passkey more; raises `Refused` for what no device has made just now, and for the eleventh."""
    with request_context(request), transaction.atomic():
        if passkeys(person).count() >= MOST:
            raise Refused("too-many-passkeys", most=MOST)
        try:
            made = json.loads(credential)
            webauthn.parse_registration_response(made)
            webauthn.complete_registration(made)
        except (ValidationError, ValueError, TypeError, AttributeError):
            raise Refused("wrong-sign-in") from None
        webauthn.WebAuthn.add(person, " ".join(name.split())[:60] or "Passkey", made)
        record(stream(person.id), "enrol", person.actor, {"factor": "passkey"})


@transaction.atomic
def remove(person: Person, key: int) -> None:
    """A passkey less; nothing happens where it is not the person's own."""
    if passkeys(person).filter(pk=key).delete()[0]:
        record(stream(person.id), "remove-passkey", person.actor, {})


def passkeys(person: Person) -> Any:
    """The passkeys of a person, as Django's rows."""
    return Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN)
