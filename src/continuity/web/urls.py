"""The addresses of the site."""

from __future__ import annotations

from django.urls import path

from continuity.web.views import home, static, who

app_name = "web"
urlpatterns = [
    path("", home.home, name="home"),
    path("who", who.who, name="who"),
    path("changes", home.home, name="changes"),
    path("units", home.home, name="units"),
    path("reforms", home.home, name="reforms"),
    path("developers", home.home, name="developers"),
    path("sign-in", home.home, name="sign-in"),
    path("sign-out", home.home, name="sign-out"),
    path("privacy", static.privacy, name="privacy"),
    path("accessibility", static.accessibility, name="accessibility"),
    path("contact", static.contact, name="contact"),
]
