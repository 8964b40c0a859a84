"""The handovers of the demo and how its bodies made ready, played beside the site: nobody waits.

A job asks for them; the worker plays them in a process of their own (`python -m continuity.cli.handed`),
which needs the whole country for as long as it runs and not longer.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading

from continuity.cli.home import home, told
from continuity.config.database import opened

NAME = "demo-handovers"


def known() -> None:
    """A worker understands the job; a worker of no demo has none to do."""
    from continuity.casework import jobs

    jobs.does(NAME, "continuity.cli.handed.apart")


def ask() -> None:
    """The handovers are played soon, unless they were."""
    from django.db import transaction

    from continuity.casework import jobs
    from continuity.demo import handed, prepared

    known()
    if not (prepared.done() and handed.done()):
        with transaction.atomic():
            jobs.later(NAME)


def apart() -> None:
    """Plays them in a process of its own; raises where that fails, so that it is tried again."""
    run = [sys.executable, "-P", "-m", "continuity.cli.handed"]
    with subprocess.Popen(run, stdin=subprocess.PIPE) as child:
        if child.wait():
            raise RuntimeError(f"{NAME} ended with {child.returncode}.")


def _end_with_the_worker() -> None:
    while os.read(0, 1024):
        pass
    os._exit(1)  # a handover is played whole or not at all


def play() -> None:
    """Plays what is not there yet; ends with 1 where the package does not hold."""
    threading.Thread(target=_end_with_the_worker, daemon=True).start()
    os.nice(5)  # pages come first
    with told(), opened(home()):
        from continuity.demo import handed, prepared

        found = handed.play()
        prepared.play()
    if not found.holds:
        raise SystemExit(found.said)


if __name__ == "__main__":
    play()
