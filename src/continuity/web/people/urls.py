"""The addresses of people in a reform."""

from __future__ import annotations

from django.urls import path

from continuity.web.people import desk, mine

READY = "desk/readiness/<str:name>"
urlpatterns = [
    path("me/post", mine.post, name="own-post"),
    path("me/post/<str:decree>/<slug:function>", mine.check, name="own-check"),
    path(f"{READY}/people", desk.everybody, name="people"),
    path(f"{READY}/coverage", desk.coverage, name="coverage"),
    path("desk/secondments", desk.secondments, name="secondments"),
]
