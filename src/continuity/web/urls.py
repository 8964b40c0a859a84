"""The addresses of the site."""

from __future__ import annotations

from django.urls import path

from continuity.web.views import home, static, units, who

app_name = "web"
urlpatterns = [
    path("", home.home, name="home"),
    path("who", who.who, name="who"),
    path("changes", home.home, name="changes"),
    path("units", units.units, name="units"),
    path("units/<str:key>.svg", units.svg, name="svg"),
    path("units/<str:key>.json", units.as_json, name="json"),
    path("units/<str:key>.csv", units.as_csv, name="csv"),
    path("units/<str:key>", units.unit, name="unit"),
    path("reforms", home.home, name="reforms"),
    path("developers", home.home, name="developers"),
    path("sign-in", home.home, name="sign-in"),
    path("sign-out", home.home, name="sign-out"),
    path("privacy", static.privacy, name="privacy"),
    path("accessibility", static.accessibility, name="accessibility"),
    path("contact", static.contact, name="contact"),
]
