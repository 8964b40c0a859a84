"""Ours and the peers over the same messy table in one run, offline, printed with machine and day.

    python -m tests.bench.addresses.run [--rows 20000] [--seed 1]

The peers get an environment of their own under the build folder, from the package index, once.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import platform
import subprocess
import sys
import tempfile
import venv
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.bench.addresses import messy, score
from tests.bench.addresses.peers import PEERS
from tests.bench.addresses.truth import ROOT, plain, split, targets

VERSIONS = ("vietnamadminunits==1.0.4", "underthesea", "vn-address-converter")


def peers() -> Path:
    """The Python of the peers' environment, made where it is not there."""
    home = ROOT / "build" / "peers"
    python = home / "bin" / "python"
    if not python.exists():
        venv.create(home, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *VERSIONS], check=True)
    return python


def code_of(answer: dict[str, str]) -> str:
    """The new code that a peer means, by its own code or by name and province."""
    if answer.get("code"):
        return answer["code"]
    province = split(answer.get("province", ""))[1] or answer.get("province", "")
    return targets().get((plain(answer.get("name", "")), plain(province)), "")


def counted(table: Path, answers: list[dict[str, str]]) -> Counter[str]:
    """What a peer's answers are worth: it names one unit or none."""
    found: Counter[str] = Counter()
    with table.open(encoding="utf-8", newline="") as file:
        for row, answer in zip(csv.DictReader(file), answers, strict=True):
            code, heirs = code_of(answer), set(row["heirs"].split("|"))
            if not code:
                found["none"] += 1
            elif len(heirs) > 1:
                found["silent"] += 1
            else:
                found["right" if code in heirs else "wrong"] += 1
    return found


def line(name: str, counts: Counter[str], rate: str, memory: int) -> str:
    """A line of the table."""
    whole = counts.total()
    right = score.share(counts["right"] + counts["open"], whole)
    wrong, silent = score.share(counts["wrong"], whole), counts["silent"]
    return f"| {name} | {right} | {wrong} | {silent} | {rate} | {memory} MiB |"


def peer(name: str, python: Path, table: Path, folder: Path) -> str:
    """The line of one peer."""
    out = folder / f"{name}.json"
    here = Path(__file__).parent / "peers.py"
    subprocess.run([python, here, name, table, out], check=True, stdout=subprocess.DEVNULL)
    told: dict[str, Any] = json.loads(out.read_text("utf-8"))
    counts = counted(table, told["answers"])
    return line(name, counts, f"{told['rate']:,.0f}", told["memory"])


def ours(table: Path, folder: Path) -> tuple[str, list[score.Judged]]:
    """Our line, and every row judged."""
    out = folder / "ours.csv"
    command = [sys.executable, "-m", "tests.bench.addresses.ours", table, out]
    told = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    rows = list(score.judged(table, out))
    counts = Counter(row.verdict for row in rows)
    rate = f"{told['first']:,.0f} (again: {told['again']:,.0f})"
    return line("continuity", counts, rate, told["memory"]), rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    print(
        f"{datetime.now(UTC):%Y-%m-%d} · Python {platform.python_version()} · "
        f"{platform.machine()} · {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} · "
        f"{asked.rows:,} rows, seed {asked.seed}\n"
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table = folder / "messy.csv"
        with table.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([messy.COLUMNS, *messy.made(asked.rows, asked.seed)])
        told, rows = ours(table, folder)
        print(
            "| reader | right or rightly open | wrong | silent on split units | rows/s | memory |"
        )
        print("|---|---:|---:|---:|---:|---:|")
        print(told)
        for one in PEERS:
            print(peer(one, peers(), table, folder), flush=True)
        print("\n".join(["", *score.table(rows), "", *score.reliability(rows)]))


if __name__ == "__main__":
    main()
