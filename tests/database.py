"""A real PostgreSQL for tests: one migrated template for each session, one fresh copy for each test.

Tests run as the application's role, else neither its grants nor row security would be exercised; what
needs the owner asks for it.
"""

from __future__ import annotations

import base64
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROLES = ("continuity_owner", "continuity_app", "continuity_reader")


def renamed(url: str, database: str) -> str:
    """A URL of another database on the same server."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


def migrate(app: str, owner: str) -> None:
    """The template's tables, made by the owner."""
    configure(app, owner)
    from django.core.management import call_command

    call_command("migrate", database="owner", verbosity=0)


@contextmanager
def as_owner(*, unguarded: bool = False) -> Iterator[psycopg.Cursor]:
    """A cursor of the owner; `unguarded` takes all triggers off first, as a thief would."""
    from django.db import connections

    settings = connections["owner"].settings_dict
    options = {"host": settings["HOST"], "user": settings["USER"], "dbname": settings["NAME"]}
    if settings["PASSWORD"]:
        options["password"] = settings["PASSWORD"]
    with psycopg.connect(**options) as connection, connection.cursor() as cursor:
        if unguarded:
            cursor.execute("select relname from pg_class where relhastriggers and relkind = 'r'")
            for (table,) in cursor.fetchall():
                cursor.execute(f'alter table "{table}" disable trigger user')  # type: ignore[call-overload]
        yield cursor


def configure(app: str, owner: str) -> None:
    """Django for these databases; from the second time on only the names change."""
    os.environ |= {"DATABASE_URL": app, "DATABASE_OWNER_URL": owner}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "continuity.config.settings")
    os.environ.setdefault("CONTINUITY_SECRET_KEY", "only for tests")
    for name, prefix, byte in (("KEYS", "tests:", b"\1"), ("BLIND_KEY", "", b"\2")):
        key = base64.b64encode(byte * 32).decode()
        os.environ.setdefault(f"CONTINUITY_{name}", prefix + key)
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()
    point(app, owner)


def point(app: str, owner: str) -> None:
    """Django's connections look at other databases of the same roles."""
    from django.db import connections

    for alias, url in (("default", app), ("owner", owner)):
        connection = connections[alias]
        connection.close()
        connection.settings_dict["NAME"] = urlsplit(url).path.lstrip("/")


class Server:
    """A server on which databases can be made: URLs of the administrator, owner, application."""

    def __init__(self, admin: str, owner: str, app: str) -> None:
        self.admin, self.owner, self.app = admin, owner, app
        self.template = f"template_{uuid.uuid4().hex[:12]}"
        self.made: list[str] = []

    @classmethod
    def under(cls, admin: str) -> Server:
        """A server of which the administrator is known, and that trusts its roles by name."""
        parts = urlsplit(admin)
        host = parts.netloc.rpartition("@")[2]
        urls = [urlunsplit(parts._replace(netloc=f"{role}@{host}")) for role in ROLES[:2]]
        return cls(admin, *urls)

    def start(self) -> None:
        """The template, made and migrated."""
        self._do(f'create database "{self.template}" owner {urlsplit(self.owner).username}')
        migrate(renamed(self.app, self.template), renamed(self.owner, self.template))
        self._close()

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """A copy of the template to which Django points; gone again afterwards."""
        name = f"test_{uuid.uuid4().hex[:12]}"
        self._do(f'create database "{name}" template "{self.template}"')
        point(renamed(self.app, name), renamed(self.owner, name))
        try:
            yield name
        finally:
            self._close()
            self._do(f'drop database "{name}" with (force)')

    def stop(self) -> None:
        """The template is gone."""
        self._close()
        self._do(f'drop database "{self.template}" with (force)')

    def _close(self) -> None:
        from django.db import connections

        connections.close_all()

    def _do(self, statement: str) -> None:
        with psycopg.connect(self.admin, autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[call-overload]
