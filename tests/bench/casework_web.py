"""Casework over HTTP on the nation after both reforms, printed with machine and day.

python tests/bench/casework_web.py            100,000 open cases
python tests/bench/casework_web.py 1000000    as many as you say

One worker of the site serves the embedded database, as `continuity serve` does; everything runs under
row security. CPU is that of the site's process, without its database; one request at a time, and then an
open loop of 50 desks a second. Nothing here asserts a time: statements are counted in
tests/integration/test_statements.py.
"""

from __future__ import annotations

import base64
import http.client
import json
import os
import platform
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from tests.bench.cases import FIRST, copied  # noqa: E402
from tests.bench.web import told, work  # noqa: E402
from tests.database import as_owner, embedded, reachable, renamed  # noqa: E402
from tests.national import national  # noqa: E402

LARGE, MOST_SLOTS = "vn.01.police", 300
RATE, SECONDS, RUNS = 50, 20, 300
SERVE = "from continuity.cli.site import run; import sys; run('127.0.0.1', int(sys.argv[1]), show=False)"


def main(many: int) -> None:
    """One database, filled and served."""
    now = datetime.now(tz=UTC).date()
    said = f"Python {platform.python_version()} · {platform.machine()} · {os.cpu_count()} cores"
    print(f"{now} · {said} · {many} open cases")
    with embedded(disk=True) as server:
        server.start()
        with server.fresh() as name:
            desk = filled(many)
            with served(renamed(server.app, name), renamed(server.owner, name)) as host:
                measured(host, desk)
        server.stop()


def filled(many: int) -> dict[str, Any]:
    """The nation with so many cases by a procedure, each with its first act; and who may ask."""
    from django.db import connection

    from continuity.accounts import tokens
    from continuity.accounts.today import today
    from continuity.casework import catalogue
    from continuity.casework.sight import reading
    from continuity.journal.record import SYSTEM, Actor
    from continuity.register.load import load
    from tests.integration.service import CERTIFICATE
    from tests.people import THE_OPERATOR, seated

    began, on = time.perf_counter(), today()
    world = national().world
    load(world, "bench")
    holders = sorted({m.agency for m in world.mandates if on in m.valid})
    holders = [LARGE, *[agency for agency in holders if "commune" in agency][:150]]
    everywhere, officer = Actor("p-all", "Everywhere"), Actor("p-bench", "Bench")
    seated(everywhere, *(("officer", agency) for agency in holders), since=on)
    catalogue.load([CERTIFICATE], SYSTEM)
    due: dict[str, list[tuple[str, str]]] = {}
    for agency in holders:
        with reading(everywhere, agency, "processing", on), connection.cursor() as cursor:
            cursor.execute(
                "select distinct function, place from casework_slot where duty = casework_duty()"
            )
            due[agency] = [slot for slot in cursor.fetchall() if slot[1].startswith("ground:")]
    small = max((a for a in due if len(due[a]) <= MOST_SLOTS), key=lambda agency: len(due[agency]))
    seated(officer, ("officer", small), ("officer", LARGE), since=on)
    same = {"procedure": "certificate", "version": 1, "step": "check", "taken": TAKEN,
            "held": "{purpose,identity-card}", "owed": 200_000}  # fmt: skip
    with as_owner() as owner:
        owner.execute("analyze")
        owner.connection.commit()
        wide = [slot for slots in due.values() for slot in slots]
        copied(owner, many, wide, on, besides=same)
        copied(owner, 2_000, due[small], on, first=FIRST + many, besides=same)
        owner.execute("alter table casework_case no force row level security")
        owner.execute(
            "insert into casework_act (case_id, agency, person, verb, step, day) select id, %s, "
            "'p-bench', 'file', 'intake', filed from casework_case", [small],
        )  # fmt: skip
        owner.execute(
            "select number from casework_case where (function, place) in (select * from "
            "unnest(%s::text[], %s::text[])) order by id desc limit 2000",
            [list(part) for part in zip(*due[small], strict=True)],
        )
        numbers = [row[0] for row in owner.fetchall()]
        owner.execute("alter table casework_case force row level security")
        owner.execute("vacuum analyze casework_act")
    slots = {agency: len(due[agency]) for agency in (small, LARGE)}
    print(f"  filled in {time.perf_counter() - began:.0f} s; slots {slots}", flush=True)
    given = {"actor": THE_OPERATOR, "role": "officer", "purposes": ("processing", "intake")}
    until = on + timedelta(days=2)
    return {
        "officer": officer.id, "numbers": numbers, "place": due[LARGE][0][1], "small": small,
        "slots": slots[small],
        "token": tokens.give("bench", until, agency=small, **given).text,
        "large": tokens.give("bench", until, agency=LARGE, **given).text,
    }  # fmt: skip


TAKEN = json.dumps({"intake": "p-other"})


