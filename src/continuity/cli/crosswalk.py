"""`continuity crosswalk`: any day to any day, as CSV."""

from __future__ import annotations

import csv
import sys
from datetime import date

from continuity.cli.speak import to_day, too_early, wrong_use
from continuity.cli.state import State, state
from continuity.core.crosswalk import Edge, crosswalk
from continuity.core.lineage import NOWHERE, Cite
from continuity.packs.answers import unit_json

COLUMNS = (
    *("from_code", "from_name", "from_province", "to_code", "to_name", "to_province"),
    *("extent", "residents", "territory", "instrument", "clause"),
)


def run(start: str, end: str, *, pack: bool) -> None:
    """Writes one row for each pair of units that share ground or residents."""
    days = to_day(start), to_day(end)
    here = state(pack=pack)
    early = [one for one in days if one < here.world.starts]
    if early:
        raise wrong_use(too_early(early[0], here.world.starts))
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COLUMNS)
    for edge in crosswalk(here.world.lineage, *days):
        writer.writerow(_row(here, edge, *days))


def _row(here: State, edge: Edge, start: date, end: date) -> list[object]:
    origin, target = unit_json(here, edge.origin, start), unit_json(here, edge.target, end)
    cite = _cite(here, edge, start, end)
    return [
        origin["code"],
        origin["name"],
        origin["province"],
        target["code"],
        target["name"],
        target["province"],
        edge.extent,
        int(edge.residents),
        int(edge.territory),
        cite.instrument,
        cite.clause,
    ]


def _cite(here: State, edge: Edge, start: date, end: date) -> Cite:
    """The clause that moved the ground; where none did, the one that renamed the unit."""
    if edge.cite != NOWHERE or edge.origin != edge.target:
        return edge.cite
    label = here.world.name(edge.target, max(start, end))
    return label.cite if label and label.valid.start > min(start, end) else NOWHERE
