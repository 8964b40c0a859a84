"""The site as a WSGI application: it opens its own database, and keeps it open while it runs.

Any WSGI server can run it; `continuity serve` does. CONTINUITY_HOME names the home folder.
"""

from __future__ import annotations

import gc
import os
from contextlib import ExitStack, suppress
from pathlib import Path

from django.core.handlers.wsgi import WSGIHandler

from continuity.config.database import opened
from continuity.config.trouble import DatabaseError

SELDOM = 100
"""Collections of the middle generation before one of everything: what outlives those mostly stays."""

_open = ExitStack()
_open.enter_context(opened(Path(os.environ["CONTINUITY_HOME"])))


def _own() -> bool:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_has_role(current_user, tableowner::regrole, 'member') from pg_tables "
            "where tablename = 'journal_entry'"
        )
        return bool(cursor.fetchone()[0])


if _own():  # row security and append-only grants would be void
    raise DatabaseError("serving-as-owner")


def _application() -> WSGIHandler:
    from django.core.wsgi import get_wsgi_application
    from django.db import connection
    from django.urls import get_resolver

    from continuity.web.known import NothingLoaded, known, stays

    made = get_wsgi_application()
    assert get_resolver().url_patterns  # this and the world before the first reader waits for them
    with suppress(NothingLoaded):
        known()
    connection.close()
    stays()
    gc.set_threshold(*gc.get_threshold()[:2], SELDOM)
    return made


application = _application()
