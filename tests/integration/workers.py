"""Workers in processes of their own, and the jobs that tests give them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, transaction

from continuity.casework import jobs
from continuity.journal.record import SYSTEM, record
from tests.database import renamed

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 0.6
seen: list = []

WORKER = """
import sys
from tests.database import configure
configure(sys.argv[1], sys.argv[2])
from tests.integration.workers import PATIENCE, registered
registered()
from continuity.casework.worker import work
print("ready", flush=True)
work(PATIENCE)
"""


def registered() -> None:
    """What tests have done."""
    jobs.does("tests.mark", "tests.integration.workers.mark")
    jobs.does("tests.fail", "tests.integration.workers.fail")


def mark(folder: str) -> None:
    """One entry in the journal, however often it is called; waits in mid-job for a file `go`."""
    with transaction.atomic():
        if marks():
            return
        record("tests", "mark", SYSTEM, {})
        (Path(folder) / "in-hand").touch()
        until(lambda: (Path(folder) / "go").exists())


def fail(word: str) -> None:
    """Fails with a word that no log may hold."""
    raise RuntimeError(word)


def note(on) -> int:
    """Remembers the day that it was asked for."""
    seen.append(on)
    return 0


def marks() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from journal_entry where stream = 'tests'")
        return cursor.fetchone()[0]


def until(true, seconds: float = 60) -> None:
    """Waits for something to become true."""
    ending = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ending, "waited in vain"
        time.sleep(0.02)


@contextmanager
def worker(server, name: str):
    """A worker over a database; killed in the end if it still lives."""
    urls = (renamed(server.app, name), renamed(server.owner, name))
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    child = subprocess.Popen(
        [sys.executable, "-c", WORKER, *urls],
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert child.stdout.readline() == "ready\n", child.communicate()[1]
        yield child
    finally:
        child.kill()
        child.communicate()
