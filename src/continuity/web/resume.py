"""What somebody posted when their session was over: kept sealed for half an hour, and given back.

The token of it is a cookie that no script reads; it opens at the address from which it came, for
somebody who has signed in meanwhile. Files are not kept: they are too large, and are chosen again.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from continuity.accounts.models import Person
from continuity.casework import keys
from continuity.casework.refused import Refused
from continuity.casework.sealed import opened, sealed

COOKIE, PATIENCE, FIELD = "resume", 1800, "resume"
MOST = 100_000
"""Letters; nobody types more on one page."""
NOTHING = uuid.UUID(int=0)

Typed = dict[str, list[str]]


def asks(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view for people who are signed in; what others post is kept until they are."""

    @wraps(view)
    def answer(request: HttpRequest, **named: Any) -> HttpResponse:
        if isinstance(request.user, Person):
            response = view(request, request.user, **named)
            response.headers.setdefault("Cache-Control", "private, no-store")
            return response
        path = request.path if request.method == "POST" else request.get_full_path()
        response = redirect(f"{reverse('web:sign-in')}?{urlencode({'next': path}, safe='/')}")
        if request.method == "POST":
            _keep(request, response)
        return response

    return answer


def given_back(request: HttpRequest) -> Typed | None:
    """What was typed on this page when the session was over, once; None where nothing was."""
    token = request.COOKIES.get(COOKIE, "")
    if not token or request.method == "POST":
        return None
    text = cache.get(_name(token))
    if text is None:
        return None
    try:
        told: dict[str, Any] = json.loads(opened(keys.ring(), NOTHING, FIELD, text))
    except Refused:
        return None
    if told["path"] != request.path:
        return None
    cache.delete(_name(token))
    return dict(told["typed"])


def sent_again(typed: Typed) -> QueryDict:
    """What was given back as a form sends it."""
    sent = QueryDict(mutable=True)
    for name, values in typed.items():
        sent.setlist(name, values)
    return sent


def _keep(request: HttpRequest, response: HttpResponse) -> None:
    typed = {name: values for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"}
    text = json.dumps({"path": request.path, "typed": typed}, ensure_ascii=False)
    if len(text) > MOST:
        return
    token = secrets.token_urlsafe(32)
    cache.set(_name(token), sealed(keys.ring(), NOTHING, FIELD, text), PATIENCE)
    response.set_cookie(
        COOKIE, token, max_age=PATIENCE, httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip


def _name(token: str) -> str:
    """The cache's key: whoever reads the table of the cache has no token."""
    return f"resume:{hashlib.sha256(token.encode()).hexdigest()}"
