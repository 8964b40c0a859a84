"""The screens of the services, each under its own name: at the desk, and for everybody."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from django.urls import URLResolver, include, path

from continuity.services import SERVICES


def addresses() -> Iterator[URLResolver]:
    """`desk/<service>/…` and `services/<service>/…` of every service that has screens of its own."""
    for service in SERVICES:
        if service.screens:
            screens = import_module(service.screens)
            parts = [
                path(f"desk/{service.id}/", include(screens.desk)),
                path(f"services/{service.id}/", include(screens.public)),
            ]
            yield path("", include((parts, service.id)))


urlpatterns = list(addresses())
