"""Locks that a process cannot leave behind: the kernel drops them when it dies, however it dies.

Three of them make up everything. The cluster's *folder* is locked shared by each client, which is
its lease, and alone by whoever must be the only one. `supervisor.lock` is held by the one process
that may start, stop or replace the server; `ready.lock` by the supervisor while the server is up.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform != "win32":  # there `laid_out` refuses with words, which an ImportError has not
    import fcntl

STEP = 0.01


def opened(path: Path) -> int:
    """A file or folder opened to be locked; not to be inherited by the programs we start."""
    return os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)


def taken(handle: int, *, alone: bool, patience: float = 0.0) -> bool:
    """Whether the lock was taken, alone or shared, within some seconds."""
    kind = fcntl.LOCK_EX if alone else fcntl.LOCK_SH
    until = time.monotonic() + patience  # the wall clock may jump
    while True:
        try:
            fcntl.flock(handle, kind | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(STEP)


def dropped(handle: int) -> None:
    """Gives a lock back, and keeps the file open."""
    fcntl.flock(handle, fcntl.LOCK_UN)


def held(path: Path) -> bool:
    """Whether a living process holds the lock alone; nobody holds one that is not there."""
    try:
        handle = opened(path)
    except FileNotFoundError:
        return False
    try:
        return not taken(handle, alone=False)
    finally:
        os.close(handle)


@contextmanager
def locked(path: Path, *, patience: float = 0.0) -> Iterator[bool]:
    """A lock of its own file, held alone for a block; yields whether it was to be had.

    Programs that are `run` meanwhile share it: an `initdb` whose parent was killed works on, and
    nobody may build in the same place before it has ended.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        had = taken(handle, alone=True, patience=patience)
        os.set_inheritable(handle, had)
        yield had
    finally:
        os.close(handle)
