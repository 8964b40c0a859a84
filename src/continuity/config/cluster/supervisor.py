"""The process that starts the server, watches who needs it, and ends it after the last one.

It needs no list of clients: each holds a shared lock on the cluster's folder, and when the
supervisor gets that lock alone, nobody is left. While it stops the server it keeps the lock, so that
a client who comes just then waits, and starts anew. If the supervisor is killed, the server runs on
and the next client's supervisor takes it over.
"""

from __future__ import annotations

import errno
import json
import os
import signal
import sys
import time
import traceback
from contextlib import suppress
from types import FrameType

from continuity.config.cluster.error import ClusterError, disk_full
from continuity.config.cluster.generation import clean, first_server, server_in_use
from continuity.config.cluster.layout import Layout
from continuity.config.cluster.locks import dropped, held, locked, opened, taken
from continuity.config.cluster.programs import Programs
from continuity.config.cluster.server import FAREWELL, Server

POLL = 0.2
Answer = dict[str, object]


def started(layout: Layout, programs: Programs, *, grace: float) -> Answer:
    """Starts a supervisor of its own session; returns when the server is up, or why it is not."""
    reading, writing = os.pipe()
    if os.fork() == 0:
        os.close(reading)
        _detach(layout)
        _live(layout, programs, grace, writing)
    os.close(writing)
    with open(reading, encoding="utf-8") as answers:
        line = answers.readline()
    if not line:
        raise ClusterError("cluster-killed", verb="serve", detail=layout.log)
    answer: Answer = json.loads(line)
    return answer


def _detach(layout: Layout) -> None:
    os.setsid()
    os.chdir("/")
    nothing = os.open(os.devnull, os.O_RDWR)
    log = os.open(layout.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for number, handle in enumerate((nothing, nothing, log)):
        os.dup2(handle, number)


def _live(layout: Layout, programs: Programs, grace: float, writing: int) -> None:
    """The supervisor's whole life; what it cannot name stands in the log."""
    try:
        _supervise(layout, programs, grace, writing)
    except ClusterError as fault:
        sys.stderr.write(f"supervisor: {fault}\n")
        _say(writing, _as_answer(fault))
    except OSError as fault:
        traceback.print_exc()
        _say(writing, _as_answer(_as_error(fault, layout)))
    sys.exit(0)


def _as_error(fault: OSError, layout: Layout) -> ClusterError:
    if fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return disk_full(layout.folder)
    return ClusterError("cluster-failed", verb="serve", detail=fault)


def _as_answer(fault: ClusterError) -> Answer:
    return {"code": fault.code, "values": fault.finding.values}


def _say(writing: int, answer: Answer) -> None:
    with suppress(OSError):  # whoever asked is gone by now
        os.write(writing, json.dumps(answer).encode() + b"\n")


def _supervise(layout: Layout, programs: Programs, grace: float, writing: int) -> None:
    with locked(layout.supervisor, patience=0.1) as mine:
        if not mine:
            return _say(writing, {"busy": True})
        _note(layout)
        told = _told_to_end()
        clean(layout, programs)
        _shorten(layout)
        server = server_in_use(layout, programs) if layout.data else first_server(layout, programs)
        lease = opened(layout.folder)
        died = True
        while (
            died
        ):  # somebody killed it: it recovers what was committed, and is not ready till then
            server.start()
            with locked(layout.ready, patience=5.0):
                _say(writing, {"ready": True})
                died = _watch(layout, server, lease, grace, told)
        _end(layout, server, lease)
    return None


def _note(layout: Layout) -> None:
    """Whom to tell to end, and since when it runs: the lock's own file says it."""
    layout.supervisor.write_text(f"{os.getpid()} {time.time():.0f}\n", "utf-8")


def _shorten(layout: Layout) -> None:
    """Keeps one log before this one, so that they never fill a disk."""
    if layout.log.exists() and layout.log.stat().st_size > 4 << 20:
        os.replace(layout.log, layout.log.with_suffix(".log.1"))


def _told_to_end() -> list[int]:
    told: list[int] = []

    def hear(number: int, _frame: FrameType | None) -> None:
        told.append(number)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, hear)
    return told


def _watch(layout: Layout, server: Server, lease: int, grace: float, told: list[int]) -> bool:
    """Whether the server died while it was needed; False when it is to end.

    It is to end when we are told so, when its folder is gone, or when nobody needs it for a while.
    """
    quiet = time.monotonic()
    while not told and _is_there(layout, lease):
        time.sleep(POLL)
        needed = layout.keep.exists() or not taken(lease, alone=True)
        if server.pid() is None and _is_there(layout, lease):
            return needed
        if needed:
            quiet = time.monotonic()
        elif time.monotonic() - quiet >= grace:
            return False  # with the lock: who comes now waits until the server has ended
        else:
            dropped(lease)
    return False


def _is_there(layout: Layout, lease: int) -> bool:
    """Whether the folder is still where it was; it may be deleted or moved away under us."""
    with suppress(OSError):
        return os.path.samestat(layout.folder.stat(), os.fstat(lease))
    return False


def _end(layout: Layout, server: Server, lease: int) -> None:
    if _is_there(layout, lease):
        server.stop()
    elif server.child and server.child.poll() is None:
        server.child.send_signal(signal.SIGINT)
        server.child.wait()
    os.close(lease)


def told_to_end(layout: Layout) -> None:
    """Tells the supervisor to end its server, if there is one, and waits until it has.

    Done by the server's side: the number comes from a file of the server's user, and root would
    send its signal to whomever that file names.
    """
    until = time.monotonic() + FAREWELL
    while held(layout.supervisor) and time.monotonic() < until:
        if held(layout.ready):  # only then is the holder a supervisor, and the number its own
            os.kill(int(layout.supervisor.read_text("utf-8").split()[0]), signal.SIGTERM)
        time.sleep(POLL / 10)
