"""A handover at its size: 100,000 cases, 50,000 boxes, 20,000 assets, from the list to the package.

    python -m tests.bench.handover_whole [pages] [cases boxes assets]

Each verb is called as the product calls it, on the embedded server. With `pages` nothing is drawn up:
the pages that show lists are asked for as a browser does, from all over the longest annex, before it is
counted and after.
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
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from tests.database import embedded  # noqa: E402

SIZES = (100_000, 50_000, 20_000)
PAGES, FEW = 200, 50


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Prints how long the block took, in CPU time of this process and on the clock."""
    clock, cpu = time.perf_counter(), time.process_time()
    yield
    spent = time.process_time() - cpu
    print(f"  {what:<32} {spent:6.2f} s of CPU, {time.perf_counter() - clock:6.2f} s on the clock")


def main(wanted: list[str]) -> None:
    """Prints machine, day and what each part took."""
    pages = wanted[:1] == ["pages"]
    sizes = tuple(int(one) for one in wanted[pages:]) or SIZES
    told = f"Python {platform.python_version()} · {platform.machine()} · {os.cpu_count()} cores"
    print(f"{datetime.now(UTC):%Y-%m-%d} · {told} · cases, boxes, assets {sizes}")
    with embedded(disk=True) as server, tempfile.TemporaryDirectory() as home:
        server.start()
        with server.fresh():
            from tests.issuing import housed

            with housed(Path(home)):
                with timed("all of it"):
                    measured(Path(home), pages, *sizes)
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


def measured(home: Path, pages: bool, *sizes: int) -> None:
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
        if pages and annex == "cases":
            paged(id, sizes[0], "uncounted")
        with timed(f"{annex} counted"):
            if annex == "cases":
                verbs.confirm(id, annex, key="confirm", **takes)
            else:
                sheet = [(row["code"], 1) for row in there]
                verbs.count_all(id, annex, sheet, key=f"sheet {annex}", **takes)
    if pages:
        paged(id, sizes[0], "counted")
        return
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


def paged(id: object, cases: int, when: str) -> None:
    """How long each page takes that shows lists of a handover, asked for as a browser does."""
    from django.test import Client, override_settings

    from continuity.accounts.models import Person
    from tests.integration import handovers as stories

    at, draw = f"/desk/handovers/{id}", random.Random(1)
    client = Client(SERVER_NAME="localhost")
    client.cookies["lived"] = str(stories.FEBRUARY)
    client.force_login(Person.objects.get(pk=stories.BINH.id))
    number = f"01.{draw.randrange(cases):07}"
    pages = {
        "the handover": (FEW, lambda: at),
        "a page of an annex": (
            PAGES,
            lambda: f"{at}/annexes/cases?after=01.{draw.randrange(cases):07}",
        ),
        "a page back": (FEW, lambda: f"{at}/annexes/cases?before=01.{draw.randrange(cases):07}"),
        "differences": (
            FEW,
            lambda: f"{at}/differences?show=all&a=cases&n=01.{draw.randrange(cases):07}",
        ),
        "differences back": (FEW, lambda: f"{at}/differences?show=all&back&a=cases&n={number}"),
        "the balance": (FEW, lambda: f"{at}/balance"),
        "the counting screen": (FEW, lambda: f"{at}/annexes/cases/count"),
    }
    with override_settings(CONTINUITY_DEMO=True):
        _took(client, at)  # the first visit loads what all pages share
        for what, (times, path) in pages.items():
            told = sorted(_took(client, path()) for _ in range(times))
            p50, p99 = (told[n][0] * 1e3 for n in (times // 2, -max(1, times // 100)))
            cpu = 1e3 * sum(one[1] for one in told) / times
            print(f"  {when}, {what:<20} p50 {p50:6.1f}, p99 {p99:6.1f} ms; CPU here {cpu:5.1f} ms")


def _took(client: Any, path: str) -> tuple[float, float]:
    began, cpu = time.perf_counter(), time.process_time()
    response = client.get(path)
    spent = time.perf_counter() - began, time.process_time() - cpu
    assert response.status_code == 200, path
    return spent


if __name__ == "__main__":
    main(sys.argv[1:])
