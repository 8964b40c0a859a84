"""A handover at its size: 100,000 cases, 50,000 boxes, 20,000 assets, from the list to the package.

    python -m tests.bench.handover_whole [cases boxes assets]

Each verb is called as the product calls it, on the embedded server; pages of lists are asked for from
all over the longest annex, one after another.
"""

from __future__ import annotations

import os
import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from tests.database import embedded  # noqa: E402

SIZES = (100_000, 50_000, 20_000)
PAGES = 400


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Prints how long the block took, in CPU time of this process and on the clock."""
    clock, cpu = time.perf_counter(), time.process_time()
    yield
    spent = time.process_time() - cpu
    print(f"  {what:<32} {spent:6.2f} s of CPU, {time.perf_counter() - clock:6.2f} s on the clock")


def main(wanted: list[str]) -> None:
    """Prints machine, day and what each part took."""
    sizes = tuple(int(one) for one in wanted) or SIZES
    told = f"Python {platform.python_version()} · {platform.machine()} · {os.cpu_count()} cores"
    print(f"{datetime.now(UTC):%Y-%m-%d} · {told} · cases, boxes, assets {sizes}")
    with embedded(disk=True) as server, tempfile.TemporaryDirectory() as home:
        server.start()
        with server.fresh():
            from tests.issuing import housed

            with housed(Path(home)):
                with timed("all of it"):
                    measured(Path(home), *sizes)
                print(f"  load {os.getloadavg()[0]:.1f}")
        server.stop()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  memory {peak:,.0f} MiB")


def rows(cases: int, boxes: int, assets: int) -> dict[str, list[dict[str, str]]]:
    """What is listed, as it comes out of a table."""
    return {
        "cases": [
            {
                "code": f"01.{n:07}", "received": "2025-02-20", "due": "2025-03-06", "paid": "200000",
                "done": "check; intake", "held": "form; identity; portrait", "status": "processing",
            }
            for n in range(cases)
        ],
        "archives": [
            {"code": f"hộp {n:06}", "fonds": "Sở Tư pháp", "quantity": "1", "unit": "box"}
            for n in range(boxes)
        ],
        "assets": [
            {"code": f"TS{n:06}", "name": "Máy tính", "quantity": "1", "class": "own", "year": "2019"}
            for n in range(assets)
        ],
    }  # fmt: skip


def measured(home: Path, *sizes: int) -> None:
    """The whole course."""
    from continuity.handover import package, verbs
    from continuity.handover.sides import acting
    from tests.integration import handovers as stories
    from tests.issuing import equipped, leading

    stories.peopled()
    stories.enacted()
    for actor, agency in ((stories.BINH, stories.JUSTICE), (stories.DUNG, stories.POLICE)):
        leading(actor, agency)
        equipped(home, agency, actor.name)
    id = stories.begun(witness="")
    gives, takes = stories.GIVES, stories.TAKES
    for annex, there in rows(*sizes).items():
        with timed(f"{annex} listed"):
            assert verbs.enter(id, annex, there, keep=False, key=annex, **gives).kept == len(there)
            verbs.close(id, annex, key=f"close {annex}", **gives)
        with timed(f"{annex} counted"):
            if annex == "cases":
                verbs.confirm(id, annex, key="confirm", **takes)
            else:
                sheet = [(row["code"], 1) for row in there]
                verbs.count_all(id, annex, sheet, key=f"sheet {annex}", **takes)
    paged(id, sizes[0])
    with timed("minutes drawn up"):
        verbs.close_empty(id, key="nothing else", **gives)
        verbs.draw_up(id, key="draw", **gives)
    with timed("signed by two"):
        verbs.sign(id, key="giver", **gives)
        verbs.sign(id, key="receiver", **takes)
    with timed("package written"), acting(**gives):
        bag = package.write(home / "bag", id)
    with timed("package checked by the script"):
        script = [
            sys.executable,
            "-I",
            str(bag / "data/verify/package.py"),
            str(bag),
            "--language",
            "en",
        ]
        done = subprocess.run(script, capture_output=True, text=True, check=False)
    print(f"  {done.stdout.strip().splitlines()[-1]}")


def paged(id: object, cases: int) -> None:
    """How long a page of the longest annex takes."""
    from continuity.handover import kept
    from continuity.handover.sides import acting
    from tests.integration import handovers as stories

    times, draw = [], random.Random(1)
    for _ in range(PAGES):
        began = time.perf_counter()
        with acting(**stories.GIVES):
            kept.listed(id, "cases", f"01.{draw.randrange(cases):07}")  # type: ignore[arg-type]
        times.append(time.perf_counter() - began)
    times.sort()
    p50, p99 = (times[n] * 1e3 for n in (PAGES // 2, -PAGES // 100))
    print(f"  a page of a list: p50 {p50:.1f} ms, p99 {p99:.1f} ms")


if __name__ == "__main__":
    main(sys.argv[1:])
