"""One server over one generation of data: make, start, ask, stop.

Its process is found by where it works (a server's working folder is its data), never by a number
alone: after a power cut the number in `postmaster.pid` may belong to somebody else's program.
"""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from continuity.config.cluster.error import ROOM_TO_MAKE, ClusterError, disk_full, from_output
from continuity.config.cluster.layout import DATABASE, PORT, ROLES, SUPERUSER
from continuity.config.cluster.processes import lives, workers, works_in
from continuity.config.cluster.programs import Programs, environment, run
from continuity.config.cluster.sockets import clear_socket, name, own_socket_folder

STEP = 0.01
RECOVERY = 600.0  # a server that was killed replays its log first
FAREWELL = 60.0
ROOM_TO_START = 32 << 20

# Idles in about 60 MiB. No statement and no row value gets into the log: they are people's data.
SETTINGS = {
    "max_connections": "64",
    "shared_buffers": "32MB",
    "max_wal_size": "512MB",
    "wal_level": "minimal",  # nobody streams from here, and bulk loads write once
    "max_wal_senders": "0",
    "max_logical_replication_workers": "0",
    "password_encryption": "scram-sha-256",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
}
# Three helper processes for reading ahead are of no use to a small server.
SINCE_18 = {"io_method": "sync"}

ROLES_SQL = """
CREATE ROLE {owner} LOGIN CREATEDB PASSWORD '{owner_word}';
CREATE ROLE {app} LOGIN PASSWORD '{app_word}';
CREATE ROLE {reader} LOGIN PASSWORD '{reader_word}';
-- No rights by default: each migration says what the application may do with its tables.
CREATE DATABASE {database} OWNER {owner};
REVOKE ALL ON DATABASE {database} FROM PUBLIC;
GRANT CONNECT ON DATABASE {database} TO {app}, {reader};
"""


