"""How well a table of answers did, kind by kind; and how far its scores are to be believed.

    python -m tests.bench.addresses.score messy.csv answers.csv [--wrong FILE]

*Rightly left open* means: at least two communes fit the text without a mistake, or residents went to
several; and the true heirs are among the candidates with at most three others.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

OTHERS = 3
BINS = (0.0, 0.5, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995, 1.0)


class Judged(NamedTuple):
    """A row with its verdict."""

    verdict: str
    kind: str
    single: bool
    score: float
    text: str
    truth: str
    answer: str


def verdict(row: dict[str, str], answer: dict[str, str]) -> str:
    """What an answer is worth: right, open, wrong, silent, wide, needless or lost."""
    heirs = set(row["heirs"].split("|"))
    told = set(filter(None, answer["candidates"].split("|")))
    if answer["status"] == "resolved":
        if len(heirs) > 1:
            return "silent"
        return "right" if answer["new_code"] in heirs else "wrong"
    allowed = len(heirs) > 1 or "|" in row["fits"]
    if not heirs <= told:
        return "lost"
    if len(told - heirs) > OTHERS:
        return "wide"
    return "open" if allowed else "needless"


def judged(messy: Path, answers: Path) -> Iterator[Judged]:
    """Each row of a messy table with the verdict on its answer."""
    with (
        messy.open(encoding="utf-8", newline="") as one,
        answers.open(encoding="utf-8-sig", newline="") as other,
    ):
        for row, answer in zip(csv.DictReader(one), csv.DictReader(other), strict=True):
            told = f"{answer['status']} {answer['new_code']}{answer['candidates']}"
            yield Judged(
                verdict(row, answer),
                row["kind"],
                "|" not in row["fits"],
                float(answer["score"] or 0),
                row["address"],
                row["heirs"],
                told,
            )


def share(part: int, whole: int) -> str:
    """A part of a whole in per cent."""
    return f"{100 * part / whole:.2f} %" if whole else "-"


def table(rows: Iterable[Judged]) -> list[str]:
    """One line for each kind and one for all of them."""
    kinds: dict[str, Counter[str]] = {}
    single: dict[str, Counter[str]] = {}
    for row in rows:
        for name in (row.kind, "all"):
            kinds.setdefault(name, Counter())[row.verdict] += 1
            if row.single:
                single.setdefault(name, Counter())[row.verdict] += 1
    lines = ["| kind | rows | right or rightly open | wrong | silent | fits one: resolved |"]
    lines.append("|---|---:|---:|---:|---:|---:|")
    for name in (*(kind for kind in kinds if kind != "all"), "all"):
        found, alone = kinds[name], single.get(name, Counter())
        # A row of a unit that was split fits one unit, and is rightly open.
        settled = alone["right"] + alone["wrong"] + alone["silent"]
        lines.append(
            f"| {name} | {found.total()} | {share(found['right'] + found['open'], found.total())} "
            f"| {share(found['wrong'], found.total())} | {found['silent']} "
            f"| {share(settled, alone.total() - alone['open'])} |"
        )
    return lines


def reliability(rows: Iterable[Judged]) -> list[str]:
    """For bins of the score, how many resolved answers were right."""
    bins: dict[float, Counter[str]] = {}
    for row in rows:
        if row.verdict in ("right", "wrong", "silent"):
            floor = max(edge for edge in BINS if row.score >= edge)
            bins.setdefault(floor, Counter())[row.verdict] += 1
    lines = ["| score from | answers | right |", "|---:|---:|---:|"]
    for floor, found in sorted(bins.items()):
        lines.append(f"| {floor} | {found.total()} | {share(found['right'], found.total())} |")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("messy", type=Path)
    parser.add_argument("answers", type=Path)
    parser.add_argument("--wrong", type=Path)
    asked = parser.parse_args()
    rows = list(judged(asked.messy, asked.answers))
    print("\n".join([*table(rows), "", *reliability(rows)]))
    if asked.wrong:
        with asked.wrong.open("w", encoding="utf-8", newline="") as file:
            bad = [row for row in rows if row.verdict not in ("right", "open")]
            csv.writer(file).writerows([Judged._fields, *sorted(bad)])


if __name__ == "__main__":
    main()
