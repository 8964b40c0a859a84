"""Where the things of a cluster lie, and how its roles reach it.

The folder holds one *generation* of data (`data-1`, `data-2`, …), and the file `current` names it.
Whatever replaces the data (first start, restore, upgrade) builds another generation beside it and
then replaces that one small file, so that there is never a moment with half of the data.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from continuity.config.cluster.error import ClusterError

Role = Literal["owner", "app", "reader"]

ROLES: dict[Role, str] = {
    "owner": "continuity_owner",
    "app": "continuity_app",
    "reader": "continuity_reader",
}
SUPERUSER = "postgres"
DATABASE = "continuity"
PORT = 5432

# A socket's path has at most 107 bytes on Linux and 103 on macOS; ".s.PGSQL.5432.lock" is part of it.
LONGEST_SOCKET_FOLDER = 80
PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-")


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths of a cluster in its folder."""

    folder: Path

    @property
    def current(self) -> Path:
        return self.folder / "current"

    @property
    def passwords(self) -> Path:
        return self.folder / "passwords.json"

    @property
    def supervisor(self) -> Path:
        return self.folder / "supervisor.lock"

    @property
    def ready(self) -> Path:
        return self.folder / "ready.lock"

    @property
    def keep(self) -> Path:
        return self.folder / "keep"

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    @property
    def data(self) -> Path | None:
        """The generation in use, or None before the first start."""
        try:
            return self.folder / self.current.read_text("utf-8").strip()
        except FileNotFoundError:
            return None

    @property
    def socket(self) -> Path:
        """The socket's folder: inside where that path is short and plain, else under /tmp.

        A comma or a quote would be read as part of a list by the server. The name is the same for
        every client and every start, so that a connection pool outlives a restart.
        """
        inside = self.folder / "socket"
        if len(os.fsencode(inside)) <= LONGEST_SOCKET_FOLDER and PLAIN.issuperset(str(inside)):
            return inside
        digest = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:16]
        return Path(f"/tmp/continuity-{self.folder.stat().st_uid}-{digest}")

    def version(self) -> int:
        """The major version that made the data in use; 0 before the first start."""
        data = self.data
        return int((data / "PG_VERSION").read_text("utf-8")) if data else 0


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server as its clients see it."""

    folder: Path
    socket: Path
    passwords: dict[str, str] = field(repr=False, hash=False)

    def url(self, role: Role) -> str:
        """The address for one of the three roles, each part percent-encoded."""
        name = ROLES[role]
        host, password = quote(os.fsencode(self.socket), safe=""), quote(self.passwords[name])
        return f"postgresql://{name}:{password}@{host}:{PORT}/{DATABASE}"


def cluster(layout: Layout) -> Cluster:
    """The cluster as clients see it; an error where its passwords are lost."""
    return Cluster(layout.folder, layout.socket, passwords(layout))


def passwords(layout: Layout) -> dict[str, str]:
    """The password of each role and of the superuser."""
    try:
        read = json.loads(layout.passwords.read_text("utf-8"))
    except (FileNotFoundError, ValueError) as fault:
        raise ClusterError("cluster-lost-passwords", path=layout.passwords) from fault
    return {str(name): str(word) for name, word in read.items()}


def write(path: Path, text: str) -> None:
    """Writes a small file whole or not at all, for its owner only, and to the disk."""
    handle, part = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")  # has mode 0600
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(part, path)
    settle(path.parent)


def settle(folder: Path) -> None:
    """Makes the names in a folder safe from a power cut; a file's own fsync does not."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
