"""What one can do with the cluster as a whole: up, stop, status, reset, upgrade."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from continuity.config.cluster.agent import asked
from continuity.config.cluster.error import ClusterError
from continuity.config.cluster.layout import Cluster, Layout
from continuity.config.cluster.lease import alone, lease
from continuity.config.cluster.locks import held, opened, taken
from continuity.config.cluster.processes import workers
from continuity.config.cluster.programs import installed, of_version
from continuity.config.cluster.user import runnable


@dataclass(frozen=True, slots=True)
class Status:
    """What there is and what runs."""

    folder: Path
    made: bool
    version: int  # major version of the data; 0 where there are none
    supervised: bool
    running: bool
    leased: bool
    kept: bool


def up(folder: Path) -> Cluster:
    """Starts the server and keeps it, with or without clients, until `stop`."""
    with lease(folder) as cluster:
        _keep(Layout(cluster.folder))
    return cluster


def _keep(layout: Layout) -> None:
    """Leaves a sign for this supervisor and those to come."""
    owner = layout.folder.stat()
    handle = os.open(layout.keep, os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        if os.geteuid() == 0:
            os.fchown(handle, owner.st_uid, owner.st_gid)
    finally:
        os.close(handle)


def stop(folder: Path, *, force: bool = False) -> None:
    """Ends the server; refused while a client has a lease, unless forced."""
    if status(folder).made:
        with alone(folder, force=force) as layout:
            layout.keep.unlink(missing_ok=True)
            asked("halt", layout.folder)


def status(folder: Path) -> Status:
    """What there is and what runs; makes and starts nothing."""
    layout = Layout(Path(os.path.realpath(folder)))
    try:
        data = layout.data
        return Status(
            folder=layout.folder,
            made=data is not None,
            version=layout.version(),
            supervised=held(layout.ready),
            running=bool(data and workers(data)),
            leased=_leased(layout),
            kept=layout.keep.exists(),
        )
    except PermissionError as fault:
        raise ClusterError(
            "cluster-closed-parent", path=layout.folder, user=os.geteuid()
        ) from fault


def _leased(layout: Layout) -> bool:
    try:
        handle = opened(layout.folder)
    except FileNotFoundError:
        return False
    try:
        return not taken(handle, alone=True, patience=0.05)
    finally:
        os.close(handle)


def reset(folder: Path, *, confirmed: bool = False) -> None:
    """Throws all data away, and makes nothing new; refused without confirmation."""
    if not confirmed:
        raise ClusterError("cluster-not-confirmed", path=folder)
    with alone(folder) as layout:
        asked("reset", layout.folder)


def upgrade(folder: Path, *, old: Path | None = None) -> tuple[int, int]:
    """Moves data of an older major version to the newest; the version before and the one after.

    The programs of the older version come from the wheel, or from the folder `old`. The old data go
    when every table and sequence was found again; if anything fails, they stay in use.
    """
    with alone(folder) as layout:
        before, newest = layout.version(), installed()[0]
        if before == 0:
            raise ClusterError("cluster-lost-data", path=layout.folder)
        if before > newest.major:
            raise ClusterError(
                "cluster-newer", path=layout.folder, found=before, known=newest.major
            )
        if before < newest.major:
            programs = runnable(of_version(before, beside=old), layout.folder.parent)
            asked("upgrade", layout.folder, old=str(programs.folder))
    return before, newest.major
