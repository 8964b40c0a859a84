"""Backup and restore: a folder with one dump and a manifest that bears its digest.

Both are all or nothing. A backup is written beside its place and renamed; a restore reads the
manifest first, builds another cluster and puts it in place when it is whole.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from continuity.config.cluster.agent import asked
from continuity.config.cluster.error import ClusterError
from continuity.config.cluster.layout import settle
from continuity.config.cluster.lease import alone, lease
from continuity.config.cluster.locks import opened, taken

DUMP, MANIFEST = "continuity.dump", "manifest.json"
FORM = 1
ALGORITHM = "sha256"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that is whole: where it lies, when it was made and by which server."""

    folder: Path
    made: datetime
    server: str
    bytes: int
    sha256: str


def backup(folder: Path, to: Path) -> Backup:
    """Writes a backup to a new folder, while the cluster goes on working."""
    to = to.absolute()
    if to.exists():
        raise ClusterError("cluster-backup-exists", path=to)
    with lease(folder) as cluster, _part(to) as part:
        made = datetime.now(UTC).replace(microsecond=0)
        with open(part / DUMP, "xb", opener=_private) as dump:
            answer = asked("dump", cluster.folder, stdout=dump)
            os.fsync(dump.fileno())
        _write_manifest(part, made, str(answer["server"]))
        try:
            part.rename(to)
        except OSError as fault:  # somebody put something there meanwhile
            raise ClusterError("cluster-backup-exists", path=to) from fault
        settle(to.parent)
    return checked(to)


@contextmanager
def _part(to: Path) -> Iterator[Path]:
    """The folder beside, without what a killed backup left; gone again if this one fails."""
    part = to.with_name(f".{to.name}.part")
    try:
        part.mkdir(mode=0o700, exist_ok=True)
        handle = opened(part)
    except OSError as fault:
        raise ClusterError("cluster-no-place", path=to, detail=fault.strerror) from fault
    if not taken(handle, alone=True):
        os.close(handle)
        raise ClusterError("cluster-busy", path=part)
    try:
        for left in part.iterdir():
            left.unlink()
        yield part
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    finally:
        os.close(handle)


def _write_manifest(part: Path, made: datetime, server: str) -> None:
    with open(part / DUMP, "rb") as dump:
        digest, size = hashlib.file_digest(dump, ALGORITHM).hexdigest(), dump.tell()
    manifest = {
        "form": FORM,
        "made": made.isoformat(),
        "server": server,
        "file": DUMP,
        "bytes": size,
        ALGORITHM: digest,
    }
    with open(part / MANIFEST, "x", encoding="utf-8", opener=_private) as file:
        json.dump(manifest, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    settle(part)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)


def checked(source: Path) -> Backup:
    """A backup, read through and found to be what its manifest says; an error where it is not."""
    with _opened(source) as (found, _dump):
        return found


@contextmanager
def _opened(source: Path) -> Iterator[tuple[Backup, IO[bytes]]]:
    """The manifest and the very file that was checked, so that nobody changes it in between."""
    try:
        told = json.loads((source / MANIFEST).read_bytes())
        if told["form"] != FORM:
            raise ClusterError("cluster-damaged-backup", path=source, detail=f"form {told['form']}")
        found = Backup(
            folder=source,
            made=datetime.fromisoformat(told["made"]),
            server=str(told["server"]),
            bytes=int(told["bytes"]),
            sha256=str(told[ALGORITHM]),
        )
        dump = open(source / DUMP, "rb")  # noqa: SIM115  (closed below, after the checks)
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise ClusterError("cluster-damaged-backup", path=source, detail=repr(fault)) from fault
    with dump:
        if hashlib.file_digest(dump, ALGORITHM).hexdigest() != found.sha256:
            raise ClusterError("cluster-damaged-backup", path=source / DUMP, detail="SHA-256")
        dump.seek(0)
        yield found, dump


def restore(folder: Path, source: Path) -> Backup:
    """Makes a backup the cluster's data; the data until now are kept if anything fails.

    Refused while a client has a lease. Passwords stay as they are.
    """
    with _opened(source) as (found, dump), alone(folder) as layout:
        asked("restore", layout.folder, stdin=dump)
    return found
