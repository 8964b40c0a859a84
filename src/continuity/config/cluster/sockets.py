"""The socket's folder: ours alone, and without what a dead server left in it."""

from __future__ import annotations

import os
import socket
import stat
from contextlib import suppress
from pathlib import Path

from continuity.config.cluster.error import ClusterError


def own_socket_folder(folder: Path) -> None:
    """Makes the folder, or refuses one that another user made or may enter."""
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    check_socket_folder(folder, os.geteuid())


def check_socket_folder(folder: Path, uid: int) -> None:
    """Refuses a folder that somebody else made, or into which somebody else may go."""
    found = folder.lstat()
    ours = stat.S_ISDIR(found.st_mode) and found.st_uid == uid
    if not ours or stat.S_IMODE(found.st_mode) != 0o700:
        raise ClusterError("cluster-hostile-socket", path=folder)


def clear_socket(path: Path) -> None:
    """Takes a dead socket away; refuses where a server still answers."""
    if answers(path):
        raise ClusterError("cluster-socket-in-use", path=path)
    path.unlink(missing_ok=True)
    path.with_name(path.name + ".lock").unlink(missing_ok=True)


def answers(path: Path) -> bool:
    """Whether somebody listens at a socket."""
    with socket.socket(socket.AF_UNIX) as trial:
        return trial.connect_ex(str(path)) == 0


def name(folder: Path, port: int) -> Path:
    """The socket that a server makes in its folder."""
    return folder / f".s.PGSQL.{port}"
