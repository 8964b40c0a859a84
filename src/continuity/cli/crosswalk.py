"""`continuity crosswalk`: any day to any day, as CSV."""

from __future__ import annotations

import csv
import sys

from continuity.cli.speak import to_day, too_early, wrong_use
from continuity.cli.state import state
from continuity.core.crosswalk import crosswalk
from continuity.packs.edges import COLUMNS, edges_json, flat


def run(start: str, end: str, *, pack: bool) -> None:
    """Writes one row for each pair of units that share ground or residents."""
    days = to_day(start), to_day(end)
    here = state(pack=pack)
    early = [one for one in days if one < here.world.starts]
    if early:
        raise wrong_use(too_early(early[0], here.world.starts))
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COLUMNS)
    edges = crosswalk(here.world.lineage, *days)
    writer.writerows(flat(row) for row in edges_json(here, edges, *days))
