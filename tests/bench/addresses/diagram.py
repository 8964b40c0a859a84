"""The reliability diagram: how often answers of a score were right, against what the score says.

python -m tests.bench.addresses.diagram --rows 100000 --seed 9 --out docs/pictures/addresses.svg
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from datetime import date
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from continuity.addresses import COLUMNS, Converter
from tests.bench.addresses.messy import COLUMNS as MESSY
from tests.bench.addresses.messy import made
from tests.bench.addresses.score import verdict

EDGES = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.94, 0.97, 0.985, 0.994, 0.9985, 1.0001)
SIZE, ROOM = 360, 56


class Bin(NamedTuple):
    """Answers of nearly one score: how many, what they score, how many were right."""

    count: int
    score: float
    right: float


def answers(rows: int, seed: int) -> Iterator[tuple[float, bool]]:
    """The score of each reading that can be judged, and whether it was right.

    One unit that is named is right or wrong; of several, each is right with the share of one.
    """
    reader = Converter(date(2025, 6, 30), date(2025, 7, 1))
    table = [dict(zip(MESSY, row, strict=True)) for row in made(rows, seed)]
    for row, found in zip(table, reader.rows([r["address"] for r in table]), strict=True):
        answer = dict(zip(COLUMNS, map(str, found), strict=True))
        if answer["status"] == "resolved":
            yield found.score, verdict(row, answer) == "right"
        elif answer["status"] == "ambiguous":
            first = answer["candidates"].split("|")[:1]
            yield found.score, bool(first) and first[0] in row["heirs"].split("|")


def bins(found: Iterable[tuple[float, bool]]) -> list[Bin]:
    """The bins that hold anything, in order."""
    rows = list(found)
    made_of = [[r for r in rows if low <= r[0] < high] for low, high in pairwise(EDGES)]
    return [
        Bin(len(held), sum(s for s, _ in held) / len(held), sum(ok for _, ok in held) / len(held))
        for held in made_of
        if held
    ]


def drawn(found: list[Bin]) -> str:
    """The diagram as SVG; a point above the line was right more often than its score says."""
    whole, end = SIZE + 2 * ROOM, ROOM + SIZE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}" role="img">',
        "<title>Reliability of the score</title><style>text{font:12px sans-serif}</style>",
        f'<rect width="{whole}" height="{whole}" fill="#fff"/>',
        f'<path d="M{ROOM} {end}L{end} {ROOM}" stroke="#767676" stroke-dasharray="4 4"/>',
        f'<path d="M{ROOM} {ROOM}V{end}H{end}" stroke="#0b0c0c" fill="none"/>',
        f'<text x="{ROOM + SIZE / 2}" y="{whole - 12}" text-anchor="middle">score</text>',
        f'<text x="{ROOM}" y="{ROOM - 14}" text-anchor="middle">right</text>',
    ]
    for tick in (0, 0.2, 0.4, 0.6, 0.8, 1):
        at = round(tick * SIZE)
        parts.append(f'<text x="{ROOM + at}" y="{end + 18}" text-anchor="middle">{tick}</text>')
        parts.append(f'<text x="{ROOM - 8}" y="{end - at + 4}" text-anchor="end">{tick}</text>')
    for held in found:
        x, y = ROOM + held.score * SIZE, end - held.right * SIZE
        said = escape(f"score {held.score:.3f}: {held.right:.2%} of {held.count:,} right")
        wide = 3 + min(9, held.count**0.2)
        parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{wide:.1f}" fill="#1d70b8" fill-opacity="0.75">'
            f"<title>{said}</title></circle>"
        )
    return "\n".join([*parts, "</svg>", ""])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=9)
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    found = bins(answers(asked.rows, asked.seed))
    asked.out.write_text(drawn(found), encoding="utf-8")
    print("| score | answers | right |\n|---:|---:|---:|")
    for held in found:
        print(f"| {held.score:.3f} | {held.count:,} | {held.right:.2%} |")


if __name__ == "__main__":
    main()
