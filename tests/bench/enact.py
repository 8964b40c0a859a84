"""The national reform of 1 July enacted with and without a million open cases, side by side.

python tests/bench/enact.py            on the embedded server
python tests/bench/enact.py --debian   on the system's own PostgreSQL

Every run enacts in a fresh copy of one of two databases, in turns, while a reader in another process
asks who is competent again and again. Nothing here asserts a time.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from tests.database import Server, as_owner, configure, debian, embedded, renamed  # noqa: E402

RUNS, CASES = 5, 1_000_000
DAY = date(2025, 6, 20)

READER = """
import sys, time
from datetime import date
from tests.database import configure
configure(sys.argv[1], sys.argv[2])
from continuity.register.ask import answer
worst, asked = 0.0, 0
places = [f"ground:{n:05}" for n in (1, 4, 7, 16, 22, 100, 103, 256)]
def ask():
    answer("criminal-records", places[asked % 8], on=date(2025, 7, 1), filed=date(2025, 6, 1))
ask()
print("ready", flush=True)
import threading
over = threading.Event()
threading.Thread(target=lambda: (sys.stdin.readline(), over.set()), daemon=True).start()
while not over.is_set():
    began = time.perf_counter()
    ask()
    worst, asked = max(worst, time.perf_counter() - began), asked + 1
print(worst, asked, flush=True)
"""


def main(wanted: list[str]) -> None:
    """Prints the medians of both, and the longest that a reader waited."""
    load = "/".join(f"{one:.1f}" for one in os.getloadavg())
    print(
        f"{datetime.now(UTC):%Y-%m-%d} · Python {platform.python_version()} · {os.cpu_count()} cores"
        f" · load {load} · {'the system' if '--debian' in wanted else 'the embedded'} server"
    )
    with (debian if "--debian" in wanted else embedded)(disk=True) as server:
        server.start()
        with server.fresh() as empty, server.fresh() as full:
            _prepared(server, empty, 0)
            _prepared(server, full, CASES)
            spent: dict[str, list[tuple[float, float, float, int]]] = {empty: [], full: []}
            for _ in range(RUNS):
                for name in (empty, full):
                    spent[name].append(_enacted(server, name))
            for name, cases in ((empty, 0), (full, CASES)):
                _told(cases, spent[name])
        server.stop()


def _told(cases: int, runs: list[tuple[float, float, float, int]]) -> None:
    written, whole, waited, rows = zip(*runs, strict=True)
    told = " / ".join(f"{one:.2f}" for one in (min(written), median(written), max(written)))
    print(
        f"  {cases:>9,} open cases: {rows[0]:,} rows in a transaction of {told} s (min/median/max of "
        f"{RUNS}); planned and written in {median(whole):.1f} s; a reader waited "
        f"{max(waited) * 1_000:.0f} ms at most"
    )


def _prepared(server: Server, name: str, cases: int) -> None:
    """The register on the eve of 1 July, its decree drafted, and so many open cases beside it."""
    configure(renamed(server.app, name), renamed(server.owner, name))
    from continuity.packs.vn import pack
    from continuity.reform.enact import adopt
    from continuity.reform.shelf import save
    from continuity.register.load import load
    from tests.bench.cases import copied
    from tests.people import THE_OPERATOR, seated

    source = pack()
    load(source.start, "bench")
    adopt(source.decrees[0], actor=THE_OPERATOR, kinds=source.kinds)
    seated(_hoa(), ("planner", "vn.01.home-affairs"))
    seated(_dung(), ("head", "vn.01.people-committee"))
    save(source.decrees[1], 0, actor=_hoa())
    if cases:
        leaves = [leaf for leaf in source.start.lineage.leaves if leaf.startswith("ground:")]
        with as_owner() as owner:
            owner.connection.commit()
            copied(owner, cases, [("criminal-records", leaf) for leaf in leaves], DAY)


def _hoa():  # type: ignore[no-untyped-def]
    from continuity.journal.record import Actor

    return Actor("p-hoa", "Ms Hoa")


def _dung():  # type: ignore[no-untyped-def]
    from continuity.journal.record import Actor

    return Actor("p-dung", "Captain Dung")


def _enacted(server: Server, template: str) -> tuple[float, float, float, int]:
    """Seconds of the transaction, of the whole verb, of a reader's longest wait; rows written."""
    server._close()
    name = f"{template}_run"
    server._do(f'create database "{name}" template "{template}" strategy file_copy')
    urls = (renamed(server.app, name), renamed(server.owner, name))
    configure(*urls)
    try:
        reader = _reader(*urls)
        found = _timed()
        reader.stdin.write("over\n")  # type: ignore[union-attr]
        reader.stdin.flush()  # type: ignore[union-attr]
        worst, _ = reader.stdout.readline().split()  # type: ignore[union-attr]
        reader.wait()
    finally:
        server._close()
        server._do(f'drop database "{name}"')
    return found[0], found[1], float(worst), found[2]


def _reader(*urls: str) -> subprocess.Popen[str]:
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "env": env}
    child = subprocess.Popen([sys.executable, "-c", READER, *urls], **pipes)  # type: ignore[call-overload]
    assert child.stdout.readline() == "ready\n"
    return child  # type: ignore[no-any-return]


def _timed() -> tuple[float, float, int]:
    import continuity.reform.enact as enacting
    from continuity.packs.vn import pack

    begun: list[float] = []
    rows: list[int] = []
    written = enacting._write

    def write(change, *told, **named):  # type: ignore[no-untyped-def]
        begun.append(time.perf_counter())
        rows.append(change.difference.writes)
        return written(change, *told, **named)

    enacting._write = write
    start = time.perf_counter()
    try:
        enacting.enact("vn-2025-07-01-map", 1, approver=_dung(), kinds=pack().kinds)
    finally:
        enacting._write = written
    end = time.perf_counter()
    return end - begun[0], end - start, rows[0]


if __name__ == "__main__":
    main(sys.argv[1:])
