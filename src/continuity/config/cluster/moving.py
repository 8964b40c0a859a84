"""Data out of a cluster and into one: dump, restore, upgrade, reset; the server's side.

Restore and upgrade build a new generation and put it in place when it is whole. Until then the old
one is not touched, whatever is killed.
"""

from __future__ import annotations

import subprocess
import sys

from continuity.config.cluster.error import ClusterError, from_output
from continuity.config.cluster.generation import (
    adopt,
    clean,
    generations,
    leave,
    made,
    server_in_use,
)
from continuity.config.cluster.layout import DATABASE, PORT, Layout
from continuity.config.cluster.programs import Programs, environment, run
from continuity.config.cluster.server import Server

# The two ends must agree: everything with its owner and rights, nothing of the server's own.
DUMP = ("--format=custom", "--compress=gzip:1", "--no-password")
RESTORE = ("--exit-on-error", "--single-transaction", "--no-password", f"--dbname={DATABASE}")

COUNTS = """
SELECT format('SELECT %L, count(*) FROM %I.%I', schemaname || '.' || tablename, schemaname, tablename)
FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1
\\gexec
SELECT schemaname, sequencename, last_value FROM pg_sequences ORDER BY 1, 2;
"""


def dumped(layout: Layout, programs: Programs) -> dict[str, object]:
    """Writes a dump to standard output, while the server goes on working."""
    server = server_in_use(layout, programs)
    done = run(
        programs.command("pg_dump", *DUMP), variables=server.access(), stdout=sys.stdout.buffer
    )
    if done.returncode:
        raise from_output("pg_dump", done.stderr.decode(errors="replace"), layout.folder)
    return {"server": programs.version}


def restored(layout: Layout, programs: Programs) -> None:
    """Makes the dump on standard input the cluster's data, wholly or not at all."""
    halted(layout, programs)
    server = made(layout, programs)
    try:
        done = run(
            programs.command("pg_restore", *RESTORE),
            variables=server.access(),
            stdin=sys.stdin.buffer,
        )
        if done.returncode:
            raise from_output("pg_restore", done.stderr.decode(errors="replace"), layout.folder)
    finally:
        server.stop()
    _replace(layout, programs, server)


def upgraded(layout: Layout, programs: Programs, old: Programs) -> None:
    """Moves the data to a newer server, and lets the old go when every count is the same."""
    halted(layout, old)
    source = server_in_use(layout, old)
    source.start()
    target = made(layout, programs, port=PORT + 1)
    try:
        _pour(programs, source, target)
        if source.ask(COUNTS) != target.ask(COUNTS):
            raise ClusterError("cluster-differs", path=layout.folder)
    finally:
        target.stop()
        source.stop()
    _replace(layout, programs, target)


def _pour(programs: Programs, source: Server, target: Server) -> None:
    """From one server into another, with the newer one's programs at both ends."""
    with subprocess.Popen(
        programs.command("pg_dump", *DUMP),
        env=environment(**source.access()),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd="/",
        close_fds=False,
    ) as dump:
        done = run(
            programs.command("pg_restore", *RESTORE), variables=target.access(), stdin=dump.stdout
        )
    if done.returncode or dump.returncode:
        raise from_output("pg_restore", done.stderr.decode(errors="replace"), target.data)


def _replace(layout: Layout, programs: Programs, server: Server) -> None:
    adopt(layout, server.data)
    clean(layout, programs)


def reset(layout: Layout, programs: Programs) -> None:
    """Throws the data and the passwords away."""
    halted(layout, programs)
    leave(layout)
    clean(layout, programs)
    layout.passwords.unlink(missing_ok=True)


def halted(layout: Layout, programs: Programs) -> None:
    """Ends whatever server still runs here without a supervisor."""
    clean(layout, programs)
    for data in generations(layout):
        Server(programs, data, layout.socket, layout.log, {}).stop()
