"""The site and its worker while they run: what `continuity serve` becomes when all is ready.

Run as `python -m continuity.cli.site HOST PORT`. This process holds the server's lease, waits, and ends
the other two with itself. It loads neither Django nor the commands: 50 MB that nobody would use.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
import urllib.request
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import MPServer

from continuity.cli.home import home, told
from continuity.config.cluster.lease import lease

BESIDE = "CONTINUITY_BESIDE"
"""Set for a worker that ends when its input does: with the site beside which it was started."""

THREADS = min(8, 2 * (os.cpu_count() or 1) + 1)
"""More only wait for each other; fewer would let a few slow pages stop the rest."""

PATIENCE = 10
"""Seconds for what the site and the worker have in hand when they are ended."""


def run(host: str, port: int, *, show: bool) -> None:
    """Serves until somebody ends it, with a worker beside it."""
    own = bool(os.environ.get("DATABASE_URL"))
    with told(), nullcontext() if own else lease(home() / "cluster"), working():
        if show:
            _shown(f"http://{host}:{port}/")
        # One process: the world is a hundred megabytes, and an answer takes a millisecond.
        MPServer(
            "continuity.config.wsgi:application", address=host, port=port, workers=1,
            interface=Interfaces.WSGI, blocking_threads=THREADS, log_access=False,
            workers_kill_timeout=PATIENCE, log_level=LogLevels.warning,
        ).serve()  # fmt: skip


@contextmanager
def working() -> Iterator[None]:
    """A worker in a process of its own, for the length of a block and not longer than this process."""
    asked = [sys.executable, "-P", "-c", "from continuity.cli.jobs import work; work()"]
    child = subprocess.Popen(asked, stdin=subprocess.PIPE, env={**os.environ, BESIDE: "1"})
    try:
        yield
    finally:
        child.stdin.close()  # type: ignore[union-attr]
        try:
            child.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()  # its jobs run again: they are safe to do twice
            child.wait()


def _shown(url: str) -> None:
    """Opens a window once the site answers; where there is no desktop nothing happens."""
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        return

    def look() -> None:
        for _ in range(120):
            with suppress(OSError):
                urllib.request.urlopen(url, timeout=5).close()
                webbrowser.open(url)
                return
            time.sleep(0.5)

    threading.Thread(target=look, daemon=True).start()


if __name__ == "__main__":  # and not in the web process, which is spawned from here
    with suppress(KeyboardInterrupt):
        run(sys.argv[1], int(sys.argv[2]), show="--open" in sys.argv[3:])
