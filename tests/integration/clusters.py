"""Clusters to try things on: a folder that every user can reach, a cluster made once and copied.

Pytest's own temporary folders are closed to others, and as root the server runs as somebody else.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

pytest.importorskip("psycopg", reason="needs `pip install .[server]`")

from continuity.config.cluster import verbs
from continuity.config.cluster.connect import connect
from continuity.config.cluster.error import ClusterError
from continuity.config.cluster.layout import Cluster, Layout, Role
from continuity.config.cluster.lease import lease
from continuity.config.cluster.locks import held
from continuity.config.cluster.processes import workers
from continuity.config.cluster.programs import installed
from tests.database import in_memory

try:
    installed()
except ClusterError as fault:
    pytest.skip(fault.what, allow_module_level=True)

ROOT = Path(__file__).resolve().parents[2]
GRACE = 0.4
ROWS = 1000
# Nobody has rights by default.
GRANTED = """
GRANT SELECT, INSERT, UPDATE, DELETE ON {0} TO continuity_app; GRANT SELECT ON {0} TO continuity_reader
"""
AS_ROOT = os.geteuid() == 0

# A client that takes a lease, says so and holds it until its input ends.
HOLD = """
import sys
from pathlib import Path
from continuity.config.cluster.lease import lease
with lease(Path(sys.argv[1]), grace=float(sys.argv[2])) as cluster:
    print(cluster.url("app"), flush=True)
    sys.stdin.read()
"""

# A client that does one thing to the cluster with something else.
CALL = """
import sys
from pathlib import Path
from continuity.config.cluster.{module} import {verb}
{verb}(Path(sys.argv[1]), {name}=Path(sys.argv[2]))
"""


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder of our own that everybody may pass through; its servers end with it."""
    made = tempfile.mkdtemp(prefix="continuity-test-", dir=in_memory() or "/tmp")
    folder = Path(os.path.realpath(made))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        for lock in folder.rglob("supervisor.lock"):
            with suppress(ClusterError):
                verbs.stop(lock.parent, force=True)
            ended(lock.parent)  # one of another user's, which we may not stop, ends by itself
        for data in folder.rglob("data-*"):
            for pid in workers(data):  # a server that we made and broke
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGQUIT)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def seeded() -> Iterator[Path]:
    """A stopped cluster with a thousand rows, to be copied and never to be used itself."""
    with open_folder() as folder:
        with lease(folder / "cluster", grace=GRACE) as cluster:
            ask(cluster, "CREATE TABLE deed (number int PRIMARY KEY, text text)", "owner")
            ask(cluster, GRANTED.format("deed"), "owner")
            fill = f"INSERT INTO deed SELECT n, 'số ' || n FROM generate_series(1, {ROWS}) n"
            ask(cluster, fill, "app")
        verbs.stop(folder / "cluster", force=True)
        yield folder / "cluster"


def copied(seed: Path, to: Path) -> Path:
    """A copy of a cluster with its owners."""
    subprocess.run(["cp", "-a", seed, to], check=True)
    return to


def ask(cluster: Cluster, sql: str, role: Role = "app") -> list[tuple[object, ...]]:
    with connect(cluster, role) as connection:
        cursor = connection.execute(sql)
        return cursor.fetchall() if cursor.description else []


def count(folder: Path) -> int:
    """The rows of the seed that a new client finds."""
    with lease(folder, grace=GRACE) as cluster:
        ((found,),) = ask(cluster, "SELECT count(*) FROM deed")
    assert isinstance(found, int)
    return found


def client(folder: Path, code: str = HOLD, *more: str) -> subprocess.Popen[str]:
    """Another process that works with the cluster."""
    return subprocess.Popen(
        [sys.executable, "-c", code, str(folder), *(more or [str(GRACE)])],
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), *filter(None, sys.path)]),
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def holder(folder: Path) -> subprocess.Popen[str]:
    """Another process that holds a lease; it has one when this returns."""
    process = client(folder)
    assert process.stdout is not None
    assert process.stdout.readline().startswith("postgresql://"), process.communicate()
    return process


def kill(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def end(*pids: int) -> None:
    """Kills processes and waits until they are gone; one not yet buried is gone too."""
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    for pid in pids:
        with suppress(OSError):
            while os.readlink(f"/proc/{pid}/exe"):
                time.sleep(0.005)


def supervisor(folder: Path) -> int:
    return int(Layout(folder).supervisor.read_text("utf-8").split()[0])


def server(folder: Path) -> int:
    data = Layout(folder).data
    assert data is not None
    return int((data / "postmaster.pid").read_text("utf-8").split("\n")[0])


def ended(folder: Path, seconds: float = 20) -> bool:
    """Whether server and supervisor end within some time."""
    layout, until = Layout(folder), time.monotonic() + seconds
    while time.monotonic() < until:
        data = layout.data
        if not held(layout.supervisor) and not (data and workers(data)):
            return True
        time.sleep(0.02)
    return False


def processes_of(folder: Path) -> list[int]:
    """The server's side of a verb at work on a folder: our own child's children."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            words = (path / "cmdline").read_bytes()
        except OSError:
            continue
        if b"continuity.config.cluster\0" in words and os.fsencode(folder) in words:
            found.append(int(path.name))
    return found
