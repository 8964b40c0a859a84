"""The rows of a crosswalk in words: which unit of one day is which of another, and by which clause.

The command writes them as CSV, the interface for programs as JSON or CSV.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from continuity.core.crosswalk import Edge
from continuity.core.lineage import NOWHERE, Cite
from continuity.packs.answers import Json, Known, unit_json

COLUMNS = (
    *("from_code", "from_name", "from_province", "to_code", "to_name", "to_province"),
    *("extent", "residents", "territory", "instrument", "clause"),
)


def edges_json(state: Known, edges: Iterable[Edge], start: date, end: date) -> Iterator[Json]:
    """One object for each pair of units, both as they were called on their own day."""
    for edge in edges:
        cite = _cite(state, edge, start, end)
        yield {
            "from": unit_json(state, edge.origin, start),
            "to": unit_json(state, edge.target, end),
            "extent": edge.extent,
            "residents": edge.residents,
            "territory": edge.territory,
            "instrument": cite.instrument or None,
            "clause": cite.clause or None,
        }


def flat(row: Json) -> list[object]:
    """The same as a row of the columns."""
    sides = [row[side][word] for side in ("from", "to") for word in ("code", "name", "province")]
    flags = [int(row["residents"]), int(row["territory"])]
    return [*sides, row["extent"], *flags, row["instrument"] or "", row["clause"] or ""]


def _cite(state: Known, edge: Edge, start: date, end: date) -> Cite:
    """The clause that moved the ground; where none did, the one that renamed the unit."""
    if edge.cite != NOWHERE or edge.origin != edge.target:
        return edge.cite
    label = state.world.name(edge.target, max(start, end))
    return label.cite if label and label.valid.start > min(start, end) else NOWHERE
