"""Speeds of the database, printed with machine and day; nothing here asserts a time.

python tests/bench/database.py               all of them, on the embedded server
python tests/bench/database.py verbs as-of   some of them
python tests/bench/database.py --debian …    on the system's own PostgreSQL
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from tests.database import Server, as_owner, debian, embedded, renamed  # noqa: E402

RUNS, CONNECTIONS, SECONDS = 5, 8, 4.0

VERB = """
import sys, time
from tests.database import configure
configure(sys.argv[1], sys.argv[2])
from django.db import connection, transaction
from continuity.journal.record import Actor, record
who, n = Actor("p1", "Ms Lan"), 0
with connection.cursor() as cursor:
    cursor.execute("select 1")
print("ready", flush=True)
sys.stdin.readline()
until = time.perf_counter() + float(sys.argv[4])
while time.perf_counter() < until:
    with transaction.atomic():
        record(f"case:{sys.argv[3]}-{n % 500}", "file", who, {"n": n}, purpose="intake")
    n += 1
print(n, flush=True)
"""


def main(wanted: list[str]) -> None:
    """Prints what is wanted."""
    print(
        f"{datetime.now(UTC):%Y-%m-%d} · Python {platform.python_version()} · {os.cpu_count()} cores"
    )
    host = debian if "--debian" in wanted else embedded
    names = [name for name in wanted if not name.startswith("-")] or list(BENCHES)
    with host(disk=True) as server:
        server.start()
        for name in names:
            with server.fresh() as database:
                BENCHES[name](server, database)
        server.stop()


def verbs(server: Server, name: str) -> None:
    """Entries a second through eight connections, each its own process, fsync on."""
    urls = (renamed(server.app, name), renamed(server.owner, name))
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    children = [
        subprocess.Popen(
            [sys.executable, "-c", VERB, *urls, str(n), str(SECONDS)],
            env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for n in range(CONNECTIONS)
    ]  # fmt: skip
    for child in children:
        assert child.stdout.readline() == "ready\n"
    for child in children:
        child.stdin.write("go\n")
        child.stdin.flush()
    done = sum(int(child.stdout.readline()) for child in children)
    for child in children:
        child.wait()
    print(f"  journal: {done / SECONDS:,.0f} entries/s through {CONNECTIONS} connections")


def as_of(server: Server, name: str) -> None:
    """A question as of an old entry, before and after a thousand corrections of one mandate."""
    from dataclasses import replace

    from django.db import transaction

    from continuity.journal.record import SYSTEM, record
    from continuity.register.ask import answer
    from continuity.register.load import load
    from continuity.register.read import head
    from continuity.register.write import difference, write
    from tests.unit.country import country, key

    start = country()
    first = load(start, "the small country")
    asked = {"on": date(2025, 3, 3), "filed": date(2025, 3, 3), "known": first}

    def ask() -> None:
        for _ in range(200):
            answer("criminal-records", key("01"), **asked)

    before = timed(ask)
    held = next(m for m in start.mandates if m.area == key("01"))
    rest = tuple(m for m in start.mandates if m is not held)
    present = start
    for n in range(1_000):
        agency = ("vn.01.police", "vn.01.justice")[n % 2]
        other = replace(start, mandates=(*rest, replace(held, agency=agency)), _held={})
        change = difference(present, other, head().entry)
        with transaction.atomic():
            write(change, record("register", "correct", SYSTEM, {"n": n}))
        present = other
    soon = timed(ask)
    with as_owner() as owner:  # what autovacuum does within a minute
        owner.connection.commit()
        owner.connection.autocommit = True
        owner.execute("vacuum analyze")
    later = timed(ask)
    told = f"{soon * 5:.2f} ms at once, {later * 5:.2f} ms after a vacuum"
    print(f"  as of an old entry: {before * 5:.2f} ms; after 1,000 corrections {told}")


def nation(server: Server, name: str) -> None:
    """The national reform of 1 July: the writing transaction alone, nothing else in the database."""
    from django.db import transaction

    from continuity.journal.record import SYSTEM, record
    from continuity.packs.vn import pack
    from continuity.reform.history import history
    from continuity.register.load import load
    from continuity.register.read import head
    from continuity.register.write import difference, write

    source = pack()
    march, july = history(source.start, source.decrees[:2], source.kinds).stages
    spent, writes = [], 0
    for _ in range(RUNS):
        server.empty()
        load(source.start, "bench")
        for stage in (march, july):
            change = difference(stage.before, stage.after, head().entry)
            began = time.perf_counter()
            with transaction.atomic():
                write(change, record("reform", "enact", SYSTEM, {}))
            seconds = time.perf_counter() - began
        spent.append(seconds)
        writes = change.writes
    told = " / ".join(f"{s:.2f}" for s in (min(spent), median(spent), max(spent)))
    print(f"  1 July: {writes:,} rows written in {told} s (min/median/max of {RUNS})")


def timed(work: Callable[[], object]) -> float:
    """The median of some runs, in seconds."""
    spent = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work()
        spent.append(time.perf_counter() - began)
    return median(spent)


BENCHES = {"verbs": verbs, "as-of": as_of, "nation": nation}

if __name__ == "__main__":
    main(sys.argv[1:])
