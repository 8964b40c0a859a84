"""The night of a reform at its size: 7,000 bodies prepared, and scanned in at 25 a second.

python tests/bench/seals.py [--debian] [bodies] [scans]

A scan is the whole page, as a collection point gets it: sign-in, rights, register, journal, receipt.
They come by the clock whether or not the last one was answered (an open loop), and each is timed from
the moment at which it was due.
"""

from __future__ import annotations

import os
import platform
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from tests.database import debian, embedded  # noqa: E402

BODIES, SCANS, A_SECOND, HANDS = 7000, 1000, 25, 8


def main(wanted: list[str]) -> None:
    """Prints machine, day and what each part took."""
    sizes = [int(one) for one in wanted if one.isdigit()]
    bodies, scans = [*sizes, BODIES, SCANS][:2] if len(sizes) != 1 else [sizes[0], SCANS]
    told = f"Python {platform.python_version()} · {platform.machine()} · {os.cpu_count()} cores"
    print(f"{datetime.now(UTC):%Y-%m-%d} · {told} · {bodies} bodies, {scans} scans")
    with (debian if "--debian" in wanted else embedded)(disk=True) as server:
        server.start()
        with server.fresh():
            measured(bodies, scans)
        server.stop()


def measured(bodies: int, scans: int) -> None:
    """A country with so many schools, of which every three become one."""
    from django.test import override_settings

    from tests.integration import seals as stories

    schools = [f"vn.school.{n:05}" for n in range(bodies)]
    stories.SCHOOLS |= {id: (f"0000{1 + n % 3}", f"Trường số {n}") for n, id in enumerate(schools)}
    stories.peopled()
    given(schools)
    clauses = [
        f'  - clause: m{n}\n    found: {{agency: vn.new.{n:05}, kind: school, seat: "00001", '
        f"name: Trường mới {n}}}\n    heir-of: [{', '.join(schools[n : n + 3])}]\n"
        for n in range(0, bodies, 3)
    ]
    began = time.perf_counter()
    stories.reformed(stories.JULY + "".join(clauses))
    print(f"  enacted in {time.perf_counter() - began:.1f} s")

    points = [
        stories.Point(id, f"Điểm {id}", id, "", stories.POINTS[0].opens, 30, 20, bodies // 30)
        for id in ("a", "b")
    ]
    for what in ("prepared", "prepared again"):
        began = time.perf_counter()
        night = stories.prepared(points)
        print(f"  {what} in {time.perf_counter() - began:.2f} s")
    began = time.perf_counter()
    made = stories.nights.confirm(night, actor=stories.HAI, agency=stories.POLICE, on=stories.JUNE)
    print(f"  {made} specimens confirmed in {time.perf_counter() - began:.2f} s")
    with override_settings(CONTINUITY_DEMO=True):
        came(night, scans)
    shown(night)


def given(schools: list[str]) -> None:
    """Each school has a seal; taken over at once, since nobody waits for it here."""
    from django.db import transaction

    from continuity.journal.record import SYSTEM
    from continuity.services.seals.acts import taken_over

    day = datetime(2025, 5, 1, tzinfo=UTC).date()
    with transaction.atomic():
        named = {school: (f"Trường {school}", "") for school in schools}
        taken_over(named, actor=SYSTEM, agency="vn.01.police", on=day)


def came(night: object, scans: int) -> None:
    """The scans, by the clock."""
    from django.db import connections
    from django.test import Client

    from continuity.accounts.models import Person
    from continuity.services.seals import progress
    from continuity.services.seals.scanning import label

    due = [one for one in progress.every(night, progress.MISSING) if one.seal][:scans]  # type: ignore[arg-type]
    local = threading.local()

    def client() -> Client:
        if not hasattr(local, "client"):
            local.client = Client(SERVER_NAME="localhost")
            local.client.cookies["lived"] = "2025-06-30"
            local.client.force_login(Person.objects.get(pk="p-dung"))
        return local.client  # type: ignore[no-any-return]

    def one(n: int, at: float) -> float:
        time.sleep(max(0.0, at - time.perf_counter()))
        page = client().post(
            f"/desk/seals/nights/{night}/scan?point={due[n].point}",
            {"code": label(due[n].code or "")},
        )
        assert "Đã nhận" in page.content.decode()
        return (time.perf_counter() - at) * 1000

    cpu = time.process_time()
    with ThreadPoolExecutor(HANDS) as pool:
        list(pool.map(lambda _: client() and time.sleep(0.05), range(HANDS * 4)))
        # A collection point has the page open before the first seal comes: what a process reads once
        # (the register's world, 2 to 3 s) is read by then.
        client().get(f"/desk/seals/nights/{night}/scan?point={due[0].point}")
        began = time.perf_counter() + 0.2
        spent = sorted(pool.map(lambda n: one(n, began + n / A_SECOND), range(len(due))))
        list(pool.map(lambda _: (connections.close_all(), time.sleep(0.05)), range(HANDS * 4)))
    took = (time.process_time() - cpu) * 1000 / len(due)
    told = " / ".join(
        f"{spent[min(len(spent) - 1, int(len(spent) * p))]:.1f}" for p in (0.5, 0.95, 0.99, 1)
    )
    print(
        f"  {len(due)} scans at {A_SECOND}/s: 50 / 95 / 99 / 100 % in {told} ms; CPU here {took:.1f} ms"
    )


def shown(night: object) -> None:
    """What the live page asks for every five seconds."""
    from continuity.services.seals import void
    from continuity.services.seals.progress import progress

    for name, work in (("progress", lambda: progress(night)), ("void list", void.void)):  # type: ignore[arg-type,list-item]
        began = time.perf_counter()
        for _ in range(20):
            work()
        print(f"  {name}: {(time.perf_counter() - began) * 50:.1f} ms")


if __name__ == "__main__":
    main(sys.argv[1:])
