"""The addresses of public notices, and of what leads from what has ended."""

from __future__ import annotations

from django.urls import path

from continuity.web.publicity import desk, public

AT = "notices/<str:name>/<str:unit>"
urlpatterns = [
    path("notices", public.notices, name="public-notices"),
    path("notices/<str:name>", public.reform, name="public-notice-reform"),
    path(AT, public.notice, name="public-notice"),
    path(f"{AT}/poster.pdf", public.poster, name="public-poster"),
    path(f"{AT}/notice.json", public.as_json, name="public-notice-json"),
    path("moved", public.moved, name="moved"),
    path("moved.<str:end>", public.moved_file, name="moved-file"),
    path("desk/readiness/<str:name>/notice", desk.notice, name="notice"),
    path("desk/readiness/<str:name>/notice/<slug:verb>", desk.act, name="notice-act"),
    path("desk/contacts", desk.ways_in, name="contacts"),
]
