"""How fast the embedded server starts and how little it holds, printed with machine and day.

python tests/bench/cluster.py

Nothing here asserts a time. The budgets: a first start 3 s, a later one 1 s, idle 150 MiB.
"""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from continuity.config.cluster import verbs  # noqa: E402
from continuity.config.cluster.backup import backup, restore  # noqa: E402
from continuity.config.cluster.connect import connect  # noqa: E402
from continuity.config.cluster.layout import Layout  # noqa: E402
from continuity.config.cluster.lease import lease  # noqa: E402
from continuity.config.cluster.processes import workers  # noqa: E402
from continuity.config.cluster.programs import installed  # noqa: E402
from tests.integration.clusters import open_folder, supervisor  # noqa: E402

RUNS = 5
ROWS = 200_000


def timed(name: str, work: Callable[[], object], runs: int = RUNS) -> None:
    """Prints minimum, median and maximum of some runs."""
    spent = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        spent.append(time.perf_counter() - began)
    spent.sort()
    print(f"{name:<46} {spent[0]:.2f} / {spent[runs // 2]:.2f} / {spent[-1]:.2f} s")


def proportional(pid: int) -> float:
    """The memory of a process in MiB, what it shares counted in parts."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text("utf-8").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def starts(home: Path) -> None:
    folders: list[Path] = []

    def anew() -> None:
        folders.append(home / f"cluster-{len(folders)}")
        verbs.up(folders[-1])

    timed("first start (initdb, start, roles)", anew)
    for folder in folders:
        verbs.stop(folder)
    names = iter(folders)
    timed("later start", lambda: verbs.up(next(names)))
    timed("a lease on a running server", lambda: lease(folders[0]).release())
    names = iter(folders)
    timed("stop", lambda: verbs.stop(next(names)))


def memory(folder: Path) -> None:
    with lease(folder):
        time.sleep(3)
        data = Layout(folder).data
        pids = workers(data) if data else []
        servers, ours = sum(map(proportional, pids)), proportional(supervisor(folder))
    print(f"{'idle, proportional set size':<46} {servers:.0f} MiB in {len(pids)} processes of the")
    print(f"{'':<46} server, {ours:.0f} MiB in the supervisor")


def moves(home: Path, folder: Path) -> None:
    with lease(folder) as cluster, connect(cluster, "owner") as owner:
        owner.execute("CREATE TABLE deed (number int PRIMARY KEY, text text)")
        fill = f"INSERT INTO deed SELECT n, md5(n::text) FROM generate_series(1, {ROWS}) n"
        owner.execute(fill)
        timed(f"backup of {ROWS:,} rows", lambda: backup(folder, home / "saved"), runs=1)
    verbs.stop(folder)
    timed(f"restore of {ROWS:,} rows", lambda: restore(folder, home / "saved"), runs=1)


def main() -> None:
    print(f"{datetime.now(UTC):%Y-%m-%d}, {platform.platform()}, {os.cpu_count()} cores,")
    print(f"Python {platform.python_version()}, PostgreSQL {installed()[0].version},", end=" ")
    print(f"load {os.getloadavg()[0]:.1f}; min / median / max of {RUNS} runs\n")
    with open_folder() as home:
        starts(home)
        memory(home / "cluster-0")
        moves(home, home / "cluster-1")


if __name__ == "__main__":
    main()