@contextmanager
def served(app: str, owner: str) -> Iterator[str]:
    """One worker of the site over a database that is there already."""
    from django.conf import settings

    from tests.browser.site import answers, free_port

    port = free_port()
    with reachable(disk=True) as home, open(home / "log", "w", encoding="utf-8") as log:
        told_of = {"DATABASE_URL": app, "DATABASE_OWNER_URL": owner, "CONTINUITY_HOME": str(home)}
        ring = ((id, base64.b64encode(key)) for id, key in settings.CONTINUITY_KEYS.items())
        told_of |= {
            "PYTHONPATH": str(ROOT / "src"),
            "CONTINUITY_SECRET_KEY": settings.SECRET_KEY,
            "CONTINUITY_KEYS": ",".join(f"{id}:{key.decode()}" for id, key in ring),
            "CONTINUITY_BLIND_KEY": base64.b64encode(settings.CONTINUITY_BLIND_KEY).decode(),
        }
        env = os.environ | told_of
        site = subprocess.Popen(
            [sys.executable, "-P", "-c", SERVE, str(port)], env=env, stdout=log, stderr=log
        )
        try:
            answers(f"http://127.0.0.1:{port}/privacy", site)
            yield f"http://127.0.0.1:{port}"
        finally:
            site.terminate()
            site.wait(30)


def measured(host: str, desk: dict[str, Any]) -> None:
    """A case, a list and a filing, by a program and at the desk; then many at once."""
    chance = random.Random(5)
    numbers = [chance.choice(desk["numbers"]) for _ in range(RUNS)]
    program = {"Authorization": f"Bearer {desk['token']}"}
    browser = {"Cookie": session(desk["officer"])}
    page, large = f"/desk?agency={desk['small']}", {"Authorization": f"Bearer {desk['large']}"}
    each(host, "choose the seat", [page], browser)
    each(host, "read a case, interface", [f"/api/v1/cases/{n}" for n in numbers], program)
    each(host, "read a case, desk page", [f"/desk/cases/{n}" for n in numbers], browser)
    each(host, "list 25, interface", ["/api/v1/cases"] * RUNS, program)
    each(host, f"list 25, desk page ({desk['slots']} slots)", [page] * RUNS, browser)
    each(host, f"list 25, interface, {LARGE}", ["/api/v1/cases"] * 50, large)
    create(host, desk)
    for name, address, headers in (
        ("the desk's list as a page", page, browser),
        ("the desk's list over the interface", "/api/v1/cases", program),
        (f"the same of {LARGE}", "/api/v1/cases", large),
    ):
        told(name, host, [address] * RATE * SECONDS, RATE, headers)


def each(host: str, name: str, addresses: list[str], headers: dict[str, str]) -> None:
    """Prints what one request after the other costs the site."""
    line = http.client.HTTPConnection(host.removeprefix("http://"), timeout=60)

    def one(address: str) -> None:
        line.request("GET", address, headers=headers)
        answer = line.getresponse()
        body = answer.read()
        assert answer.status == 200, (answer.status, body[:300])

    timed(name, addresses, one)


def create(host: str, desk: dict[str, Any]) -> None:
    """A filing at a counter, each with a key of its own."""
    line = http.client.HTTPConnection(host.removeprefix("http://"), timeout=60)
    form = {
        "procedure": "certificate", "place": desk["place"],
        "personal": {"name": "Nguyễn Thị Lan", "identity": "001190123456", "contact": "0912 345 678"},
        "answers": {"purpose": "Xin việc làm"}, "papers": ["identity-card"],
    }  # fmt: skip

    def one(key: str) -> None:
        headers = {"Authorization": f"Bearer {desk['token']}", "Idempotency-Key": key}
        headers["Content-Type"] = "application/json"
        line.request("POST", "/api/v1/cases", json.dumps(form), headers)
        answer = line.getresponse()
        body = answer.read()
        assert answer.status == 201, (answer.status, body[:300])

    timed("file a case, interface", [f"k-{n}" for n in range(RUNS)], one)


def timed(name: str, asked: list[str], one: Callable[[str], None]) -> None:
    """Prints minimum, median and 95 % of the time, and the CPU of the site for each."""
    for first in asked[:20]:
        one(f"warm-{first}" if first.startswith("k-") else first)
    spent, before = [], work()
    for what in asked:
        began = time.perf_counter()
        one(what)
        spent.append((time.perf_counter() - began) * 1000)
    cpu = (work() - before) * 1000 / len(asked)
    spent.sort()
    shown = " / ".join(f"{spent[int(len(spent) * part)]:.1f}" for part in (0, 0.5, 0.95))
    load = os.getloadavg()[0]
    print(f"  {name:<40} {shown} ms; CPU of the site {cpu:.2f} ms; load {load:.1f}", flush=True)


def session(person: str) -> str:
    """The cookie of somebody who is signed in."""
    from django.conf import settings
    from django.test import Client

    from continuity.accounts.models import Person

    client = Client(SERVER_NAME="localhost")
    client.force_login(Person.objects.get(pk=person))
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 100_000)
