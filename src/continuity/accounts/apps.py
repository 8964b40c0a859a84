"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Accounts(AppConfig):
    name = "continuity.accounts"
    label = "accounts"
    verbose_name = "Accounts"
