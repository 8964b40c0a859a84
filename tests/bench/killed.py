"""The nation, killed at twenty random moments of enact, slip and undo: whole or not there, each time.

python tests/bench/killed.py [--debian] [times]

The same drill as tests/integration/test_killed.py, which has a small country so that it can run often.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from tests.database import debian, embedded, renamed  # noqa: E402

TIMES, SEED, LONGEST = 20, 20250701, 14.0

RESTLESS = """
import sys
from datetime import date
from tests.database import configure
configure(sys.argv[1], sys.argv[2])
from continuity.journal.record import Actor
from continuity.packs.vn import pack
from continuity.reform.enact import enact, slip, undo
from continuity.reform.shelf import drafts, in_force, save
HOA, DUNG, JUNE = Actor("hoa", "Ms Hoa"), Actor("dung", "Captain Dung"), date(2025, 6, 1)
source = pack()
MAP = "vn-2025-07-01-map"

def approved(made):
    open_ = {draft.text.name: (draft.version, draft.act) for draft in drafts()}
    version, act = open_.get(MAP) or (made(), "")
    print("enacting", act, flush=True)
    enact(MAP, version, approver=DUNG, kinds=source.kinds, on=JUNE)
    print("done", flush=True)

print("ready", flush=True)
while True:
    if MAP not in in_force():
        approved(lambda: save(source.decrees[1], 0, actor=HOA))
    approved(lambda: slip(MAP, date(2025, 7, 15), actor=HOA))
    approved(lambda: undo(MAP, actor=HOA, reason="again"))
"""


def main(wanted: list[str]) -> None:
    """Prints how often the decree was there afterwards, and that each time it was whole."""
    times = next((int(one) for one in wanted if one.isdigit()), TIMES)
    print(f"{datetime.now(UTC):%Y-%m-%d} · {times} kills")
    with (debian if "--debian" in wanted else embedded)(disk=True) as server:
        server.start()
        with server.fresh() as name:
            urls = (renamed(server.app, name), renamed(server.owner, name))
            print(f"  {_drilled(times, urls)}")
        server.stop()


def _drilled(times: int, urls: tuple[str, str]) -> Counter[str]:
    from continuity.journal.record import Actor
    from continuity.packs.vn import pack
    from continuity.reform.enact import adopt
    from continuity.register.load import load
    from tests.people import THE_OPERATOR, seated

    source, chance, seen = pack(), random.Random(SEED), Counter[str]()
    load(source.start, "bench")
    adopt(source.decrees[0], actor=THE_OPERATOR, kinds=source.kinds)
    seated(Actor("hoa", "Ms Hoa"), ("planner", "vn.01.home-affairs"))
    seated(Actor("dung", "Captain Dung"), ("head", "vn.01.people-committee"))
    for n in range(times):
        _kill(urls, chance.uniform(0, LONGEST))
        seen[_state()] += 1
        print(f"  {n + 1}/{times} whole", flush=True)
    return seen


def _kill(urls: tuple[str, str], after: float) -> None:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    command = [sys.executable, "-c", RESTLESS, *urls]
    child = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    time.sleep(after)
    child.send_signal(signal.SIGKILL)
    child.wait()


def _state() -> str:
    """What is in force; ends the drill where the register is not the fold of it."""
    from django.db import connections

    from continuity.journal.verify import verify
    from continuity.packs.vn import pack
    from continuity.reform.history import history
    from continuity.reform.shelf import in_force
    from continuity.register.read import first, world

    connections.close_all()
    there = in_force()
    assert world() == history(world(first()), list(there.values()), pack().kinds).world
    assert verify().holds
    dates = [str(text.tree["effective"]) for text in there.values() if isinstance(text.tree, dict)]
    return ", ".join(dates)


if __name__ == "__main__":
    main(sys.argv[1:])
