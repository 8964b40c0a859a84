"""The addresses of an installation."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("continuity.web.services")),
    path("", include("continuity.web.urls")),
]
