"""Django's settings, all from the environment.

`DATABASE_URL` names the application's role; `DATABASE_OWNER_URL` the owner's, which only migrates,
backs up and restores. Where neither is set, the embedded server's are put there before Django starts.
"""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import unquote, urlsplit

Database = dict[str, Any]

READER_ROLE = os.environ.get("CONTINUITY_READER_ROLE", "continuity_reader")


def database(url: str) -> Database:
    """Django's settings for a URL; raises ValueError where it is no PostgreSQL URL."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise ValueError(f"'{parts.scheme}' is no PostgreSQL URL; expected postgresql://…")
    options = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    host = unquote(options.pop("host", "") or parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or options.pop("port", "")),
        "OPTIONS": {key: unquote(value) for key, value in options.items()},
        "CONN_MAX_AGE": None,
    }


_app = os.environ.get("DATABASE_URL", "postgresql:///continuity")
_owner = os.environ.get("DATABASE_OWNER_URL", _app)

DATABASES = {"default": database(_app), "owner": database(_owner)}
APP_ROLE = DATABASES["default"]["USER"] or "continuity_app"

INSTALLED_APPS = [
    "continuity.journal.apps.Journal",
    "continuity.register.apps.Register",
    "continuity.reform.apps.Reform",
]

SECRET_KEY = os.environ.get("CONTINUITY_SECRET_KEY", "")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
# Machine time is UTC; a day of law is local and comes from the pack.
TIME_ZONE = "UTC"
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
