"""The addresses of rules, old names and the review of documents."""

from __future__ import annotations

from django.urls import path

from continuity.web.rules import desk, public

urlpatterns = [
    path("rules", public.rules, name="rules"),
    path("rules.json", public.as_json, name="rules-json"),
    path("read-as/<str:name>", public.read_as, name="read-as"),
    path("read-as/<str:name>/table.csv", public.read_as_csv, name="read-as-csv"),
    path("desk/readiness/<str:name>/review", desk.review, name="review"),
]
