"""The addresses of the site."""

from __future__ import annotations

from django.urls import path

from continuity.web.views import changes, home, sign_in, static, units, who

app_name = "web"
urlpatterns = [
    path("", home.home, name="home"),
    path("who", who.who, name="who"),
    path("changes", changes.start, name="changes"),
    path("changes/papers", changes.choose, name="changes-papers"),
    path("changes/answer", changes.answer, name="changes-answer"),
    path("units", units.units, name="units"),
    path("units/<str:key>.svg", units.svg, name="svg"),
    path("units/<str:key>.json", units.as_json, name="json"),
    path("units/<str:key>.csv", units.as_csv, name="csv"),
    path("units/<str:key>", units.unit, name="unit"),
    path("reforms", home.home, name="reforms"),
    path("developers", home.home, name="developers"),
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
