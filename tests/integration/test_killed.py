"""Killed at any moment: a reform is in force whole or not at all, and the journal is unbroken."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from django.db import connections

from continuity.journal.record import Actor
from continuity.journal.verify import verify
from continuity.reform.history import history
from continuity.reform.shelf import in_force
from continuity.register.load import load
from continuity.register.read import world
from tests.people import seated
from tests.unit.country import KINDS, country

ROOT = Path(__file__).resolve().parents[2]
TIMES, SEED, LONGEST = 20, 20250701, 0.35

# Enacts, lets slip, withdraws, and begins again, until somebody ends it.
RESTLESS = """
import sys
from datetime import date
from tests.database import configure
configure(sys.argv[1], sys.argv[2])
from continuity.journal.record import Actor
from continuity.reform.enact import enact, slip, undo
from continuity.reform.shelf import drafts, in_force, save
from tests.unit.country import JULY, KINDS, MARCH, text
HOA, DUNG, FEBRUARY = Actor("hoa", "Ms Hoa"), Actor("dung", "Captain Dung"), date(2025, 2, 1)

def approved(decree, made=None):
    # A draft that a killed one left open is approved first, whatever it was to do.
    version = {draft.text.name: draft.version for draft in drafts()}.get(decree) or made()
    enact(decree, version, approver=DUNG, kinds=KINDS, on=FEBRUARY)

print("ready", flush=True)
while True:
    there = in_force()
    for decree, written in (("functions", MARCH), ("map", JULY)):
        if decree not in there:
            approved(decree, lambda: save(text(written), 0, actor=HOA))
    if set(in_force()) == {"functions", "map"}:
        approved("functions", lambda: slip("functions", date(2025, 3, 15), actor=HOA))
    for decree in ("map", "functions"):
        if decree in in_force():
            approved(decree, lambda: undo(decree, actor=HOA, reason="again"))
"""


def restless(server, name):
    from tests.database import renamed

    urls = (renamed(server.app, name), renamed(server.owner, name))
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    return subprocess.Popen(
        [sys.executable, "-c", RESTLESS, *urls],
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_reform_that_is_killed_at_any_moment_is_whole_or_not_there(server, db):
    chance, seen = random.Random(SEED), set()
    load(country(), "the small country")
    seated(Actor("hoa", "Ms Hoa"), ("planner", "vn.01.justice"))
    seated(Actor("dung", "Captain Dung"), ("head", "vn.01.police"))
    for _ in range(TIMES):
        child = restless(server, db)
        assert child.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0, LONGEST))
        child.send_signal(signal.SIGKILL)
        child.wait()
        connections.close_all()

        there = in_force()
        assert world() == history(country(), list(there.values()), KINDS).world
        assert verify().holds
        seen.add(tuple(there))

    assert len(seen) > 1, "the moments were all alike"
