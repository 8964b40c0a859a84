"""The database that everything runs on: your own, or the embedded one for as long as it is needed.

`DATABASE_URL` names your own server; its owner's URL is asked for only to bring the tables up to date.
Without it the embedded server runs in the home folder. Django is set up once, against whichever it is.
"""

from __future__ import annotations

import base64
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from continuity.config.cluster.layout import Layout
from continuity.config.cluster.lease import lease
from continuity.config.trouble import DatabaseError, words
from continuity.core.messages import MESSAGES


def there(home: Path) -> bool:
    """True where there is a database to answer from: your own, or one made in the home before."""
    return bool(os.environ.get("DATABASE_URL")) or Layout(home / "cluster").current.exists()


@contextmanager
def opened(home: Path, *, migrating: bool = False) -> Iterator[None]:
    """Django over the database for a block; with `migrating` its tables are brought up to date.

    Raises `ClusterError` or `DatabaseError`, which say what to do.
    """
    if own := os.environ.get("DATABASE_URL"):
        owner = os.environ.get("DATABASE_OWNER_URL", own)
        with _over(home, own, owner, migrating=migrating):
            yield
        return
    with lease(home / "cluster") as ours:
        urls = (ours.url("app"), ours.url("owner"))
        # What we made ourselves we may bring up to date ourselves.
        bringing = _over(home, *urls, migrating=True)
        with bringing:
            yield


@contextmanager
def _over(home: Path, app: str, owner: str, *, migrating: bool) -> Iterator[None]:
    from django.db import connections

    try:
        set_up(app, owner, keys(home) | {"CONTINUITY_HOME": str(home)})
    except ValueError as fault:
        raise DatabaseError("setting-wrong", said=" ".join(str(fault).split())) from None
    try:
        with words():
            _bring_up(migrating)
            yield
    finally:
        connections.close_all()


def set_up(app: str, owner: str, keys: dict[str, str]) -> None:
    """Django over two URLs; from the second time on its connections look at others.

    `keys` are settings of this installation; one that the environment names has precedence.
    """
    known = {"DATABASE_URL": app, "DATABASE_OWNER_URL": owner}
    known |= {name: os.environ.get(name) or key for name, key in keys.items()}
    before = {name: os.environ.get(name) for name in known}
    os.environ |= known
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "continuity.config.settings")
    try:
        import django
        from django.apps import apps

        if not apps.ready:
            django.setup()
    finally:
        # The settings have read them; nobody else is to find passwords there.
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
    _point(app, owner)


def _point(app: str, owner: str) -> None:
    from django.db import connections

    from continuity.config.settings import database

    for alias, url in (("default", app), ("owner", owner)):
        connections[alias].close()
        connections[alias].settings_dict.update(database(url))


def _bring_up(migrating: bool) -> None:
    from django.core.management import call_command
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    # The application's role may not even see the list of migrations; the owner may.
    executor = MigrationExecutor(connections["owner"])
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing and not migrating:
        raise DatabaseError("database-behind", missing=len(missing))
    if missing:
        call_command("migrate", database="owner", verbosity=0)
    connections["owner"].close()  # who serves has no use for the owner's rights


def keys(home: Path) -> dict[str, str]:
    """The secrets of this installation, as its settings are called; made where there are none."""
    return {
        "CONTINUITY_SECRET_KEY": secret(home, "secret"),
        "CONTINUITY_KEYS": f"1:{secret(home, 'sealing')}",
        "CONTINUITY_BLIND_KEY": secret(home, "blind"),
    }


def secret(home: Path, name: str) -> str:
    """A random secret of this installation, made once and readable by its owner only."""
    path = home / "keys" / name
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("ascii")
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(made := base64.b64encode(secrets.token_bytes(32)).decode())
    return made


MESSAGES.update(
    {
        "setting-wrong": {
            "en": (
                "A setting in the environment cannot be read: {said}",
                "Expected, for DATABASE_URL, postgresql://user:password@host/database.",
                "Mend the setting, or unset it for the embedded server.",
            ),
            "vi": (
                "Không đọc được một thiết lập trong môi trường: {said}",
                "DATABASE_URL cần có dạng postgresql://user:password@host/database.",
                "Sửa thiết lập, hoặc bỏ đi để dùng máy chủ nhúng.",
            ),
        },
        "own-server": {
            "en": (
                "DATABASE_URL names your own server; this command is for the embedded one.",
                "Expected your server's own means: pg_dump and pg_restore as the owner, its own service.",
                "Unset DATABASE_URL for the embedded one; keep `keys/` of the home folder with a dump.",
            ),
            "vi": (
                "DATABASE_URL trỏ tới máy chủ riêng; lệnh này dành cho máy chủ nhúng.",
                "Cần dùng công cụ của máy chủ: pg_dump và pg_restore với vai trò chủ sở hữu.",
                "Bỏ DATABASE_URL để dùng máy chủ nhúng; giữ `keys/` của thư mục dữ liệu cùng bản sao.",
            ),
        },
        "database-behind": {
            "en": (
                "{missing} changes of the tables are missing.",
                "Expected a database of this version.",
                "Run `continuity up` with DATABASE_OWNER_URL set to the owner's address.",
            ),
            "vi": (
                "Thiếu {missing} thay đổi về bảng dữ liệu.",
                "Cần cơ sở dữ liệu đúng phiên bản này.",
                "Chạy `continuity up` với DATABASE_OWNER_URL là địa chỉ của chủ sở hữu.",
            ),
        },
    }
)
