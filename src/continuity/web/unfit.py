"""What no database can be asked: NUL, refused once for all pages of the desk, counter and portal.

A service's own screens and the room of reforms say it beside the field that is meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

HERE = ("continuity.web.desk.", "continuity.web.portal.")
NUL = "\0"


class Unfit:
    """Middleware: such a question is 422 and names what to write anew; nothing was done."""

    def __init__(self, view: Callable[[HttpRequest], HttpResponse]) -> None:
        self.view = view

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.view(request)

    def process_view(
        self, request: HttpRequest, view: Any, told: tuple[Any, ...], named: dict[str, Any]
    ) -> HttpResponse | None:
        """The page for what cannot be asked; None lets the view answer."""
        if not view.__module__.startswith(HERE):
            return None
        if not (found := list(dict.fromkeys(_unfit(request, named)))):
            return None
        return render(request, "web/unfit.html", {"fields": found}, status=422)


def _unfit(request: HttpRequest, named: dict[str, Any]) -> Iterator[str]:
    """The names of the fields that hold NUL, shown without it."""
    sent = [*request.GET.lists(), *request.POST.lists()]
    sent += [(name, [str(value)]) for name, value in named.items()]
    sent += [(name, [file.name or "" for file in files]) for name, files in request.FILES.lists()]
    for name, values in sent:
        if NUL in name or any(NUL in str(value) for value in values):
            yield name.replace(NUL, "\ufffd")[:60]
