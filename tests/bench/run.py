"""Speeds and sizes, printed with machine and day; nothing here asserts a time.

python tests/bench/run.py              all of them
python tests/bench/run.py who proof    some of them
python tests/bench/run.py removal      every single mandate taken away (about 20 minutes)
"""

from __future__ import annotations

import gc
import os
import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

RUNS = 5
QUESTIONS = 1_000_000


def timed(work: Callable[[], object], runs: int = RUNS) -> str:
    """Minimum, median and maximum of some runs, in seconds."""
    spent = []
    for _ in range(runs):
        gc.collect()
        began = time.perf_counter()
        work()
        spent.append(time.perf_counter() - began)
    spent.sort()
    return f"{spent[0]:.3f} / {spent[len(spent) // 2]:.3f} / {spent[-1]:.3f} s (min/median/max of {runs})"


def child(code: str, **environment: str) -> tuple[float, int]:
    """Seconds and peak memory (KiB) of a fresh interpreter on one core."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    began = time.perf_counter()
    pinned = ["taskset", "-c", "0"] if hasattr(os, "sched_setaffinity") else []
    env = os.environ | {"PYTHONPATH": str(ROOT / "src")} | environment
    done = subprocess.run(
        [*pinned, sys.executable, "-c", code], env=env, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    seconds, peak = map(float, (done.stdout.split() or ["0", "0"])[-2:])
    assert before >= 0
    return seconds or time.perf_counter() - began, int(peak)


NATION = """
import gc, resource, sys, time
gc.disable()
from pathlib import Path
from continuity.demo.play import play
from continuity.packs.text import parse
from continuity.packs.vn import DATA, pack
start = pack().start
texts = [t for t in pack().decrees if t.name != "2025-07-01-map.yaml"]
began = time.perf_counter()
file = DATA / "decrees" / "2025-07-01-map.yaml"
text = parse(file.read_bytes(), file.name)     # the YAML itself, not its twin
from continuity.reform.check import check
from continuity.reform.plan import difference
from continuity.reform.proof import prove, digest
from continuity.demo.stock import matters, stocked
told, findings = check(stocked(start), [*texts, text], text, pack().kinds)
stage = told.stage("vn-2025-07-01-map")
difference(stage.before, stage.after, stage.decree.effective)
made = matters(start, pack().calendar)
proof = prove(stage.decree.id, stage.before, stage.after, made, stage.decree.effective)
assert proof.holds and not findings
digest([proof])
print(time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def nation() -> None:
    """The national reform of 1 July: YAML, draft, fold, check, plan, proof; one core."""
    for _ in range(3):
        seconds, peak = child(NATION)
        print(f"  nation, YAML to proof: {seconds:.2f} s, {peak / 1024:.0f} MiB")


def proof() -> None:
    """The proof alone: coverage, balances, statement, digest; from a world without any cache."""
    from continuity.core.lineage import Lineage
    from continuity.core.world import World
    from continuity.demo.play import MAP_DAY, play
    from continuity.packs.vn import pack
    from continuity.reform.proof import digest, prove

    told = play(pack())
    stage = told.history.stages[-1]

    def fresh(world: World) -> World:
        from dataclasses import replace

        old = world.lineage
        bare = Lineage(old.areas, old.leaves, old.within, old.heirs)
        return replace(world, lineage=bare, _held={})

    def once() -> None:
        sides = fresh(stage.before), fresh(stage.after)
        digest([prove(stage.decree.id, *sides, told.matters, MAP_DAY)])

    print(f"  proof of 1 July alone: {timed(once)}")


def who() -> None:
    """Bulk answers: random function × unit × day × filing day, no key repeated; then checked."""
    from continuity.cli.state import State
    from continuity.core.competent import who as single
    from continuity.core.directory import Directory
    from continuity.packs.vn import pack

    world = State(pack()).world
    units = [a.id for a in world.lineage.areas.values() if a.level == "commune"]
    units += [
        a.id for a in world.lineage.areas.values() if a.code in ("318", "471", "498", "536", "755")
    ]
    functions = sorted(world.functions)
    chance, first = random.Random(2025), date(2025, 1, 1)
    asked: dict[tuple[str, str, date, date], None] = {}
    while len(asked) < QUESTIONS:
        on = first + timedelta(days=chance.randrange(1000))
        filed = on - timedelta(days=chance.randrange(400))
        asked[chance.choice(functions), chance.choice(units), on, filed] = None
    columns = list(zip(*asked, strict=True))
    directory = Directory(world)
    began = time.perf_counter()
    answers = directory.who(*columns)
    cold = time.perf_counter() - began
    began = time.perf_counter()
    directory.who(*columns)
    warm = time.perf_counter() - began
    print(f"  who in bulk: {len(units):,} units, {QUESTIONS:,} different questions")
    print(
        f"    tables made on the way: {QUESTIONS / cold:,.0f}/s; tables there: {QUESTIONS / warm:,.0f}/s"
    )
    sample = chance.sample(range(QUESTIONS), 20_000)
    for n in sample:
        function, unit, on, filed = (column[n] for column in columns)
        assert single(world, function, unit, on=on, filed=filed) == answers[n]
    print(f"    {len(sample):,} of them equal to the single answer")


def start() -> None:
    """A single `who` as a new process, without and with the cache."""
    with tempfile.TemporaryDirectory() as home:
        command = [
            sys.executable,
            "-m",
            "continuity",
            "who",
            "residence",
            "Hàng Bạc",
            "--on",
            "2025-07-01",
        ]
        env = os.environ | {"PYTHONPATH": str(ROOT / "src"), "CONTINUITY_HOME": home}

        def once() -> None:
            subprocess.run(command, env=env, check=True, capture_output=True)

        print(f"  who, first of all: {timed(once, 1)}")
        print(f"  who, a new process: {timed(once, 9)}")


def demo() -> None:
    """The demo after set-up, as a new process."""
    command = [sys.executable, "-m", "continuity", "demo", "--json"]
    env = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    print(
        f"  demo: {timed(lambda: subprocess.run(command, env=env, check=True, capture_output=True), 3)}"
    )


def removal() -> None:
    """Every single must-mandate that is not disputed, taken away: each loss is missed by name."""
    from tests.integration.test_proof import is_named, mandates

    every = mandates()
    began = time.perf_counter()
    unnamed = [m.key for n, m in enumerate(every) if _told(n, len(every)) and not is_named(m)]
    spent = time.perf_counter() - began
    print(
        f"\n  removal: {len(every):,} losses, {len(unnamed)} not missed, {spent:.0f} s {unnamed[:3]}"
    )


def _told(n: int, of: int) -> bool:
    if n % 100 == 0:
        print(f"\r  {n:,} of {of:,}", end="", flush=True)
    return True


BENCHES = {"nation": nation, "proof": proof, "who": who, "start": start, "demo": demo}
LONG = {"removal": removal}


def main(names: list[str]) -> None:
    """Runs the named benches, or all that are not long."""
    now = datetime.now(tz=UTC).date()
    print(
        f"{now} · Python {platform.python_version()} · {platform.machine()} · {os.cpu_count()} cores"
    )
    for name in names or BENCHES:
        (BENCHES | LONG)[name]()


if __name__ == "__main__":
    main(sys.argv[1:])
