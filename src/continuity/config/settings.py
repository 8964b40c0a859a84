"""Django's settings, all from the environment.

`DATABASE_URL` names the application's role; `DATABASE_OWNER_URL` the owner's, which only migrates,
backs up and restores. Where neither is set, the embedded server's are put there before Django starts.
"""

from __future__ import annotations

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
    "continuity.reform.apps.Reform",
]

SECRET_KEY = os.environ.get("CONTINUITY_SECRET_KEY", "")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
# Machine time is UTC; a day of law is local and comes from the pack.
TIME_ZONE = "UTC"
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
