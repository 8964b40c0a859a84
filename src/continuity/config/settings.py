"""Django's settings, all from the environment.

`DATABASE_URL` names the application's role; `DATABASE_OWNER_URL` the owner's, which only migrates,
backs up and restores. Where neither is set, the embedded server's are put there before Django starts.
"""

from __future__ import annotations

import base64
import os
from typing import Any

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

Database = dict[str, Any]

READER_ROLE = os.environ.get("CONTINUITY_READER_ROLE", "continuity_reader")


NAMED = {
    "NAME": "dbname",
    "USER": "user",
    "PASSWORD": "password",
    "HOST": "host",
    "PORT": "port",
}


def database(url: str) -> Database:
    """Django's settings for a URL; raises ValueError where it is no PostgreSQL URL."""
    try:
        # libpq's own reading: a socket's folder keeps its capitals, an empty part its meaning.
        parts = conninfo_to_dict(url)
    except ProgrammingError as fault:
        raise ValueError(f"This is no PostgreSQL URL: {fault}".strip()) from None
    named = {key: str(parts.pop(name, "")) for key, name in NAMED.items()}
    # One that is kept open costs a connection for each thread and saves one for each request.
    return {
        "ENGINE": "django.db.backends.postgresql",
        **named,
        "OPTIONS": dict(parts),
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
    "continuity.reform.apps.Reform",
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
