"""A real PostgreSQL for tests: one migrated template for each session, one fresh copy for each test.

Tests run as the application's role, else neither its grants nor row security would be exercised; what
needs the owner asks for it.
"""

from __future__ import annotations

import base64
import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOM = 8 << 30
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
    names = ("HOST", "PORT", "USER", "PASSWORD", "NAME")
    keys = ("host", "port", "user", "password", "dbname")
    options = {k: settings[n] for k, n in zip(keys, names, strict=True) if settings[n]}
    with psycopg.connect(**options) as connection, connection.cursor() as cursor:
        if unguarded:
            cursor.execute("select relname from pg_class where relhastriggers and relkind = 'r'")
            for (table,) in cursor.fetchall():
                cursor.execute(f'alter table "{table}" disable trigger user')  # type: ignore[call-overload]
        yield cursor


def configure(app: str, owner: str) -> None:
    """Django over these databases."""
    from continuity.config.database import set_up

    keys = {"CONTINUITY_SECRET_KEY": "only for tests"}
    for name, prefix, byte in (("KEYS", "tests:", b"\1"), ("BLIND_KEY", "", b"\2")):
        keys[f"CONTINUITY_{name}"] = prefix + base64.b64encode(byte * 32).decode()
    set_up(app, owner, keys)


class Server:
    """A server on which databases can be made: the owner's URL and the application's."""

    def __init__(self, owner: str, app: str) -> None:
        self.owner, self.app = owner, app
        self.template = f"template_{uuid.uuid4().hex[:12]}"

    def start(self) -> None:
        """The template, made and migrated."""
        self._do(f'create database "{self.template}"')
        migrate(renamed(self.app, self.template), renamed(self.owner, self.template))
        self._close()

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """A copy of the template to which Django points; gone again afterwards."""
        name = f"test_{uuid.uuid4().hex[:12]}"
        self._do(f'create database "{name}" template "{self.template}"')
        configure(renamed(self.app, name), renamed(self.owner, name))
        try:
            yield name
        finally:
            self._close()
            self._do(f'drop database "{name}"')

    def empty(self) -> None:
        """All tables of Django's database are as they were made: quicker than a fresh copy."""
        self._close()
        with as_owner() as cursor:
            cursor.execute(
                "select relname from pg_class where relkind = 'r' and relnamespace = "
                "'public'::regnamespace and relname not in ('django_migrations', 'journal_era')"
            )
            tables = ", ".join(row[0] for row in cursor.fetchall())
            for change in ("disable", "enable"):
                for table in tables.split(", "):
                    cursor.execute(f'alter table "{table}" {change} trigger user')
                if change == "disable":
                    cursor.execute(f"truncate {tables}")

    def stop(self) -> None:
        """The template is gone."""
        self._close()
        self._do(f'drop database "{self.template}"')

    def _close(self) -> None:
        from django.db import connections

        connections.close_all()

    def _do(self, statement: str) -> None:
        with psycopg.connect(renamed(self.owner, "postgres"), autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[call-overload]


@contextmanager
def embedded(*, disk: bool = False) -> Iterator[Server]:
    """The wheel's server, as the product runs it; on a disk where its speed is asked about."""
    from continuity.config.cluster.lease import lease

    with reachable(disk=disk) as folder, lease(folder / "cluster") as cluster:
        yield Server(cluster.url("owner"), cluster.url("app"))


DEBIAN = "/usr/lib/postgresql/*/bin"

ROLES_SQL = """
create role continuity_owner login createdb;
create role continuity_app login;
create role continuity_reader login;
"""


def debian_programs() -> Path | None:
    """The programs of the system's own PostgreSQL, the newest; None where there is none."""
    found = sorted(Path("/").glob(DEBIAN.lstrip("/")), key=lambda path: int(path.parent.name))
    return found[-1] if found else None


@contextmanager
def debian(*, disk: bool = False) -> Iterator[Server]:
    """The system's PostgreSQL over a folder of its own; root lets `nobody` run it."""
    programs = debian_programs()
    assert programs, "debian_programs() was asked before"
    with reachable(disk=disk) as folder:
        who: dict[str, Any] = {}
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            os.chown(folder, nobody.pw_uid, nobody.pw_gid)
            who = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}

        def run(program: str, *arguments: str) -> None:
            command = [str(programs / program), "-D", str(folder / "data"), *arguments]
            told = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            subprocess.run(command, check=True, cwd=folder, **told, **who)

        run("initdb", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C")
        settings = f"-k {folder} -c listen_addresses=''"
        run("pg_ctl", "-w", "-o", settings, "-l", str(folder / "log"), "start")
        try:
            with psycopg.connect(f"host={folder} user=postgres", autocommit=True) as admin:
                admin.execute(ROLES_SQL)
            urls = (f"postgresql://{role}@/postgres?host={folder}" for role in ROLES[:2])
            yield Server(*urls)
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")


@contextmanager
def reachable(*, disk: bool = False) -> Iterator[Path]:
    """A folder that every user can reach: as root the server runs as somebody else.

    In memory where there is room: a copy of the template, a thousand small files, takes a disk 350 ms
    and memory 40, and each of 800 tests has one of its own.
    """
    folder = Path(tempfile.mkdtemp(prefix="continuity-test-", dir=None if disk else in_memory()))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def in_memory() -> str | None:
    """Where files are kept in memory, if all servers of a run find room in a quarter of it."""
    shared = Path("/dev/shm")
    if not os.access(shared, os.W_OK) or shutil.disk_usage(shared).free < ROOM:
        return None
    return str(shared)
