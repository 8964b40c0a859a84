"""The demo as `continuity demo` leaves it in a home: played once for all processes of a run, then copied.

Playing the nation takes a minute of a core; its pages, read and acted on by two processes, and the
command line each want one of their own.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.database import in_memory
from tests.spread import SHARED

ROOT = Path(__file__).resolve().parents[1]


def copied(home: Path) -> dict[str, Any]:
    """A home becomes one in which the demo was played; what the command printed."""
    folder = Path(in_memory() or tempfile.gettempdir()) / os.environ[SHARED]
    folder.mkdir(exist_ok=True)
    folder.chmod(0o755)
    kept, told = folder / "demo", folder / "demo.json"
    with (folder / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            told.write_text(_played(kept), encoding="utf-8")
    subprocess.run(["cp", "-a", f"{kept}/.", home], check=True)
    return dict(json.loads(told.read_text(encoding="utf-8")))


def _played(home: Path) -> str:
    """The demo and its handovers, which a worker plays; the database has ended with them."""
    from continuity.config.cluster import verbs

    shutil.rmtree(home, ignore_errors=True)  # of somebody who was ended over it
    home.mkdir()
    home.chmod(0o755)
    printed = _run(home, "demo", "--json")
    _run(home, "work", "--once")
    verbs.stop(home / "cluster", force=True)
    return printed


def _run(home: Path, *asked: str) -> str:
    named = {"PYTHONPATH": str(ROOT / "src"), "CONTINUITY_HOME": str(home), "CONTINUITY_LANG": "en"}
    run = [sys.executable, "-P", "-m", "continuity", *asked]
    done = subprocess.run(run, env=os.environ | named, capture_output=True, text=True, check=False)
    assert done.returncode == 0, (asked, done.stdout, done.stderr)
    return done.stdout
