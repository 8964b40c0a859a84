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

from continuity.journal.verify import verify
from continuity.reform.history import history
from continuity.reform.shelf import in_force
from continuity.register.load import load
from continuity.register.read import world
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
from continuity.reform.refused import Refused
from continuity.reform.shelf import draft_of, drafted, in_force, save
from tests.unit.country import JULY, KINDS, MARCH, text
hoa, dung = Actor("hoa", "Ms Hoa"), Actor("dung", "Captain Dung")
for written in (MARCH, JULY):
    if not drafted(text(written).tree["decree"]):
        save(text(written), 0, actor=hoa)
print("ready", flush=True)
while True:
    there = in_force()
    for decree in ("functions", "map"):
        if decree not in there:
            enact(decree, draft_of(decree).version, approver=dung, kinds=KINDS)
    slip("functions", date(2025, 3, 15), approver=dung, drafter=hoa, kinds=KINDS)
    for decree in ("map", "functions"):
        undo(decree, actor=dung, drafter=hoa, on=date(2025, 2, 1), reason="again", kinds=KINDS)
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
