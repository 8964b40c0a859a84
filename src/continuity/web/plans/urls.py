"""The addresses of plans and questions."""

from __future__ import annotations

from django.urls import path

from continuity.web.plans import alerts, desk

AT = "desk/readiness/<str:name>/plan"
urlpatterns = [
    path("me/alerts", alerts.alerts, name="alerts"),
    path(AT, desk.plan, name="plan"),
    path(f"{AT}/<slug:verb>", desk.act, name="plan-act"),
]
