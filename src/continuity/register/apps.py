"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Register(AppConfig):
    name = "continuity.register"
    label = "register"
    verbose_name = "Register"
