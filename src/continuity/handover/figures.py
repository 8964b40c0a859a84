"""The figures that were published of the real reform, as lines of annexes with their source."""

from __future__ import annotations

from dataclasses import dataclass

from continuity.core.procedure import Words
from continuity.handover.lines import Line
from continuity.packs import vn


@dataclass(frozen=True, slots=True)
class Figure:
    """One published number: the line that it makes, on which side, and where it was read."""

    line: Line
    side: str
    label: Words
    source: str


def figures() -> list[Figure]:
    """All of them, as the press told them."""
    return [_figure(row) for row in vn.rows("figures.csv")]


def _figure(row: dict[str, str]) -> Figure:
    values = {id: row[id] for id in ("code", "quantity", "unit", "part-of") if row[id]}
    line = Line(row["annex"], row["code"], int(row["quantity"]), values)
    return Figure(line, row["side"], Words(row["vi"], row["en"]), row["source"])
