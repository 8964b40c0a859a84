"""How long it takes to count in: two trees over 100,000 things, the statement, one file, the audit.

python -m tests.bench.handover [things]
"""

from __future__ import annotations

import os
import platform
import resource
import secrets
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from continuity.handover.counted.differ import statement  # noqa: E402
from continuity.handover.counted.inclusion import inclusion  # noqa: E402
from continuity.handover.counted.item import Item  # noqa: E402
from continuity.handover.counted.tally import Tally  # noqa: E402
from continuity.handover.offline import counted_in as script  # noqa: E402

THINGS = 100_000


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Prints how long the block took, in CPU time of this process and on the clock."""
    clock, cpu = time.perf_counter(), time.process_time()
    yield
    spent = time.process_time() - cpu
    print(f"  {what:<32} {spent:6.2f} s of CPU, {time.perf_counter() - clock:6.2f} s on the clock")


def main(wanted: list[str]) -> None:
    """Prints machine, day and what each part took."""
    things = int(wanted[0]) if wanted else THINGS
    told = f"Python {platform.python_version()} · {platform.machine()} · {os.cpu_count()} cores"
    print(f"{datetime.now(UTC):%Y-%m-%d} · {told} · {things:,} things")
    items = [
        Item(
            "cases", f"H01.2025.{n:07}", date(2025, 2, 1), date(2025, 3, 6), ("intake", "check"),
            200_000, ("form", "portrait", "identity"),
        )
        for n in range(things)
    ]  # fmt: skip
    secret = secrets.token_bytes(32)
    with timed("the giver's tree"):
        giver = Tally(items, secret=secret, handover="bench", side="giver")
        assert giver.root
    with timed("the receiver's tree"):
        receiver = Tally(reversed(items), secret=secret, handover="bench", side="receiver")
        assert receiver.root
    with timed("the statement"):
        said = statement(giver, receiver, {})
    with timed("one person's file, checked"):
        mine = inclusion(items[things // 2], giver, receiver, said)
        assert mine
        assert not script.mine(mine, (giver.root, receiver.root))
    tables = {t.side: [[str(cell) for cell in row] for row in t.rows()] for t in (giver, receiver)}
    with timed("the audit of both sides"):
        assert script.audit(said, tables) == ([], [])
    print(f"  memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB")


if __name__ == "__main__":
    main(sys.argv[1:])
