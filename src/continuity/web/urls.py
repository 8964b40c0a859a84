"""The addresses of the site."""

from __future__ import annotations

from django.urls import path

from continuity.web.api.interface import api
from continuity.web.api.openapi import openapi
from continuity.web.views import developers, home, sign_in, static, units, who

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
    path("developers", developers.developers, name="developers"),
    path("api/v1/openapi.json", openapi, name="openapi"),
    path("api/v1/", api.urls),
    path("sign-in", sign_in.sign_in, name="sign-in"),
    path("sign-in/first", sign_in.first, name="first"),
    path("sign-in/demo", sign_in.demo, name="demo"),
    path("sign-in/passkey", sign_in.with_passkey, name="with-passkey"),
    path("sign-out", sign_in.sign_out, name="sign-out"),
    path("me", sign_in.me, name="me"),
    path("me/passkeys", sign_in.passkeys, name="passkeys"),
    path("privacy", static.privacy, name="privacy"),
    path("accessibility", static.accessibility, name="accessibility"),
    path("contact", static.contact, name="contact"),
]
