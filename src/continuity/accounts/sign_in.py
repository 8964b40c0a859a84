"""Signing in: a password and a second factor, throttled before anything is hashed.

The parts are django-allauth's: it counts an attempt before it looks at the password, in a table that
all processes share. A session's key is the token that the command line keeps in a file.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from allauth.account.adapter import get_adapter
from allauth.core.context import request_context
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.contrib import auth
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.backends.db import SessionStore
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

from continuity.accounts.models import Person
from continuity.accounts.people import stream
from continuity.accounts.refused import Refused
from continuity.journal.record import SYSTEM, record

HERE = "127.0.0.1"
Where = HttpRequest | str
SALT, PATIENCE = "continuity.accounts.enrolment", 600


class Enrolment(NamedTuple):
    """What somebody puts into their authenticator before they prove it with a code."""

    secret: str
    url: str
    ticket: str
    """Signed, and good for ten minutes: that the temporary password was given, and for which secret."""


def sign_in(login: str, password: str, code: str, *, where: Where = HERE) -> str:
    """The token of a new session; raises `Refused` for a wrong part, without saying which.

    `where` is a request, or the address of a client, by which attempts are counted as well as by login.
    """
    with _request(where) as request:
        person = _proved(request, login, password)
        if person.temporary:
            raise Refused("password-temporary")
        _second(person, code)
        return begin(request, person)


def enrolment(login: str, password: str, *, where: Where = HERE) -> Enrolment:
    """A secret for somebody whose password is temporary; nothing is kept of it yet."""
    with _request(where) as request:
        person = _temporary(request, login, password)
        secret = generate_totp_secret()
        url = get_mfa_adapter().build_totp_url(person, secret)
        told = {"id": person.id, "secret": secret, "password": person.password[-16:]}
        return Enrolment(secret, url, signing.dumps(told, salt=SALT))


def enrol(ticket: str, new: str, code: str, *, where: Where = HERE) -> tuple[str, list[str]]:
    """The token of a first session, and codes for the day on which the authenticator is lost.

    The password becomes the person's own. Raises `Refused` for a weak one, for a wrong code and for a
    ticket that is too old or was used.
    """
    try:
        told = signing.loads(ticket, salt=SALT, max_age=PATIENCE)
    except signing.BadSignature:
        raise Refused("wrong-sign-in") from None
    with _request(where) as request, transaction.atomic():
        person = Person.objects.select_for_update().get(pk=told["id"])
        if not person.temporary or person.password[-16:] != told["password"]:
            raise Refused("wrong-sign-in")
        _strong(new, person)
        _own(person, new, told["secret"], code)
        return begin(request, person), RecoveryCodes.activate(person).get_unused_codes()


def demo(login: str, *, where: Where = HERE) -> str:
    """The token of a session of somebody of the demo, without password; refused anywhere else."""
    person = Person.objects.filter(login=login, is_active=True).first()
    if not settings.CONTINUITY_DEMO or person is None or not login.startswith("demo."):
        raise Refused("wrong-sign-in")
    with _request(where) as request:
        return begin(request, person)


def sign_out(token: str = "", *, where: Where = HERE) -> None:
    """Ends a session; nothing happens where there is none."""
    with _request(where, token) as request:
        person = auth.get_user(request)
        with transaction.atomic():
            request.session.flush()
            if isinstance(person, Person):
                record(stream(person.id), "sign-out", person.actor, {})


def who(token: str) -> Person:
    """Whose session a token is; raises `Refused` where it is over, or the person was suspended."""
    with _request(HERE, token) as request:
        person: Person | AnonymousUser = auth.get_user(request)  # type: ignore[assignment]
    if not isinstance(person, Person):
        raise Refused("signed-out")
    return person


@transaction.atomic
def begin(request: HttpRequest, person: Person) -> str:
    """The token of a session of somebody who has proved who they are."""
    auth.login(request, person)
    request.session.save()
    record(stream(person.id), "sign-in", person.actor, {})
    return str(request.session.session_key)


@contextmanager
def _request(where: Where, token: str | None = None) -> Iterator[HttpRequest]:
    """What the parts take for a request: the one that there is, else where it came from."""
    if isinstance(where, HttpRequest):
        request = where
    else:
        request = HttpRequest()
        request.META["REMOTE_ADDR"] = where
        request.session = SessionStore(token or None)
    with request_context(request):
        yield request


def _proved(request: HttpRequest, login: str, password: str) -> Person:
    login = login.strip().lower()
    try:
        found = get_adapter(request).authenticate(request, username=login, password=password)
    except ValidationError:
        raise Refused("too-many-attempts") from None
    if isinstance(found, Person) and found.is_active:
        return found
    _failed(Person.objects.filter(login=login).first())
    raise Refused("wrong-sign-in")


def _temporary(request: HttpRequest, login: str, password: str) -> Person:
    person = _proved(request, login, password)
    if not person.temporary:
        # Whoever has a second factor does not get another one for the password alone.
        raise Refused("wrong-sign-in")
    return person


def _second(person: Person, code: str) -> None:
    form = AuthenticateForm(data={"code": code}, user=person)
    if form.is_valid():
        return
    errors = form.errors.as_data().get("code", [])
    if any(error.code == "too_many_login_attempts" for error in errors):
        raise Refused("too-many-attempts")
    _failed(person)
    raise Refused("wrong-sign-in")


def _failed(person: Person | None) -> None:
    """The person sees in their own log that somebody tried."""
    if person is not None:
        with transaction.atomic():
            record(stream(person.id), "sign-in-failed", SYSTEM, {})


def _strong(new: str, person: Person) -> None:
    try:
        validate_password(new, person)
    except ValidationError:
        raise Refused("password-weak") from None
    if person.check_password(new):
        raise Refused("password-weak")


def _own(person: Person, new: str, secret: str, code: str) -> None:
    person.set_password(new)
    person.temporary = False
    person.save(update_fields=["password", "temporary"])
    # Through the factor itself, so that the code cannot be used once more to sign in.
    if not TOTP.activate(person, secret).validate_code(code):
        raise Refused("wrong-sign-in")
    record(stream(person.id), "enrol", person.actor, {"factor": "totp"})
