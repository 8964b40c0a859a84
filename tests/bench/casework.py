"""Speeds of casework on the nation after both reforms, printed with machine and day.

python tests/bench/casework.py            100,000 open cases
python tests/bench/casework.py 1000000    as many as you say

Everything runs as the application's role, under row security; nothing here asserts a time.
"""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from tests.bench.cases import FIRST, copied  # noqa: E402
from tests.database import as_owner, embedded  # noqa: E402
from tests.national import national  # noqa: E402

TODAY, FILED = date(2025, 11, 3), date(2025, 11, 1)
LARGE, FUNCTION = "vn.01.police", "criminal-records"
ANSWERS, PAPERS = {"purpose": "Xin việc làm", "second-phone": "0987 654 321"}, ("identity-card",)


def timed(name: str, work: Callable[[], object], runs: int = 200) -> None:
    """Prints wall clock of some runs in milliseconds, and the CPU of this process for each."""
    spent, cpu = [], time.process_time()
    for _ in range(runs):
        began = time.perf_counter()
        work()
        spent.append((time.perf_counter() - began) * 1000)
    cpu = (time.process_time() - cpu) * 1000 / runs
    spent.sort()
    shown = " / ".join(f"{spent[int(len(spent) * part)]:.2f}" for part in (0, 0.5, 0.95))
    print(f"  {name:<46} {shown} ms; CPU here {cpu:.2f} ms")


def main(many: int) -> None:
    """One database, filled and asked."""
    now = datetime.now(tz=UTC).date()
    told = f"Python {platform.python_version()} · {platform.machine()} · {os.cpu_count()} cores"
    print(f"{now} · {told} · {many} open cases · minimum / median / 95 %")
    with embedded(disk=True) as server:
        server.start()
        with server.fresh():
            asked(many)
        server.stop()


def slots_of(officer: Any, agency: str) -> list[tuple[str, str]]:
    """What an agency must do today, as the database reckons it."""
    from django.db import connection

    from continuity.casework.sight import reading

    asked = "select distinct function, place from casework_slot where duty = casework_duty()"
    with reading(officer, agency, "processing", TODAY), connection.cursor() as cursor:
        cursor.execute(asked)
        return list(cursor.fetchall())


def asked(many: int) -> None:
    """Everything that is measured, in the order in which it happens to a case."""
    from continuity.casework import cases, catalogue, desk, names, verbs
    from continuity.casework.page import page
    from continuity.casework.sight import reading
    from continuity.config import settings
    from continuity.journal.record import SYSTEM, Actor
    from continuity.register.load import load
    from tests.integration.service import CERTIFICATE as SERVICE
    from tests.people import seated

    load(national().world, "bench")
    with as_owner() as owner:
        owner.execute("analyze")
    holders = sorted({m.agency for m in national().world.mandates if TODAY in m.valid})
    holders = [LARGE, *[agency for agency in holders if "commune" in agency][:5]]
    officer = seated(
        Actor("p-bench", "Bench"), *(("officer", agency) for agency in holders), since=TODAY
    )
    catalogue.load([SERVICE], SYSTEM)
    began = time.perf_counter()
    due = {agency: slots_of(officer, agency) for agency in holders}
    spent = time.perf_counter() - began
    rows = sum(map(len, due.values()))
    print(f"  slots of {len(holders)} agencies, once a day: {rows} rows in {spent:.1f} s")

    began = time.perf_counter()
    ground = [slot for slots in due.values() for slot in slots if slot[1].startswith("ground:")]
    small = next(a for a in holders if "commune" in a and any(s in ground for s in due[a]))
    with as_owner() as owner:
        copied(owner, many, ground, FILED, ring=settings.CONTINUITY_KEYS)
        few = [slot for slot in due[small] if slot[1].startswith("ground:")]
        copied(owner, 40, few, FILED, ring=settings.CONTINUITY_KEYS, first=FIRST + many)
    print(f"  made and copied in {time.perf_counter() - began:.1f} s")

    turn = iter(range(10**9))

    def inside(agency: str, work: Callable[[], object]) -> Callable[[], object]:
        def once() -> object:
            with reading(officer, agency, "processing", TODAY):
                return work()

        return once

    for agency in (LARGE, small):
        name = f"{agency}, {len(due[agency])} slots"
        listed = inside(agency, desk.desk)()
        print(f"  {name}: {len(listed)} on the desk")
        if not listed:
            continue
        one = listed[0].id
        timed("name the reader, nothing else", inside(agency, lambda: None))
        timed("read one case", inside(agency, lambda id=one: cases.one(id)))
        timed(
            "open its personal fields (with the entry)",
            inside(agency, lambda id=one: cases.personal(id)),
        )
        timed("read all that a case's page says", inside(agency, lambda id=one: page(id)))
        timed("list 25 of the desk", inside(agency, desk.desk), 50)
        rare = desk.Wanted(unclaimed=True, late=True)
        few = inside(agency, lambda w=rare: desk.desk(wanted=w))
        timed("list 25 that are late and unclaimed", few, 50)
        timed("how the cases are shared out", inside(agency, lambda: desk.load(desk.shares())), 5)

    person = cases.Personal("Nguyễn Thị Lan", "001190123456", "0912 345 678")
    filed: list[verbs.Receipt] = []

    def file(procedure: str = "") -> None:
        place = ground[next(turn) % len(ground)][1]
        told = {"actor": officer, "key": f"f{next(turn)}", "agency": small}
        if procedure:
            receipt = verbs.file(procedure, place, TODAY, person, ANSWERS, papers=PAPERS, **told)
            filed.append(receipt)
        else:
            verbs.lodge(FUNCTION, place, TODAY, person, **told)

    timed("take over a case without a procedure", file)
    timed("file a case by its procedure", lambda: file("certificate"))
    timed("find a name in 200", inside(small, lambda: names.search("nguyen thi lan")), 50)
    by = {"actor": officer, "agency": LARGE, "on": TODAY}
    mine = [case.id for case in inside(LARGE, lambda: desk.desk(400))()]  # type: ignore[attr-defined]
    work = iter(mine)
    timed("pause", lambda: verbs.pause(next(work), "payment", key=f"p{next(turn)}", **by), 200)
    work = iter(mine)
    timed(
        "resume",
        lambda: verbs.resume(next(work), date(2026, 1, 1), key=f"r{next(turn)}", **by),
        200,
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 100_000)
