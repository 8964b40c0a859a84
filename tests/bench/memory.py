"""What the site and all that runs with it hold at rest, printed with machine and day.

python tests/bench/memory.py              a demo that is made for it
python tests/bench/memory.py HOME         the demo of a home folder that is there already

What processes share is counted in parts (PSS), so that the sum is what the machine has less. Goal: server
and web process together under 300 MiB. Nothing here asserts a number.
"""

from __future__ import annotations

import os
import platform
import sys
import time
import urllib.request
from datetime import UTC, datetime
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from tests.bench.cluster import proportional  # noqa: E402
from tests.bench.web import home  # noqa: E402
from tests.browser.site import served  # noqa: E402

REST = 20
"""Seconds until what a start or a page sets going is over."""

WALK = [
    *(
        "/",
        "/who",
        "/who?function=driving-licences&place=Hai+Duong&on=2025-07-01",
        "/map",
        "/map/01",
    ),
    *(
        "/reforms",
        "/changes",
        "/developers",
        "/services",
        "/story",
        "/privacy",
        "/api/v1/functions",
    ),
    *("/api/v1/openapi.json", "/api/v1/crosswalk?from=2025-06-30&to=2025-07-01"),
]


def held(folder: Path) -> dict[str, float]:
    """MiB of the server, the web process and the worker of a home folder."""
    found = {"server": 0.0, "web": 0.0, "worker": 0.0}
    for process in _processes(folder):
        found[_part(" ".join(process.cmdline()), folder)] += proportional(process.pid)
    return found


def _part(told: str, folder: Path) -> str:
    if told.startswith("postgres:") or str(folder / "cluster") in told:
        return "server"
    return "worker" if "continuity.cli.jobs" in told else "web"


def _processes(folder: Path) -> list[psutil.Process]:
    ours = psutil.Process().children(recursive=True)
    known = {one.pid for one in ours}
    for process in psutil.process_iter(["cmdline"]):
        if str(folder / "cluster") in " ".join(process.info["cmdline"] or ()):
            more = [process, *process.children(recursive=True)]
            ours += [one for one in more if one.pid not in known]
            known |= {one.pid for one in more}
    return ours


def told(moment: str, folder: Path) -> None:
    """Prints each part, the goal's sum and the whole."""
    time.sleep(REST)
    found = held(folder)
    parts = ", ".join(f"{part} {size:.0f}" for part, size in found.items())
    goal, whole = found["server"] + found["web"], sum(found.values())
    print(f"  {moment}: {parts}; server and web {goal:.0f} MiB (goal 300), all {whole:.0f} MiB")


def main(named: list[str]) -> None:
    """Serves, rests, walks, rests."""
    print(
        f"{datetime.now(UTC):%Y-%m-%d} · Python {platform.python_version()} · "
        f"{platform.machine()} · {os.cpu_count()} cores"
    )
    with home(named) as folder:
        for start in ("after the demo's play", "at a later start"):
            with served(folder) as host:
                told(start, folder)
                for address in WALK:
                    urllib.request.urlopen(host + address, timeout=60).read()
                told("and after a walk through its pages", folder)


if __name__ == "__main__":
    main(sys.argv[1:])
