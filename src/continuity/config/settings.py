"""Django's settings, all from the environment.

`DATABASE_URL` names the application's role; `DATABASE_OWNER_URL` the owner's, which only migrates,
backs up and restores. Where neither is set, the embedded server's are put there before Django starts.
"""

from __future__ import annotations

import base64
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
    "continuity.casework.apps.Casework",
]


def key(name: str, written: str) -> bytes:
    """A key of 32 bytes from Base64; raises ValueError with the setting's name where it is none."""
    try:
        found = base64.b64decode(written, validate=True)
    except ValueError:
        found = b""
    if len(found) != 32:
        raise ValueError(f"{name} holds no key; expected 32 bytes in Base64.")
    return found


def ring(name: str) -> dict[str, bytes]:
    """The keys `id:Base64,id:Base64` of a setting, the one that encrypts first; none where unset."""
    pairs = [pair.partition(":") for pair in os.environ.get(name, "").split(",") if pair]
    if len({id for id, _, _ in pairs if 0 < len(id.encode()) < 256}) != len(pairs):
        raise ValueError(f"{name} needs an id of its own for each key, as in id:Base64,id:Base64.")
    return {id: key(name, written) for id, _, written in pairs}


# Personal data at rest; the blind index, by which an identity number is found, has a key of its own.
CONTINUITY_KEYS = ring("CONTINUITY_KEYS")
_blind = os.environ.get("CONTINUITY_BLIND_KEY", "")
CONTINUITY_BLIND_KEY = key("CONTINUITY_BLIND_KEY", _blind) if _blind else b""

SECRET_KEY = os.environ.get("CONTINUITY_SECRET_KEY", "")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
# Machine time is UTC; a day of law is local and comes from the pack.
TIME_ZONE = "UTC"
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
