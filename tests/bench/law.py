"""The 34 resolutions of 2025, read from their text and held against the reconciled edges.

python tests/bench/law.py [NUMBER …]

The text of the clauses is not part of the project: it lies beside it in ../shared/data, and where it
is absent this says so and ends. The clauses of Quảng Ngãi (1677) were held out while the grammar was
written: its code has the lowest SHA-256 of the 34.
"""

from __future__ import annotations

import csv
import hashlib
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from continuity.packs.text import Tree, parse  # noqa: E402
from continuity.reform.law.read import Given, Law, read_law  # noqa: E402
from tests.national import JULY, national  # noqa: E402

SHARED = ROOT.parent / "shared" / "data"
HOW = {
    "full": "all",
    "unchanged": "keep",
    "rename": "rename",
    "part": "part",
    "part_area": "part-of-land",
    "part_area_allpop": "part-of-land-all-residents",
    "part_pop": "part-of-residents",
    "rest": "rest",
    "full_area_no_pop": "all-land",
}

Edge = tuple[str, str]  # an old unit, and how much of it
Row = dict[str, str]


class Score(NamedTuple):
    """What came out of one resolution."""

    arranging: int
    right: int
    misses: list[str]
    kept: bool
    counts: int
    counts_right: int
    findings: Counter[str]
    closed: bool


def table(name: str) -> list[Row]:
    """One of the tables."""
    with (SHARED / name).open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def main(numbers: list[str]) -> int:
    """Reads, compares, prints; 1 where fewer than 99.5 % are right."""
    if not (SHARED / "clauses.csv").exists():
        print("skipped: ../shared/data/clauses.csv is not there")
        return 0
    provinces = {row["commune_resolution"]: row for row in table("provinces_new_34.csv")}
    apart = min(provinces.values(), key=lambda row: digest(row["province_code"]))
    gold = edges()
    began, scores = time.perf_counter(), {}
    for number, clauses in texts().items():
        if not numbers or number.partition("/")[0] in numbers:
            law = read(number, clauses, provinces[number]["province_code"])
            scores[number] = score(law, clauses, gold)
    spent = time.perf_counter() - began
    for number, found in scores.items():
        held = "  (held out)" if number == apart["commune_resolution"] else ""
        print(f"{number}  {found.right}/{found.arranging}  {dict(found.findings)}{held}")
        for miss in found.misses:
            print(f"    MISS {miss}")
    return told(list(scores.values()), spent)


def told(scores: list[Score], spent: float) -> int:
    """The sums."""
    arranging, right = sum(s.arranging for s in scores), sum(s.right for s in scores)
    print(f"clauses: {right:,} of {arranging:,} = {right / arranging:.2%}, in {spent:.1f} s")
    print(f"kept units right: {sum(s.kept for s in scores)} of {len(scores)} resolutions")
    numbers, agreed = sum(s.counts for s in scores), sum(s.counts_right for s in scores)
    closed = sum(s.closed for s in scores)
    print(f"closing counts: {closed} of {len(scores)} clauses, {agreed} of {numbers} numbers")
    print(f"findings: {dict(sum((s.findings for s in scores), Counter()))}")
    return 0 if right >= 0.995 * arranging else 1


def digest(code: str) -> str:
    """By which the held-out province was chosen."""
    return hashlib.sha256(code.encode()).hexdigest()


def texts() -> dict[str, list[Row]]:
    """The clauses of each resolution."""
    found: dict[str, list[Row]] = {}
    for row in table("clauses.csv"):
        found.setdefault(row["resolution"], []).append(row)
    return found


def edges() -> dict[tuple[str, str], set[Edge]]:
    """The reconciled edges, by resolution and clause."""
    found: dict[tuple[str, str], set[Edge]] = {}
    for row in table("mapping_2025.csv"):
        # the island districts without communes bear invented codes there: D318 for 318
        edge = row["old_code"].removeprefix("D"), HOW[row["extent_legal"]]
        found.setdefault((row["resolution"], row["clause"]), set()).add(edge)
    return found


def read(number: str, clauses: list[Row], province: str) -> Law:
    """A resolution as somebody would paste its Article 1."""
    text = "\n".join(f"{row['clause']}. {row['text']}" for row in clauses)
    given = Given(number=number, effective=JULY, province=province)
    law = read_law("Điều 1.\n" + text, national().places, given)
    assert parse(law.yaml.encode()).tree == law.tree, f"{number} does not read back"
    return law


def score(law: Law, clauses: list[Row], gold: dict[tuple[str, str], set[Edge]]) -> Score:
    """What is right, and what is not with its reason."""
    got = drafted(law)
    misses, right, kept = [], 0, True
    for row in clauses:
        due, have = gold.get((row["resolution"], row["clause"]), set()), got[row["clause"]]
        if not row["new_code"]:
            kept = kept and due == have
        elif due == have:
            right += 1
        if due != have:
            why = [f.say("en") for f in law.findings if f.cite.clause == row["clause"]]
            lacks, more = sorted(due - have), sorted(have - due)
            reasons = " | ".join(why) or "nothing was found wrong"
            misses.append(f"{row['clause']}: lacks {lacks}, has beyond {more}: {reasons}")
    arranging = sum(1 for row in clauses if row["new_code"])
    agreed = [count.stated == count.reckoned for count in law.counts]
    codes = Counter(finding.code for finding in law.findings)
    closed = bool(agreed) and all(agreed)
    return Score(arranging, right, misses, kept, len(agreed), sum(agreed), codes, closed)


def drafted(law: Law) -> dict[str, set[Edge]]:
    """The edges of a draft, by clause."""
    found: dict[str, set[Edge]] = {clause.label: set() for clause in law.clauses}
    for clause, edge in _edges(law.tree.get("clauses")):
        found[clause].add(edge)
    return found


def _edges(clauses: Tree) -> Iterator[tuple[str, Edge]]:
    for clause in clauses or []:
        label = clause["clause"]
        for how, units in clause.get("takes", {}).items():
            yield from ((label, (unit, how)) for unit in units)
        yield from ((label, (unit, "keep")) for unit in clause.get("keep", []))
        if "rename" in clause:
            yield label, (clause["rename"], "rename")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
