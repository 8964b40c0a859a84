"""Which processes are servers over a folder of data."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from continuity.config.cluster.programs import run


def workers(data: Path) -> list[int]:
    """The server over a folder of data with its sessions; without them where there is no /proc."""
    if sys.platform == "linux":
        found = [int(path.name) for path in Path("/proc").glob("[0-9]*")]
    else:
        found = noted(data)
    return [pid for pid in found if works_in(pid, data)]


def noted(data: Path) -> list[int]:
    """The number that a server noted for itself, whether it lives or not."""
    with suppress(OSError, ValueError, IndexError):
        return [int((data / "postmaster.pid").read_text("utf-8").split()[0])]
    return []


def works_in(pid: int, data: Path) -> bool:
    """Whether a process is a server over this data."""
    if sys.platform == "linux":
        with suppress(OSError):  # it ended, or is another user's and so not ours
            return os.readlink(f"/proc/{pid}/cwd") == str(data)
        return False
    done = run(["ps", "-p", str(pid), "-o", "command="])
    return b"postgres" in done.stdout and os.fsencode(data) in done.stdout


def lives(pid: int) -> bool:
    """Whether any process has this number."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
