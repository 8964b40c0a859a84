"""Who may do what with a table: the application's role only what is said here, the reader reads.

A migration names the rights of its tables; nothing is granted by default. The names of the roles
come from the settings, since they are those of the URLs of an office's own server.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import migrations


def grant(table: str, app: str = "select", *, reader: bool = True) -> migrations.RunPython:
    """A migration step that gives the application its rights in a table, and the reader a look."""

    def forward(apps: Any, editor: Any) -> None:  # Django's own types for a migration
        quote = editor.connection.ops.quote_name
        editor.execute(f"grant {app} on {table} to {quote(settings.APP_ROLE)}")
        if reader:
            editor.execute(f"grant select on {table} to {quote(settings.READER_ROLE)}")

    return migrations.RunPython(forward, migrations.RunPython.noop)


def callable_by_app(function: str) -> migrations.RunPython:
    """A migration step that lets the application, and nobody else, call a function."""

    def forward(apps: Any, editor: Any) -> None:
        quote = editor.connection.ops.quote_name
        editor.execute(f"revoke all on function {function} from public")
        editor.execute(f"grant execute on function {function} to {quote(settings.APP_ROLE)}")

    return migrations.RunPython(forward, migrations.RunPython.noop)


APPEND_ONLY = """
create trigger {table}_append_only before update or delete or truncate on {table}
    for each statement execute function journal_refuse();
"""
"""A trigger that refuses every change of a table, whoever asks for it, its owner included."""
