"""The doctor looks at everything that can go wrong and changes nothing."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from continuity.config.cluster.connect import connect
from continuity.config.cluster.error import ROOM_TO_MAKE, ClusterError
from continuity.config.cluster.generation import check_version, generations
from continuity.config.cluster.layout import ROLES, Layout, cluster, passwords
from continuity.config.cluster.locks import held
from continuity.config.cluster.processes import workers
from continuity.config.cluster.programs import NEEDED, installed
from continuity.config.cluster.server import need_room
from continuity.config.cluster.sockets import check_socket_folder
from continuity.config.cluster.user import check_folder, server_user

FEW_CONNECTIONS = 5


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at; `finding` is None where it is well."""

    name: str
    finding: ClusterError | None = None

    @property
    def ok(self) -> bool:
        return self.finding is None


def doctor(folder: Path) -> list[Check]:
    """Every check in order, from the programs to a conversation with the server."""
    layout = Layout(Path(os.path.realpath(folder)))
    checks: list[tuple[str, Callable[[Layout], None]]] = [
        ("programs", _programs),
        ("folder", _folder),
        ("disk", _disk),
        ("data", _data),
        ("version", _version),
        ("passwords", _passwords),
        ("lock", _lock),
        ("supervisor", _supervisor),
        ("left-overs", _left_overs),
        ("clock", _clock),
        ("socket", _socket),
    ]
    found = [Check(name, _fault(check, layout)) for name, check in checks]
    return found + list(_asked(layout))


def _fault(check: Callable[[Layout], None], layout: Layout) -> ClusterError | None:
    try:
        check(layout)
    except ClusterError as fault:
        return fault
    except PermissionError as fault:
        return ClusterError("cluster-closed-parent", path=fault.filename, user=server_user().name)
    except FileNotFoundError:
        return ClusterError("cluster-lost-data", path=layout.folder)
    return None


def _programs(_layout: Layout) -> None:
    programs = installed()[0]
    for name in NEEDED:
        if not os.access(programs.folder / name, os.X_OK):
            raise ClusterError("cluster-broken-programs", path=programs.folder / name, detail="-x")


def _folder(layout: Layout) -> None:
    check_folder(layout.folder, server_user())


def _disk(layout: Layout) -> None:
    need_room(layout.folder, ROOM_TO_MAKE)


def _data(layout: Layout) -> None:
    if layout.data is None or not (layout.data / "PG_VERSION").exists():
        raise ClusterError("cluster-lost-data", path=layout.data or layout.folder)


def _version(layout: Layout) -> None:
    check_version(layout, installed()[0])


def _passwords(layout: Layout) -> None:
    known = passwords(layout)
    if missing := [name for name in ROLES.values() if name not in known]:
        raise ClusterError("cluster-lost-passwords", path=f"{layout.passwords}: {missing}")
    if layout.passwords.stat().st_mode & 0o077:
        mode = f"{layout.passwords.stat().st_mode & 0o777:03o}"
        raise ClusterError("cluster-open-folder", path=layout.passwords, mode=mode)


def _lock(layout: Layout) -> None:
    """A number of a dead server is left behind; the next start sees to it by itself."""
    note = layout.data / "postmaster.pid" if layout.data else None
    if note and note.exists() and layout.data and not workers(layout.data):
        raise ClusterError("cluster-stale-lock", path=note)


def _supervisor(layout: Layout) -> None:
    if layout.data and workers(layout.data) and not held(layout.supervisor):
        raise ClusterError("cluster-no-supervisor", path=layout.folder)


def _left_overs(layout: Layout) -> None:
    left = [path for path in generations(layout) if path != layout.data]
    if left and not held(layout.supervisor):
        raise ClusterError("cluster-left-over", path=", ".join(map(str, left)))


def _clock(layout: Layout) -> None:
    """The supervisor notes when it starts; a clock that shows less has been set back."""
    noted = layout.supervisor.read_text("utf-8").split()
    if len(noted) == 2 and time.time() < int(noted[1]) - 1:
        then, now = (time.strftime("%F %T", time.localtime(at)) for at in (int(noted[1]), None))
        raise ClusterError("cluster-clock-back", then=then, now=now)


def _socket(layout: Layout) -> None:
    if layout.socket.exists():
        check_socket_folder(layout.socket, layout.folder.stat().st_uid)


QUESTIONS = """
SELECT current_setting('data_checksums'), current_setting('fsync'),
       current_setting('max_connections')::int
       - current_setting('superuser_reserved_connections')::int
       - (SELECT sum(numbackends) FROM pg_stat_database),
       ARRAY(SELECT rolname::text FROM pg_roles)
"""


def _asked(layout: Layout) -> Iterator[Check]:
    """What only the server knows; nothing more than that, where none runs."""
    if not held(layout.ready):
        return
    try:
        with connect(cluster(layout), "app") as connection:
            row = connection.execute(QUESTIONS).fetchone()
    except ClusterError as fault:
        yield Check("server", fault)
        return
    assert row is not None  # a SELECT without FROM has one row
    checksums, fsync, free, roles = row
    yield Check("server")
    safe = checksums == fsync == "on"
    yield Check("checksums", None if safe else ClusterError("cluster-unsafe", path=layout.folder))
    missing = sorted(set(ROLES.values()) - set(roles))
    lost = ClusterError("cluster-lost-roles", roles=", ".join(missing)) if missing else None
    yield Check("roles", lost)
    full = ClusterError("cluster-pool-full", path=layout.folder)
    yield Check("connections", full if free < FEW_CONNECTIONS else None)
    failed, kept = left_undone(layout)
    undone = ClusterError("cluster-jobs-left", failed=failed, kept=kept) if failed or kept else None
    yield Check("jobs", undone)


UNDONE = """
SELECT count(*) FILTER (WHERE status IN ('failed', 'aborted')),
       count(*) FILTER (WHERE queue_name = 'kept')
FROM procrastinate_jobs
"""


def left_undone(layout: Layout) -> tuple[int, int]:
    """How many jobs failed for good, and how many wait for a program that understands them."""
    with connect(cluster(layout), "app") as connection:
        there = connection.execute("SELECT to_regclass('procrastinate_jobs')").fetchone()
        if there is None or there[0] is None:  # not brought up to date yet
            return 0, 0
        failed, kept = connection.execute(UNDONE).fetchone() or (0, 0)
    return int(failed), int(kept)