@dataclass
class Server:
    """A server over a folder of data, seen by the one who may start and stop it."""

    programs: Programs
    data: Path
    socket: Path
    log: Path
    passwords: dict[str, str]
    port: int = PORT
    child: subprocess.Popen[bytes] | None = None

    def make(self) -> None:
        """Makes the data: SCRAM, UTF-8, the plain C order (the wheel has no ICU), checksums."""
        need_room(self.data.parent, ROOM_TO_MAKE)
        settings = SETTINGS | (SINCE_18 if self.programs.major >= 18 else {})
        with tempfile.NamedTemporaryFile("w", dir=self.data.parent, prefix=".word-") as word:
            word.write(self.passwords[SUPERUSER])
            word.flush()
            done = run(
                self.programs.command(
                    "initdb",
                    *("--pgdata", self.data, "--username", SUPERUSER, "--pwfile", word.name),
                    *("--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--data-checksums"),
                    *(part for name in settings for part in ("-c", f"{name}={settings[name]}")),
                )
            )
        if done.returncode:
            raise from_output("initdb", done.stderr.decode(errors="replace"), self.data)

    def make_roles(self) -> None:
        """Makes the three roles and their database."""
        words = {f"{role}_word": self.passwords[login] for role, login in ROLES.items()}
        self.ask(ROLES_SQL.format(**ROLES, **words, database=DATABASE), database="template1")

    def start(self) -> None:
        """Starts the server, or takes over one that runs; returns when it accepts clients."""
        if self.pid() and self._told(5, 4) == [str(self.socket), str(self.port)]:
            return self._wait()
        self.stop()  # it listens where nobody looks: its folder was moved while it ran
        need_room(self.data, ROOM_TO_START)
        self._clear()
        began = self.log.stat().st_size if self.log.exists() else 0
        with open(self.log, "ab", opener=_private) as log:
            self.child = subprocess.Popen(
                self.programs.command("postgres", *self._options()),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=environment(),
                cwd="/",
                start_new_session=True,  # what kills the supervisor's group leaves it alone
            )
        return self._wait(began)

    def _options(self) -> list[str | Path]:
        """What follows from where we are, and what nobody may set otherwise."""
        return [
            *("-D", self.data, "-k", self.socket, "-p", str(self.port)),
            *("-c", "listen_addresses=", "-c", "unix_socket_permissions=0700"),
        ]

    def _wait(self, began: int = 0) -> None:
        until = time.monotonic() + RECOVERY
        while (self._told(8) or [""])[0].strip() != "ready" or not self.pid():
            if (self.child and self.child.poll() is not None) or time.monotonic() > until:
                with open(self.log, "rb") as log:
                    log.seek(began)
                    raise from_output("postgres", log.read().decode(errors="replace"), self.data)
            time.sleep(STEP)

    def stop(self) -> None:
        """Ends the server and its sessions; what was committed is kept. Nothing, if none runs."""
        for how in (signal.SIGINT, signal.SIGQUIT):  # roll back and close; or recover later
            pid = self.pid()
            if pid is None:
                return
            with suppress(ProcessLookupError):
                os.kill(pid, how)
            if self._gone(FAREWELL):
                with suppress(OSError):  # a second server may listen there, in an upgrade
                    self.socket.rmdir()
                return
        raise ClusterError("cluster-no-end", pid=self.pid(), path=self.data)

    def _gone(self, patience: float) -> bool:
        until = time.monotonic() + patience
        while time.monotonic() < until:
            if self.child:
                self.child.poll()
            if self.pid() is None:
                return True
            time.sleep(STEP)
        return False

    def pid(self) -> int | None:
        """The process of a server over this data, or None; never that of another program."""
        first = self._told(1)
        number = int(first[0]) if first and first[0].strip().isdigit() else None
        return number if number and works_in(number, self.data) else None

    def _told(self, *numbers: int) -> list[str]:
        """Some lines of what the server says of itself; empty where it says nothing (yet)."""
        try:
            lines = (self.data / "postmaster.pid").read_text("utf-8", "surrogateescape").split("\n")
            return [lines[number - 1] for number in numbers]
        except (FileNotFoundError, IndexError):
            return []

    def _clear(self) -> None:
        """Takes away what a killed server left and a new one would stumble over."""
        for pid in workers(
            self.data
        ):  # sessions of a killed server end by themselves, but not at once
            until = time.monotonic() + FAREWELL
            while works_in(pid, self.data) and time.monotonic() < until:
                time.sleep(STEP)
        # A dead number stays, since the server makes its own checks with it. One that now belongs
        # to another program, or none at all after a power cut, would stop it from starting for ever.
        first = "".join(self._told(1)).strip()
        if not first.isdigit() or lives(int(first)):
            (self.data / "postmaster.pid").unlink(missing_ok=True)
        own_socket_folder(self.socket)
        clear_socket(name(self.socket, self.port))

    def ask(self, sql: str, *, database: str = DATABASE) -> str:
        """What the superuser gets for some SQL, without any ornament."""
        command = self.programs.command("psql", "-XqAt", "-v", "ON_ERROR_STOP=1")
        done = run(command, variables=self.access(database), text=sql)
        if done.returncode:
            raise from_output("psql", done.stderr.decode(errors="replace"), self.data)
        return done.stdout.decode()

    def access(self, database: str = DATABASE) -> dict[str, str]:
        """The variables with which a program reaches this server as superuser."""
        return {
            "PGHOST": str(self.socket),
            "PGPORT": str(self.port),
            "PGUSER": SUPERUSER,
            "PGPASSWORD": self.passwords[SUPERUSER],
            "PGPASSFILE": os.devnull,
            "PGDATABASE": database,
            "PGCLIENTENCODING": "UTF8",
        }


def new_passwords() -> dict[str, str]:
    """A password of 192 random bits for each role; letters that need no quoting anywhere."""
    return {name: secrets.token_urlsafe(24) for name in (SUPERUSER, *ROLES.values())}


def need_room(folder: Path, bytes_needed: int) -> None:
    """Refuses before the disk is full: a half-made folder helps nobody."""
    if shutil.disk_usage(folder).free < bytes_needed:
        raise disk_full(folder, bytes_needed)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_CLOEXEC, 0o600)
