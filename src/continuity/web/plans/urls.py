"""The addresses of plans and questions."""

from __future__ import annotations

from django.urls import path

from continuity.web.plans import desk

AT = "desk/readiness/<str:name>/plan"
urlpatterns = [
    path(AT, desk.plan, name="plan"),
    path(f"{AT}/<slug:verb>", desk.act, name="plan-act"),
]
