"""What is said while there is nothing to answer from: the register is empty, or its database away."""

from __future__ import annotations

from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from continuity.web.known import NothingLoaded

AGAIN = {"Retry-After": "30"}


class Unready:
    """Middleware: such a page is 503 and says how to go on, instead of a fault."""

    def __init__(self, view: Callable[[HttpRequest], HttpResponse]) -> None:
        self.view = view

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.view(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """The page for a fault that is none; None leaves it to others."""
        if isinstance(fault, NothingLoaded):
            return _with(render(request, "web/empty.html", status=503))
        if isinstance(fault, OperationalError | InterfaceError):
            return _with(
                render(None, "503.html", status=503)
            )  # whoever is signed in, it cannot tell
        return None


def _with(response: HttpResponse) -> HttpResponse:
    for name, value in AGAIN.items():
        response[name] = value
    return response
